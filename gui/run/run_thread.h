// The thread that simulates for the window: every variant once, watched as it goes, then the
// replications. Asked through flags, its news are fetched; the window never waits for it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "gui/run/course.h"
#include "gui/run/run_request.h"

namespace headroom {
class World;
}

namespace headroom::gui {

/// What has changed since the news were last taken, and how things stand.
struct RunNews {
  std::map<std::size_t, CoursePtr> courses;  ///< Only the latest of each variant.
  double progress = 0;                       ///< Share done of all that was asked.
  double secondsLeft = -1;                   ///< Negative: not known yet.
  std::string activity;
  bool paused = false;
  bool ended = false;     ///< Nothing more will come.
  bool complete = false;  ///< All that was asked has been done.
  std::string failure;
  std::shared_ptr<const LoadedScenario> scenario;  ///< As it is run, unknowns filled in.
};

class RunThread {
 public:
  /// `notify` is called on this thread when there are news and the last ones have been taken.
  RunThread(RunRequest request, std::function<void()> notify);
  /// Cancels, and waits until the thread is at rest: some milliseconds, or the two hundredth part
  /// of a replication, or one load test of a search.
  ~RunThread() = default;

  /// Ends at once, without a word.
  void cancel() { thread_.request_stop(); }
  bool atRest() const;

  void pause();
  void resume();
  /// Ends where it is; what was seen is kept.
  void stop();
  // A step ends with the run that it is asked for: the run of another variant knows nothing of it.
  void step(Duration by);
  /// Pauses there; at once when it is there already.
  void runTo(Time at);
  void stepToNextEvent();
  void setSpeed(double speed);

  RunNews takeNews();

 private:
  using Clock = std::chrono::steady_clock;
  /// Short enough that a pause or a cancel is felt at once, long enough to cost nothing.
  static constexpr std::chrono::milliseconds kSliceTime{5};
  struct Cancelled {};
  struct Stopped {};  ///< By the user, before there was a run to keep something of.

  // run_thread.cpp: what is run, and what is told of it
  void run();
  void fillInUnknowns();
  bool runAll();
  bool runOnce(std::size_t variant, bool watched);
  void finish(const LoadedVariant& loaded, const Course& start, Outcome outcome);
  std::shared_ptr<const LoadedScenario> scenarioToRun() const;
  bool replicateAll();
  void waitIfPaused();
  void waitWhilePaused();
  bool isSnapshotDue() const;
  void publishSnapshot(const Course& start, const World& world, Time reached);
  void afterSlice(const World& world, Time reached, Duration advanced, Clock::duration took);
  void publish(CoursePtr course);
  void tell(double progress);
  void checkCancelled() const;
  template <class Change>
  void change(const Change& change);
  std::shared_ptr<Course> blank(std::size_t variant) const;

  // run_orders.cpp
  bool isStopped() const;
  void forgetSteps();
  bool isToPause(Time reached);
  void takeStep(Time reached);
  Time nextInstant(Time reached, bool watched);
  template <class Change>
  void control(const Change& change);

  RunRequest request_;
  std::function<void()> notify_;
  std::shared_ptr<const LoadedScenario> scenario_;
  std::map<std::size_t, CoursePtr> done_;  ///< Replication 0 of each variant.
  std::size_t logSeen_ = 0;
  Duration slice_{};           ///< Simulated time that takes about kSliceTime.
  Clock::time_point began_{};  ///< Of everything, moved on by pauses.
  Clock::time_point published_{};
  Clock::duration publishing_{};  ///< How long the last snapshot took to make.

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  // Under the mutex: what is asked,
  bool paused_ = false;
  bool stopped_ = false;
  bool untilEvent_ = false;
  std::optional<Duration> stepBy_;
  std::optional<Time> pauseAt_;
  double speed_ = 0;
  bool repace_ = true;
  Clock::time_point paceFrom_{};
  Time paceAt_{};
  // and what is told.
  RunNews news_;
  bool told_ = false;
  bool atRest_ = false;

  std::jthread thread_;  ///< Last: ends before anything it uses.
};

}  // namespace headroom::gui
