#include "bench/limit/agreement.h"

#include <fmt/format.h>

#include <cmath>

#include "sim/check.h"

namespace headroom::bench {
namespace {

/// Collects the first difference.
class Comparison {
 public:
  void same(const std::string& what, double engine, double loop, double tolerance = 0) {
    if (!found_.empty() || std::abs(engine - loop) <= tolerance * std::abs(engine)) return;
    found_ = fmt::format("{}: {:.17g} by the engine, {:.17g} by the loop", what, engine, loop);
  }
  const std::string& found() const { return found_; }

 private:
  std::string found_;
};

/// Sums of levels are exact on both sides and divided in another order.
constexpr double kRounding = 1e-12;

struct StationColumns {
  std::size_t station = 0;
  std::string part, resource;  ///< No resource: only the number inside.
};

/// Which station of which loop is which curve of the outcome.
std::vector<StationColumns> columnsOf(std::size_t stations) {
  if (stations == 1) return {{0, "app", ""}, {0, "app", "workers"}};
  return {{0, "edge", ""},
          {2, "app", "cores"},
          {3, "cache", ""},
          {4, "db", ""},
          {4, "db", "connections"}};
}

double valueAt(const Series& series, const std::string& part, const std::string& segment,
               const std::string& metric, const std::string& stat, const std::string& resource,
               std::size_t i) {
  const SeriesColumn* column = series.find(part, segment, metric, stat, resource);
  HEADROOM_CHECK(column != nullptr, "no curve " + part + segment + " " + metric);
  return column->values[i];
}

void compareSecond(const Series& series, const LoopResult& loop, std::size_t i, Comparison& c) {
  const std::vector<double>& row = loop.seconds[i];
  const auto name = [i](const std::string& what) {
    return fmt::format("{} in second {}", what, i);
  };
  const auto flow = [&](const char* metric, const char* stat, std::size_t at) {
    c.same(name(std::string{metric} + " " + stat),
           valueAt(series, "", "flow=f", metric, stat, "", i), row[at]);
  };
  flow("offered", "rate", 0);
  flow("goodput", "rate", 1);
  flow("latency", "p50", 2);
  flow("latency", "p95", 3);
  flow("latency", "p99", 4);
  for (const StationColumns& columns : columnsOf(loop.stations.size())) {
    const double* at = &row[6 + 4 * columns.station];
    const auto& [station, part, resource] = columns;
    if (resource.empty()) {
      c.same(name("inside " + part), valueAt(series, part, "", "inside", "mean", "", i), at[0],
             kRounding);
      continue;
    }
    const auto capacity = static_cast<double>(loop.stations[station].servers);
    c.same(name("utilisation " + resource),
           valueAt(series, part, "", "utilisation", "mean", resource, i), at[1] / capacity,
           kRounding);
    c.same(name("queue " + resource), valueAt(series, part, "", "queue", "mean", resource, i),
           at[2], kRounding);
    c.same(name("longest queue " + resource),
           valueAt(series, part, "", "queue", "max", resource, i), at[3]);
  }
}

void compareWhole(const Outcome& engine, const LoopResult& loop, Comparison& c) {
  const double nanos = static_cast<double>(engine.duration.count());
  for (const StationColumns& columns : columnsOf(loop.stations.size())) {
    const Station& station = loop.stations[columns.station];
    for (const PartOutcome& part : engine.parts)
      for (const ResourceOutcome& resource : part.resources) {
        if (part.name != columns.part || resource.name != columns.resource) continue;
        c.same("busy", resource.whole.busy, static_cast<double>(station.busyBefore) / nanos);
        c.same("queue", resource.whole.queue,
               static_cast<double>(station.insideBefore - station.busyBefore) / nanos);
        c.same("saturated", resource.whole.saturated,
               static_cast<double>(station.fullBefore) / nanos);
      }
  }
}

}  // namespace

std::string disagreement(const Outcome& engine, const LoopResult& loop, Keeps keeps) {
  Comparison c;
  const sim::Histogram& latency = engine.flows.front().whole.latency;
  c.same("requests answered", static_cast<double>(latency.count()),
         static_cast<double>(loop.sojourn.count()));
  c.same("mean sojourn", latency.meanSeconds(), loop.sojourn.meanSeconds());
  c.same("shortest", toSeconds(latency.min()), toSeconds(loop.sojourn.min()));
  c.same("longest", toSeconds(latency.max()), toSeconds(loop.sojourn.max()));
  for (const double p : {0.5, 0.99, 0.999})
    c.same(fmt::format("p{}", p * 100), toSeconds(latency.quantile(p)),
           toSeconds(loop.sojourn.quantile(p)));
  if (keeps == Keeps::sojournOnly) return c.found();
  c.same("seconds recorded", static_cast<double>(engine.series.intervals),
         static_cast<double>(loop.seconds.size()));
  if (!c.found().empty()) return c.found();
  for (std::size_t i = 0; i < loop.seconds.size(); ++i) compareSecond(engine.series, loop, i, c);
  compareWhole(engine, loop, c);
  return c.found();
}

}  // namespace headroom::bench
