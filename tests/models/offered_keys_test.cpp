// What caches are taken to be asked for when they start warm.
#include <gtest/gtest.h>

#include "models/analytic/visit_rates.h"
#include "models/program/model.h"
#include "models/spec/walk.h"
#include "models/topology/call_graph.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

/// Look-ups of 10 requests a second; in the call's fallback those of other keys, and a call whose
/// operation looks up more.
const std::string kText = R"({"headroom": "1", "system": {
  "keys": {"fresh": {"uniform": {"count": 5}}, "stale": {"uniform": {"count": 50}}},
  "flows": {"f": {"entry": "app.do"}},
  "parts": {
    "app": {"kind": "instance",
      "limits": [{"concurrency": {"limit": 100}, "fallback": {"cache": "c", "key": "stale"}}],
      "operations": {
        "do": [{"cache": "c", "key": "fresh", "on_miss": {"work": "1ms"},
                "fallback": {"cache": "c", "key": "stale"}},
               {"call": "db.q", "fallback": [{"cache": "c", "key": "fresh"}, {"call": "app.old"}]}],
        "old": {"cache": "c", "key": "stale"}}},
    "db": {"kind": "database", "connections": 4, "operations": {"q": "1ms"}},
    "c": {"kind": "cache", "capacity": 10, "read": "1ms"}}},
  "workload": [{"flow": "f", "start_rate": "10/s", "stages": [{"target": "10/s", "duration": "9s"}]}]})";

TEST(OfferedKeys, AreThoseAskedForWhileNothingFails) {
  const auto model = modelOf(kText);
  std::vector<std::pair<std::uint32_t, double>> offered;
  for (const PartModel& part : model->parts)
    for (const auto& [keys, rate] : part.cache.offeredKeys) offered.emplace_back(keys, rate);
  // "fresh"; and "stale", which a full cache has if there is room, and a warm one has not.
  ASSERT_EQ(offered.size(), 2U);
  EXPECT_EQ(offered[0].first, 0U);
  EXPECT_NEAR(offered[0].second, 10, 1e-9);
  EXPECT_EQ(offered[1].first, 1U);
  EXPECT_EQ(offered[1].second, 0);
}

TEST(OfferedKeys, FallbacksCountForTheSizeOfARun) {
  const SystemSpec system = load(kText).document.spec.system;
  const auto visits = visitRates(system, buildCallGraph(system), {{"f", 1.0}});
  ASSERT_TRUE(visits.has_value());
  // do: the look-up, its fallback, the limit's, the call's; and the one of `old`.
  EXPECT_NEAR(visits->at("c"), 6, 1e-9);
}

}  // namespace
}  // namespace headroom::test
