// Counts by cause, status and origin: few distinct ones, so a flat list beats a tree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/observe/failure.h"
#include "models/program/model.h"

namespace headroom {

/// Allocates only when a kind of failure is seen for the first time.
class CauseTable {
 public:
  void count(const Failure& failure);
  void add(const CauseTable& other);
  /// Forgets the counts, keeps the memory.
  void clear() { rows_.clear(); }
  bool empty() const { return rows_.empty(); }
  /// Named and sorted: most frequent first, then by cause, origin and resource.
  std::vector<CauseCount> named(const Model& model) const;

 private:
  struct Row {
    std::uint64_t id = 0;
    std::uint64_t count = 0;
    Failure failure;
  };
  Row& rowOf(const Failure& failure);
  std::vector<Row> rows_;
};

/// "queue", "cores", "pool orders-db", ... : the name of a place inside a part.
std::string placeName(const Model& model, PartId part, std::uint16_t where);

}  // namespace headroom
