// The scenario that is derived from a baseline, and what counts as sustained.
#include "studies/load_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

const LoadedVariant& system() {
  static const LoadedVariant loaded = load(R"({"headroom": "1", "system": {
    "flows": {"browse": {"entry": "app.read", "timeout": "2s", "retry": {"max_attempts": 5}},
              "search": {"entry": "app.read", "timeout": "1s"},
              "order": {"entry": "app.write", "timeout": "100ms"}},
    "keys": {"product": {"uniform": {"count": 100}}},
    "parts": {
      "app": {"kind": "instance", "replicas": 4, "cores": 2, "pools": {"db": {"size": 3}},
        "limits": [{"match": {"flow": "search"}, "token_bucket": {"rate": "50/s", "burst": 20}},
                   {"when": {"from": "1s", "to": "4s"}, "token_bucket": {"rate": "1/s"}}],
        "operations": {"read": [{"work": "1ms"}, {"cache": "c", "key": "product", "on_error": "miss",
                                 "on_miss": [{"limit": {"when": {"to": "4s"}, "concurrency": {"limit": 1}}},
                                             {"call": "db.q"}]}],
                       "write": [{"work": "1ms"}], "idle": []},
        "baselines": [{"operation": "read", "throughput": "50/s", "without": ["c"],
                       "latency": "p(95)<80ms"},
                      {"operation": "idle", "throughput": "9/s", "initially": "cold"}]},
      "c": {"kind": "cache", "capacity": 10, "read": "1ms", "initially": "full", "max_throughput": "1000/s",
            "baselines": [{"throughput": "900/s"}]},
      "db": {"kind": "database", "connections": 3, "operations": {"q": "5ms"}}}},
    "workload": [{"flow": "order", "start_rate": "1/s", "stages": [{"target": "1/s", "duration": "5s"}]}],
    "faults": [{"at": "1s", "part": "db", "down": {}}],
    "silence": ["idle-flow"]})")
                                          .document;
  return loaded;
}

TEST(LoadTest, GoesAsTheLeastPatientFlowThatUsesTheOperationWithoutItsRetries) {
  const LoadTest test{system(), "app", 0};
  EXPECT_EQ(test.flow(), "search");
  const LoadedVariant derived = test.scenario(10);
  const FlowSpec& flow = derived.spec.system.flows.at("search");
  EXPECT_EQ(flow.entry.name, "app.read");
  EXPECT_EQ(flow.timeout, Duration{std::chrono::seconds{1}});
  EXPECT_FALSE(flow.retry);
}

TEST(LoadTest, TestsOneReplicaForAMinuteAndNothingElseOfTheDocumentHappens) {
  const ScenarioSpec spec = LoadTest{system(), "app", 0}.scenario(42).spec;
  EXPECT_EQ(std::get<InstanceSpec>(spec.system.parts.at("app").body).replicas, 1);
  ASSERT_EQ(spec.workload.size(), 1U);
  EXPECT_EQ(spec.workload[0].flow.name, "search");
  EXPECT_EQ(spec.workload[0].startRate.perSecond, 42);
  EXPECT_EQ(runDuration(spec), Duration{std::chrono::seconds{60}});
  ASSERT_EQ(spec.faults.size(), 1U);  // The absent cache; the document's fault plays no part.
  EXPECT_EQ(spec.faults[0].part.name, "c");
  EXPECT_EQ(spec.faults[0].at, Duration::zero());
  ASSERT_EQ(spec.assertions.size(), 2U);
  EXPECT_EQ(spec.assertions[1].threshold, "p(95)<80ms");
}

TEST(LoadTest, AnOperationNoFlowUsesHasAClientThatWaitsWithoutEnd) {
  const ScenarioSpec spec = LoadTest{system(), "app", 1}.scenario(1).spec;
  EXPECT_FALSE(spec.system.flows.at("load-test").timeout);
}

TEST(LoadTest, CachesStartAsTheySayUnlessTheBaselineDoes) {
  const auto startOf = [](std::size_t baseline) {
    const ScenarioSpec spec = LoadTest{system(), "app", baseline}.scenario(1).spec;
    return std::get<CacheSpec>(spec.system.parts.at("c").body).initially;
  };
  EXPECT_EQ(startOf(0), CacheStart::full);
  EXPECT_EQ(startOf(1), CacheStart::cold);
}

TEST(LoadTest, LimitsSwitchedByHandPlayNoPart) {
  const PartSpec app = LoadTest{system(), "app", 0}.scenario(1).spec.system.parts.at("app");
  EXPECT_EQ(limitsOf(app).size(), 1U);
  const StepList& read = *stepsOf(app, "read");
  EXPECT_TRUE(std::get<CacheStepSpec>(read.steps[1].body).onMiss.steps.size() == 1);
}

TEST(LoadTest, LimitsOnTheFlowAct) {
  // Of 60/s the bucket of 50/s refuses a sixth.
  const LoadTestRun run = LoadTest{system(), "app", 0}.run(60, 0);
  EXPECT_FALSE(run.sustained);
  EXPECT_EQ(run.reason, "fewer than 99 % succeed");
  ASSERT_TRUE(run.mainCause);
  EXPECT_EQ(run.mainCause->cause, Cause::limited);
}

TEST(LoadTest, ACacheIsTestedByLookUpsAndAMissIsAnAnswer) {
  const LoadTest test{system(), "c", 0};
  EXPECT_TRUE(test.run(300, 0).sustained);  // 10 of 100 keys fit: nine in ten miss, and are filled.
  EXPECT_FALSE(test.run(1100, 0).sustained);
}

std::string patientClient(const std::string& baseline) {
  return R"({"headroom": "1", "system": {"flows": {"f": {"entry": "db.q"}}, "parts": {
    "db": {"kind": "database", "connections": 4, "operations": {"q": {"exponential": "4ms"}},
           "baselines": [)" +
         baseline + R"(]}}}})";
}

TEST(LoadTest, OverloadIsNotSustainedAlsoWhenTheClientWaitsWithoutEnd) {
  const LoadedScenario loaded =
      load(patientClient(R"({"operation": "q", "throughput": "1000/s"})"));
  const LoadTest test{loaded.document, "db", 0};
  EXPECT_TRUE(test.run(950, 0).sustained);
  const LoadTestRun over = test.run(1050, 0);
  EXPECT_FALSE(over.sustained);
  EXPECT_EQ(over.reason, "requests pile up");
}

TEST(LoadTest, TheLatencyBoundMustHold) {
  const LoadedScenario loaded =
      load(patientClient(R"({"operation": "q", "throughput": "1000/s", "latency": "p(99)<30ms"})"));
  const LoadTest test{loaded.document, "db", 0};
  EXPECT_TRUE(test.run(500, 0).sustained);
  const LoadTestRun slow = test.run(960, 0);
  EXPECT_FALSE(slow.sustained);
  EXPECT_NE(slow.reason.find("latency p99 < 30 ms, found"), std::string::npos) << slow.reason;
}

TEST(LoadTest, ARunThatReachesItsLimitIsNotSustained) {
  const LoadTestRun run = LoadTest{system(), "app", 0}.run(20, 0, 1000);
  EXPECT_FALSE(run.sustained);
  EXPECT_NE(run.reason.find("more than 1000 events"), std::string::npos) << run.reason;
}

TEST(LoadTest, AHopelessRunIsStoppedEarlyAndNoOther) {
  const LoadTest test{system(), "app", 0};
  EXPECT_TRUE(test.run(400, 0).stoppedEarly);
  EXPECT_FALSE(test.run(45, 0).stoppedEarly);
}

}  // namespace
}  // namespace headroom::test
