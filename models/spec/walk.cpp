#include "models/spec/walk.h"

#include "models/notation/json_value.h"

namespace headroom {
namespace {

class Walker {
 public:
  Walker(const StepVisitor& visitor, const std::string& part) : visitor_(visitor), part_(part) {}

  void steps(const StepList& list, const std::string& pointer) {
    for (std::size_t i = 0; i < list.steps.size(); ++i)
      std::visit([&](const auto& body) { step(body, pointer + "/" + std::to_string(i)); },
                 list.steps[i].body);
  }
  void distribution(const DistributionSpec& d, const std::string& pointer) {
    if (visitor_.distribution) visitor_.distribution(d, part_, pointer);
  }
  void fallback(const std::optional<StepList>& list, const std::string& pointer) {
    if (list) steps(*list, pointer + "/fallback");
  }
  void limit(const LimitSpec& limit, const std::string& pointer) {
    if (limit.queue && limit.queue->timeout)
      distribution(*limit.queue->timeout, pointer + "/queue/timeout");
    fallback(limit.fallback, pointer);
  }

 private:
  void step(const WorkStepSpec& body, const std::string& pointer) {
    distribution(body.work, pointer + "/work");
  }
  void step(const CallStepSpec& body, const std::string& pointer) {
    if (visitor_.call) visitor_.call(body, part_, pointer);
    fallback(body.fallback, pointer);
  }
  void step(const CacheStepSpec& body, const std::string& pointer) {
    if (visitor_.cache) visitor_.cache(body, part_, pointer);
    steps(body.onMiss, pointer + "/on_miss");
    fallback(body.fallback, pointer);
  }
  void step(const LimitStepSpec& body, const std::string& pointer) {
    if (visitor_.limit) visitor_.limit(body, part_, pointer);
    limit(body.limit, pointer + "/limit");
  }
  void step(const ParallelStepSpec& body, const std::string& pointer) {
    for (std::size_t i = 0; i < body.parallel.size(); ++i)
      steps(body.parallel[i], pointer + "/parallel/" + std::to_string(i));
  }
  void step(const ChoiceStepSpec& body, const std::string& pointer) {
    for (std::size_t i = 0; i < body.choice.size(); ++i)
      steps(body.choice[i].steps, pointer + "/choice/" + std::to_string(i) + "/steps");
  }

  const StepVisitor& visitor_;
  const std::string& part_;
};

}  // namespace

void walkSystem(const SystemSpec& system, const StepVisitor& visitor) {
  for (const auto& [name, part] : system.parts) {
    const std::string at = "/system/parts" + pointerToken(name);
    Walker walker{visitor, name};
    for (const std::string& operation : operationsOf(part))
      if (const StepList* list = stepsOf(part, operation))
        walker.steps(*list, at + "/operations" + pointerToken(operation));
    const std::vector<LimitSpec>& limits = limitsOf(part);
    for (std::size_t i = 0; i < limits.size(); ++i)
      walker.limit(limits[i], at + "/limits/" + std::to_string(i));
    if (const auto* cache = std::get_if<CacheSpec>(&part.body)) {
      walker.distribution(cache->read, at + "/read");
      walker.distribution(cache->write, at + "/write");
    }
    if (const QueueSpec* queue = queueOf(part); queue != nullptr && queue->timeout)
      walker.distribution(*queue->timeout, at + "/queue/timeout");
    const std::map<std::string, DistributionSpec>* services = nullptr;
    if (const auto* database = std::get_if<DatabaseSpec>(&part.body))
      services = &database->operations;
    if (const auto* external = std::get_if<ExternalSpec>(&part.body))
      services = &external->operations;
    if (services == nullptr) continue;
    for (const auto& [operation, duration] : *services)
      walker.distribution(duration, at + "/operations" + pointerToken(operation));
  }
}

void changeDistributions(SystemSpec& system,
                         const std::function<void(DistributionSpec&, const std::string&)>& change) {
  StepVisitor visitor;
  // The walk hands out what it finds as const; the system found it in is the caller's to change.
  visitor.distribution = [&change](const DistributionSpec& d, const std::string&,
                                   const std::string& pointer) {
    change(const_cast<DistributionSpec&>(d), pointer);
  };
  walkSystem(system, visitor);
}

}  // namespace headroom
