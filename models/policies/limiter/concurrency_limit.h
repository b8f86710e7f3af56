// A static limit on requests inside: admit iff inside < limit.
//
// Source: the semaphore bulkhead of resilience4j and Envoy's max_requests, without a wait.
#pragma once

#include <cstdint>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class ConcurrencyLimit;

struct ConcurrencyLimitSpec {
  using Made = ConcurrencyLimit;
  static constexpr bool kPartitions = true;
  std::int64_t limit = 1;
  std::string note;
  LimitFigure figure() const { return countFigure(limit); }
  bool operator==(const ConcurrencyLimitSpec&) const = default;
};

inline void describe(Shape<ConcurrencyLimitSpec>& s) {
  s.is("ConcurrencyLimit", "concurrency",
       "At most so many requests inside; refuses the rest (429).");
  s("limit", &ConcurrencyLimitSpec::limit, "Most requests inside at once.").capacity().atMost(1e9);
}

class ConcurrencyLimit final : public Limiter {
 public:
  explicit ConcurrencyLimit(const ConcurrencyLimitSpec& spec) : limit_(spec.limit) {}
  Admission admit(Time) override {
    if (inside_ >= limit_) return kRefused;
    ++inside_;
    return kAdmitted;
  }
  double limitInside() const override { return static_cast<double>(limit_); }
  Admission admitBeyond(Time) override {
    ++inside_;
    return kAdmitted;
  }
  /// Whoever is inside beyond a lower limit stays.
  void setFigure(Time, double limit) override { limit_ = static_cast<std::int64_t>(limit); }
  void leave(Time, const Stay&) override { --inside_; }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<ConcurrencyLimit>(*this);
  }

 private:
  std::int64_t limit_;
  std::int64_t inside_ = 0;
};

}  // namespace headroom
