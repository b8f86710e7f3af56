#include "models/spec/scenario_spec.h"

#include <algorithm>

namespace headroom {

void describe(Shape<FlowSpec>& s) {
  s.is("Flow", "", "A business flow: what one kind of client wants, and how patient it is.");
  s("entry", &FlowSpec::entry, "Where its requests enter, \"part.operation\".");
  s("timeout", &FlowSpec::timeout, "The client's timeout for one attempt.")
      .positive()
      .hint("leave \"timeout\" out for a client that waits without end");
  s("retry", &FlowSpec::retry, "Whether the client asks again.");
  s("degraded_counts_as", &FlowSpec::degradedCountsAs,
    "An answer that a fallback gave, or went into: whether goodput, success_ratio, latency and "
    "recovery_time take it for a success. Books count it apart either way, and no client asks "
    "again "
    "for it.")
      .optional();
  s("throttle", &FlowSpec::throttle, "What the client holds back itself; nothing when left out.");
  s("attributes", &FlowSpec::attributes,
    "What else is known of its requests (client class, region, ...): drawn once for a request, "
    "each attribute by itself; attempts and calls have those of their request.")
      .optional();
  s("criticality", &FlowSpec::criticality, "How much its requests matter when not all are served.")
      .optional();
  s.rule([](const FlowSpec& x, const JsonValue& at, Reading& reading) {
    if (const std::string need = lateAnswersNeed(x.retry, x.timeout.has_value()); !need.empty())
      reading.error("E_RULE", at, need);
  });
}

void describe(Shape<ZipfSpec>& s) {
  s.is("Zipf", "zipf", "Key i of `count` is asked for in proportion to 1/i^exponent.");
  s("exponent", &ZipfSpec::exponent, "0 is uniform; the larger, the more skewed.").between(0, 10);
  s("count", &ZipfSpec::count, "Distinct keys.").between(1, 1e8);
}

void describe(Shape<UniformKeysSpec>& s) {
  s.is("UniformKeys", "uniform", "Every key alike.");
  s("count", &UniformKeysSpec::count, "Distinct keys.").between(1, 1e8);
}

void describe(Shape<KeysSpec>& s) {
  s.is("Keys", "", "A set of keys and how often each is asked for.");
  s.choice(UnionInfo::Form::nested, &KeysSpec::popularity, "The popularity.");
}

void describe(Shape<SystemSpec>& s) {
  s.is("System", "", "What exists: flows, parts, key sets, segments.");
  s("title", &SystemSpec::title, "What it is called.").optional();
  s("flows", &SystemSpec::flows, "Business flows by name.").notEmpty();
  s("parts", &SystemSpec::parts, "Parts by name.").notEmpty();
  s("keys", &SystemSpec::keys, "Key sets by name.").optional();
  s("segments", &SystemSpec::segments,
    "Segments of the traffic by name: a dimension of limits, curves, reports and assertions.")
      .optional();
  s("monitors", &SystemSpec::monitors,
    "What operators see of the system, by name: how finely, how often and how late.")
      .optional();
  s("rules", &SystemSpec::rules,
    "What monitors do to limits; asked in this order whenever a value becomes known; of values "
    "known at one instant, the monitors' names say which is first.")
      .optional();
}

void describe(Shape<StageSpec>& s) {
  s.is("Stage", "", "A linear ramp to `target` over `duration`; 0s jumps.");
  s("target", &StageSpec::target, "Rate at the stage's end.").between(0, 1e9);
  s("duration", &StageSpec::duration, "How long it takes.").atLeast(0);
}

void describe(Shape<WorkloadSpec>& s) {
  s.is("Workload", "", "Offered load of one flow. Open loop: arrivals do not wait for answers.");
  s("flow", &WorkloadSpec::flow, "The flow.");
  s("attributes", &WorkloadSpec::attributes,
    "Attributes of these requests, in place of what the flow says of them.")
      .optional();
  s("arrivals", &WorkloadSpec::arrivals,
    "Gaps between arrivals: poisson (exponential), uniform on 0 to twice the mean, constant, or "
    "renewal (independent, of the law \"gaps\").")
      .optional();
  s("gaps", &WorkloadSpec::gaps,
    "The law of the gaps of renewal arrivals. Only its shape counts: it is scaled to the rate.");
  s("batch", &WorkloadSpec::batch,
    "Requests that arrive together, at one instant. The rate counts requests, not batches.")
      .optional()
      .between(1, 1e6);
  s("start_rate", &WorkloadSpec::startRate, "Rate at the start.").between(0, 1e9);
  s("stages", &WorkloadSpec::stages, "The run ends with the last stage.").notEmpty();
  s.rule([](const WorkloadSpec& w, const JsonValue& at, Reading& reading) {
    if ((w.arrivals == Arrivals::renewal) != w.gaps.has_value())
      reading.error("E_RULE", at,
                    "allowed: \"arrivals\": \"renewal\" and \"gaps\" together, or neither");
    if (w.gaps && std::holds_alternative<FitSpec>(w.gaps->law))
      reading.error("E_RULE", at,
                    "found a fit for \"gaps\"; allowed: a law, since baselines fill in service "
                    "times only");
  });
}

void describe(Shape<DownSpec>& s) {
  s.is("Down", "down",
       "The part is gone. refuse: new and in-flight requests fail at once. hang: no "
       "reply until the caller's timeout or the fault's end.");
  s("mode", &DownSpec::mode, "How callers notice.").optional();
  s("comes_back", &DownSpec::comesBack,
    "A cache afterwards: empty (cold) or as it was (warm). "
    "Caches only; when left out, cold after refuse and warm after hang.");
}

void describe(Shape<SlowSpec>& s) {
  s.is("Slow", "slow",
       "Service that begins during the fault takes factor times as long, plus a "
       "latency drawn from latency - jitter to latency + jitter.");
  s("factor", &SlowSpec::factor, "How many times as long.").optional().between(1, 1e6);
  s("latency", &SlowSpec::latency, "Added to each service.").optional().atLeast(0);
  s("jitter", &SlowSpec::jitter, "Half-width of the latency's spread.").optional().atLeast(0);
  s.rule([](const SlowSpec& f, const JsonValue& at, Reading& reading) {
    if (f.jitter > f.latency)
      reading.error("E_ORDER", at, "found jitter above latency; allowed: jitter <= latency");
    if (f.factor == 1 && f.latency == Duration::zero())
      reading.error("E_EMPTY", at, "nothing is slowed; allowed: a \"factor\" > 1 or a \"latency\"");
  });
}

void describe(Shape<ErrorSpec>& s) {
  s.is("Error", "error", "Requests are served, then a share of them fails.");
  s("rate", &ErrorSpec::rate, "The share.").above(0).atMost(1);
  s("status", &ErrorSpec::status, "What the caller sees.").optional();
}

void describe(Shape<FlushSpec>& s) {
  s.is("Flush", "flush", "A cache loses its contents at that instant, and goes on.");
  s.shorthand<bool>(
      "true.", [](FlushSpec&, bool) {}, [](const FlushSpec&) { return std::optional{true}; });
}

void describe(Shape<InstancesLostSpec>& s) {
  s.is("InstancesLost", "instances_lost",
       "Replicas die, their in-flight requests are reset (502); after `duration` they are back, "
       "empty. The last replicas go first.");
  s("count", &InstancesLostSpec::count, "So many.").atLeast(1);
  s("percent", &InstancesLostSpec::percent, "That share, rounded up.").above(0).atMost(1);
  s("all", &InstancesLostSpec::all, "Every one.");
  s.rule([](const InstancesLostSpec& f, const JsonValue& at, Reading& reading) {
    const bool all = f.all.value_or(false);
    if (f.count.has_value() + f.percent.has_value() + all != 1 || f.all == false)
      reading.error("E_CHOICE", at, "allowed: exactly one of count, percent, \"all\": true");
  });
}

void describe(Shape<FaultSpec>& s) {
  s.is("Fault", "", "Something done to a part, and undone.");
  s("at", &FaultSpec::at, "When it begins.").atLeast(0);
  s("duration", &FaultSpec::duration, "How long it lasts; to the run's end when left out.")
      .positive();
  s("part", &FaultSpec::part, "The part it happens to.");
  s.choice(UnionInfo::Form::nested, &FaultSpec::effect, "What happens.");
  s.rule([](const FaultSpec& f, const JsonValue& at, Reading& reading) {
    if (std::holds_alternative<FlushSpec>(f.effect) && f.duration)
      reading.error("E_RULE", at, "found a \"duration\"; allowed: a flush is an instant");
  });
}

void describe(Shape<WindowSpec>& s) {
  s.is("Window", "", "A span of the run: from <= t < to.");
  s("from", &WindowSpec::from, "Begin.").atLeast(0);
  s("to", &WindowSpec::to, "End.").positive();
  s.rule([](const WindowSpec& w, const JsonValue& at, Reading& reading) {
    if (w.from >= w.to)
      reading.error(
          "E_ORDER", at,
          "found from " + toText(w.from) + ", to " + toText(w.to) + "; allowed: from < to");
  });
}

void describe(Shape<AssertionSpec>& s) {
  s.is("Assertion", "",
       "What must hold: a metric of a flow, a segment or a part, compared with a value.");
  s("flow", &AssertionSpec::flow, "The flow measured.");
  s("segment", &AssertionSpec::segment, "Or the segment of the traffic measured.");
  s("part", &AssertionSpec::part, "Or the part measured.");
  s("resource", &AssertionSpec::resource,
    "Of a part: which resource (workers, cores, connections, throughput, \"pool NAME\", or of a "
    "limit with a queue \"limit N\", counted from 0).");
  s("metric", &AssertionSpec::metric, "What is measured.");
  s("aggregation", &AssertionSpec::aggregation, "For latency: mean, max or a percentile.");
  s("op", &AssertionSpec::op, "How it is compared.");
  s("value", &AssertionSpec::value, "With what: a rate, percentage, duration or number.");
  s("threshold", &AssertionSpec::threshold,
    "Short for aggregation, op and value: \"p(99)<300ms\", \">=99%\".");
  s("window", &AssertionSpec::window, "When; the whole run when left out.");
  s("after", &AssertionSpec::after, "For recovery_time: the instant it counts from.").atLeast(0);
  s("required_share", &AssertionSpec::requiredShare,
    "Over several replications: the share of runs that must satisfy it. It passes when the Wilson "
    "interval of the share seen lies above, fails when it lies below, and is inconclusive else.")
      .optional()
      .between(0.01, 0.9999);
}

void describe(Shape<VariantSpec>& s) {
  s.is("Variant", "", "The same question about a changed document.");
  s("set", &VariantSpec::set, "Replacements: JSON pointer to new value.").optional();
}

void describe(Shape<ScenarioSpec>& s) {
  s.is("Scenario", "", "A system, and a question about it.");
  s("$schema", &ScenarioSpec::schema, "For editors.").optional();
  s("headroom", &ScenarioSpec::version, "Format version: \"1\".");
  s("title", &ScenarioSpec::title, "A name for it.").optional();
  s("question", &ScenarioSpec::question, "What one wants to know.").optional();
  s("system", &ScenarioSpec::system,
    "The system: an object, or the path of a file that holds one.");
  s("workload", &ScenarioSpec::workload, "The offered load, by flow.").optional();
  s("faults", &ScenarioSpec::faults, "What is done to the system.").optional();
  s("changes", &ScenarioSpec::changes, "Limits changed by hand during the run.").optional();
  s("assert", &ScenarioSpec::assertions, "What must hold.").optional();
  s("variants", &ScenarioSpec::variants, "What-ifs by name; without any, the document as it is.")
      .optional();
  s("seed", &ScenarioSpec::seed, "Chooses the random draws.").optional().atLeast(0);
  s("replications", &ScenarioSpec::replications,
    "How many runs of each variant, each with its own random numbers; `run --replications` "
    "overrides it.")
      .optional()
      .between(1, 100'000);
  s("silence", &ScenarioSpec::silence, "Names of lints that are known and accepted.").optional();
}

Duration runDuration(const ScenarioSpec& scenario) {
  Duration longest{};
  for (const WorkloadSpec& workload : scenario.workload) {
    Duration total{};
    for (const StageSpec& stage : workload.stages) total += stage.duration;
    longest = std::max(longest, total);
  }
  return longest;
}

}  // namespace headroom
