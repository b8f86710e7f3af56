// Shedding from lines, by importance, and by callers, row by row.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/policies/limiter/criticality_shedding.h"
#include "models/policies/limiter/dagor.h"
#include "models/policies/queue/adaptive_timeout.h"
#include "models/policies/queue/codel.h"
#include "models/policies/queue/codel_rfc8289.h"
#include "models/policies/throttle/adaptive_throttle.h"
#include "tests/refdata/limiter_rows.h"
#include "tests/support/scenario.h"

namespace headroom::refdata {
namespace {

void driveFolly(const Json& c) {
  CodelSpec spec;
  spec.interval = millis(c["interval_ms"]);
  spec.target = millis(c["target_ms"]);
  Codel codel{spec};
  for (const Json& step : c["steps"]) {
    SCOPED_TRACE(c["id"].get<std::string>() + " at " + step["now_ms"].dump());
    EXPECT_EQ(codel.shed(millis(step["now_ms"]), millis(step["delay_ms"]), true),
              step["shed"].get<bool>());
    EXPECT_EQ(codel.overloaded(), step["overloaded_state"].get<bool>());
    EXPECT_EQ(codel.load(), step["load_pct"].get<int>());
  }
}

void driveDagor(const Json& dagor) {
  DagorSpec spec;
  EXPECT_EQ(spec.queuingTime, millis(dagor["overload_when_avg_queueing_ms_gt"]));
  EXPECT_EQ(spec.alpha.value, dagor["alpha"].get<double>());
  EXPECT_EQ(spec.beta.value, dagor["beta"].get<double>());
  const Dagor limiter{spec};
  for (const Json& c : dagor["cases"]) {
    SCOPED_TRACE(c.dump());
    const auto histogram = c["histogram"].get<std::vector<std::uint32_t>>();
    const DagorCursor to =
        limiter.moved({c["cursor"].get<std::int64_t>(), c["admitted"].get<std::int64_t>()},
                      histogram, c["overloaded"].get<bool>());
    EXPECT_EQ(to.level, c["new_cursor"].get<std::int64_t>());
    EXPECT_EQ(to.admitted, c["new_prefix"].get<std::int64_t>());
  }
}

/// What is sent in the end of `offered` a second to a callee that takes `capacity`, by simulation.
double sentInTheEnd(double offered, double capacity, double k) {
  const std::string text = fmt::format(
      R"({{"headroom": "1", "silence": ["unreachable-part"], "system": {{
           "flows": {{"f": {{"entry": "app.do", "throttle": {{"k": {}}}}}}},
           "parts": {{"app": {{"kind": "gateway", "operations": {{"do": []}}, "limits": [
             {{"token_bucket": {{"rate": "{}/s", "burst": {}}}}}]}},
             "marker": {{"kind": "external", "operations": {{"none": "1s"}}}}}}}},
         "workload": [{{"flow": "f", "start_rate": "{}/s",
                        "stages": [{{"target": "{}/s", "duration": "800s"}}]}}],
         "faults": [{{"at": "300s", "part": "marker", "error": {{"rate": "1%"}}}}]}})",
      k, capacity, capacity, offered, offered);
  const Outcome outcome = test::runFirst(text);
  const FlowSpan& end = test::flow(outcome, "f").phases.back();
  double held = 0;
  for (const CauseCount& cause : end.causes)
    if (cause.cause == Cause::throttled) held += static_cast<double>(cause.count);
  return (static_cast<double>(end.attempts) - held) / end.seconds();
}

}  // namespace

void driveCodel(const Case& c, std::size_t) {
  for (const Json& folly : (*c.json)["folly_cases"]) driveFolly(folly);
  const Json& law = (*c.json)["rfc8289_control_law"];
  CodelRfc8289Spec spec;
  EXPECT_EQ(spec.target, millis(law["target_ms"]));
  EXPECT_EQ(spec.interval, millis(law["interval_ms"]));
  const CodelRfc8289 codel{spec};
  for (const Json& row : law["spacing"])
    EXPECT_EQ(codel.spacing(row["drop_number"].get<std::int64_t>()),
              millis(row["next_drop_after_ms"]));
  const AdaptiveTimeoutSpec timeout;
  const Json& facebook = (*c.json)["adaptive_queue_timeout"];
  EXPECT_EQ(timeout.m, millis(facebook["M_ms"]));
  EXPECT_EQ(timeout.n, millis(facebook["N_ms"]));
  const Time now = std::chrono::seconds{10};
  EXPECT_EQ(timeoutOf(timeout, now - timeout.n, now), timeout.n);  // "at least once within"
  EXPECT_EQ(timeoutOf(timeout, now - timeout.n - Duration{1}, now), timeout.m);
}

void drivePriorityShedding(const Case& c, std::size_t) {
  driveDagor((*c.json)["dagor"]);
  // "A task rejects a given criticality only if it already rejects all lower ones."
  for (const std::int64_t inside : {0, 1, 2, 3, 4, 5}) {
    CriticalitySheddingSpec spec;
    spec.criticalPlus = 4;
    spec.critical = 3;
    spec.sheddable = 1;
    CriticalityShedding limiter{spec};
    for (std::int64_t i = 0; i < inside; ++i)
      limiter.admitWhom(Time{}, Criticality::criticalPlus, sim::Key{});
    bool rejects = true;
    for (const Json& row : (*c.json)["google_criticality"]) {
      // From SHEDDABLE up.
      const std::size_t level = 3 - row["level"].get<std::size_t>();
      CriticalityShedding asked = limiter;
      const bool no =
          !asked.admitWhom(Time{}, static_cast<Criticality>(level), sim::Key{}).admitted;
      EXPECT_TRUE(rejects || !no) << level << " with " << inside << " inside";
      rejects = no;
      const std::string name = (*c.json)["google_criticality"][level]["name"].get<std::string>();
      std::string lower;
      for (const char letter : name)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
      EXPECT_EQ(lower, EnumNames<Criticality>::names()[level]);
    }
  }
}

void driveThrottling(const Case& c, std::size_t) {
  for (const Json& row : (*c.json)["table"])
    EXPECT_NEAR(
        AdaptiveThrottle::rejection(row["requests"].get<std::uint64_t>(),
                                    row["accepts"].get<std::uint64_t>(), row["K"].get<double>()),
        row["p_reject"].get<double>(), 1e-15)
        << row.dump();
  for (const Json& row : (*c.json)["steady_state_large_n"]) {
    const double sent = row["sent_steady"].get<double>();
    EXPECT_NEAR(sentInTheEnd(row["offered"].get<double>(), row["capacity"].get<double>(),
                             row["K"].get<double>()),
                sent, 0.03 * sent)
        << row.dump();
  }
}

}  // namespace headroom::refdata
