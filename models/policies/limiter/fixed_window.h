// A fixed window: so many requests in each window of the clock.
//
//   window = floor(t / W);  admit iff its count < limit
//
// Up to twice the limit passes around a window's edge.
// Source: Kong's rate-limiting plugin (calendar windows), and the counters of many gateways.
// Simplified: windows are counted from the start of the run; refused requests are not counted.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class FixedWindow;

struct FixedWindowSpec {
  using Made = FixedWindow;
  std::int64_t limit = 1;
  Duration window{};
  std::string note;
  LimitFigure figure() const { return countFigure(limit); }
  bool operator==(const FixedWindowSpec&) const = default;
};

void describe(Shape<FixedWindowSpec>& s);

class FixedWindow final : public Limiter {
 public:
  explicit FixedWindow(const FixedWindowSpec& spec) : limit_(spec.limit), window_(spec.window) {}
  Admission admit(Time now) override;
  void switchedOn(Time) override { count_ = 0; }
  void setFigure(Time, double limit) override { limit_ = static_cast<std::int64_t>(limit); }
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<FixedWindow>(*this); }

 private:
  std::int64_t limit_;
  Duration window_;
  std::int64_t index_ = 0;
  std::int64_t count_ = 0;
};

}  // namespace headroom
