#include "models/spec/fit_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "models/notation/diagnostic.h"
#include "models/spec/baseline_reach.h"
#include "models/spec/walk.h"

namespace headroom {
namespace {

/// A baseline as an equation: the unknowns it comes past.
struct Equation {
  std::string part;
  std::size_t index = 0;
  std::string name;
  std::set<std::string> unknowns;
  std::size_t parts = 0;  ///< How many it comes past.
  bool used = false;
};

std::vector<Equation> equationsOf(const SystemSpec& system) {
  std::vector<Equation> all;
  forEachBaseline(system, [&](const std::string& part, std::size_t i, const BaselineSpec& b) {
    const BaselineReach reach = reachOf(system, part, b);
    Equation equation{part, i, baselineName(part, b), {}, reach.operations.size()};
    for (const auto& [pointer, duration] : reach.durations)
      if (std::holds_alternative<FitSpec>(duration->law)) equation.unknowns.insert(pointer);
    all.push_back(std::move(equation));
  });
  return all;
}

/// Of the equations in which `pointer` alone is still unknown the most direct one: of the unknown's
/// own part, then of the fewest parts, then the first.
Equation* equationFor(const std::string& pointer, std::vector<Equation>& equations,
                      const std::map<std::string, FitSpec>& open) {
  const auto own = [&](const Equation& e) {
    return pointer.starts_with("/system/parts" + pointerToken(e.part) + "/");
  };
  Equation* best = nullptr;
  for (Equation& e : equations) {
    const auto stillOpen =
        std::count_if(e.unknowns.begin(), e.unknowns.end(),
                      [&](const std::string& unknown) { return open.contains(unknown); });
    if (e.used || stillOpen != 1 || !e.unknowns.contains(pointer)) continue;
    if (best == nullptr || std::pair{!own(e), e.parts} < std::pair{!own(*best), best->parts})
      best = &e;
  }
  return best;
}

/// "orders-db, operation select" for what stands at a duration's pointer.
std::string placeOf(const std::string& pointer) {
  const std::vector<std::string> tokens = pointerTokens(pointer);
  const std::string part = tokens.size() > 2 ? tokens[2] : pointer;
  return tokens.size() > 4 && tokens[3] == "operations"
             ? fmt::format("{}, operation {}", part, tokens[4])
             : part;
}

std::string problemWith(const std::string& pointer, const std::vector<Equation>& equations,
                        const std::map<std::string, FitSpec>& open) {
  const std::string wayOut = fmt::format(
      "missing: a baseline in whose load test this is the only unknown (of {}), or the duration",
      placeOf(pointer));
  std::vector<std::string> measured;
  std::set<std::string> together;
  for (const Equation& e : equations) {
    if (!e.unknowns.contains(pointer)) continue;
    measured.push_back("\"" + e.name + "\"");
    for (const std::string& unknown : e.unknowns)
      if (open.contains(unknown)) together.insert(unknown);
  }
  if (measured.empty())
    return fmt::format("an unknown that no baseline's load test comes past; {}", wayOut);
  return fmt::format(
      "{} unknowns ({}) stand in {} ({}), and a baseline fills in one; {}", together.size(),
      listNames({together.begin(), together.end()}),
      measured.size() == 1 ? "one baseline" : fmt::format("{} baselines", measured.size()),
      listNames(measured), wayOut);
}

}  // namespace

std::string toText(const FilledIn& found) {
  const auto duration = [](Duration d) { return fmt::format("{:.4g}ms", toSeconds(d) * 1000); };
  const std::string interval = found.confidence > 0
                                   ? fmt::format(" ({} to {}, {:.1f} %)", duration(found.low),
                                                 duration(found.high), found.confidence * 100)
                                   : "";
  return fmt::format("{}, mean {}{}, from {} at {}",
                     EnumNames<FitLaw>::names()[static_cast<std::size_t>(found.law)],
                     duration(found.mean), interval, found.baseline, toText(found.throughput));
}

std::map<std::string, FitSpec> unknownsOf(const SystemSpec& system) {
  std::map<std::string, FitSpec> unknowns;
  StepVisitor visitor;
  visitor.distribution = [&](const DistributionSpec& d, const std::string&, const std::string& at) {
    if (const auto* fit = std::get_if<FitSpec>(&d.law)) unknowns.emplace(at, *fit);
  };
  walkSystem(system, visitor);
  return unknowns;
}

FitPlan planFits(const SystemSpec& system) {
  FitPlan plan;
  std::map<std::string, FitSpec> open = unknownsOf(system);
  if (open.empty()) return plan;
  std::vector<Equation> equations = equationsOf(system);
  for (bool progress = true; progress;) {
    progress = false;
    for (auto it = open.begin(); it != open.end(); ++it) {
      Equation* equation = equationFor(it->first, equations, open);
      if (equation == nullptr) continue;
      equation->used = true;
      plan.steps.push_back({it->first, it->second, equation->part, equation->index});
      open.erase(it);
      progress = true;
      break;
    }
  }
  for (const auto& [pointer, fit] : open)
    plan.problems.push_back({pointer, problemWith(pointer, equations, open)});
  return plan;
}

}  // namespace headroom
