// A baseline: what a load test measured of one part, and under which conditions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/notation/shape.h"

namespace headroom {

enum class CacheStart { warm, cold, full };
template <>
struct EnumNames<CacheStart> {
  static std::string what() { return "a start"; }
  static std::vector<std::string> names() { return {"warm", "cold", "full"}; }
};

struct BaselineSpec {
  std::string operation;  ///< "" for a cache, which is not called but looked up in.
  std::optional<KeysRef> key;
  Rate throughput;
  std::vector<PartRef> without;
  std::optional<CacheStart> initially;
  std::optional<std::string> latency;
  Ratio tolerance{0.1};
  std::string date;
  std::string tool;
  std::string fingerprint;
  std::string note;
  bool operator==(const BaselineSpec&) const = default;
};

void describe(Shape<BaselineSpec>& s);

}  // namespace headroom
