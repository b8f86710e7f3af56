#include "models/analytic/visit_rates.h"

#include <Eigen/SparseLU>
#include <cmath>

namespace headroom {
namespace {

using Matrix = Eigen::SparseMatrix<double>;

/// I - P^T.
Matrix balance(const CallGraph& graph) {
  const auto n = static_cast<Eigen::Index>(boost::num_vertices(graph));
  std::vector<Eigen::Triplet<double>> entries;
  for (Eigen::Index i = 0; i < n; ++i) entries.emplace_back(i, i, 1.0);
  const auto [begin, end] = boost::edges(graph);
  for (auto e = begin; e != end; ++e)
    entries.emplace_back(static_cast<Eigen::Index>(boost::target(*e, graph)),
                         static_cast<Eigen::Index>(boost::source(*e, graph)), -graph[*e].expected);
  Matrix matrix(n, n);
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

Eigen::VectorXd arrivalsFromOutside(const SystemSpec& system, const CallGraphIndex& index,
                                    const std::map<std::string, double>& flows) {
  Eigen::VectorXd outside =
      Eigen::VectorXd::Zero(static_cast<Eigen::Index>(boost::num_vertices(index.graph)));
  for (const auto& [name, rate] : flows) {
    const auto flow = system.flows.find(name);
    if (flow == system.flows.end()) continue;
    const auto entry = index.vertexOf.find(flow->second.entry.name);
    if (entry != index.vertexOf.end()) outside[static_cast<Eigen::Index>(entry->second)] += rate;
  }
  return outside;
}

}  // namespace

std::optional<std::map<std::string, double>> visitRates(
    const SystemSpec& system, const CallGraphIndex& index,
    const std::map<std::string, double>& flows) {
  std::map<std::string, double> rates;
  if (index.vertexOf.empty()) return rates;
  Eigen::SparseLU<Matrix> solver;
  solver.compute(balance(index.graph));
  if (solver.info() != Eigen::Success) return std::nullopt;
  const Eigen::VectorXd solution = solver.solve(arrivalsFromOutside(system, index, flows));
  for (const auto& [name, v] : index.vertexOf) {
    const double rate = solution[static_cast<Eigen::Index>(v)];
    // A supercritical cycle solves to negative rates: the equations have no meaning there.
    if (!std::isfinite(rate) || rate < -1e-6) return std::nullopt;
    rates[name] = rate > 0 ? rate : 0;
  }
  return rates;
}

std::vector<CacheDemand> cacheDemands(const SystemSpec& system,
                                      const std::map<std::string, double>& flows) {
  CallGraphIndex index = buildCallGraph(system);
  for (auto [e, last] = boost::edges(index.graph); e != last; ++e)
    if (index.graph[*e].isFallback) index.graph[*e].expected = 0;
  const auto rates = visitRates(system, index, flows);
  if (!rates) return {};
  std::map<std::pair<std::string, std::string>, double> demands;
  const auto [begin, end] = boost::edges(index.graph);
  for (auto e = begin; e != end; ++e) {
    const CallEdge& edge = index.graph[*e];
    if (edge.keys.empty()) continue;
    demands[{index.graph[boost::target(*e, index.graph)].name, edge.keys}] +=
        rates->at(index.graph[boost::source(*e, index.graph)].name) * edge.expected;
  }
  std::vector<CacheDemand> list;
  for (const auto& [key, rate] : demands) list.push_back({key.first, key.second, rate});
  return list;
}

}  // namespace headroom
