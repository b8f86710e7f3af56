#include "models/topology/call_graph.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <utility>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/strong_components.hpp>

namespace headroom {
namespace {

using Vertex = CallGraph::vertex_descriptor;

/// Adds the call sites of a list of steps as edges from `from`.
class EdgeAdder {
 public:
  EdgeAdder(CallGraphIndex& index, Vertex from) : index_(index), from_(from) {}
  /// What a fallback asks is counted as if it were always needed.
  void fallback(const std::optional<StepList>& list, double expected) {
    if (!list) return;
    const bool outer = std::exchange(inFallback_, true);
    steps(*list, expected, true);
    inFallback_ = outer;
  }
  void limit(const LimitSpec& spec, double expected) {
    if (spec.keptIn) add(spec.keptIn->cache.name, expected, true, "");
    fallback(spec.fallback, expected);
  }
  void steps(const StepList& list, double expected, bool conditional) {
    for (const StepSpec& s : list.steps)
      std::visit([&](const auto& body) { step(body, expected, conditional); }, s.body);
  }

 private:
  void add(const std::string& target, double expected, bool conditional, const std::string& keys) {
    const auto found = index_.vertexOf.find(target);
    if (found != index_.vertexOf.end())
      boost::add_edge(from_, found->second, CallEdge{expected, conditional, keys, inFallback_},
                      index_.graph);
  }
  void step(const WorkStepSpec&, double, bool) {}
  void step(const LimitStepSpec& body, double expected, bool) { limit(body.limit, expected); }
  void step(const CallStepSpec& body, double expected, bool conditional) {
    add(body.call.name, expected, conditional, "");
    fallback(body.fallback, expected);
  }
  void step(const CacheStepSpec& body, double expected, bool conditional) {
    add(body.cache.name, expected, conditional, body.key.name);
    steps(body.onMiss, expected, true);
    fallback(body.fallback, expected);
  }
  void step(const ParallelStepSpec& body, double expected, bool conditional) {
    for (const StepList& branch : body.parallel) steps(branch, expected, conditional);
  }
  void step(const ChoiceStepSpec& body, double expected, bool conditional) {
    for (const ChoiceOptionSpec& option : body.choice)
      steps(option.steps, expected * option.probability.value,
            conditional || option.probability.value < 1);
  }

  CallGraphIndex& index_;
  Vertex from_;
  bool inFallback_ = false;
};

void addVertex(CallGraphIndex& index, const std::string& name, const std::string& part) {
  index.vertexOf.emplace(name, boost::add_vertex(CallVertex{name, part}, index.graph));
}

/// Walks unconditional edges inside one component from `start` back to it.
std::vector<std::string> cycleThrough(const CallGraph& graph, Vertex start,
                                      const std::vector<int>& component) {
  std::vector<std::string> names;
  std::set<Vertex> seen;
  Vertex at = start;
  while (seen.insert(at).second) {
    names.push_back(graph[at].name);
    const auto [begin, end] = boost::out_edges(at, graph);
    const auto next = std::find_if(begin, end, [&](const auto& e) {
      return !graph[e].conditional && component[boost::target(e, graph)] == component[start];
    });
    if (next == end) break;
    at = boost::target(*next, graph);
  }
  names.push_back(graph[at].name);
  names.erase(names.begin(), std::find(names.begin(), names.end(), graph[at].name));
  return names;
}

}  // namespace

CallGraphIndex buildCallGraph(const SystemSpec& system) {
  CallGraphIndex index;
  for (const auto& [name, part] : system.parts) {
    if (std::holds_alternative<CacheSpec>(part.body)) addVertex(index, name, name);
    for (const std::string& operation : operationsOf(part))
      addVertex(index, name + "." + operation, name);
  }
  for (const auto& [name, part] : system.parts)
    for (const std::string& operation : operationsOf(part))
      if (const StepList* list = stepsOf(part, operation)) {
        EdgeAdder adder{index, index.vertexOf.at(name + "." + operation)};
        adder.steps(*list, 1, false);
        for (const LimitSpec& limit : limitsOf(part))
          if (limit.concerns(operation)) adder.limit(limit, 1);
      }
  return index;
}

std::vector<std::string> endlessCycle(const CallGraphIndex& index) {
  const CallGraph& graph = index.graph;
  const auto unconditional = [&graph](const CallGraph::edge_descriptor& e) {
    return !graph[e].conditional;
  };
  const boost::filtered_graph<CallGraph, std::function<bool(CallGraph::edge_descriptor)>> certain(
      graph, unconditional);
  std::vector<int> component(boost::num_vertices(graph));
  std::vector<int> size(
      static_cast<std::size_t>(boost::strong_components(certain, component.data())));
  for (const int c : component) ++size[static_cast<std::size_t>(c)];
  for (const auto& [name, v] : index.vertexOf) {
    const bool loops = boost::edge(v, v, certain).second;
    if (size[static_cast<std::size_t>(component[v])] > 1 || loops)
      return cycleThrough(graph, v, component);
  }
  return {};
}

std::vector<std::string> unreachableParts(const SystemSpec& system, const CallGraphIndex& index) {
  std::set<std::string> reached;
  std::vector<boost::default_color_type> colours(boost::num_vertices(index.graph));
  for (const auto& [name, flow] : system.flows) {
    const auto entry = index.vertexOf.find(flow.entry.name);
    if (entry == index.vertexOf.end()) continue;
    boost::breadth_first_search(
        index.graph, entry->second,
        boost::color_map(boost::make_iterator_property_map(
            colours.begin(), boost::get(boost::vertex_index, index.graph))));
    const auto [begin, end] = boost::vertices(index.graph);
    for (auto v = begin; v != end; ++v)
      if (colours[*v] == boost::black_color) reached.insert(index.graph[*v].part);
  }
  std::vector<std::string> unreached;
  for (const auto& [name, part] : system.parts)
    if (!reached.contains(name)) unreached.push_back(name);
  return unreached;
}

namespace {

/// Longest product over the call tree, remembered per operation; infinite inside a cycle.
class WorstCase {
 public:
  explicit WorstCase(const SystemSpec& system) : system_(system) {}

  double of(const std::string& reference) {
    const auto [known, isNew] = calls_.emplace(reference, std::numeric_limits<double>::infinity());
    if (!isNew) return known->second;
    const std::size_t dot = reference.find('.');
    const auto part = system_.parts.find(reference.substr(0, dot));
    const std::string operation = dot == std::string::npos ? "" : reference.substr(dot + 1);
    const StepList* list = part == system_.parts.end() ? nullptr : stepsOf(part->second, operation);
    double calls = list == nullptr ? 0 : steps(*list);
    for (std::size_t i = 0; list != nullptr && i < limitsOf(part->second).size(); ++i)
      if (const LimitSpec& spec = limitsOf(part->second)[i]; spec.concerns(operation))
        calls += limit(spec);
    return calls_[reference] = calls;
  }

 private:
  double steps(const StepList& list) {
    double sum = 0;
    for (const StepSpec& s : list.steps)
      sum += std::visit([this](const auto& body) { return step(body); }, s.body);
    return sum;
  }
  double step(const WorkStepSpec&) { return 0; }
  double fallback(const std::optional<StepList>& list) { return list ? steps(*list) : 0; }
  double limit(const LimitSpec& spec) { return (spec.keptIn ? 1 : 0) + fallback(spec.fallback); }
  double step(const LimitStepSpec& body) { return limit(body.limit); }
  double step(const CallStepSpec& body) { return 1 + of(body.call.name) + fallback(body.fallback); }
  double step(const CacheStepSpec& body) {
    return 2 + steps(body.onMiss) + fallback(body.fallback);
  }
  double step(const ParallelStepSpec& body) {
    double sum = 0;
    for (const StepList& branch : body.parallel) sum += steps(branch);
    return sum;
  }
  double step(const ChoiceStepSpec& body) {
    double most = 0;
    for (const ChoiceOptionSpec& option : body.choice) most = std::max(most, steps(option.steps));
    return most;
  }

  const SystemSpec& system_;
  std::map<std::string, double> calls_;
};

}  // namespace

double worstCaseCalls(const SystemSpec& system, const FlowSpec& flow) {
  return 1 + WorstCase{system}.of(flow.entry.name);
}

}  // namespace headroom
