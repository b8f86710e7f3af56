#include "report/result_json.h"

#include <algorithm>

#include "report/check_report.h"
#include "report/evidence_json.h"
#include "report/json_building.h"

namespace headroom {
namespace {

using namespace json;

JsonValue ofPhase(const Phase& phase) {
  return object(
      {{"name", text(phase.name)}, {"from_s", seconds(phase.from)}, {"to_s", seconds(phase.to)}});
}

JsonValue ofBooks(const Books& b) {
  return object({{"offered", count(b.offered)},
                 {"completed", count(b.completed)},
                 {"degraded", count(b.degraded)},
                 {"refused", count(b.refused)},
                 {"failed", count(b.failed)},
                 {"inside", count(b.inside)}});
}

JsonValue ofCause(const CauseCount& c) {
  return object({{"cause", text(nameOf(c.cause))},
                 {"status", count(static_cast<std::uint64_t>(c.status))},
                 {"origin", text(c.origin)},
                 {"resource", text(c.resource)},
                 {"count", count(c.count)}});
}

JsonValue ofLatency(const sim::Histogram& h) {
  if (h.count() == 0) return JsonValue{};
  return object({{"count", count(h.count())},
                 {"mean_s", jsonNumber(h.meanSeconds())},
                 {"min_s", seconds(h.min())},
                 {"p50_s", seconds(h.quantile(0.5))},
                 {"p90_s", seconds(h.quantile(0.9))},
                 {"p95_s", seconds(h.quantile(0.95))},
                 {"p99_s", seconds(h.quantile(0.99))},
                 {"p99.9_s", seconds(h.quantile(0.999))},
                 {"max_s", seconds(h.max())}});
}

JsonValue perSecond(std::uint64_t n, const FlowSpan& span) {
  return jsonNumber(static_cast<double>(n) / span.seconds());
}

JsonValue ofSpan(const FlowSpan& s) {
  return object({{"from_s", seconds(s.from)},
                 {"to_s", seconds(s.to)},
                 {"offered", count(s.offered)},
                 {"attempts", count(s.attempts)},
                 {"completed", count(s.completed)},
                 {"degraded", count(s.degraded)},
                 {"refused", count(s.refused)},
                 {"failed", count(s.failed)},
                 {"offered_per_s", perSecond(s.offered, s)},
                 {"goodput_per_s", perSecond(s.good(), s)},
                 {"attempts_per_request", ratio(s.attempts, s.offered)},
                 {"cohort", object({{"succeeded", count(s.cohortSucceeded)},
                                    {"degraded", count(s.cohortDegraded)},
                                    {"refused", count(s.cohortRefused)},
                                    {"failed", count(s.cohortFailed)},
                                    {"unfinished", count(s.cohortUnfinished())},
                                    {"success_ratio", ratio(s.cohortSucceeded, s.offered)},
                                    {"degraded_ratio", ratio(s.cohortDegraded, s.offered)},
                                    {"refused_ratio", ratio(s.cohortRefused, s.offered)},
                                    {"failed_ratio", ratio(s.cohortFailed, s.offered)}})},
                 {"causes", array(s.causes, ofCause)},
                 {"latency", ofLatency(s.latency)},
                 {"failure_latency", ofLatency(s.failureLatency)}});
}

JsonValue ofFlow(const FlowOutcome& flow) {
  return object({{"name", text(flow.name)},
                 {"books", ofBooks(flow.books)},
                 {"whole", ofSpan(flow.whole)},
                 {"phases", array(flow.phases, ofSpan)}});
}

JsonValue ofResourceSpan(const ResourceSpan& s) {
  return object({{"utilisation", jsonNumber(s.utilisation)},
                 {"busy", jsonNumber(s.busy)},
                 {"queue", jsonNumber(s.queue)},
                 {"saturated", jsonNumber(s.saturated)}});
}

JsonValue ofResource(const ResourceOutcome& r) {
  return object({{"name", text(r.name)},
                 {"capacity", JsonValue::makeNumber(static_cast<double>(r.capacity))},
                 {"whole", ofResourceSpan(r.whole)},
                 {"phases", array(r.phases, ofResourceSpan)},
                 {"peak_utilisation", jsonNumber(r.peakUtilisation)},
                 {"peak_queue", jsonNumber(r.peakQueue)},
                 {"turned_away", count(r.turnedAway)}});
}

JsonValue ofCache(const CacheCounts& c) {
  const std::optional<double> hitRatio = c.hitRatio();
  return object({{"hits", count(c.hits)},
                 {"misses", count(c.misses)},
                 {"hit_ratio", hitRatio ? jsonNumber(*hitRatio) : JsonValue{}}});
}

JsonValue ofSegmentShare(const SegmentShare& s) {
  return object({{"offered", count(s.offered)},
                 {"completed", count(s.completed)},
                 {"refused", count(s.refused)},
                 {"failed", count(s.failed)},
                 {"service_s", jsonNumber(s.serviceSeconds)}});
}

JsonValue ofPart(const PartOutcome& part) {
  JsonValue out = object({{"name", text(part.name)},
                          {"kind", text(part.kind)},
                          {"replicas", JsonValue::makeNumber(static_cast<double>(part.replicas))},
                          {"books", ofBooks(part.books)},
                          {"causes", array(part.causes, ofCause)},
                          {"resources", array(part.resources, ofResource)},
                          {"service_s", jsonNumber(part.serviceSeconds)},
                          {"wasted_s", jsonNumber(part.wastedSeconds)}});
  if (!part.segments.empty()) out.set("segments", array(part.segments, ofSegmentShare));
  if (!part.cache) return out;
  out.set("cache",
          object({{"whole", ofCache(*part.cache)}, {"phases", array(part.cachePhases, ofCache)}}));
  return out;
}

std::string nameOfKind(LogEntry::Kind kind) {
  switch (kind) {
    case LogEntry::Kind::fault:
      return "fault";
    case LogEntry::Kind::limitOn:
      return "limit_on";
    case LogEntry::Kind::limitChanged:
      return "limit_changed";
    case LogEntry::Kind::saturated:
      return "saturated";
    case LogEntry::Kind::refusing:
      return "refusing";
    case LogEntry::Kind::failing:
      return "failing";
    case LogEntry::Kind::cold:
      return "cold";
  }
  return {};
}

JsonValue ofLogEntry(const LogEntry& e) {
  return object({{"at_s", seconds(e.at)},
                 {"kind", text(nameOfKind(e.kind))},
                 {"begins", JsonValue::makeBoolean(e.begins)},
                 {"subject", text(e.subject)},
                 {"text", text(e.text)}});
}

JsonValue ofJudgement(const Judgement& j) {
  JsonValue out = object({{"assertion", text(j.text)},
                          {"window", text(j.window)},
                          {"value", text(j.value)},
                          {"limit", text(j.limit)},
                          {"verdict", text(nameOf(j.verdict))},
                          {"remark", text(j.remark)},
                          {"doubts", array(j.doubts, text)}});
  if (!j.share) return out;
  out.set("runs", object({{"count", count(j.share->runs)},
                          {"holds", count(j.share->holds)},
                          {"unmeasured", count(j.share->unmeasured)},
                          {"share_low", roundedNumber(j.share->low)},
                          {"share_high", roundedNumber(j.share->high)},
                          {"required_share", jsonNumber(j.share->required)}}));
  return out;
}

JsonValue ofVariant(const VariantResult* variant) {
  const Outcome& o = variant->outcome;
  JsonValue out = object({{"name", text(variant->name)},
                          {"verdict", text(nameOf(variant->verdict))},
                          {"seed", count(o.seed)},
                          {"model", text(variant->modelHash)},
                          {"replication", JsonValue::makeNumber(o.replication)},
                          {"duration_s", seconds(o.duration)},
                          {"stop_reason", text(o.stopReason)},
                          {"events", count(o.events)},
                          {"judgements", array(variant->judgements, ofJudgement)},
                          {"phases", array(o.phases, ofPhase)},
                          {"flows", array(o.flows, ofFlow)},
                          {"parts", array(o.parts, ofPart)},
                          {"log", array(o.log, ofLogEntry)}});
  if (!o.segments.empty()) out.set("segments", array(o.segments, ofFlow));
  if (variant->evidence) out.set("evidence", evidenceJson(*variant));
  return out;
}

}  // namespace

std::vector<const VariantResult*> sortedByName(const ScenarioResult& scenario) {
  std::vector<const VariantResult*> variants;
  for (const VariantResult& variant : scenario.variants) variants.push_back(&variant);
  std::sort(variants.begin(), variants.end(),
            [](const auto* a, const auto* b) { return a->name < b->name; });
  return variants;
}

JsonValue resultJson(const ScenarioResult& scenario) {
  const std::vector<const VariantResult*> variants = sortedByName(scenario);
  JsonValue out = object({{"headroom", text("1")},
                          {"title", text(variants.empty() ? "" : variants.front()->title)},
                          {"question", text(variants.empty() ? "" : variants.front()->question)},
                          {"verdict", text(nameOf(overall(scenario)))}});
  if (!scenario.filledIn.empty()) out.set("filled_in", filledInJson(scenario.filledIn));
  out.set("variants", array(variants, ofVariant));
  const VariantResult* reference = referenceOf(scenario);
  if (reference != nullptr && reference->evidence)
    out.set("differences", differencesJson(scenario, *reference));
  return out;
}

}  // namespace headroom
