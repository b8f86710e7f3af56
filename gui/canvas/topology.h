// What the canvas draws of a system: flows, parts, and who calls whom, part by part.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gui/canvas/layered_layout.h"
#include "models/spec/scenario_spec.h"

namespace headroom::gui {

struct TopologyFlow {
  std::string name;
  std::string entry;                    ///< The operation that it calls.
  std::vector<std::string> configured;  ///< "timeout 1s", "3 attempts"
  bool degradedIsGood = true;           ///< An answer by a fallback counts as success.
  bool operator==(const TopologyFlow&) const = default;
};

struct TopologyPart {
  std::string name;
  std::string kind;
  std::int64_t replicas = 1;
  std::vector<std::string> configured;  ///< What bounds it, the tightest first: "400 workers"
  std::vector<std::string> limits;      ///< "token_bucket (rate 100/s, burst 20) for flow feed"
  bool operator==(const TopologyPart&) const = default;
};

/// All calls from one to another, whatever the operations.
struct TopologyEdge {
  bool fromFlow = false;
  std::size_t from = 0;  ///< In `flows` or in `parts`.
  std::size_t to = 0;    ///< In `parts`.
  bool operator==(const TopologyEdge&) const = default;
};

struct Topology {
  std::vector<TopologyFlow> flows;  ///< By name.
  std::vector<TopologyPart>
      parts;  ///< As requests come to them, flow by flow; unreached ones last.
  std::vector<TopologyEdge> edges;
  bool operator==(const Topology&) const = default;

  bool empty() const { return flows.empty() && parts.empty(); }
  /// Of the caller of an edge.
  const std::string& callerOf(const TopologyEdge& edge) const {
    return edge.fromFlow ? flows[edge.from].name : parts[edge.from].name;
  }
};

Topology topologyOf(const SystemSpec& system);

/// Flows come first among the nodes, then the parts; edges as in the topology.
LayoutInput layoutInputOf(const Topology& topology, const LayoutSize& flow, const LayoutSize& part);

}  // namespace headroom::gui
