#include "gui/canvas/topology.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "gui/tables/rule_words.h"
#include "models/topology/call_graph.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

std::string counted(std::int64_t count, const std::string& one, const std::string& many) {
  return formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0))) + ' ' +
         (count == 1 ? one : many);
}

using Lines = std::vector<std::string>;

void addPools(const std::map<std::string, PoolSpec>& pools, Lines& lines) {
  for (const auto& [callee, pool] : pools)
    lines.push_back(counted(pool.size, "connection", "connections") + " to " + callee);
}
void addThroughput(const std::optional<Rate>& rate, Lines& lines) {
  if (rate) lines.push_back(formatRate(rate->perSecond) + " at most");
}

void addQueue(const std::optional<QueueSpec>& queue, Lines& lines) {
  if (queue && queue->capacity)
    lines.push_back("queue of " + counted(*queue->capacity, "place", "places"));
}

void describe(const GatewaySpec& gateway, Lines& lines) { addPools(gateway.pools, lines); }
void describe(const InstanceSpec& instance, Lines& lines) {
  if (instance.workers) lines.push_back(counted(*instance.workers, "worker", "workers"));
  if (instance.cores) lines.push_back(counted(*instance.cores, "core", "cores"));
  addPools(instance.pools, lines);
  addQueue(instance.queue, lines);
}
void describe(const CacheSpec& cache, Lines& lines) {
  lines.push_back(counted(cache.capacity, "entry", "entries"));
  addThroughput(cache.maxThroughput, lines);
}
void describe(const DatabaseSpec& database, Lines& lines) {
  lines.push_back(counted(database.connections, "connection", "connections"));
  addQueue(database.queue, lines);
}
void describe(const ExternalSpec& external, Lines& lines) {
  addThroughput(external.maxThroughput, lines);
  if (external.errorRate.value > 0)
    lines.push_back(formatShare(external.errorRate.value) + " errors");
}

Lines configuredOf(const PartSpec& part) {
  Lines lines;
  std::visit([&](const auto& body) { describe(body, lines); }, part.body);
  if (!limitsOf(part).empty())
    lines.push_back(counted(static_cast<std::int64_t>(limitsOf(part).size()), "limit", "limits"));
  return lines;
}

Lines configuredOf(const FlowSpec& flow) {
  Lines lines;
  if (flow.timeout) lines.push_back("timeout " + toText(*flow.timeout));
  if (flow.throttle) lines.emplace_back("throttles itself");
  if (flow.retry) lines.push_back(counted(flow.retry->maxAttempts, "attempt", "attempts"));
  return lines;
}

Lines limitsIn(const PartSpec& part) {
  Lines lines;
  for (const LimitSpec& limit : limitsOf(part)) lines.push_back(limitWords(limit).toStdString());
  return lines;
}

std::int64_t replicasOf(const PartSpec& part) {
  const auto* instance = std::get_if<InstanceSpec>(&part.body);
  return instance == nullptr ? 1 : instance->replicas;
}

/// Collects parts and edges in the order in which requests come to them.
class Walker {
 public:
  Walker(const SystemSpec& system, Topology& topology)
      : system_(system), topology_(topology), index_(buildCallGraph(system)) {}

  void walk() {
    for (const auto& [name, flow] : system_.flows) {
      topology_.flows.push_back({name, flow.entry.name, configuredOf(flow),
                                 flow.degradedCountsAs == DegradedCounts::success});
      const auto entry = index_.vertexOf.find(flow.entry.name);
      if (entry == index_.vertexOf.end()) continue;
      addEdge(true, topology_.flows.size() - 1, place(index_.graph[entry->second].part));
      visit(entry->second);
    }
    for (const auto& [name, part] : system_.parts) place(name);
    // Calls of operations that no flow reaches.
    for (const auto& [name, vertex] : index_.vertexOf) visit(vertex);
  }

 private:
  using Vertex = CallGraph::vertex_descriptor;

  std::size_t place(const std::string& part) {
    const auto [at, added] = placeOf_.emplace(part, topology_.parts.size());
    if (added) {
      const PartSpec& spec = system_.parts.at(part);
      topology_.parts.push_back(
          {part, kindOf(spec), replicasOf(spec), configuredOf(spec), limitsIn(spec)});
    }
    return at->second;
  }

  void addEdge(bool fromFlow, std::size_t from, std::size_t to) {
    if (edges_.emplace(fromFlow, from, to).second) topology_.edges.push_back({fromFlow, from, to});
  }

  /// In the order of the steps; with a stack of its own, for chains of calls may be long.
  void visit(Vertex start) {
    std::vector<Vertex> stack{start};
    while (!stack.empty()) {
      const Vertex at = stack.back();
      stack.pop_back();
      if (!seen_.insert(at).second) continue;
      const std::size_t caller = place(index_.graph[at].part);
      std::vector<Vertex> callees;
      const auto [begin, end] = boost::out_edges(at, index_.graph);
      for (auto e = begin; e != end; ++e) {
        callees.push_back(boost::target(*e, index_.graph));
        addEdge(false, caller, place(index_.graph[callees.back()].part));
      }
      stack.insert(stack.end(), callees.rbegin(), callees.rend());
    }
  }

  const SystemSpec& system_;
  Topology& topology_;
  CallGraphIndex index_;
  std::map<std::string, std::size_t> placeOf_;
  std::set<std::tuple<bool, std::size_t, std::size_t>> edges_;
  std::set<Vertex> seen_;
};

}  // namespace

Topology topologyOf(const SystemSpec& system) {
  Topology topology;
  Walker{system, topology}.walk();
  return topology;
}

LayoutInput layoutInputOf(const Topology& topology, const LayoutSize& flow,
                          const LayoutSize& part) {
  LayoutInput input;
  input.nodes.assign(topology.flows.size(), LayoutNode{flow, true});
  input.nodes.resize(topology.flows.size() + topology.parts.size(), LayoutNode{part, false});
  const std::size_t flows = topology.flows.size();
  for (const TopologyEdge& edge : topology.edges)
    input.edges.push_back({edge.fromFlow ? edge.from : flows + edge.from, flows + edge.to});
  return input;
}

}  // namespace headroom::gui
