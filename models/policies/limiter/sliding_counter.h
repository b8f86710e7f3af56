// A sliding counter: two fixed windows, the older one weighed by what the last W still covers.
//
//   estimate = previous * (W - elapsed) / W + current;  admit iff estimate + 1 <= limit
//
// In integers: previous * (W - elapsed) + (current + 1) * W <= limit * W.
// Source: Cloudflare, "How we built rate limiting capable of scaling to millions of domains"
// (2017). Simplified: windows are counted from the start of the run; refused requests are not
// counted.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class SlidingCounter;

struct SlidingCounterSpec {
  using Made = SlidingCounter;
  std::int64_t limit = 1;
  Duration window{};
  std::string note;
  LimitFigure figure() const { return countFigure(limit); }
  bool operator==(const SlidingCounterSpec&) const = default;
};

void describe(Shape<SlidingCounterSpec>& s);

class SlidingCounter final : public Limiter {
 public:
  explicit SlidingCounter(const SlidingCounterSpec& spec)
      : limit_(spec.limit), window_(spec.window) {}
  Admission admit(Time now) override;
  void switchedOn(Time) override { previous_ = current_ = 0; }
  void setFigure(Time, double limit) override { limit_ = static_cast<std::int64_t>(limit); }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<SlidingCounter>(*this);
  }
  /// Requests within the last window, as estimated at `now`.
  double estimate(Time now);

 private:
  void turnTo(Time now);
  std::int64_t limit_;
  Duration window_;
  std::int64_t index_ = 0;
  std::int64_t previous_ = 0, current_ = 0;
};

}  // namespace headroom
