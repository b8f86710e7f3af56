// Samples of a concurrency limit taken together: one for each window, of their mean stay.
//
//   a stay below min_rtt_threshold is no sample
//   the first that leaves after the window's end closes it, itself included:
//     the next ends clamp(2 * shortest stay, min_window_time, max_window_time) after it
//     with window_size samples or more, the algorithm learns of the mean stay, the most that were
//     inside, and whether any was dropped; with fewer they are forgotten
//
// Source: Netflix concurrency-limits, WindowedLimit with AverageSampleWindow; their defaults. The
// first window ends with the first sample, as there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "sim/time.h"

namespace headroom {

struct SampleWindowSpec {
  Duration minWindowTime = std::chrono::seconds{1};
  Duration maxWindowTime = std::chrono::seconds{1};
  std::int64_t windowSize = 10;
  Duration minRttThreshold = std::chrono::microseconds{100};
  std::string note;
  bool operator==(const SampleWindowSpec&) const = default;
};

void describe(Shape<SampleWindowSpec>& s);

class SampleWindow {
 public:
  explicit SampleWindow(const SampleWindowSpec& spec) : spec_(spec) {}
  /// A stay that ends at `now`; `learn(rtt, inside, dropped)` is called when it closes a window.
  template <class Learn>
  void add(Time now, Duration rtt, std::int64_t inside, bool dropped, const Learn& learn) {
    if (rtt < spec_.minRttThreshold) return;
    shortest_ = count_ == 0 ? rtt : std::min(shortest_, rtt);
    sum_ += rtt;
    inside_ = std::max(inside_, inside);
    dropped_ = dropped_ || dropped;
    ++count_;
    if (now <= endsAt_) return;
    endsAt_ = now + std::min(std::max(shortest_ * 2, spec_.minWindowTime), spec_.maxWindowTime);
    const Duration mean = sum_ / count_;
    const bool enough = count_ >= spec_.windowSize;
    const auto most = inside_;
    const bool any = dropped_;
    sum_ = Duration::zero();
    count_ = inside_ = 0;
    dropped_ = false;
    if (enough) learn(mean, most, any);
  }

 private:
  SampleWindowSpec spec_;
  Time endsAt_{};
  Duration shortest_{}, sum_{};
  std::int64_t count_ = 0, inside_ = 0;
  bool dropped_ = false;
};

}  // namespace headroom
