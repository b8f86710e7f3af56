// The runs of the open document, seen from the window: start, pause, step, stop; what has come of
// each variant so far. Simulating happens on a thread of its own; nothing here ever blocks.
#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <memory>
#include <optional>

#include "gui/run/course.h"
#include "gui/run/run_request.h"
#include "models/spec/load.h"

namespace headroom::gui {

class RunThread;

class Runs : public QObject {
  Q_OBJECT
 public:
  enum class State { idle, running, paused };

  explicit Runs(QObject* parent = nullptr);
  /// Cancels what runs and waits for it: see ~RunThread.
  ~Runs() override;

  /// The latest wins: what ran before is cancelled and never heard of again.
  void start(const RunRequest& request);
  void pause();
  void resume();
  /// Ends the run where it is; what was seen is kept, judged as incomplete.
  void stop();
  /// Goes on so far in simulated time, then pauses. Starts nothing by itself.
  void step(Duration by);
  /// Goes on to an instant of the run, then pauses; pauses at once where it is further already.
  void runTo(Time at);
  /// Goes on until the log tells something new (saturated, refusing, ...), then pauses.
  void stepToNextEvent();
  void setSpeed(double speed);

  State state() const { return state_; }
  bool isActive() const { return state_ != State::idle; }
  /// Share done of all that was asked, 0..1.
  double progress() const { return progress_; }
  /// Seconds of real time still to go; negative when that cannot be said yet.
  double secondsLeft() const { return secondsLeft_; }
  /// What is being done: "unprotected", "20 runs of database protected".
  QString activity() const { return activity_; }

  /// nullptr when there is nothing of the variant.
  CoursePtr course(std::size_t variant) const;
  /// The revision of the document that the courses are of; nothing without any.
  std::optional<std::uint64_t> revision() const { return revision_; }
  /// The scenario as it is run, unknowns filled in; nullptr before the first start.
  std::shared_ptr<const LoadedScenario> scenario() const { return scenario_; }
  /// Replications asked for at the last start.
  int replications() const { return replications_; }
  /// Drops all courses (another document was opened).
  void clear();

 Q_SIGNALS:
  void courseChanged(std::size_t variant);
  void stateChanged();
  void progressChanged();
  /// All that was asked has been done, or was stopped.
  void finished(bool complete);
  /// The run could not go on: the books did not balance, or no memory was left.
  void failed(const QString& message);

 private:
  void take(std::uint64_t id);
  void retire();

  std::uint64_t id_ = 0;  ///< Of the latest start: news of others are of no interest.
  State state_ = State::idle;
  double progress_ = 0;
  double secondsLeft_ = -1;
  QString activity_;
  int replications_ = 1;
  std::optional<std::uint64_t> revision_;
  std::map<std::size_t, CoursePtr> courses_;
  std::shared_ptr<const LoadedScenario> scenario_;
  std::vector<std::unique_ptr<RunThread>> retired_;  ///< Cancelled, and not yet at rest.
  std::unique_ptr<RunThread> thread_;
};

}  // namespace headroom::gui
