// Caches asked for independent keys (IRM), with and without expiry, with and without a fetch delay.
#include <fmt/format.h>

#include <cmath>

#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

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
  const std::string miss = c.fetch > 0 ? R"({"call": "origin.get"})" : "";
  std::string parts = fmt::format(
      R"("c": {{"kind": "cache", "capacity": {:.0f}, "read": "0s"{}}},
  "app": {{"kind": "instance", "operations": {{"do": {{"cache": "c", "key": "k", "on_miss": [{}]}}}}}})",
      c.capacity, ttl, miss);
  if (c.fetch > 0)
    parts += fmt::format(R"(, "origin": {{"kind": "external", "operations": {{"get": "{}"}}}})",
                         secondsText(c.fetch));
  return parts;
}

/// headroom's fill writes over what is there, and so begins its TTL anew (SET, not ADD): the last
/// of the fetches of one cycle counts, sent L after the first, E[L] = D - (1 - e^-lD)/l. The row
/// counts from the first one; this is the same renewal cycle with T + L for T.
double lastFetchAfter(const Cache& c) {
  return c.fetch - (1 - std::exp(-c.rate * c.fetch)) / c.rate;
}

void cacheAside(const Cache& c, const Value& hits, Experiment& e) {
  const double life = c.ttl + lastFetchAfter(c);
  const double misses = 1 + c.rate * c.fetch;
  const double hitRatio = c.rate * life / (c.rate * life + misses);
  const double rate = c.rate;
  e.figures.push_back({"hit_ratio (fills renew the TTL)", hitRatio, hits, 0});
  e.figures.push_back({"backend_rate_no_coalescing (fills renew the TTL)", rate * (1 - hitRatio),
                       [=](const Outcome& o) { return rate * (1 - hits(o)); }, 0});
  for (const char* name : {"hit_ratio", "backend_rate_no_coalescing", "cycle_s"})
    e.left.emplace_back(name,
                        "needs a fill that does not renew a TTL that runs; compared with the "
                        "same cycle for one that does");
  e.left.emplace_back("backend_rate_singleflight", "needs coalesced fetches");
  e.left.emplace_back("stampede_size_mean", "no such metric");
}

}  // namespace

Experiment cacheOf(const Row& row) {
  Experiment e;
  const Cache c = describeCache(row);
  Inquiry ask;
  const Value hits = ask.part("c", "hit_ratio", ">=0%");
  const Value missRate = [hits, rate = c.rate](const Outcome& o) { return rate * (1 - hits(o)); };
  const std::string keys =
      c.exponent > 0 ? fmt::format(R"("k": {{"zipf": {{"exponent": {:.12g}, "count": {:.0f}}}}})",
                                   c.exponent, c.keys)
                     : fmt::format(R"("k": {{"uniform": {{"count": {:.0f}}}}})", c.keys);
  e.rate = c.rate;
  e.eventsPerRequest = c.fetch > 0 ? 2 : 1.2;
  e.document = [c, ask, keys](const Span& span) {
    return documentOf(R"("f": {"entry": "app.do"})", partsOf(c), loadOf("f", c.rate, span), ask,
                      span, keys);
  };
  if (c.fetch > 0) {
    cacheAside(c, hits, e);
    return e;
  }
  Values values{
      {"hit_fixed_ttl", hits}, {"miss_rate_fixed_ttl", missRate}, {"hit_lru_exact", hits}};
  if (row.metrics.count("hit_lru_exact") == 0) values["hit_lru_che"] = hits;
  compare(row, values, "of another policy, or not the simulated system's", e);
  for (Figure& f : e.figures)
    if (f.name == "hit_lru_che") f.slack = 0.005;  // The approximation's own error, absolute.
  return e;
}

}  // namespace headroom::theory
