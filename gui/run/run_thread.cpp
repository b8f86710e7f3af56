#include "gui/run/run_thread.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/spec/fingerprint.h"
#include "models/spec/fit_plan.h"
#include "models/world/simulate.h"
#include "models/world/world.h"
#include "studies/evidence.h"
#include "studies/fit.h"
#include "studies/replicate.h"

namespace headroom::gui {
namespace {

using std::chrono::milliseconds;

constexpr Duration kShortestSlice = std::chrono::microseconds{1};
/// At most thirty snapshots a second, and never more than a twentieth of the time spent on them.
constexpr milliseconds kBetweenSnapshots{33};
constexpr int kSnapshotShare = 20;
/// An estimate of the time left is worth nothing before.
constexpr double kShareToTell = 0.02;

std::string nameFor(const LoadedVariant& variant) {
  return variant.name.empty() ? "the run" : variant.name;
}

/// What many runs of a variant tell.
class Gathered {
 public:
  Gathered(const LoadedVariant& variant, int runs)
      : evidence_(variant.spec), ribbons_(static_cast<std::size_t>(runs)) {}

  void add(const Outcome& outcome) {
    evidence_.add(outcome);
    ribbons_.add(outcome.series);
  }
  /// `first` with what all of them say beside it.
  CoursePtr finish(const LoadedVariant& variant, const Course& first) {
    auto course = std::make_shared<Course>(first);
    course->result = std::make_shared<const VariantResult>(
        makeResult(variant, first.result->outcome, evidence_.finish()));
    course->ribbons = std::make_shared<const Ribbons>(ribbons_.finish());
    return course;
  }

 private:
  EvidenceCollector evidence_;
  RibbonCollector ribbons_;
};

}  // namespace

RunThread::RunThread(RunRequest request, std::function<void()> notify)
    : request_(std::move(request)),
      notify_(std::move(notify)),
      scenario_(request_.scenario),
      paused_(request_.paused),
      speed_(request_.speed),
      thread_([this] { run(); }) {}

bool RunThread::atRest() const {
  const std::scoped_lock lock{mutex_};
  return atRest_;
}

RunNews RunThread::takeNews() {
  const std::scoped_lock lock{mutex_};
  told_ = false;
  RunNews taken = news_;
  news_.courses.clear();
  return taken;
}

/// Changes the news, and says that there are some unless that was said already.
template <class Change>
void RunThread::change(const Change& change) {
  bool tellNow = false;
  {
    const std::scoped_lock lock{mutex_};
    change(news_);
    tellNow = !std::exchange(told_, true);
  }
  if (tellNow) notify_();
}

void RunThread::checkCancelled() const {
  if (thread_.get_stop_token().stop_requested()) throw Cancelled{};
}

void RunThread::run() {
  began_ = Clock::now();
  std::string failure;
  bool cancelled = false;
  bool complete = false;
  // So that nobody is told that it runs before it has come to where it waits.
  change([this](RunNews& news) { news.paused = paused_; });
  try {
    fillInUnknowns();
    complete = runAll();
  } catch (const Cancelled&) {
    cancelled = true;
  } catch (const Stopped&) {
  } catch (const std::bad_alloc&) {
    failure = "there is not enough memory for this run";
  } catch (const std::exception& error) {
    failure = error.what();
  }
  done_.clear();  // The thread may outlive its run by long: see Runs::retire.
  if (!cancelled) {
    change([&](RunNews& news) {
      news.ended = true;
      news.paused = false;
      news.failure = failure;
      news.complete = complete;
      if (news.complete) news.progress = 1;
      news.secondsLeft = 0;
    });
  }
  const std::scoped_lock lock{mutex_};
  if (cancelled) news_ = {};
  atRest_ = true;
}

/// False when the user ended it.
bool RunThread::runAll() {
  if (!runOnce(request_.first, true)) return false;
  for (std::size_t i = 0; request_.others && i < scenario_->variants.size(); ++i)
    if (i != request_.first && (isStopped() || !runOnce(i, false))) return false;
  return request_.replications <= 1 || replicateAll();
}

void RunThread::fillInUnknowns() {
  if (planFits(scenario_->asWritten.spec.system).steps.empty()) return;
  LoadedScenario filled = *scenario_;
  Diagnostics diagnostics;
  FitOptions options;
  options.jobs = request_.jobs;
  options.checkpoint = [this] {
    checkCancelled();
    if (isStopped()) throw Stopped{};
  };
  options.progress = [this](double) {
    waitIfPaused();
    change([](RunNews& news) { news.activity = "finding the durations nobody measured"; });
  };
  resolveFits(filled, options, diagnostics);
  if (diagnostics.hasErrors()) throw std::runtime_error{toText(diagnostics.all().front())};
  scenario_ = std::make_shared<const LoadedScenario>(std::move(filled));
  change([this](RunNews& news) { news.scenario = scenario_; });
}

std::shared_ptr<Course> RunThread::blank(std::size_t variant) const {
  const LoadedVariant& loaded = scenario_->variants[variant];
  auto course = std::make_shared<Course>();
  course->variant = variant;
  course->name = loaded.name;
  course->modelHash = modelHash(loaded.spec, loaded.samples);
  course->seed = static_cast<std::uint64_t>(loaded.spec.seed);
  course->revision = request_.revision;
  course->duration = runDuration(loaded.spec);
  course->faults = faultWindows(loaded.spec, course->duration);
  return course;
}

/// False when the user ended it.
bool RunThread::runOnce(std::size_t variant, bool watched) {
  const LoadedVariant& loaded = scenario_->variants[variant];
  const std::shared_ptr<const Course> start = blank(variant);
  change([&](RunNews& news) { news.activity = nameFor(loaded); });
  publish(start);
  World world{makeModel(loaded), 0, RunOptions{}.maxEvents};
  logSeen_ = 0;
  slice_ = std::max<Duration>(kShortestSlice, start->duration / 5000);
  bool stopped = false;
  Time reached{};
  while (reached < start->duration && !world.stopped()) {
    if (isToPause(reached)) {
      publishSnapshot(*start, world, reached);
      waitWhilePaused();
    }
    checkCancelled();
    stopped = isStopped();
    if (stopped) {
      world.stop();
      break;
    }
    const Time next = std::min<Time>(nextInstant(reached, watched), start->duration);
    const Clock::time_point before = Clock::now();
    world.advance(next);
    afterSlice(world, next, next - reached, Clock::now() - before);
    reached = next;
    if (isSnapshotDue()) publishSnapshot(*start, world, reached);
  }
  finish(loaded, *start, world.finishRun());
  return !stopped;
}

void RunThread::finish(const LoadedVariant& loaded, const Course& start, Outcome outcome) {
  {
    const std::scoped_lock lock{mutex_};
    forgetSteps();  // They were of this run.
  }
  auto course = std::make_shared<Course>(start);
  outcome.variant = loaded.name;
  course->reached = outcome.duration;
  course->events = outcome.events;
  // Of a run that was stopped, as far as it came.
  const double share =
      outcome.stopReason.empty() ? 1 : toSeconds(outcome.duration) / toSeconds(start.duration);
  const double runs = static_cast<double>(done_.size()) + share;
  course->result = std::make_shared<const VariantResult>(makeResult(loaded, std::move(outcome)));
  done_[start.variant] = course;
  publish(std::move(course));
  tell(runs);
}

/// Where there is no run to be stepped through: between searches and replications.
void RunThread::waitIfPaused() {
  {
    const std::scoped_lock lock{mutex_};
    news_.paused = paused_;
    if (!paused_) return;
  }
  waitWhilePaused();
}

void RunThread::waitWhilePaused() {
  change([](RunNews& news) { news.paused = true; });
  {
    std::unique_lock lock{mutex_};
    const Clock::time_point from = Clock::now();
    wake_.wait(lock, thread_.get_stop_token(), [this] { return !paused_ || stopped_; });
    began_ += Clock::now() - from;
    repace_ = true;
  }
  checkCancelled();
  change([](RunNews& news) { news.paused = false; });
}

bool RunThread::isSnapshotDue() const {
  return Clock::now() - published_ >=
         std::max<Clock::duration>(kBetweenSnapshots, publishing_ * kSnapshotShare);
}

void RunThread::publishSnapshot(const Course& start, const World& world, Time reached) {
  const Clock::time_point from = Clock::now();
  auto course = std::make_shared<Course>(start);
  course->reached = reached;
  course->events = world.events();
  course->live = world.series();
  course->liveLog = world.log();
  publish(std::move(course));
  tell(static_cast<double>(done_.size()) + toSeconds(reached) / toSeconds(start.duration));
  published_ = Clock::now();
  publishing_ = published_ - from;
}

void RunThread::afterSlice(const World& world, Time reached, Duration advanced,
                           Clock::duration took) {
  const double ratio = std::chrono::duration<double>(kSliceTime).count() /
                       std::max(1e-9, std::chrono::duration<double>(took).count());
  // How little time a slice took that was cut short, by a pace or a step, says nothing of a whole
  // one: at full speed the next would go on for long, deaf to everything.
  if (advanced >= slice_ || ratio < 1)
    slice_ = std::max<Duration>(kShortestSlice,
                                fromSeconds(toSeconds(advanced) * std::clamp(ratio, 0.5, 2.0)));
  const std::size_t entries = world.log().size();
  const bool news = entries > std::exchange(logSeen_, entries);
  const std::scoped_lock lock{mutex_};
  if (untilEvent_ && news) {
    untilEvent_ = false;
    pauseAt_ = reached;
  }
}

/// With the variants that are asked for.
std::shared_ptr<const LoadedScenario> RunThread::scenarioToRun() const {
  if (request_.others) return scenario_;
  auto one = std::make_shared<LoadedScenario>(*scenario_);
  one->variants = {scenario_->variants[request_.first]};
  return one;
}

/// False when the user ended it.
bool RunThread::replicateAll() {
  const double once = static_cast<double>(done_.size());
  ReplicationPlan plan;
  plan.replications = request_.replications - 1;
  plan.first = 1;
  plan.jobs = request_.jobs;
  std::stop_source stop;
  const std::stop_callback cancelled{thread_.get_stop_token(), [&stop] { stop.request_stop(); }};
  plan.stop = stop.get_token();
  plan.progress = [&](double share) {
    waitIfPaused();
    if (isStopped()) stop.request_stop();
    tell(once * (1 + share * static_cast<double>(plan.replications)));
  };
  std::optional<Gathered> gathered;
  const std::shared_ptr<const LoadedScenario> wanted = scenarioToRun();
  const bool whole = replicate(*wanted, plan, [&](ReplicationRun&& run) {
    const LoadedVariant& variant = wanted->variants[run.variant];
    const CoursePtr first = done_.at(request_.others ? run.variant : request_.first);
    if (run.replication == plan.first) {
      gathered.emplace(variant, request_.replications);
      gathered->add(first->result->outcome);
      change([&](RunNews& news) {
        news.activity = fmt::format("{} runs of {}", request_.replications, nameFor(variant));
      });
    }
    gathered->add(run.outcome);
    if (run.replication == plan.replications) publish(gathered->finish(variant, *first));
  });
  checkCancelled();
  return whole;
}

void RunThread::publish(CoursePtr course) {
  change([&](RunNews& news) { news.courses[course->variant] = course; });
}

/// `runs` of all runs are done.
void RunThread::tell(double runs) {
  const double all = static_cast<double>(request_.others ? scenario_->variants.size() : 1) *
                     std::max(1, request_.replications);
  const double share = std::min(1.0, runs / all);
  const double passed = std::chrono::duration<double>(Clock::now() - began_).count();
  change([&](RunNews& news) {
    news.progress = share;
    news.secondsLeft = share < kShareToTell ? -1 : passed / share * (1 - share);
  });
}

}  // namespace headroom::gui
