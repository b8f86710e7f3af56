#include "models/program/compile_queue.h"

namespace headroom {
namespace {

constexpr Duration kStandingAfter = std::chrono::milliseconds{100};

}  // namespace

QueueModel compileQueue(const QueueSpec& spec, const SampleFiles& samples) {
  QueueModel queue;
  queue.capacity = spec.capacity;
  if (spec.timeout) queue.timeout = toDistribution(*spec.timeout, samples);
  queue.discipline = spec.discipline;
  queue.standingAfter = spec.standingAfter.value_or(kStandingAfter);
  if (!spec.shed) return queue;
  if (const auto* codel = std::get_if<CodelSpec>(&spec.shed->by))
    queue.shedder = Codel{*codel};
  else if (const auto* rfc = std::get_if<CodelRfc8289Spec>(&spec.shed->by))
    queue.shedder = CodelRfc8289{*rfc};
  else
    queue.adaptiveTimeout = std::get<AdaptiveTimeoutSpec>(spec.shed->by);
  return queue;
}

}  // namespace headroom
