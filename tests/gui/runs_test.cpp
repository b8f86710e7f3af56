// Runs seen from the window: what comes, in which order, and what is never heard of.
#include <QElapsedTimer>

#include "gui/run/series_index.h"
#include "gui/run/worst_moment.h"
#include "models/world/simulate.h"
#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::Course;
using gui::CoursePtr;
using gui::Document;
using gui::Focus;
using gui::RunRequest;
using gui::Runs;
using std::chrono::seconds;

class GuiRuns : public testing::Test {
 protected:
  void SetUp() override {
    document.open(bundled("cache-loss.scenario.json"));
    ASSERT_NE(document.scenario(), nullptr);
    request.scenario = document.scenario();
    request.revision = document.revision();
    request.others = false;
  }
  Document document;
  RunRequest request;
  Runs runs;
};

TEST_F(GuiRuns, EveryVariantEndsAsTheSameRunWithoutAWindow) {
  Focus focus;
  runToEnd(document, focus, runs, 1, Designs::all);
  EXPECT_EQ(runs.state(), Runs::State::idle);
  EXPECT_DOUBLE_EQ(runs.progress(), 1);
  for (std::size_t i = 0; i < 4; ++i) {
    const CoursePtr course = runs.course(i);
    ASSERT_TRUE(course && course->finished());
    const Outcome alone = simulate(document.scenario()->variants[i], {});
    EXPECT_EQ(course->result->outcome.events, alone.events);
    ASSERT_EQ(course->result->judgements.size(), alone.measurements.size());
    for (std::size_t f = 0; f < alone.flows.size(); ++f)
      EXPECT_EQ(course->result->outcome.flows[f].books.completed, alone.flows[f].books.completed);
  }
}

TEST_F(GuiRuns, SnapshotsGrowAndAgreeWithTheEnd) {
  std::vector<CoursePtr> seen;
  QObject::connect(&runs, &Runs::courseChanged, [&](std::size_t variant) {
    if (variant == 0) seen.push_back(runs.course(0));
  });
  request.speed = 600;  // 180 s in 0.3 s: some snapshots are sure.
  QSignalSpy finished{&runs, &Runs::finished};
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  ASSERT_GE(seen.size(), 3U);
  const Series& whole = seen.back()->series();
  for (std::size_t i = 1; i < seen.size(); ++i) {
    EXPECT_GE(seen[i]->reached, seen[i - 1]->reached);
    const Series& part = seen[i]->series();
    ASSERT_LE(part.intervals, whole.intervals);
    for (std::size_t c = 0; c < part.columns.size(); ++c) {
      if (part.columns[c].metric == "success") continue;  // Known at the end.
      for (std::size_t v = 0; v < part.columns[c].values.size(); ++v) {
        const double value = part.columns[c].values[v];
        if (std::isnan(value)) continue;
        ASSERT_EQ(value, whole.columns[c].values[v]);
      }
    }
  }
}

TEST_F(GuiRuns, StepsPauseWhereTheyShouldAndTheNextEventIsTheFault) {
  request.paused = true;
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return runs.course(0) != nullptr; }));
  runs.step(seconds{10});
  ASSERT_TRUE(comesTrue([&] {
    return runs.state() == Runs::State::paused && runs.course(0)->reached == seconds{10};
  }));
  EXPECT_EQ(runs.course(0)->series().intervals, 10U);
  runs.stepToNextEvent();
  ASSERT_TRUE(comesTrue(
      [&] { return runs.state() == Runs::State::paused && !runs.course(0)->log().empty(); }));
  EXPECT_EQ(runs.course(0)->log().front().subject, "product-cache");
  EXPECT_GE(runs.course(0)->reached, seconds{60});
  EXPECT_LT(runs.course(0)->reached, seconds{62});
  runs.resume();
  QSignalSpy finished{&runs, &Runs::finished};
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_EQ(runs.course(0)->result->outcome.events,
            simulate(document.scenario()->variants[0], {}).events);
}

TEST_F(GuiRuns, AStoppedRunKeepsWhatWasSeenAndNeverPasses) {
  request.paused = true;
  runs.start(request);
  runs.step(seconds{30});
  ASSERT_TRUE(comesTrue([&] {
    return runs.state() == Runs::State::paused && runs.course(0) &&
           runs.course(0)->reached == seconds{30};
  }));
  QSignalSpy finished{&runs, &Runs::finished};
  runs.stop();
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_FALSE(finished.front().at(0).toBool());
  ASSERT_TRUE(runs.course(0)->finished());
  EXPECT_EQ(runs.course(0)->result->outcome.stopReason, "stopped by the user");
  EXPECT_NE(runs.course(0)->result->verdict, Verdict::pass);
  EXPECT_EQ(runs.course(1), nullptr);
  EXPECT_DOUBLE_EQ(runs.progress(), 30.0 / 180) << "a bar that is full would say that it is done";
}

TEST_F(GuiRuns, ARunThatWasPacedStaysWithinReachAtFullSpeed) {
  request.speed = 1;
  runs.start(request);
  QTest::qWait(400);  // Long enough for slices that grow with every look at the clock.
  runs.setSpeed(0);
  ASSERT_TRUE(comesTrue([&] { return runs.course(0) && runs.course(0)->reached > seconds{5}; }));
  EXPECT_FALSE(runs.course(0)->finished()) << "all the rest in one go: nobody could pause it";
  EXPECT_TRUE(runs.isActive());
}

TEST_F(GuiRuns, RunningToATimeEndsThereWhereverTheRunIsWhenItIsAsked) {
  request.speed = 10;
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return runs.course(0) && runs.course(0)->reached > seconds{1}; }));
  runs.runTo(seconds{4});
  ASSERT_TRUE(comesTrue([&] { return runs.state() == Runs::State::paused; }));
  EXPECT_EQ(runs.course(0)->reached, seconds{4});
}

TEST_F(GuiRuns, TheLatestOrderCounts) {
  request.paused = true;
  runs.start(request);
  QSignalSpy finished{&runs, &Runs::finished};
  runs.step(seconds{10});
  runs.resume();
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; })) << "it paused after the step";
  EXPECT_TRUE(finished.front().at(0).toBool());
}

TEST_F(GuiRuns, AStepEndsWithTheRunItIsOf) {
  request.paused = true;
  request.others = true;
  runs.start(request);
  runs.runTo(seconds{179});
  ASSERT_TRUE(comesTrue([&] {
    return runs.state() == Runs::State::paused && runs.course(0) &&
           runs.course(0)->reached == seconds{179};
  }));
  QSignalSpy finished{&runs, &Runs::finished};
  runs.stepToNextEvent();
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; })) << "another variant paused";
}

TEST_F(GuiRuns, ReplicationsPauseAndStop) {
  request.replications = 1000;
  request.jobs = 2;
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return runs.activity().contains("runs of"); }));
  runs.pause();
  ASSERT_TRUE(comesTrue([&] { return runs.state() == Runs::State::paused; }));
  QSignalSpy finished{&runs, &Runs::finished};
  runs.stop();
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_FALSE(finished.front().at(0).toBool());
  EXPECT_TRUE(runs.course(0)->finished());
  EXPECT_FALSE(runs.course(0)->result->evidence);
}

TEST(GuiRunsFit, TheSearchForWhatNobodyMeasuredCanBeStopped) {
  RunRequest request;
  request.scenario = std::make_shared<const LoadedScenario>(load(R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "app.do", "timeout": "1s"}},
    "parts": {"app": {"kind": "instance", "workers": 1, "queue": {"capacity": 10},
      "operations": {"do": [{"work": {"fit": {"law": "constant"}}}]},
      "baselines": [{"operation": "do", "throughput": "8/s"}]}}},
    "workload": [{"flow": "f", "start_rate": "1/s",
                  "stages": [{"target": "1/s", "duration": "10s"}]}]})"));
  request.paused = true;  // It waits in the middle of the search.
  Runs runs;
  QSignalSpy finished{&runs, &Runs::finished};
  runs.start(request);
  EXPECT_EQ(runs.state(), Runs::State::paused);
  runs.stop();
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_FALSE(finished.front().at(0).toBool());
  EXPECT_EQ(runs.course(0), nullptr) << "nothing was run";
}

TEST_F(GuiRuns, WhoIsToldMayStartAnotherRun) {
  RunRequest second = request;
  second.revision = request.revision + 1;
  bool again = false;
  QObject::connect(&runs, &Runs::stateChanged, [&] {
    if (runs.state() == Runs::State::idle && !std::exchange(again, true)) runs.start(second);
  });
  QSignalSpy finished{&runs, &Runs::finished};
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_EQ(runs.course(0)->revision, second.revision);
  EXPECT_TRUE(runs.course(0)->finished());
}

TEST_F(GuiRuns, TheLatestStartWins) {
  request.speed = 1;
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return runs.course(0) != nullptr; }));
  QSignalSpy finished{&runs, &Runs::finished};
  RunRequest second = request;
  second.speed = 0;
  second.revision = request.revision + 1;
  runs.start(second);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  EXPECT_EQ(runs.course(0)->revision, second.revision);
  EXPECT_EQ(runs.revision(), second.revision);
}

TEST_F(GuiRuns, GoingAwayDuringARunIsQuick) {
  auto brief = std::make_unique<Runs>();
  request.speed = 1;
  brief->start(request);
  ASSERT_TRUE(comesTrue([&] { return brief->course(0) != nullptr; }));
  QElapsedTimer waited;
  waited.start();
  brief.reset();  // A run at 1x would take three minutes.
  EXPECT_LT(waited.elapsed(), kPatienceMs / 3);
}

TEST_F(GuiRuns, ReplicationsGiveEvidenceAndRibbonsThatHoldTheFirstRun) {
  request.replications = 4;
  request.jobs = 2;
  QSignalSpy finished{&runs, &Runs::finished};
  runs.start(request);
  ASSERT_TRUE(comesTrue([&] { return finished.count() == 1; }));
  const CoursePtr course = runs.course(0);
  ASSERT_TRUE(course->result->evidence);
  EXPECT_EQ(course->result->evidence->replications, 4);
  ASSERT_TRUE(course->ribbons);
  EXPECT_EQ(course->ribbons->runs, 4U);
  const gui::SeriesIndex index{course->series()};
  const auto column = static_cast<std::size_t>(index.flows.at("browse").goodput);
  const Ribbon& ribbon = course->ribbons->columns[column];
  const std::vector<double>& first = course->series().columns[column].values;
  ASSERT_EQ(ribbon.low.size(), first.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_LE(ribbon.low[i], first[i] + 1e-3);
    EXPECT_GE(ribbon.high[i], first[i] - 1e-3);
  }
}

TEST_F(GuiRuns, StateOfPartsTellsTheOutage) {
  Focus focus;
  runToEnd(document, focus, runs);
  const CoursePtr course = runs.course(0);
  const gui::SeriesIndex index{course->series()};
  const auto stateAt = [&](const std::string& part, seconds at) {
    return gui::stateAt(course->series(), index.parts.at(part),
                        *gui::intervalAt(course->series(), at), course->faults, part, at);
  };
  EXPECT_EQ(stateAt("product-cache", seconds{30}).condition, gui::Condition::ok);
  EXPECT_EQ(stateAt("product-cache", seconds{75}).condition, gui::Condition::down);
  EXPECT_EQ(stateAt("app", seconds{75}).condition, gui::Condition::rejecting);
  EXPECT_GT(stateAt("product-cache", seconds{30}).hitRatio, 0.8);
  const gui::EdgeColumns edge = index.edges.at({"app", "product-cache"});
  EXPECT_GT(gui::valueAt(course->series(), edge.calls, 30), 2900);
  EXPECT_EQ(gui::valueAt(course->series(), edge.failed, 30), 0);
  EXPECT_EQ(gui::valueAt(course->series(), edge.failed, 75),
            gui::valueAt(course->series(), edge.calls, 75));
}

TEST_F(GuiRuns, TheWorstMomentIsTheFirstWithoutGoodput) {
  Focus focus;
  runToEnd(document, focus, runs);
  const Series& series = runs.course(0)->series();
  const Time worst = gui::worstMoment(*runs.course(0));
  const SeriesColumn* browse = series.find("", "flow=browse", "goodput", "rate");
  const SeriesColumn* order = series.find("", "flow=order", "goodput", "rate");
  std::size_t first = 0;
  while (browse->values[first] + order->values[first] > 0) ++first;
  EXPECT_EQ(worst, seconds{first});
  // Where nothing is hurt, the head.
  Course quiet = *runs.course(0);
  auto result = std::make_shared<VariantResult>(*quiet.result);
  for (SeriesColumn& column : result->outcome.series.columns)
    if (column.metric == "goodput")
      column.values = series.find("", column.segment, "offered", "rate")->values;
  quiet.result = result;
  EXPECT_EQ(gui::worstMoment(quiet), quiet.reached);
}

TEST_F(GuiRuns, CausesOfAFlowAddUpToWhatItLost) {
  Focus focus;
  runToEnd(document, focus, runs);
  const Series& series = runs.course(0)->series();
  for (const auto& [name, flow] : gui::SeriesIndex{series}.flows)
    for (std::size_t i = 0; i < series.intervals; ++i) {
      double causes = 0;
      for (const auto& [cause, column] : flow.causes) causes += gui::valueAt(series, column, i);
      EXPECT_NEAR(causes,
                  gui::valueAt(series, flow.refused, i) + gui::valueAt(series, flow.failed, i),
                  1e-6);
    }
}

}  // namespace
}  // namespace headroom::test
