// Sheds by criticality: a request enters while fewer are inside than its level's threshold, so that
// a level is rejected only when all below it are.
//
//   admit iff inside < threshold(level)
//   a level without a threshold has that of the next level above it that has one; none: no bound
//
// Source: Beyer et al., Site Reliability Engineering (O'Reilly, 2016), ch. 21: "a task will only
// reject requests of a given criticality if it's already rejecting all requests of all lower
// criticalities".
// Simplified: the book compares the executor's load or utilisation with thresholds of each level;
// here it is the number of requests inside.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class CriticalityShedding;

struct CriticalitySheddingSpec {
  using Made = CriticalityShedding;
  static constexpr int kStatus = 503;
  static constexpr bool kLooksAtWho = true;
  std::optional<std::int64_t> criticalPlus, critical, sheddablePlus, sheddable;
  std::string note;
  bool operator==(const CriticalitySheddingSpec&) const = default;
};

void describe(Shape<CriticalitySheddingSpec>& s);

class CriticalityShedding final : public Limiter {
 public:
  explicit CriticalityShedding(const CriticalitySheddingSpec& spec);
  Admission admit(Time now) override { return admitWhom(now, Criticality::critical, {}); }
  Admission admitWhom(Time, Criticality criticality, sim::Key) override {
    if (inside_ >= thresholds_[static_cast<std::size_t>(criticality)]) return kRefused;
    ++inside_;
    return kAdmitted;
  }
  void leave(Time, const Stay&) override { --inside_; }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<CriticalityShedding>(*this);
  }

 private:
  std::array<std::int64_t, kCriticalities> thresholds_{};
  std::int64_t inside_ = 0;
};

}  // namespace headroom
