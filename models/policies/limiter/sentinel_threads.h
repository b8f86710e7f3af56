// Sentinel's flow rule by threads: admit iff threads inside + 1 <= count.
//
// Source: Sentinel, DefaultController with grade FLOW_GRADE_THREAD.
// Simplified: one resource, one rule; the behaviour is that of concurrency_limit.h.
#pragma once

#include <cstdint>
#include <string>

#include "models/policies/limiter/concurrency_limit.h"

namespace headroom {

class SentinelThreads;

struct SentinelThreadsSpec {
  using Made = SentinelThreads;
  std::int64_t count = 1;
  std::string note;
  LimitFigure figure() const { return countFigure(count); }
  bool operator==(const SentinelThreadsSpec&) const = default;
};

inline void describe(Shape<SentinelThreadsSpec>& s) {
  s.is("SentinelThreads", "sentinel_threads",
       "Sentinel's flow rule by threads: at most so many requests inside (429).");
  s("count", &SentinelThreadsSpec::count, "Most requests inside at once.").capacity().atMost(1e9);
}

class SentinelThreads final : public Limiter {
 public:
  explicit SentinelThreads(const SentinelThreadsSpec& spec)
      : limit_(ConcurrencyLimitSpec{.limit = spec.count, .note = {}}) {}
  Admission admit(Time now) override { return limit_.admit(now); }
  void setFigure(Time now, double count) override { limit_.setFigure(now, count); }
  void leave(Time now, const Stay& stay) override { limit_.leave(now, stay); }
  std::unique_ptr<Limiter> clone() const override {
    return std::make_unique<SentinelThreads>(*this);
  }

 private:
  ConcurrencyLimit limit_;
};

}  // namespace headroom
