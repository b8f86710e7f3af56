#include "gui/run/level_check_job.h"

#include <QMetaObject>
#include <atomic>
#include <thread>

#include "studies/fit.h"
#include "studies/in_order.h"

namespace headroom::gui {
namespace {

/// Thrown out of a check that is no longer wanted.
struct Cancelled {};

}  // namespace

class LevelCheckJob::Work {
 public:
  struct Order {
    std::shared_ptr<const LoadedScenario> scenario;
    std::size_t variant = 0;
    int replications = 0;
    unsigned jobs = 1;
  };

  Work(LevelCheckJob& job, std::uint64_t id, Order order)
      : job_(job), id_(id), order_(std::move(order)), thread_([this] { run(); }) {}
  ~Work() {
    cancel();
    thread_.join();
  }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  void cancel() { cancelled_ = true; }
  bool atRest() const { return done_; }

 private:
  void run() {
    try {
      const auto result = std::make_shared<const CheckResult>(check());
      tell([](LevelCheckJob& job, const auto& found) { Q_EMIT job.finished(found); }, result);
    } catch (const Cancelled&) {
    } catch (const std::exception& error) {
      fail(QString::fromStdString(error.what()));
    }
    done_ = true;
  }

  void stopIfCancelled() const {
    if (cancelled_) throw Cancelled{};
  }

  CheckResult check() {
    LoadedScenario scenario = *order_.scenario;
    Diagnostics diagnostics;
    FitOptions fit;
    fit.jobs = order_.jobs;
    fit.checkpoint = [this] { stopIfCancelled(); };
    resolveFits(scenario, fit, diagnostics);
    if (diagnostics.hasErrors()) throw std::runtime_error{toText(diagnostics.all().front())};
    LevelPlan plan;
    plan.replications = order_.replications;
    plan.jobs = order_.jobs;
    plan.checkpoint = [this] { stopIfCancelled(); };
    plan.progress = [this](double share) {
      stopIfCancelled();
      // The work may be gone when this is heard, and another stand where it stood.
      QMetaObject::invokeMethod(
          &job_,
          [job = &job_, id = id_, share] {
            if (job->isCurrent(id)) Q_EMIT job->progress(share);
          },
          Qt::QueuedConnection);
    };
    const LoadedVariant& variant = scenario.variants.at(order_.variant);
    return {scenario.file, scenario.filledIn, checkLevels(variant, plan), plan.replications,
            variant.spec.seed};
  }

  template <class Said, class Value>
  void tell(Said said, Value value) {
    QMetaObject::invokeMethod(
        &job_,
        [job = &job_, id = id_, said, value] {
          if (!job->isCurrent(id)) return;
          job->retire();
          said(*job, value);
          Q_EMIT job->runningChanged();
        },
        Qt::QueuedConnection);
  }
  void fail(const QString& message) {
    tell([](LevelCheckJob& job, const QString& why) { Q_EMIT job.failed(why); }, message);
  }

  LevelCheckJob& job_;
  std::uint64_t id_;
  Order order_;
  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

LevelCheckJob::LevelCheckJob(QObject* parent) : QObject(parent) {}
LevelCheckJob::~LevelCheckJob() {
  if (current_) current_->cancel();
}

void LevelCheckJob::start(std::shared_ptr<const LoadedScenario> scenario, std::size_t variant,
                          int replications, unsigned jobs) {
  retire();
  current_ = std::make_unique<Work>(
      *this, ++id_,
      Work::Order{std::move(scenario), variant, replications, jobs == 0 ? defaultJobs() : jobs});
  Q_EMIT runningChanged();
}

void LevelCheckJob::cancel() {
  if (!current_) return;
  retire();
  Q_EMIT runningChanged();
}

/// Nobody waits for a thread that is told to stop: it is put aside until it has.
void LevelCheckJob::retire() {
  std::erase_if(retired_, [](const auto& work) { return work->atRest(); });
  if (!current_) return;
  current_->cancel();
  retired_.push_back(std::move(current_));
}

}  // namespace headroom::gui
