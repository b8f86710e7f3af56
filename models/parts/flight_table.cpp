#include "models/parts/flight_table.h"

#include "sim/check.h"
#include "sim/random.h"

namespace headroom {

std::size_t FlightTable::homeOf(const Flight& flight) const {
  const std::uint64_t where = static_cast<std::uint64_t>(flight.site) << 32 | flight.replica;
  return sim::mix64(flight.key ^ sim::mix64(where)) & (index_.size() - 1);
}

std::uint32_t FlightTable::find(std::uint32_t site, std::uint32_t replica,
                                std::uint64_t key) const {
  Flight wanted;
  wanted.key = key;
  wanted.site = site;
  wanted.replica = replica;
  for (std::size_t i = homeOf(wanted);; i = (i + 1) & (index_.size() - 1))
    if (index_[i] == kNone || flights_[index_[i]].is(site, replica, key)) return index_[i];
}

void FlightTable::enter(std::uint32_t flight) {
  std::size_t i = homeOf(flights_[flight]);
  while (index_[i] != kNone) i = (i + 1) & (index_.size() - 1);
  index_[i] = flight;
}

void FlightTable::grow() {
  std::vector<std::uint32_t> old(index_.size() * 2, kNone);
  old.swap(index_);
  for (const std::uint32_t flight : old)
    if (flight != kNone) enter(flight);
}

std::uint32_t FlightTable::begin(std::uint32_t site, std::uint32_t replica, std::uint64_t key) {
  std::uint32_t flight;
  if (free_.empty()) {
    flight = static_cast<std::uint32_t>(flights_.size());
    flights_.emplace_back();
    if (free_.capacity() < flights_.capacity()) free_.reserve(flights_.capacity());
  } else {
    flight = free_.back();
    free_.pop_back();
  }
  flights_[flight] = Flight{};
  flights_[flight].key = key;
  flights_[flight].site = site;
  flights_[flight].replica = replica;
  if (++used_ * 2 > index_.size()) grow();
  enter(flight);
  return flight;
}

// Backward-shift deletion, as in the cache's own index: no tombstones.
void FlightTable::end(std::uint32_t flight) {
  HEADROOM_CHECK(flights_[flight].followers.empty(), "a flight ended over its followers' heads");
  const std::size_t mask = index_.size() - 1;
  std::size_t hole = homeOf(flights_[flight]);
  while (index_[hole] != flight) hole = (hole + 1) & mask;
  for (std::size_t i = (hole + 1) & mask; index_[i] != kNone; i = (i + 1) & mask) {
    const std::size_t home = homeOf(flights_[index_[i]]);
    if (((i - home) & mask) < ((i - hole) & mask)) continue;
    index_[hole] = index_[i];
    hole = i;
  }
  index_[hole] = kNone;
  free_.push_back(flight);
  --used_;
}

}  // namespace headroom
