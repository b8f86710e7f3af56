#include "gui/run/runs.h"

#include <algorithm>

#include "gui/run/run_thread.h"

namespace headroom::gui {

Runs::Runs(QObject* parent) : QObject(parent) {}
Runs::~Runs() = default;

void Runs::start(const RunRequest& request) {
  retire();
  courses_.clear();
  revision_ = request.revision;
  scenario_ = request.scenario;
  replications_ = request.replications;
  progress_ = 0;
  secondsLeft_ = -1;
  activity_.clear();
  state_ = request.paused ? State::paused : State::running;
  const std::uint64_t id = ++id_;
  thread_ = std::make_unique<RunThread>(request, [this, id] {
    QMetaObject::invokeMethod(
        this, [this, id] { take(id); }, Qt::QueuedConnection);
  });
  Q_EMIT stateChanged();
  Q_EMIT progressChanged();
}

/// A thread that is cancelled comes to rest by itself: until then it is kept, and not waited for.
void Runs::retire() {
  std::erase_if(retired_, [](const auto& thread) { return thread->atRest(); });
  if (!thread_) return;
  thread_->cancel();
  retired_.push_back(std::move(thread_));
}

/// Whoever is told may start another run, or drop all: from then on there is nothing more to say.
void Runs::take(std::uint64_t id) {
  const auto goesOn = [this, id] { return id == id_ && thread_; };
  if (!goesOn()) return;
  const RunNews news = thread_->takeNews();
  progress_ = news.progress;
  secondsLeft_ = news.secondsLeft;
  activity_ = QString::fromStdString(news.activity);
  if (news.scenario) scenario_ = news.scenario;
  const State state = news.ended ? State::idle : news.paused ? State::paused : State::running;
  const bool changed = std::exchange(state_, state) != state;
  for (const auto& [variant, course] : news.courses) courses_[variant] = course;
  for (const auto& [variant, course] : news.courses)
    if (goesOn()) Q_EMIT courseChanged(variant);
  if (changed && goesOn()) Q_EMIT stateChanged();
  if (goesOn()) Q_EMIT progressChanged();
  if (!news.ended || !goesOn()) return;
  retire();
  if (!news.failure.empty()) Q_EMIT failed(QString::fromStdString(news.failure));
  if (id == id_) Q_EMIT finished(news.complete);
}

void Runs::pause() {
  if (thread_) thread_->pause();
}
void Runs::resume() {
  if (thread_) thread_->resume();
}
void Runs::stop() {
  if (thread_) thread_->stop();
}
void Runs::step(Duration by) {
  if (thread_) thread_->step(by);
}
void Runs::runTo(Time at) {
  if (thread_) thread_->runTo(at);
}
void Runs::stepToNextEvent() {
  if (thread_) thread_->stepToNextEvent();
}
void Runs::setSpeed(double speed) {
  if (thread_) thread_->setSpeed(speed);
}

CoursePtr Runs::course(std::size_t variant) const {
  const auto found = courses_.find(variant);
  return found == courses_.end() ? nullptr : found->second;
}

void Runs::clear() {
  retire();
  ++id_;
  courses_.clear();
  revision_.reset();
  scenario_.reset();
  const bool changed = std::exchange(state_, State::idle) != State::idle;
  progress_ = 0;
  if (changed) Q_EMIT stateChanged();
  Q_EMIT progressChanged();
}

}  // namespace headroom::gui
