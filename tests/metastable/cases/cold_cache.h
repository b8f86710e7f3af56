// Regions of a look-aside cache in front of a database of 300/s: stable when the database can do
// without the cache, vulnerable when it cannot, overloaded when it cannot even with it.
//
// What is comparable: the region says what a flush does at once, not whether the cache comes back.
// So there are more keys than the database fills in the seconds looked at, all alike, so that the
// share of them that fits is the hit ratio; arrivals and services are constant.
#pragma once

#include <string>
#include <vector>

namespace headroom::metastable {

struct Region {
  double database = 0, hitRatio = 0, load = 0;
  std::string name;  ///< "stable", "vulnerable", "overloaded"
};

std::vector<Region> readRegions(const std::string& csv);
/// The region a simulation shows.
std::string simulatedRegion(const Region& region);

}  // namespace headroom::metastable
