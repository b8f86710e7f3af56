#include "models/world/monitor_state.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? kNothing : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

MonitorState::MonitorState(const MonitorModel& model)
    : marks_(model.slices() + 1),
      slices_(model.metric == MonitorMetric::latency ? model.slices() : 0),
      onTheWay_(static_cast<std::size_t>(model.delay / model.interval) + 1) {}

void MonitorState::left(Time now, Duration stay, const Failure& failure, bool good) {
  inside_.add(-1, now);
  if (!good) {
    ++(!failure.failed()          ? counts_.degraded
       : isRefusal(failure.cause) ? counts_.refused
                                  : counts_.failed);
    return;
  }
  ++counts_.completed;
  if (!slices_.empty()) slices_[samples_ % slices_.size()].record(stay);
}

double MonitorState::sample(const MonitorModel& model, Time now, const ResourceIntegrals& resource,
                            std::int64_t capacity) {
  const std::size_t slices = marks_.size() - 1;
  const std::size_t number = ++samples_;
  Mark& mark = marks_[number % marks_.size()];
  // Its place held the mark before the window's; the window's own is the next one.
  mark = {counts_, inside_.integral(now), resource};
  const Mark& before = marks_[(number - std::min(number, slices)) % marks_.size()];
  const Duration span = std::min(model.window, Duration{now});
  if (!slices_.empty()) return latency(model);
  return valueOf(model, before, mark, span, capacity);
}

double MonitorState::latency(const MonitorModel& model) {
  static constexpr std::array kLevels{0.0, 1.0, 0.5, 0.9, 0.95, 0.99, 0.999};
  merged_.clear();
  for (const sim::Histogram& slice : slices_)
    if (slice.count() > 0) merged_.merge(slice);
  slices_[samples_ % slices_.size()].clear();
  if (merged_.count() == 0) return kNothing;
  if (model.aggregation == Aggregation::mean) return merged_.meanSeconds();
  if (model.aggregation == Aggregation::max) return toSeconds(merged_.max());
  return toSeconds(merged_.quantile(kLevels[static_cast<std::size_t>(model.aggregation)]));
}

double MonitorState::valueOf(const MonitorModel& model, const Mark& from, const Mark& to,
                             Duration span, std::int64_t capacity) const {
  const double seconds = toSeconds(span);
  const auto rate = [&](std::uint64_t Counts::*count) {
    return static_cast<double>(to.counts.*count - from.counts.*count) / seconds;
  };
  const auto mean = [&](sim::LevelTime a, sim::LevelTime b) {
    return static_cast<double>(b - a) / static_cast<double>(span.count());
  };
  const std::uint64_t answered = to.counts.answered() - from.counts.answered();
  const auto ratio = [&](std::uint64_t Counts::*count) {
    return share(to.counts.*count - from.counts.*count, answered);
  };
  switch (model.metric) {
    case MonitorMetric::offered:
      return rate(&Counts::offered);
    case MonitorMetric::goodput:
      return rate(&Counts::completed);
    case MonitorMetric::refused:
      return rate(&Counts::refused);
    case MonitorMetric::failed:
      return rate(&Counts::failed);
    case MonitorMetric::successRatio:
      return ratio(&Counts::completed);
    case MonitorMetric::refusedRatio:
      return ratio(&Counts::refused);
    case MonitorMetric::failedRatio:
      return ratio(&Counts::failed);
    case MonitorMetric::inside:
      return mean(from.inside, to.inside);
    case MonitorMetric::utilisation:
      return mean(from.resource.busy, to.resource.busy) / static_cast<double>(capacity);
    case MonitorMetric::queueLength:
      return mean(from.resource.waiting, to.resource.waiting);
    case MonitorMetric::latency:
      break;
  }
  return kNothing;
}

void MonitorState::send(double value) { onTheWay_[sent_++ % onTheWay_.size()] = value; }

double MonitorState::receive() { return onTheWay_[received_++ % onTheWay_.size()]; }

}  // namespace headroom
