#include "models/observe/cause_table.h"

#include <algorithm>
#include <tuple>

namespace headroom {

CauseTable::Row& CauseTable::rowOf(const Failure& failure) {
  const std::uint64_t id = (static_cast<std::uint64_t>(failure.part.value) << 32) |
                           (static_cast<std::uint64_t>(failure.where) << 16) |
                           (static_cast<std::uint64_t>(failure.cause) << 8) | failure.status;
  for (Row& row : rows_)
    if (row.id == id) return row;
  if (rows_.empty()) rows_.reserve(16);  // Rare causes come late, and should take no memory then.
  rows_.push_back({id, 0, failure});
  return rows_.back();
}

void CauseTable::count(const Failure& failure) { ++rowOf(failure).count; }

void CauseTable::add(const CauseTable& other) {
  for (const Row& row : other.rows_) rowOf(row.failure).count += row.count;
}

std::vector<CauseCount> CauseTable::named(const Model& model) const {
  std::vector<CauseCount> list;
  for (const Row& row : rows_) {
    const Failure& f = row.failure;
    const std::string origin = f.part.valid() ? model.parts[f.part.value].name : "client";
    list.push_back({f.cause, 400 + f.status, origin, placeName(model, f.part, f.where), row.count});
  }
  std::sort(list.begin(), list.end(), [](const CauseCount& a, const CauseCount& b) {
    return std::tuple(b.count, a.cause, a.status, a.origin, a.resource) <
           std::tuple(a.count, b.cause, b.status, b.origin, b.resource);
  });
  return list;
}

std::string placeName(const Model& model, PartId part, std::uint16_t where) {
  switch (where) {
    case place::kWorkers:
      return "queue";
    case place::kCores:
      return "cores";
    case place::kConnections:
      return "connections";
    case place::kService:
      return "service";
    case place::kHanging:
      return "hanging";
    case place::kBackoff:
      return "backoff";
    case place::kLimit:
      return "limit";
    case place::kThroughput:
      return "throughput";
    case place::kNowhere:
      return "";
    default:
      break;
  }
  if (!part.valid()) return "";
  const auto pool = static_cast<std::size_t>(where - place::kFirstPool);
  const PartModel& model_part = model.parts[part.value];
  if (pool >= model_part.pools.size()) {
    const std::size_t line = pool - model_part.pools.size();
    if (line >= model_part.linedLimits.size()) return "";
    {
      const std::uint32_t index = model_part.linedLimits[line];
      const std::string& name = model_part.limits[index].name;
      return "limit " + (name.empty() ? std::to_string(index) : name);
    }
  }
  return "pool " + model.parts[model_part.pools[pool].callee.value].name;
}

}  // namespace headroom
