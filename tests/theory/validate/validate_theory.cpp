// The long form of the theory tests: every row of a file of reference data, replicated until its
// half-widths are 2 % or the budget ends; prints a section of docs/validation.md.
//
// Usage: validate_theory ROWS.json [MODEL]     only models whose name begins so
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <map>

#include "studies/in_order.h"
#include "tests/theory/families/trial.h"

namespace headroom::theory {
namespace {

constexpr double kFamilyLevel = 0.01;

struct Result {
  Row row;
  Trial trial;
};

/// A row whose scenario is refused is told with the others.
Trial putSafely(const Row& row, const Effort& effort, std::size_t figures) {
  try {
    return put(row, effort, figures, kFamilyLevel);
  } catch (const std::exception& error) {
    Trial trial;
    trial.missing = error.what();
    return trial;
  }
}

std::string percent(double share) { return fmt::format("{:.2g} %", 100 * share); }

std::string simulated(const Measured& m, bool exact) {
  if (exact) return fmt::format("{:.6g}", m.estimate.mean);
  return fmt::format("{:.6g} ± {:.2g}", m.estimate.mean, m.estimate.halfWidth);
}

std::string parameters(const Row& row) {
  std::string out;
  for (const JsonMember& p : row.params.members)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", p.key, toText(p.value, -1));
  return out;
}

void printFamily(const std::string& model, const std::vector<const Result*>& results) {
  fmt::print(
      "\n### {}\n\n| row | figure | theory | simulated | half-width | "
      "|\n|---|---|---|---|---|---|\n",
      model);
  for (const Result* r : results) {
    bool first = true;
    for (const Measured& m : r->trial.figures) {
      const double half = m.relativeHalf();
      fmt::print("| {} | {} | {:.6g} | {} | {} | {}{} |\n", first ? r->row.id : "", m.figure.name,
                 m.figure.expected, simulated(m, r->trial.exact),
                 r->trial.exact ? "exact" : percent(half), m.agrees ? "agrees" : "**DISAGREES**",
                 half > 0.02 ? ", wide" : "");
      first = false;
    }
  }
  fmt::print("\n");
  for (const Result* r : results)
    fmt::print(
        "{}: {}; {}\n", r->row.id, parameters(r->row),
        r->trial.exact
            ? "one run without chance"
            : fmt::format("{} runs of {:.3g} s after {:.3g} s of warm-up (MSER-5: {:.3g} s{})",
                          r->trial.replications, r->trial.span.to - r->trial.span.from,
                          r->trial.span.from, r->trial.warmUp,
                          r->trial.settled ? "" : ", NOT settled"));
}

struct Counts {
  int rows = 0, figures = 0, agree = 0, wide = 0, exact = 0;
};

Counts countOf(const std::vector<Result>& results) {
  Counts c;
  for (const Result& r : results) {
    if (!r.trial.missing.empty()) continue;
    ++c.rows;
    for (const Measured& m : r.trial.figures) {
      ++c.figures;
      c.agree += m.agrees ? 1 : 0;
      c.wide += m.relativeHalf() > 0.02 ? 1 : 0;
      c.exact += r.trial.exact ? 1 : 0;
    }
  }
  return c;
}

void printWide(const std::vector<Result>& results) {
  fmt::print(
      "\n### Where 2 % is not reached\n\n| row | model | widest figure | half-width | why |\n"
      "|---|---|---|---|---|\n");
  for (const Result& r : results) {
    const Measured* widest = nullptr;
    for (const Measured& m : r.trial.figures)
      if (m.relativeHalf() > 0.02 &&
          (widest == nullptr || m.relativeHalf() > widest->relativeHalf()))
        widest = &m;
    if (widest == nullptr) continue;
    fmt::print("| {} | {} | {} | {} | {} |\n", r.row.id, r.row.model, widest->figure.name,
               percent(widest->relativeHalf()),
               r.trial.heavyTail ? "a heavy tail: the wait has no or a vast variance"
                                 : "a rare event or a long memory; the budget ended");
  }
}

void printMissing(const std::vector<Result>& results) {
  fmt::print("\n### Not expressed\n\n| missing | rows |\n|---|---|\n");
  std::map<std::string, std::string> missing;
  for (const Result& r : results)
    if (!r.trial.missing.empty())
      missing[r.trial.missing] +=
          (missing[r.trial.missing].empty() ? "" : ", ") + r.row.id + " " + r.row.model;
  for (const auto& [what, who] : missing) fmt::print("| {} | {} |\n", what, who);
  fmt::print(
      "\nFigures of expressed rows that are not compared:\n\n| figure | why | rows "
      "|\n|---|---|---|\n");
  std::map<std::pair<std::string, std::string>, int> left;
  for (const Result& r : results)
    for (const auto& reason : r.trial.left) ++left[reason];
  for (const auto& [reason, count] : left)
    fmt::print("| {} | {} | {} |\n", reason.first, reason.second, count);
}

void print(const std::vector<Result>& results, double cpuSeconds) {
  const Counts c = countOf(results);
  fmt::print(
      "## Theory\n\n"
      "{} of {} rows of queueing theory are expressed as scenarios; {} figures, {} of them "
      "without chance. {} agree: theory lies within the simulated interval at a family-wise "
      "level of {} (Bonferroni over all figures), widened for percentiles by the latency "
      "histogram's 0.5 %, for Che's approximation by 0.005, for fluids by 1 %. "
      "Half-widths are of 95 % intervals (Student's t over replications); {} of {} are "
      "<= 2 %. {:.0f} minutes of CPU.\n",
      c.rows, results.size(), c.figures, c.exact,
      c.agree == c.figures ? "All" : std::to_string(c.agree), percent(kFamilyLevel),
      c.figures - c.wide, c.figures, cpuSeconds / 60);
  std::vector<std::string> order;
  std::map<std::string, std::vector<const Result*>> families;
  for (const Result& r : results) {
    if (!r.trial.missing.empty()) continue;
    if (!families.contains(r.row.model)) order.push_back(r.row.model);
    families[r.row.model].push_back(&r);
  }
  for (const std::string& model : order) printFamily(model, families[model]);
  printWide(results);
  printMissing(results);
}

int run(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    fmt::print(stderr, "usage: validate_theory ROWS.json [MODEL]\n");
    return 2;
  }
  std::vector<Row> rows = readRows(argv[1]);
  const std::size_t figures = figuresIn(rows);
  if (argc == 3) std::erase_if(rows, [&](const Row& r) { return r.model.rfind(argv[2], 0) != 0; });
  Effort effort{.pilots = 20, .mostReplications = 2000, .customers = 2e5, .events = 4e8};
  std::vector<Result> results;
  InOrder<Result>{rows.size(),
                  [&](std::size_t i) {
                    return Result{rows[i], putSafely(rows[i], effort, figures)};
                  },
                  [&](std::size_t, Result&& r) {
                    fmt::print(stderr, "{} {}\n", r.row.id, r.row.model);
                    results.push_back(std::move(r));
                  }}
      .run(defaultJobs());
  const Counts c = countOf(results);
  print(results, static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  return c.agree == c.figures ? 0 : 1;
}

}  // namespace
}  // namespace headroom::theory

int main(int argc, char** argv) {
  try {
    return headroom::theory::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "validate_theory: %s\n", error.what());
    return 3;
  }
}
