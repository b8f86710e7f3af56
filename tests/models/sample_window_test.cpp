// Netflix's windows of samples: when one ends, what it tells, and what it forgets.
#include "models/policies/limiter/sample_window.h"

#include <gtest/gtest.h>

#include <vector>

namespace headroom::test {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

struct Told {
  std::int64_t at, rtt, inside;
  bool dropped;
  bool operator==(const Told&) const = default;
};

/// Stays of `rtts` milliseconds that end every 100 ms, the k-th with k inside.
std::vector<Told> tell(const SampleWindowSpec& spec, const std::vector<int>& rtts,
                       std::size_t droppedAt = 1000) {
  SampleWindow window{spec};
  std::vector<Told> told;
  for (std::size_t k = 0; k < rtts.size(); ++k) {
    const Time now = milliseconds{100 * static_cast<int>(k + 1)};
    window.add(now, milliseconds{rtts[k]}, static_cast<std::int64_t>(k), k == droppedAt,
               [&](Duration rtt, std::int64_t inside, bool dropped) {
                 told.push_back({now / milliseconds{1}, rtt / microseconds{1}, inside, dropped});
               });
  }
  return told;
}

TEST(SampleWindow, TellsTheMeanOfEachWindow) {
  // The first sample, at 100, ends a window of one, which is forgotten. The next ends after 1100:
  // at 1200, with 11 samples (of 200 to 1200): ten of 10 ms and one of 32; k was 11 there.
  std::vector<int> rtts(12, 10);
  rtts[11] = 32;
  EXPECT_EQ(tell({}, rtts), (std::vector<Told>{{1200, 12'000, 11, false}}));
}

TEST(SampleWindow, ADropAnywhereInItIsADrop) {
  EXPECT_EQ(tell({}, std::vector<int>(24, 10), 5),
            (std::vector<Told>{{1200, 10'000, 11, true}, {2300, 10'000, 22, false}}));
}

TEST(SampleWindow, TooFewAreForgotten) {
  SampleWindowSpec spec;
  spec.windowSize = 12;
  EXPECT_TRUE(tell(spec, std::vector<int>(40, 10)).empty());
}

TEST(SampleWindow, LongStaysMakeALongerOneUpToTheMost) {
  SampleWindowSpec spec;
  spec.maxWindowTime = milliseconds{1500};
  // Twice 700 ms: from 100 to 1500, closed at 1600; twice 900 would be 1800: 1500.
  EXPECT_EQ(tell(spec, std::vector<int>(16, 700)), (std::vector<Told>{{1600, 700'000, 15, false}}));
  EXPECT_EQ(tell(spec, std::vector<int>(17, 900)), (std::vector<Told>{{1700, 900'000, 16, false}}));
}

TEST(SampleWindow, AStayBelowTheThresholdIsNoSample) {
  SampleWindowSpec spec;
  spec.minRttThreshold = milliseconds{11};
  EXPECT_TRUE(tell(spec, std::vector<int>(40, 10)).empty());
}

}  // namespace
}  // namespace headroom::test
