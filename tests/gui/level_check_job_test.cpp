// Load tests on a thread of their own: finished, cancelled, overtaken.
#include "gui/run/level_check_job.h"

#include <QElapsedTimer>
#include <thread>

#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::LevelCheckJob;

std::shared_ptr<const LoadedScenario> flagship() {
  return std::make_shared<const LoadedScenario>(loadBundled("cache-loss.scenario.json"));
}

std::shared_ptr<const LoadedScenario> small() {
  return std::make_shared<const LoadedScenario>(load(R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "app.do", "timeout": "1s"}},
    "parts": {"app": {"kind": "instance", "workers": 1, "queue": {"capacity": 10},
      "operations": {"do": [{"work": "100ms"}]},
      "baselines": [{"operation": "do", "throughput": "8/s"}]}}},
    "workload": [{"flow": "f", "start_rate": "1/s",
                  "stages": [{"target": "1/s", "duration": "10s"}]}]})"));
}

TEST(GuiLevelCheck, TellsProgressAndTheResultOfTheCommandLine) {
  LevelCheckJob job;
  QSignalSpy progress{&job, &LevelCheckJob::progress};
  std::shared_ptr<const CheckResult> result;
  QObject::connect(&job, &LevelCheckJob::finished, [&](const auto& found) { result = found; });
  const auto scenario = small();
  job.start(scenario, 0, 3);
  EXPECT_TRUE(job.isRunning());
  ASSERT_TRUE(comesTrue([&] { return result != nullptr; }));
  EXPECT_FALSE(job.isRunning());
  EXPECT_EQ(progress.count(), 3);
  EXPECT_DOUBLE_EQ(progress.back().front().toDouble(), 1);
  LevelPlan plan;
  plan.replications = 3;
  const auto alone = checkLevels(scenario->variants.front(), plan);
  ASSERT_EQ(result->levels.size(), alone.size());
  EXPECT_EQ(result->levels.front().simulated.values, alone.front().simulated.values);
}

TEST(GuiLevelCheck, WhatIsCancelledIsNeverHeardOf) {
  LevelCheckJob job;
  QSignalSpy finished{&job, &LevelCheckJob::finished};
  QSignalSpy failed{&job, &LevelCheckJob::failed};
  job.start(small(), 0, 3);
  job.cancel();
  EXPECT_FALSE(job.isRunning());
  std::shared_ptr<const CheckResult> result;
  QObject::connect(&job, &LevelCheckJob::finished, [&](const auto& found) { result = found; });
  job.start(small(), 0, 1);
  ASSERT_TRUE(comesTrue([&] { return result != nullptr; }));
  EXPECT_EQ(result->replications, 1);
  EXPECT_EQ(finished.count(), 1);
  EXPECT_EQ(failed.count(), 0);
}

TEST(GuiLevelCheck, AResultThatNobodyHeardYetDiesWithItsCheck) {
  LevelCheckJob job;
  std::vector<int> heard;
  QObject::connect(&job, &LevelCheckJob::finished,
                   [&](const auto& found) { heard.push_back(found->replications); });
  job.start(small(), 0, 1);
  // It ends while the window is busy: its result waits in the queue of events.
  std::this_thread::sleep_for(std::chrono::milliseconds{150});
  job.cancel();
  job.start(small(), 0, 2);  // May well stand where the first one stood in memory.
  ASSERT_TRUE(comesTrue([&] { return !job.isRunning(); }));
  EXPECT_EQ(heard, std::vector<int>{2});
}

TEST(GuiLevelCheck, WhatNobodyMeasuredIsFilledInFirst) {
  LevelCheckJob job;
  std::shared_ptr<const CheckResult> result;
  QObject::connect(&job, &LevelCheckJob::finished, [&](const auto& found) { result = found; });
  const auto scenario = std::make_shared<const LoadedScenario>(load(R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "app.do", "timeout": "1s"}},
    "parts": {"app": {"kind": "instance", "workers": 1, "queue": {"capacity": 10},
      "operations": {"do": [{"work": {"fit": {"law": "constant"}}}]},
      "baselines": [{"operation": "do", "throughput": "8/s"}]}}},
    "workload": [{"flow": "f", "start_rate": "1/s",
                  "stages": [{"target": "1/s", "duration": "10s"}]}]})"));
  job.start(scenario, 0, 3);
  ASSERT_TRUE(comesTrue([&] { return result != nullptr; }));
  ASSERT_EQ(result->filledIn.size(), 1U);
  EXPECT_TRUE(result->levels.front().holds());
  EXPECT_TRUE(scenario->filledIn.empty()) << "the document itself is not touched";
}

TEST(GuiLevelCheck, GoesAwayInTheMiddleOfALongOne) {
  auto job = std::make_unique<LevelCheckJob>();
  job->start(flagship(), 0, 1001);
  QTest::qWait(20);
  QElapsedTimer waited;
  waited.start();
  job.reset();  // Waits for the load test in progress, not for a thousand searches.
  EXPECT_LT(waited.elapsed(), kPatienceMs / 3);
}

}  // namespace
}  // namespace headroom::test
