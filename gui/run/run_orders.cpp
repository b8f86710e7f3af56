// The orders that the run thread is given, and how it keeps them: pause, step, pace, stop. All of
// them may come from another thread at any time; the latest counts.
#include <algorithm>
#include <utility>

#include "gui/run/run_thread.h"

namespace headroom::gui {

template <class Change>
void RunThread::control(const Change& change) {
  {
    const std::scoped_lock lock{mutex_};
    change();
    repace_ = true;
  }
  wake_.notify_all();
}

/// The latest order counts. Under the mutex.
void RunThread::forgetSteps() {
  stepBy_.reset();
  pauseAt_.reset();
  untilEvent_ = false;
}

void RunThread::pause() {
  control([this] {
    forgetSteps();
    paused_ = true;
  });
}

void RunThread::resume() {
  control([this] {
    forgetSteps();
    paused_ = false;
  });
}

void RunThread::stop() {
  control([this] { stopped_ = true; });
}

void RunThread::step(Duration by) {
  control([this, by] {
    forgetSteps();
    stepBy_ = by;
    paused_ = false;
  });
}

void RunThread::runTo(Time at) {
  control([this, at] {
    forgetSteps();
    pauseAt_ = at;
    paused_ = false;
  });
}

void RunThread::stepToNextEvent() {
  control([this] {
    forgetSteps();
    untilEvent_ = true;
    paused_ = false;
  });
}

void RunThread::setSpeed(double speed) {
  control([this, speed] { speed_ = speed; });
}

bool RunThread::isStopped() const {
  const std::scoped_lock lock{mutex_};
  return stopped_;
}

bool RunThread::isToPause(Time reached) {
  const std::scoped_lock lock{mutex_};
  takeStep(reached);
  if (pauseAt_ && reached >= *pauseAt_) {
    pauseAt_.reset();
    paused_ = true;
  }
  news_.paused = paused_;
  return paused_;
}

/// A step begins where the run stands when it is asked for.
void RunThread::takeStep(Time reached) {
  if (!stepBy_) return;
  pauseAt_ = *stepBy_ < kNever - reached ? reached + *stepBy_ : kNever;
  stepBy_.reset();
}

/// Up to where to simulate next.
Time RunThread::nextInstant(Time reached, bool watched) {
  std::unique_lock lock{mutex_};
  takeStep(reached);
  Time next = reached + slice_;
  if (watched && speed_ > 0) {
    if (std::exchange(repace_, false)) {
      paceFrom_ = Clock::now();
      paceAt_ = reached;
    }
    wake_.wait_for(lock, thread_.get_stop_token(), 3 * kSliceTime, [this] { return repace_; });
    const double passed = std::chrono::duration<double>(Clock::now() - paceFrom_).count();
    // Where it cannot keep up it goes as fast as it can.
    next = std::clamp<Time>(paceAt_ + fromSeconds(passed * speed_), reached, next);
  }
  // What the log tells is looked at once a second: the run stands still at the second it is told.
  if (untilEvent_)
    next = std::min<Time>(
        next, std::chrono::floor<std::chrono::seconds>(reached) + std::chrono::seconds{1});
  return pauseAt_ ? std::min(next, *pauseAt_) : next;
}

}  // namespace headroom::gui
