// Caches asked for independent keys (IRM), with and without expiry, with and without a fetch delay.
#include <fmt/format.h>

#include <cmath>

#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

/// As good as no bound: nobody waits for an origin.
constexpr double kConnections = 10'000;

struct Cache {
  double rate = 1000;
  double keys = 1;
  double exponent = 0;
  double capacity = 1;
  double ttl = 0;    ///< 0: none.
  double fetch = 0;  ///< How long a miss takes.
};

Cache describeCache(const Row& row) {
  Cache c;
  if (row.has("n_items")) c.keys = row.number("n_items");
  if (row.has("zipf_alpha")) c.exponent = row.number("zipf_alpha");
  c.capacity = row.has("cache") ? row.number("cache") : c.keys;
  if (row.has("lambda")) c.rate = row.number("lambda");
  if (row.has("total_rate")) c.rate = row.number("total_rate");
  if (row.has("ttl_s")) c.ttl = row.number("ttl_s");
  if (row.has("fetch_s")) c.fetch = row.number("fetch_s");
  return c;
}

std::string partsOf(const Cache& c) {
  const std::string ttl = c.ttl > 0 ? fmt::format(R"(, "ttl": "{}")", secondsText(c.ttl)) : "";
  return fmt::format(
      R"("c": {{"kind": "cache", "capacity": {:.0f}, "read": "0s"{}}},
  "app": {{"kind": "instance", "operations": {{"do": {{"cache": "c", "key": "k"}}}}}})",
      c.capacity, ttl);
}

/// Without coalescing a fill writes over what is there, and so begins its TTL anew (SET, not ADD):
/// the last of the fetches of one cycle counts, sent L after the first, E[L] = D - (1 - e^-lD)/l.
/// The row counts from the first one; this is the same renewal cycle with T + L for T.
double lastFetchAfter(const Cache& c) {
  return c.fetch - (1 - std::exp(-c.rate * c.fetch)) / c.rate;
}

/// One flow, and its app, cache and origin; `flight` are further fields of the look-up.
std::string cacheAsideParts(const Cache& c, const std::string& suffix, const std::string& flight) {
  return fmt::format(
      R"("c{0}": {{"kind": "cache", "capacity": 1, "read": "0s", "ttl": "{1}"}},
  "app{0}": {{"kind": "instance", "operations": {{"do": {{"cache": "c{0}", "key": "k"{2},
     "on_miss": {{"call": "origin{0}.get"}}}}}}}},
  "origin{0}": {{"kind": "database", "connections": {3:.0f}, "operations": {{"get": "{4}"}}}})",
      suffix, secondsText(c.ttl), flight, kConnections, secondsText(c.fetch));
}

/// Two systems side by side: each miss on its own (f), and one fetch at a time (g), whose one fill
/// begins the TTL as the row says.
Experiment cacheAside(const Row& row, const Cache& c) {
  Experiment e;
  Inquiry ask;
  const Value single = ask.part("c2", "hit_ratio", ">=0%");
  const Value fetching = ask.part("origin2", "utilisation", ">=0%", "connections");
  const Value each = ask.part("c", "hit_ratio", ">=0%");
  const double rate = c.rate;
  const Value fetches = [=, d = c.fetch](const Outcome& o) {
    return fetching(o) * kConnections / d;
  };
  const Values values{{"hit_ratio", single},
                      {"backend_rate_singleflight", fetches},
                      {"cycle_s", [=](const Outcome& o) { return 1 / fetches(o); }},
                      {"stampede_size_mean",
                       [=](const Outcome& o) { return rate * (1 - single(o)) / fetches(o); }}};
  e.document = [=](const Span& span) {
    return documentOf(R"("f": {"entry": "app.do"}, "g": {"entry": "app2.do"})",
                      cacheAsideParts(c, "", "") + ",\n  " +
                          cacheAsideParts(c, "2", R"(, "single_flight": true)"),
                      loadOf("f", rate, span) + ", " + loadOf("g", rate, span), ask, span,
                      R"("k": {"uniform": {"count": 1}})");
  };
  e.rate = rate;
  e.eventsPerRequest = 4;
  compare(row, values, "the row's fills do not renew a TTL that runs", e);
  const double life = c.ttl + lastFetchAfter(c);
  const double backend = rate * (1 + rate * c.fetch) / (rate * life + 1 + rate * c.fetch);
  e.figures.push_back({"backend_rate_no_coalescing (fills renew the TTL)", backend,
                       Value{[=](const Outcome& o) { return rate * (1 - each(o)); }}, 0});
  return e;
}

}  // namespace

Experiment cacheOf(const Row& row) {
  const Cache c = describeCache(row);
  if (c.fetch > 0) return cacheAside(row, c);
  Experiment e;
  Inquiry ask;
  const Value hits = ask.part("c", "hit_ratio", ">=0%");
  const Value missRate = [hits, rate = c.rate](const Outcome& o) { return rate * (1 - hits(o)); };
  const std::string keys =
      c.exponent > 0 ? fmt::format(R"("k": {{"zipf": {{"exponent": {:.12g}, "count": {:.0f}}}}})",
                                   c.exponent, c.keys)
                     : fmt::format(R"("k": {{"uniform": {{"count": {:.0f}}}}})", c.keys);
  e.rate = c.rate;
  e.eventsPerRequest = 1.2;
  e.document = [c, ask, keys](const Span& span) {
    return documentOf(R"("f": {"entry": "app.do"})", partsOf(c), loadOf("f", c.rate, span), ask,
                      span, keys);
  };
  Values values{
      {"hit_fixed_ttl", hits}, {"miss_rate_fixed_ttl", missRate}, {"hit_lru_exact", hits}};
  if (row.metrics.count("hit_lru_exact") == 0) values["hit_lru_che"] = hits;
  compare(row, values, "of another policy, or not the simulated system's", e);
  for (Figure& f : e.figures)
    if (f.name == "hit_lru_che") f.slack = 0.005;  // The approximation's own error, absolute.
  return e;
}

}  // namespace headroom::theory
