#include "models/spec/monitor_spec.h"

#include <fmt/format.h>

#include "models/spec/change_spec.h"

namespace headroom {
namespace {

/// Slices of a window; each of a latency holds a histogram.
constexpr std::int64_t kMaxSlices = 120;

void windowFits(const MonitorSpec& m, const JsonValue& at, Reading& reading) {
  const Duration window = m.windowLength();
  const std::int64_t slices = window / m.interval;
  if (window % m.interval == Duration::zero() && slices <= kMaxSlices) return;
  const Reading::Scope scope{reading, "window"};
  const JsonValue& place = *at.find("window");
  if (slices > kMaxSlices)
    reading.error("E_TOO_LARGE", place,
                  fmt::format("found {} intervals of {}; allowed: at most {}, {}", slices,
                              toText(m.interval), kMaxSlices, toText(m.interval * kMaxSlices)));
  else
    reading.error("E_RULE", place,
                  fmt::format("found {}; allowed: a multiple of the interval of {}, the nearest is "
                              "{}",
                              toText(window), toText(m.interval),
                              toText(m.interval * std::max<std::int64_t>(
                                                      1, (window + m.interval / 2) / m.interval))));
}

}  // namespace

void describe(Shape<MonitorSpec>& s) {
  s.is("Monitor", "",
       "What is measured of a part's visits, or of the logical requests of a flow or a segment: "
       "every interval, over a window that ends then; the value is known a delay later. In a run's "
       "first window it covers what there is of it. Its curve shows what is known.");
  s("part", &MonitorSpec::part, "The part whose visits are measured.");
  s("flow", &MonitorSpec::flow, "Or the flow whose requests are.");
  s("segment", &MonitorSpec::segment, "Or the segment of the traffic whose requests are.");
  s("resource", &MonitorSpec::resource,
    "Of a part: which resource (workers, cores, connections, throughput, \"pool NAME\", or of a "
    "limit with a queue \"limit N\", counted from 0).");
  s("metric", &MonitorSpec::metric,
    "What: rates (offered, goodput, refused, failed), shares of what was answered (success_ratio, "
    "refused_ratio, failed_ratio; degraded answers are none of these unless their flow takes them "
    "for successes), latency of successes, mean number inside; of a resource "
    "utilisation or queue_length. No value when nothing was answered.");
  s("aggregation", &MonitorSpec::aggregation, "For latency: mean, max or a percentile.");
  s("match", &MonitorSpec::match, "How finely: only these of them; all when left out.");
  s("interval", &MonitorSpec::interval, "Time between two values.").atLeast(0.001);
  s("window", &MonitorSpec::window,
    "What a value covers, a multiple of the interval; one interval when left out.")
      .positive();
  s("delay", &MonitorSpec::delay, "How long after its window's end a value is known.")
      .optional()
      .between(0, 86'400);
  s.rule(windowFits);
}

void describe(Shape<RuleSpec>& s) {
  s.is("Rule", "",
       "While a monitor's value compares so, a limit is changed, each time a value becomes known.");
  s("monitor", &RuleSpec::monitor, "The monitor.");
  s("op", &RuleSpec::op, "How its value is compared.");
  s("value", &RuleSpec::value, "With what: a rate, percentage, duration or number.");
  s("for", &RuleSpec::holdFor, "Only once all values known for so long have compared so.")
      .positive();
  s("part", &RuleSpec::part, "The part whose limit is changed.");
  s("limit", &RuleSpec::limit, "The limit's name.");
  s("scale", &RuleSpec::scale, "The present limit is multiplied by this.").above(0).atMost(1000);
  s("at_least", &RuleSpec::atLeast,
    "With a scale below 1: not below this share of what is written; 1% when left out.")
      .between(kLeastShare, kMostShare);
  s("at_most", &RuleSpec::atMost,
    "With a scale above 1: not above this share of what is written; 100% when left out.")
      .between(kLeastShare, kMostShare);
  s("to", &RuleSpec::to, "Or: the limit becomes this share of what is written.")
      .between(kLeastShare, kMostShare);
  s("cooldown", &RuleSpec::cooldown, "After it has changed the limit it rests for so long.")
      .optional()
      .atLeast(0);
  s.rule([](const RuleSpec& r, const JsonValue& at, Reading& reading) {
    if (r.scale.has_value() == r.to.has_value())
      reading.error("E_CHOICE", at, "allowed: either \"scale\" or \"to\"");
    else if (r.to && (r.atLeast || r.atMost))
      reading.error("E_RULE", at, "found bounds beside \"to\"; allowed: they belong to \"scale\"");
    else if (r.scale && *r.scale == 1)
      reading.error("E_RULE", at, "found scale 1, which changes nothing; allowed: another number");
    else if (r.scale && *r.scale < 1 && r.atMost)
      reading.error(
          "E_RULE", at,
          fmt::format("found \"at_most\" with scale {:.4g}, which never raises the limit; "
                      "allowed: \"at_least\"",
                      *r.scale));
    else if (r.scale && *r.scale > 1 && r.atLeast)
      reading.error(
          "E_RULE", at,
          fmt::format("found \"at_least\" with scale {:.4g}, which never lowers the limit; "
                      "allowed: \"at_most\"",
                      *r.scale));
  });
}

}  // namespace headroom
