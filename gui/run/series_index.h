// Where each curve stands among the columns of a run, so that scrubbing a large system looks up
// nothing by name. All snapshots and replications of a variant have the same columns.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gui/look/colours.h"
#include "models/outcome/outcome.h"
#include "report/scenario_result.h"

namespace headroom::gui {

/// Of one resource of a part ("workers", "cores", "pool orders-db").
struct ResourceColumns {
  std::string name;
  int utilisation = -1;
  int queue = -1;
};

/// A segment's share of a part's visits.
struct ShareColumns {
  int offered = -1, completed = -1, degraded = -1, refused = -1, failed = -1;
  int served = -1;  ///< Servers busy with it.
};

/// Column numbers; -1 where there is no such curve.
struct PartColumns {
  int inside = -1, offered = -1, degraded = -1, refused = -1, failed = -1, hitRatio = -1;
  std::vector<ResourceColumns> resources;
  std::map<std::string, ShareColumns> segments;  ///< By the segment's name.
};

/// Of a flow or of a segment.
struct FlowColumns {
  int offered = -1, goodput = -1, refused = -1, failed = -1, attempts = -1;
  int degraded = -1;  ///< Only in systems with fallbacks.
  int p50 = -1, p95 = -1, p99 = -1;
  /// Answers without success by cause, "503 no connection in time": those that can occur.
  std::vector<std::pair<std::string, int>> causes;
};

/// Calls from one part to another.
struct EdgeColumns {
  int calls = -1, failed = -1;
};

class SeriesIndex {
 public:
  SeriesIndex() = default;
  explicit SeriesIndex(const Series& series);

  std::map<std::string, PartColumns> parts;
  std::map<std::string, FlowColumns> flows;
  std::map<std::string, FlowColumns> segments;
  std::map<std::pair<std::string, std::string>, EdgeColumns> edges;  ///< By caller and callee.
  bool empty() const { return flows.empty() && parts.empty(); }
};

/// NaN when there is no such column or interval.
double valueAt(const Series& series, int column, std::size_t interval);

/// Whether a fault keeps its part from serving at all.
bool isOutage(const FaultWindow& fault);

/// What a card of a part shows at an instant.
struct PartState {
  Condition condition = Condition::unknown;
  double utilisation = 0;  ///< Of the fullest resource, 0..1; NaN when nothing is limited.
  std::string fullest;     ///< Which one that is.
  double queue = 0;        ///< Waiting, at all resources.
  double offered = 0;      ///< Requests a second that came,
  double degraded = 0;     ///< were answered by a fallback,
  double refused = 0;      ///< were refused,
  double failed = 0;       ///< or failed here.
  double hitRatio = 0;     ///< NaN unless a cache.
  std::string fault;       ///< "down", "slow", ... while a fault acts on it.
};
/// `at` lies in `interval` of the series.
PartState stateAt(const Series& series, const PartColumns& columns, std::size_t interval,
                  const std::vector<FaultWindow>& faults, const std::string& part, Time at);

}  // namespace headroom::gui
