// Load tests of a system's parts against their baselines, on a thread of their own.
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/spec/load.h"
#include "report/check_report.h"

namespace headroom::gui {

class LevelCheckJob : public QObject {
  Q_OBJECT
 public:
  explicit LevelCheckJob(QObject* parent = nullptr);
  /// Cancels and waits: at most for the load test in progress.
  ~LevelCheckJob() override;

  /// The latest wins: what ran before is cancelled and never heard of again. Unknowns of the system
  /// (`fit`) are filled in first. `jobs` 0: as many threads as the machine runs at once.
  void start(std::shared_ptr<const LoadedScenario> scenario, std::size_t variant,
             int replications = LevelPlan{}.replications, unsigned jobs = 0);
  void cancel();
  bool isRunning() const { return current_ != nullptr; }

 Q_SIGNALS:
  /// Share done, 0..1.
  void progress(double share);
  void finished(std::shared_ptr<const headroom::CheckResult> result);
  void failed(const QString& message);
  /// Started, finished, failed or cancelled.
  void runningChanged();

 private:
  class Work;
  void retire();
  bool isCurrent(std::uint64_t id) const { return current_ && id == id_; }

  std::uint64_t id_ = 0;  ///< Of the latest start: what others say is of no interest.
  std::unique_ptr<Work> current_;
  std::vector<std::unique_ptr<Work>> retired_;  ///< Cancelled, and not yet at rest.
};

}  // namespace headroom::gui
