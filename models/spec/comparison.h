// How a measured value is condensed and compared: by assertions, rules and conditions.
#pragma once

#include <string>
#include <vector>

#include "models/notation/shape.h"

namespace headroom {

enum class Aggregation { mean, max, p50, p90, p95, p99, p999 };
template <>
struct EnumNames<Aggregation> {
  static std::string what() { return "an aggregation"; }
  static std::vector<std::string> names() {
    return {"mean", "max", "p50", "p90", "p95", "p99", "p99.9"};
  }
};

enum class Comparison { lt, lte, gt, gte };
template <>
struct EnumNames<Comparison> {
  static std::string what() { return "a comparison"; }
  static std::vector<std::string> names() { return {"lt", "lte", "gt", "gte"}; }
};

}  // namespace headroom
