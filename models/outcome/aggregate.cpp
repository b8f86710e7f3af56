#include "models/outcome/aggregate.h"

namespace headroom {

std::optional<double> percentileOf(Aggregation how) {
  switch (how) {
    case Aggregation::mean:
    case Aggregation::max:
      return std::nullopt;
    case Aggregation::p50:
      return 0.5;
    case Aggregation::p90:
      return 0.9;
    case Aggregation::p95:
      return 0.95;
    case Aggregation::p99:
      return 0.99;
    case Aggregation::p999:
      return 0.999;
  }
  return std::nullopt;
}

double aggregate(const sim::Histogram& durations, Aggregation how) {
  if (const auto p = percentileOf(how)) return toSeconds(durations.quantile(*p));
  return how == Aggregation::mean ? durations.meanSeconds() : toSeconds(durations.max());
}

}  // namespace headroom
