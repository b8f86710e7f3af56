// What a hand-written loop keeps of a run, in two families with one interface.
//
// SojournOnly keeps the sojourn histogram of the whole run: the least that answers anything.
// SameStatistics keeps what headroom reports of such a model: beside that histogram a value per
// second of offered and completed requests, three latency percentiles, and for each station the
// mean number inside, mean busy servers, mean and longest line; and their integrals over the run.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "sim/histogram.h"
#include "sim/level_integral.h"

namespace headroom::bench {

/// Servers with a line, or a delay with as many servers as it takes. Levels times nanoseconds.
struct Station {
  static constexpr std::int64_t kDelay = INT64_MAX;
  std::int64_t servers = kDelay;
  std::int64_t level = 0;    ///< Waiting and in service.
  std::int64_t inside = 0;   ///< Integral of the level since the second began,
  std::int64_t busy = 0;     ///< of the busy servers,
  std::int64_t full = 0;     ///< of 1 while all are busy.
  std::int64_t longest = 0;  ///< Line of this second.
  Time last{};
  sim::LevelTime insideBefore = 0, busyBefore = 0, fullBefore = 0;  ///< Up to this second.

  void settle(Time now) {
    const std::int64_t dt = (now - last).count();
    last = now;
    inside += level * dt;
    busy += std::min(level, servers) * dt;
    full += level >= servers ? dt : 0;
  }
  void add(std::int64_t change, Time now) {
    settle(now);
    level += change;
    longest = std::max(longest, level - servers);
  }
};

/// What a loop reports, for comparison with the engine's outcome.
struct LoopResult {
  sim::Histogram sojourn;
  std::vector<Station> stations;             ///< Of SameStatistics.
  std::vector<std::vector<double>> seconds;  ///< Rows of values, one per second.
};

template <std::size_t Stations>
class SojournOnly {
 public:
  explicit SojournOnly(const std::array<std::int64_t, Stations>&) {}
  void advance(Time) {}
  void arrived() {}
  void move(std::size_t, std::int64_t, Time) {}
  void looked(bool) {}
  void answered(Duration sojourn) { result_.sojourn.record(sojourn); }
  LoopResult finish(Time) { return std::move(result_); }

 private:
  LoopResult result_;
};

template <std::size_t Stations>
class SameStatistics {
 public:
  /// `servers` of each station; Station::kDelay for a delay.
  explicit SameStatistics(const std::array<std::int64_t, Stations>& servers) {
    for (std::size_t i = 0; i < Stations; ++i) stations_[i].servers = servers[i];
  }
  /// Before each event: closes the seconds that ended before it.
  void advance(Time now) {
    while (now > until_) [[unlikely]] endSecond(until_);
  }
  void arrived() { ++offered_; }
  void move(std::size_t station, std::int64_t change, Time now) {
    stations_[station].add(change, now);
  }
  void looked(bool hit) { ++(hit ? hits_ : misses_); }
  void answered(Duration sojourn) {
    ++completed_;
    second_.record(sojourn);
  }
  LoopResult finish(Time end) {
    advance(end);
    if (end > began_) endSecond(end);
    result_.stations.assign(stations_.begin(), stations_.end());
    return std::move(result_);
  }

 private:
  void endSecond(Time now) {
    const double length = toSeconds(now - began_);
    const auto perSecond = [length](std::int64_t n) { return static_cast<double>(n) / length; };
    std::vector<double> row;
    row.reserve(6 + 4 * Stations);
    row.push_back(perSecond(offered_));
    row.push_back(perSecond(completed_));
    for (const double p : {0.5, 0.95, 0.99}) row.push_back(toSeconds(second_.quantile(p)));
    row.push_back(static_cast<double>(hits_) /
                  static_cast<double>(std::max<std::int64_t>(hits_ + misses_, 1)));
    for (Station& s : stations_) {
      s.settle(now);
      row.push_back(perSecond(s.inside) * 1e-9);
      row.push_back(perSecond(s.busy) * 1e-9);
      row.push_back(perSecond(s.inside - s.busy) * 1e-9);
      row.push_back(static_cast<double>(std::max<std::int64_t>(0, s.longest)));
      s.insideBefore += s.inside;
      s.busyBefore += s.busy;
      s.fullBefore += s.full;
      s.inside = s.busy = s.full = 0;
      s.longest = s.level - s.servers;
    }
    result_.seconds.push_back(std::move(row));
    result_.sojourn.merge(second_);
    second_.clear();
    offered_ = completed_ = hits_ = misses_ = 0;
    began_ = now;
    until_ = now + std::chrono::seconds{1};
  }

  LoopResult result_;
  sim::Histogram second_;
  std::array<Station, Stations> stations_;
  std::int64_t offered_ = 0, completed_ = 0, hits_ = 0, misses_ = 0;
  Time began_{};
  Time until_ = std::chrono::seconds{1};
};

}  // namespace headroom::bench
