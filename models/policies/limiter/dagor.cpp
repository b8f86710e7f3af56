#include "models/policies/limiter/dagor.h"

#include <algorithm>

namespace headroom {

void describe(Shape<DagorSpec>& s) {
  s.is(
      "Dagor", "dagor",
      "WeChat's DAGOR: refuses (503) the least important requests, by criticality and within it by "
      "user, as many as the waits in the part's line say.");
  s("queuing_time", &DagorSpec::queuingTime,
    "Mean wait in the part's line, for a worker or a connection, from which on it is overloaded.")
      .optional()
      .positive();
  s("window", &DagorSpec::window, "How long waits and arrivals are counted.").optional().positive();
  s("window_requests", &DagorSpec::windowRequests, "Arrivals that end a window early.")
      .optional()
      .between(1, 1e9);
  s("alpha", &DagorSpec::alpha, "Admitted less in the next window after an overloaded one.")
      .optional()
      .between(0, 1);
  s("beta", &DagorSpec::beta, "Admitted more after one that was not.").optional().between(0, 1);
}

DagorCursor Dagor::moved(DagorCursor at, std::span<const std::uint32_t> histogram,
                         bool overloaded) const {
  const auto admitted = static_cast<double>(at.admitted);
  const auto top = static_cast<std::int64_t>(histogram.size()) - 1;
  if (overloaded) {
    const double wanted = admitted * (1 - spec_.alpha.value);
    while (static_cast<double>(at.admitted) > wanted && at.level >= 0)
      at.admitted -= histogram[static_cast<std::size_t>(at.level--)];
    return at;
  }
  const double wanted = std::max(1.0, admitted * (1 + spec_.beta.value));
  while (static_cast<double>(at.admitted) < wanted && at.level < top)
    at.admitted += histogram[static_cast<std::size_t>(++at.level)];
  return at;
}

void Dagor::beginWindow(Time at) {
  histogram_.fill(0);
  arrived_ = admitted_ = waits_ = 0;
  waitedFor_ = Duration::zero();
  began_ = at;
}

/// Windows are looked at when something happens in them.
void Dagor::closeWindow(Time now) {
  const Duration age = now - began_;
  if (age < spec_.window && arrived_ < spec_.windowRequests) return;
  const bool overloaded = waitedFor_ > waits_ * spec_.queuingTime;
  if (arrived_ > 0) cursor_ = moved({cursor_, admitted_}, histogram_, overloaded).level;
  beginWindow(age < spec_.window ? now : now - age % spec_.window);
}

Admission Dagor::admitWhom(Time now, Criticality criticality, sim::Key request) {
  closeWindow(now);
  const std::uint64_t user = sim::derive(request, sim::saltOf("dagor user")).bits % kUserLevels;
  const std::size_t level = static_cast<std::size_t>(criticality) * kUserLevels + user;
  ++histogram_[level];
  ++arrived_;
  if (static_cast<std::int64_t>(level) > cursor_) return kRefused;
  ++admitted_;
  return kAdmitted;
}

void Dagor::waited(Time now, Duration wait) {
  closeWindow(now);
  waitedFor_ += wait;
  ++waits_;
}

void Dagor::switchedOn(Time now) {
  cursor_ = kLevels - 1;
  beginWindow(now);
}

}  // namespace headroom
