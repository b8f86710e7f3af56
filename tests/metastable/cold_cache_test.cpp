// Regions of a look-aside cache, each row of the reference data.
#include "tests/metastable/cases/cold_cache.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace headroom::metastable {
namespace {

class ColdCache : public testing::TestWithParam<Region> {};

TEST_P(ColdCache, FlushShowsTheRegion) {
#ifdef __SANITIZE_ADDRESS__
  if (GetParam().load > 2000) GTEST_SKIP() << "too slow here";
#endif
  EXPECT_EQ(simulatedRegion(GetParam()), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Regions, ColdCache,
                         testing::ValuesIn(readRegions(std::string{HEADROOM_SOURCE_DIR} +
                                                       "/tests/metastable/cold_cache_regions.csv")),
                         [](const testing::TestParamInfo<Region>& i) {
                           return fmt::format("hit{:.0f}load{:.0f}", 100 * i.param.hitRatio,
                                              i.param.load);
                         });

}  // namespace
}  // namespace headroom::metastable
