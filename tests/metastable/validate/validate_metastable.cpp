// The long form of the metastable tests; prints a section of docs/validation.md.
//
// Usage: validate_metastable FOLDER             outcomes.json and cold_cache_regions.csv are in it
//        validate_metastable SERVICE BASE       only a cluster's tipping point, for these rates
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "models/notation/json_parse.h"
#include "studies/in_order.h"
#include "studies/intervals.h"
#include "tests/metastable/cases/cluster.h"
#include "tests/metastable/cases/cold_cache.h"
#include "tests/metastable/cases/retry_loop.h"

namespace headroom::metastable {
namespace {

constexpr int kRuns = 200;

std::string seconds(const std::optional<double>& s) {
  return s ? fmt::format("{:.0f} s", *s) : "never";
}

bool printDeterministic(const JsonValue& cases) {
  bool good = true;
  fmt::print(
      "\n### Deterministic cases\n\nConstant arrivals and services; reference / simulated. "
      "Rates over the last 60 s.\n\n| case | verdict | goodput/s | attempts/s | recovery | |\n"
      "|---|---|---|---|---|---|\n");
  for (const JsonValue& row : cases.items) {
    const RetryLoop loop = loopOf(row);
    if (!loop.missing.empty()) {
      fmt::print("| {} | | | | | missing: {} |\n", loop.id, loop.missing);
      continue;
    }
    const LoopResult r = runLoop(loop);
    const JsonValue& e = *row.find("result");
    const JsonValue& recovery = *e.find("recovery_s_after_trigger");
    const bool agrees = r.verdict == e.find("verdict")->text;
    good = good && agrees;
    fmt::print("| {} | {} / {} | {:.0f} / {:.1f} | {:.0f} / {:.1f} | {} / {} | {} |\n", loop.id,
               e.find("verdict")->text, r.verdict, e.find("goodput_last60")->number, r.goodput,
               e.find("attempts_last60")->number, r.attempts,
               recovery.isNumber() ? seconds(recovery.number) : "never", seconds(r.recovery),
               agrees ? "agrees" : "**DISAGREES**");
  }
  return good;
}

bool printCritical(const JsonValue& cases) {
  bool good = true;
  fmt::print(
      "\n### Critical lengths of a trigger\n\n| load | capacity | timeout | attempts | reference "
      "| simulated (bisection to 2 ms) | |\n|---|---|---|---|---|---|---|\n");
  for (const JsonValue& row : cases.items) {
    const RetryLoop loop = loopOf(row);
    const double low = row.find("critical_outage_s_low")->number;
    const double high = row.find("critical_outage_s_high")->number;
    const double found = criticalLength(loop, low / 2, 2 * high, 0.002);
    const bool agrees = found > low - 0.01 && found < high + 0.01;
    good = good && agrees;
    fmt::print("| {:.0f}/s | {:.0f}/s | {:.3g} s | {} | {:.4f} to {:.4f} s | {:.4f} s | {} |\n",
               loop.lambda, loop.mu, loop.timeout, loop.maxAttempts, low, high, found,
               agrees ? "agrees" : "**DISAGREES**");
  }
  return good;
}

bool printRandom(const JsonValue& cases) {
  bool good = true;
  fmt::print(
      "\n### Shares of collapsed runs\n\nPoisson arrivals, exponential services; Fisher's exact "
      "test of both counts.\n\n| load | capacity | outage | reference | simulated | p | |\n"
      "|---|---|---|---|---|---|---|\n");
  for (const JsonValue& row : cases.items) {
    RetryLoop loop = loopOf(row);
    loop.random = true;
    loop.horizon = 300;
    const Collapses c = countCollapses(loop, 100, defaultJobs());
    const int collapsed = static_cast<int>(row.find("collapsed")->number);
    const int seeds = static_cast<int>(row.find("seeds")->number);
    const double p = fisherExact(c.collapsed, c.runs, collapsed, seeds);
    good = good && p > 0.001;
    fmt::print("| {:.0f}/s | {:.0f}/s | {:.3g} s | {} of {} | {} of {} | {:.2g} | {} |\n",
               loop.lambda, loop.mu, loop.triggerLength, collapsed, seeds, c.collapsed, c.runs, p,
               p > 0.001 ? "agrees" : "**DISAGREES**");
  }
  return good;
}

bool printRegions(const std::vector<Region>& regions) {
  std::size_t agree = 0;
  std::string wrong;
  for (const Region& r : regions) {
    const std::string region = simulatedRegion(r);
    agree += region == r.name ? 1 : 0;
    if (region != r.name)
      wrong += fmt::format("- hit ratio {}, load {}/s: {}, simulated {}\n", r.hitRatio, r.load,
                           r.name, region);
  }
  fmt::print(
      "\n### A cold cache\n\nA look-aside cache before a database, flushed: {} of {} rows show "
      "the region they should. Stable: fewer than 1 % fail before and after the flush; "
      "vulnerable: only before; overloaded: not even before. What comes later (the cache fills "
      "again, as even requests whose clients have left fill it) is not what the rows say.\n{}",
      agree, regions.size(), wrong);
  return agree == regions.size();
}

void printTipping(const Cluster& cluster, const std::vector<double>& rates) {
  fmt::print("\n| trigger | stuck | 95 % interval |\n|---|---|---|\n");
  for (const double rate : rates) {
    const int stuck = stuckAfter(cluster, rate, kRuns, defaultJobs());
    const Interval i = wilsonInterval(static_cast<std::uint64_t>(stuck), kRuns);
    fmt::print("| {:.4g}/s | {} of {} | {:.0f} to {:.0f} % |\n", rate, stuck, kRuns, 100 * i.low,
               100 * i.high);
  }
  fmt::print("\nHalf of {} runs are stuck from **{:.3g}/s** on (bisection to 0.1/s).\n", kRuns,
             tippingRate(cluster, kRuns, 0.1, defaultJobs()));
}

int run(int argc, char** argv) {
  if (argc == 3) {
    const Cluster cluster{std::stod(argv[1]), std::stod(argv[2])};
    std::vector<double> rates;
    for (double share = 0; share <= 1.01; share += 0.1)
      rates.push_back(cluster.baseRate + share * (cluster.serviceRate - cluster.baseRate));
    printTipping(cluster, rates);
    return 0;
  }
  if (argc != 2) {
    fmt::print(stderr, "usage: validate_metastable FOLDER | SERVICE BASE\n");
    return 2;
  }
  const std::string folder = argv[1];
  Diagnostics diagnostics;
  const std::optional<JsonValue> outcomes = readJsonFile(folder + "/outcomes.json", diagnostics);
  if (!outcomes) throw std::runtime_error(folder + "/outcomes.json cannot be read");
  fmt::print(
      "## Metastable failures\n\nA client with a timeout and retries at one server that knows "
      "nothing of expiry: an independent event simulation of the same model.\n");
  bool good = printDeterministic(*outcomes->find("deterministic_cases"));
  good = printCritical(*outcomes->find("critical_trigger_length")) && good;
  good = printRandom(*outcomes->find("stochastic_100_seeds")) && good;
  good = printRegions(readRegions(folder + "/cold_cache_regions.csv")) && good;
  fmt::print(
      "\n### A published cluster\n\n[The scenario](../scenarios/metastable/replicated-database."
      "scenario.json): measured, triggers of 31.3 to 34.5/s recovered, 35.7 and 37.0/s stayed "
      "stuck, one run each. An independent simulation of the same model was stuck in 23 % of 40 "
      "runs at 34.5/s, 38 % at 35/s, 60 % at 35.7/s, 80 % at 37/s.\n");
  printTipping({}, {31.3, 33, 34.5, 35, 35.7, 37});
  return good ? 0 : 1;
}

}  // namespace
}  // namespace headroom::metastable

int main(int argc, char** argv) {
  try {
    return headroom::metastable::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "validate_metastable: %s\n", error.what());
    return 3;
  }
}
