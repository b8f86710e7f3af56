// DAGOR, WeChat's overload control: admits the upper part of an order of all requests, and moves
// its lower end, the cursor, by how long requests wait in the part's line.
//
//   level = (criticality, user), 0 the most important; admit iff level <= cursor
//   every window (1 s or so many requests, whichever is over first):
//     overloaded = mean wait of those that left the line > queuing_time
//     wanted     = admitted * (overloaded ? 1 - alpha : 1 + beta)
//     cursor     moves over the window's histogram of arrivals, admitted or not, until the number
//     of
//                those at or above it crosses `wanted`
//
// Source: Zhou et al., "Overload Control for Scaling WeChat Microservices", SoCC 2018, section 4
// and algorithm 1; 20 ms, alpha 5 %, beta 1 %, 128 users' levels.
// Simplified: business priorities are the four criticalities. Every logical request has a user of
// its own, and one level in all parts it comes by. A window without arrivals moves nothing. Of one
// that was not overloaded and admitted nobody (of which the paper's rule makes nothing again), the
// first level that has arrivals is admitted. Servers do not tell their callers the cursor.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class Dagor;

struct DagorSpec {
  using Made = Dagor;
  static constexpr int kStatus = 503;
  static constexpr bool kLooksAtWho = true;
  static constexpr bool kListens = true;
  Duration queuingTime = std::chrono::milliseconds{20};
  Duration window = std::chrono::seconds{1};
  std::int64_t windowRequests = 2000;
  Ratio alpha{0.05};
  Ratio beta{0.01};
  std::string note;
  bool operator==(const DagorSpec&) const = default;
};

void describe(Shape<DagorSpec>& s);

/// Levels 0..level are admitted (-1: none); so many of a window's arrivals were of these.
struct DagorCursor {
  std::int64_t level = 0;
  std::int64_t admitted = 0;
};

class Dagor final : public Limiter {
 public:
  explicit Dagor(const DagorSpec& spec) : spec_(spec) {}
  Admission admit(Time now) override { return admitWhom(now, Criticality::critical, {}); }
  Admission admitWhom(Time now, Criticality criticality, sim::Key request) override;
  void waited(Time now, Duration wait) override;
  void switchedOn(Time now) override;
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<Dagor>(*this); }
  /// Where the cursor goes from `at` over a window's histogram.
  DagorCursor moved(DagorCursor at, std::span<const std::uint32_t> histogram,
                    bool overloaded) const;
  std::int64_t level() const { return cursor_; }

 private:
  static constexpr std::size_t kUserLevels = 128;
  static constexpr std::size_t kLevels = kCriticalities * kUserLevels;
  void closeWindow(Time now);
  void beginWindow(Time at);

  DagorSpec spec_;
  std::array<std::uint32_t, kLevels> histogram_{};
  std::int64_t cursor_ = kLevels - 1;
  std::int64_t arrived_ = 0, admitted_ = 0, waits_ = 0;
  Duration waitedFor_{};
  Time began_{};
};

}  // namespace headroom
