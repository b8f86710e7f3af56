// MSER-5 on series whose warm-up is known.
#include "studies/warm_up.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/random.h"

namespace headroom {
namespace {

/// Noise about 10 that starts `low` and comes up exponentially, with time constant `tau`.
std::vector<double> rising(std::size_t count, double low, double tau) {
  sim::Stream stream{sim::Key{5}};
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(10 - (10 - low) * std::exp(-static_cast<double>(i) / tau) + stream.nextUnit() -
                  0.5);
  return out;
}

TEST(Mser5, CutsAStepExactly) {
  std::vector<double> series(200, 3.0);
  for (std::size_t i = 0; i < 40; ++i) series[i] = 0;
  EXPECT_EQ(mser5(series).cut, 40u);
  EXPECT_TRUE(mser5(series).settled);
}

TEST(Mser5, KeepsAllOfWhatIsStationary) {
  const WarmUp w = mser5(rising(2000, 10, 1));
  EXPECT_TRUE(w.settled);
  EXPECT_LT(w.cut, 200u);
}

TEST(Mser5, CutsUntilTheBiasIsBelowTheNoise) {
  const WarmUp w = mser5(rising(2000, 0, 50));
  EXPECT_TRUE(w.settled);
  EXPECT_GT(w.cut, 100u);  // After two time constants the mean is still 1.4 off;
  EXPECT_LT(w.cut, 500u);  // after ten it is right.
}

TEST(Mser5, SaysWhenTheSeriesNeverSettles) {
  std::vector<double> growing;
  for (int i = 0; i < 1000; ++i) growing.push_back(i);
  EXPECT_FALSE(mser5(growing).settled);
  EXPECT_FALSE(mser5(std::vector<double>(49, 1.0)).settled);  // Too few to tell.
}

TEST(Mser5, DropsObservationsBeyondTheLastFive) {
  std::vector<double> series(203, 1.0);
  series.back() = 1000;
  EXPECT_EQ(mser5(series).cut, 0u);
}

}  // namespace
}  // namespace headroom
