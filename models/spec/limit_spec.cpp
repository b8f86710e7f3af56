#include "models/spec/limit_spec.h"

#include "models/spec/step_spec.h"

namespace headroom {

void describe(Shape<MatchSpec>& s) {
  s.is("Match", "", "Which requests are meant; all that is named must hold.");
  s("flow", &MatchSpec::flow, "Requests of this flow.");
  s("segment", &MatchSpec::segment, "Requests in this segment.");
  s("attributes", &MatchSpec::attributes, "By attribute: the value, or any of these.").optional();
  s("operation", &MatchSpec::operation, "Requests for this operation of the part.");
}

void describe(Shape<ConditionSpec>& s) {
  s.is(
      "Condition", "",
      "When a policy is on: while a part is in a state (seen at once, without a monitor's delay), "
      "for a span of the run (a change made by hand), or while the latest value known of a monitor "
      "compares so.");
  s("part", &ConditionSpec::part, "The part looked at.");
  s("is", &ConditionSpec::is, "Its state; down when left out.");
  s("from", &ConditionSpec::from, "On from this instant; from the start when left out.").atLeast(0);
  s("to", &ConditionSpec::to, "Off from this instant; to the run's end when left out.").positive();
  s("monitor", &ConditionSpec::monitor, "The monitor looked at. Off until it knows something.");
  s("op", &ConditionSpec::op, "How its value is compared.");
  s("value", &ConditionSpec::value, "With what: a rate, percentage, duration or number.");
  s("for", &ConditionSpec::holdFor,
    "On only once all values known for so long have compared so; off with the first that does not.")
      .positive();
  s.rule([](const ConditionSpec& c, const JsonValue& at, Reading& reading) {
    const bool span = c.from || c.to;
    const bool compares = c.op && c.value;
    if (span + c.part.has_value() + c.monitor.has_value() != 1 || (c.is && !c.part) ||
        c.monitor.has_value() != compares || c.op.has_value() != c.value.has_value() ||
        (c.holdFor && !c.monitor))
      reading.error("E_CHOICE", at,
                    "allowed: one of \"part\" and \"is\"; \"from\" and \"to\"; \"monitor\", \"op\" "
                    "and \"value\" (and \"for\")");
    else if (c.from && c.to && *c.from >= *c.to)
      reading.error(
          "E_ORDER", at,
          "found from " + toText(*c.from) + ", to " + toText(*c.to) + "; allowed: from < to");
  });
}

void describe(Shape<LimitSpec>& s) {
  s.is(
      "Limit", "",
      "A limit of a part, asked when a request reaches it, before its queue; at a part with "
      "connections, once the caller holds one. A refused request uses nothing else of the part. "
      "Some "
      "limiters keep a request waiting at the door: it is inside the part and holds no worker; its "
      "caller's timeout goes on. Refusals have status 429 where the limiter does not say another.");
  s("name", &LimitSpec::name, "What changes and rules call it; no other limit of the part has it.");
  s("match", &LimitSpec::match, "Which requests are counted and limited; all when left out.");
  s("when", &LimitSpec::when,
    "The condition under which it is on; always on when left out. A limiter begins anew when "
    "it is switched on: buckets are full, windows empty; of who is inside those count whom it let "
    "in. A line lets everybody in when the limit goes off.");
  s("per", &LimitSpec::per, "One limiter for the whole part, or one in each replica.").optional();
  s("for_each", &LimitSpec::forEach,
    "An attribute, or \"flow\": each of its values has a limiter of its own (the key of nginx's "
    "zones, Envoy's descriptors). Requests without the attribute share one.");
  s("fallback", &LimitSpec::fallback,
    "Steps a refused request does in place of the operation, without a worker: a static page, a "
    "stale answer; [] costs nothing. Its answer is degraded and no refusal, and limits that had "
    "let "
    "it in before let go of it. At a gateway or an instance.");
  s("kept_in", &LimitSpec::keptIn,
    "The cache that keeps the limit's state; the part itself when left out.");
  s("shares", &LimitSpec::shares, "Parts of the limit reserved for some of its requests.")
      .optional();
  s("queue", &LimitSpec::queue,
    "Of a concurrency limit: its own waiting line. Who finds as many inside as may be waits in it "
    "until one leaves, inside the part and without a worker, at a database with its connection. "
    "Without it the limit refuses. Refusals of the line have status 503.");
  s.choice(UnionInfo::Form::nested, &LimitSpec::limiter, "The limiter.");
  s.rule([](const LimitSpec& limit, const JsonValue& at, Reading& reading) {
    if (limit.queue && !std::holds_alternative<ConcurrencyLimitSpec>(limit.limiter))
      reading.error("E_RULE", at,
                    "found a \"queue\" at a limit that lets nobody in because another leaves; "
                    "allowed: with \"concurrency\"");
    if (limit.queue && limit.forEach)
      reading.error("E_RULE", at,
                    "found a \"queue\" at a limit \"for_each\": it has one line; allowed: one of "
                    "them, or a limit with \"match\" for each");
  });
}

std::string lineNameOf(const LimitSpec& limit, std::size_t index) {
  return "limit " + limit.name.value_or(std::to_string(index));
}

}  // namespace headroom
