// Orders to runs in any sequence, drawn from a seed: whatever was pressed, a run ends idle, and
// what ran to its end is the run of the command line.
#include <random>

#include "models/world/simulate.h"
#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::CoursePtr;
using gui::RunRequest;
using gui::Runs;
using std::chrono::milliseconds;

/// Two designs that differ, of some milliseconds each.
std::shared_ptr<const LoadedScenario> twoDesigns() {
  return std::make_shared<const LoadedScenario>(load(R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "app.do", "timeout": "200ms",
                    "retry": {"max_attempts": 3, "fixed": {"delay": "10ms"}}}},
    "parts": {"app": {"kind": "instance", "workers": 2, "queue": {"capacity": 50},
      "operations": {"do": [{"work": {"exponential": "8ms"}}]}}}},
    "workload": [{"flow": "f", "start_rate": "200/s",
                  "stages": [{"target": "200/s", "duration": "20s"}]}],
    "faults": [{"at": "5s", "duration": "3s", "part": "app", "down": {"mode": "refuse"}}],
    "assert": [{"flow": "f", "metric": "success_ratio", "op": "gte", "value": "99%"}],
    "variants": {"as it is": {}, "more workers": {"set": {"/system/parts/app/workers": 4}}}
  })"));
}

void expectSameRun(const Outcome& seen, const Outcome& alone) {
  EXPECT_EQ(seen.events, alone.events);
  ASSERT_EQ(seen.series.columns.size(), alone.series.columns.size());
  for (std::size_t c = 0; c < alone.series.columns.size(); ++c) {
    const std::vector<double>& a = seen.series.columns[c].values;
    const std::vector<double>& b = alone.series.columns[c].values;
    ASSERT_TRUE(
        std::equal(a.begin(), a.end(), b.begin(), b.end(),
                   [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); }))
        << "column " << c;
  }
}

/// Somebody who presses everything.
class Hand {
 public:
  Hand(std::uint64_t seed, std::shared_ptr<const LoadedScenario> scenario)
      : random_(seed), scenario_(std::move(scenario)) {
    renew();
  }

  void press() {
    switch (draw(12)) {
      case 0:
      case 1:
        return start();
      case 2:
        return runs_->pause();
      case 3:
        return runs_->resume();
      case 4:
        return runs_->step(milliseconds{draw(15'000)});
      case 5:
        return runs_->runTo(milliseconds{draw(25'000)});
      case 6:
        return runs_->stepToNextEvent();
      case 7:
        return runs_->setSpeed(draw(2) == 0 ? 0 : 2000);
      case 8:
        if (draw(3) == 0) runs_->stop();
        return;
      case 9:
        if (draw(4) == 0) draw(2) == 0 ? runs_->clear() : renew();
        return;
      default:
        QTest::qWait(draw(4));
    }
  }

  /// Lets what runs go on to its end, or one more that is started: nothing asked before holds it.
  const Runs& finish() {
    anew_ = draw(2) == 0;
    if (anew_) start();
    runs_->setSpeed(0);
    runs_->resume();
    const auto idle = [this] { return !runs_->isActive(); };
    EXPECT_TRUE(comesTrue(idle));
    return *runs_;
  }
  const RunRequest& request() const { return request_; }
  /// The run at the end was not stopped by anybody.
  bool anew() const { return anew_; }

 private:
  int draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  /// In the middle of a run, too.
  void renew() {
    runs_ = std::make_unique<Runs>();
    QObject::connect(runs_.get(), &Runs::courseChanged, [this](std::size_t variant) {
      const CoursePtr course = runs_->course(variant);
      ASSERT_TRUE(course);
      EXPECT_EQ(course->revision, request_.revision) << "heard of an older start";
      EXPECT_GE(course->reached, Time::zero());
      EXPECT_LE(course->reached, course->duration);
    });
    QObject::connect(runs_.get(), &Runs::failed,
                     [](const QString& why) { ADD_FAILURE() << why.toStdString(); });
  }

  void start() {
    request_.scenario = scenario_;
    ++request_.revision;
    request_.first = static_cast<std::size_t>(draw(2));
    request_.others = draw(2) == 0;
    request_.replications = draw(3) == 0 ? 4 : 1;
    request_.jobs = 1 + static_cast<unsigned>(draw(2));
    request_.speed = draw(3) == 0 ? 2000 : 0;
    request_.paused = draw(3) == 0;
    runs_->start(request_);
  }

  std::mt19937_64 random_;
  std::shared_ptr<const LoadedScenario> scenario_;
  RunRequest request_;
  bool anew_ = false;
  std::unique_ptr<Runs> runs_;
};

TEST(GuiRunsStress, AnyOrdersEndIdleWithTheRunsOfTheCommandLine) {
  const auto scenario = twoDesigns();
  std::vector<Outcome> alone;
  for (const LoadedVariant& variant : scenario->variants) alone.push_back(simulate(variant, {}));
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Hand hand{seed, scenario};
    for (int i = 0; i < 40; ++i) hand.press();
    const Runs& runs = hand.finish();
    if (hand.anew()) {
      EXPECT_DOUBLE_EQ(runs.progress(), 1);
    }
    for (std::size_t v = 0; v < scenario->variants.size(); ++v) {
      const CoursePtr course = runs.course(v);
      const bool asked = hand.request().others || v == hand.request().first;
      ASSERT_TRUE(course ? asked : !asked || !hand.anew());
      if (!course) continue;
      ASSERT_TRUE(course->finished());
      if (hand.anew() || course->result->outcome.stopReason.empty())
        expectSameRun(course->result->outcome, alone[v]);
      const bool several = course->result->evidence.has_value();
      EXPECT_TRUE(several ? hand.request().replications > 1
                          : hand.request().replications == 1 || !hand.anew());
    }
  }
}

}  // namespace
}  // namespace headroom::test
