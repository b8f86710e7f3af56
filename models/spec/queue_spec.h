// A waiting line as a user writes it: its bounds, who is next, and what is shed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/queue/discipline.h"
#include "models/policies/queue/shedder.h"
#include "models/spec/distribution_spec.h"

namespace headroom {

struct QueueSpec {
  std::optional<std::int64_t> capacity;
  std::optional<DistributionSpec> timeout;
  Discipline discipline = Discipline::fifo;
  std::optional<Duration> standingAfter;  ///< Of adaptive_lifo; 100 ms when left out.
  std::optional<ShedSpec> shed;
  std::string note;
  bool operator==(const QueueSpec&) const = default;
};

void describe(Shape<QueueSpec>& s);

}  // namespace headroom
