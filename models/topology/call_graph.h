// Who calls whom: operations as vertices, call sites as edges (Boost.Graph).
#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/graph/adjacency_list.hpp>

#include "models/spec/scenario_spec.h"

namespace headroom {

/// An operation "part.operation", or a cache (its part's name).
struct CallVertex {
  std::string name;
  std::string part;
};

/// One call site.
struct CallEdge {
  double expected = 1;       ///< Calls per visit of the caller, every look-up counted as a miss.
  bool conditional = false;  ///< Behind a choice or a miss: may not happen.
  std::string keys;          ///< A look-up's key set; "" for calls.
  bool isFallback = false;   ///< In a fallback: only once something is refused or fails.
};

using CallGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, CallVertex, CallEdge>;

struct CallGraphIndex {
  CallGraph graph;
  std::map<std::string, CallGraph::vertex_descriptor> vertexOf;  ///< By vertex name.
};

/// Dangling names are left out: they are reported elsewhere.
CallGraphIndex buildCallGraph(const SystemSpec& system);

/// A cycle that no choice and no hit can end, as vertex names, first repeated at the end; empty
/// when there is none. (Strongly connected components over the unconditional edges.)
std::vector<std::string> endlessCycle(const CallGraphIndex& index);

/// Names of parts no flow reaches, sorted.
std::vector<std::string> unreachableParts(const SystemSpec& system, const CallGraphIndex& index);

/// Most calls one request of the flow can cause, without retries (every branch taken; of a choice
/// the costliest); infinite where calls form a cycle.
double worstCaseCalls(const SystemSpec& system, const FlowSpec& flow);

}  // namespace headroom
