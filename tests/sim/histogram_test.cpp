#include "sim/histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/random.h"

namespace headroom::sim {
namespace {

/// Values over all magnitudes up to 2^61.
std::vector<Duration> values(std::size_t count, std::uint64_t seed) {
  Stream stream{Key{seed}};
  std::vector<Duration> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(Duration{static_cast<std::int64_t>(stream.next() >> (3 + stream.next() % 60))});
  return out;
}

TEST(Histogram, AnyValueIsWithinHalfAPercent) {
  for (const Duration v : values(20'000, 1)) {
    Histogram h;
    h.record(Duration::zero());
    h.record(v);
    h.record(Duration{std::int64_t{1} << 61});  // So that clamping to min and max hides nothing.
    const double found = static_cast<double>(h.quantile(2.0 / 3).count());
    const double exact = static_cast<double>(v.count());
    ASSERT_NEAR(found, exact, 0.005 * exact) << v.count();
  }
}

TEST(Histogram, QuantilesAreNearestRanks) {
  std::vector<Duration> sorted = values(9999, 2);
  Histogram h;
  for (const Duration v : sorted) h.record(v);
  std::sort(sorted.begin(), sorted.end());
  for (const double p : {0.0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(p * 9999)));
    const double exact = static_cast<double>(sorted[rank - 1].count());
    EXPECT_NEAR(static_cast<double>(h.quantile(p).count()), exact, 0.005 * exact + 1) << p;
  }
  EXPECT_EQ(h.quantile(1), sorted.back());
  EXPECT_EQ(h.min(), sorted.front());
  EXPECT_EQ(h.max(), sorted.back());
}

TEST(Histogram, TheMeanIsExact) {
  Histogram h;
  for (int i = 1; i <= 1000; ++i) h.record(std::chrono::microseconds{i});
  EXPECT_DOUBLE_EQ(h.meanSeconds(), 500.5e-6);
  Histogram huge;
  for (int i = 0; i < 100; ++i) huge.record(Duration{std::int64_t{1} << 61});
  EXPECT_NEAR(huge.meanSeconds(), 0x1p61 * 1e-9, 1);
}

TEST(Histogram, MergingIsRecordingAll) {
  Histogram all, first, second;
  const std::vector<Duration> a = values(500, 3), b = values(700, 4);
  for (const Duration v : a) {
    all.record(v);
    first.record(v);
  }
  for (const Duration v : b) {
    all.record(v);
    second.record(v);
  }
  first.merge(second);
  first.merge(Histogram{});
  EXPECT_EQ(first.count(), all.count());
  EXPECT_EQ(first.min(), all.min());
  EXPECT_EQ(first.max(), all.max());
  EXPECT_EQ(first.meanSeconds(), all.meanSeconds());
  for (double p = 0; p <= 1; p += 0.01) EXPECT_EQ(first.quantile(p), all.quantile(p));
}

TEST(Histogram, ClearedIsAsNew) {
  Histogram h;
  for (const Duration v : values(500, 5)) h.record(v);
  h.clear();
  EXPECT_EQ(h.count(), 0u);
  EXPECT_EQ(h.quantile(0.5), Duration::zero());
  EXPECT_EQ(h.meanSeconds(), 0);
  h.record(Duration{77});
  EXPECT_EQ(h.quantile(0.5), Duration{77});
  EXPECT_EQ(h.min(), Duration{77});
}

}  // namespace
}  // namespace headroom::sim
