// The limiter around Netflix's concurrency limits: counts who is inside, and tells the algorithm of
// each stay.
//
//   admit iff inside < limit;  sample(rtt, inside when it was admitted, dropped) when it leaves
//
// Source: Netflix concurrency-limits, SimpleLimiter: success and drop are samples, an ignored stay
// is none.
// Simplified: drops are timeouts and refusals for lack of capacity, here or further down; errors
// and resets are ignored.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limiter.h"
#include "models/policies/limiter/sample_window.h"
#include "sim/random.h"

namespace headroom {

/// `Algorithm`: limit() and sample(rtt, inside, dropped).
template <class Algorithm>
class NetflixLimiter final : public Limiter {
 public:
  template <class Spec>
  NetflixLimiter(const Spec& spec, sim::Key key) : algorithm_(make(spec, key)) {
    if (spec.windowed) window_.emplace(*spec.windowed);
  }
  Admission admit(Time now) override {
    return inside_ >= algorithm_.limit() ? kRefused : admitBeyond(now);
  }
  double limitInside() const override { return static_cast<double>(algorithm_.limit()); }
  Admission admitBeyond(Time) override { return {true, ++inside_, Duration::zero()}; }
  void leave(Time now, const Stay& stay) override {
    --inside_;
    if (stay.ending != Ending::answered && stay.ending != Ending::dropped) return;
    const auto sample = [this](Duration rtt, std::int64_t inside, bool dropped) {
      algorithm_.sample(rtt, inside, dropped);
    };
    const bool dropped = stay.ending == Ending::dropped;
    if (window_)
      window_->add(now, now - stay.admitted, stay.inside, dropped, sample);
    else
      sample(now - stay.admitted, stay.inside, dropped);
  }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<NetflixLimiter>(*this);
  }

 private:
  template <class Spec>
  static Algorithm make(const Spec& spec, sim::Key key) {
    if constexpr (std::constructible_from<Algorithm, const Spec&, sim::Key>)
      return Algorithm{spec, key};
    else
      return Algorithm{spec};
  }
  Algorithm algorithm_;
  std::optional<SampleWindow> window_;
  std::int32_t inside_ = 0;
};

/// The rule of all of them: `initial_limit` lies between the bounds.
inline void needLimitsInOrder(std::int64_t least, std::int64_t initial, std::int64_t most,
                              const JsonValue& at, Reading& reading) {
  if (least <= initial && initial <= most) return;
  reading.error("E_ORDER", at,
                "found limits " + std::to_string(least) + ", " + std::to_string(initial) + ", " +
                    std::to_string(most) + "; allowed: least <= initial <= most");
}

}  // namespace headroom
