// Monitors: what they measure, how late it is known, and what rules and conditions do with it.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// A hundred requests a second, at 0, 10 ms, 20 ms, ..., through an app that takes 1 ms.
std::string watched(const std::string& monitors, const std::string& limits = "",
                    const std::string& rules = "", const std::string& duration = "5s",
                    const std::string& faults = "", const std::string& app = "") {
  return R"({"headroom": "1", "silence": ["rule-outpaces-monitor"], "system": {
      "flows": {"f": {"entry": "app.do"}},
      "monitors": {)" +
         monitors + R"(}, "rules": [)" + rules + R"(],
      "parts": {"app": {"kind": "instance", )" +
         app + R"("limits": [)" + limits + R"(], "operations": {"do": {"work": "1ms"}}}}},
    "workload": [{"flow": "f", "arrivals": "constant", "start_rate": "100/s",
                  "stages": [{"target": "100/s", "duration": ")" +
         duration + R"("}]}], "faults": [)" + faults + "]}";
}

std::string monitor(const std::string& name, const std::string& what,
                    const std::string& interval = "1s") {
  return "\"" + name + R"(": {"interval": ")" + interval + "\", " + what + "}";
}

using Values = std::vector<double>;

Values curve(const std::string& text, const std::string& name) {
  const Outcome outcome = runFirst(text);
  for (const SeriesColumn& column : outcome.series.columns)
    if (column.metric == "monitor" && column.resource == name) return column.values;
  ADD_FAILURE() << "no curve of " << name;
  return {};
}

/// "on 1500; off 3500; 200/s -> 100/s 1000; ": what was done to limits, and when in milliseconds.
std::string told(const std::string& text) {
  std::string out;
  for (const LogEntry& entry : runFirst(text).log)
    if (entry.kind == LogEntry::Kind::limitChanged || entry.kind == LogEntry::Kind::limitOn)
      out += entry.text.substr(6) + " " + std::to_string(entry.at.count() / 1'000'000) + "; ";
  return out;
}

TEST(Monitor, MeasuresAPartsVisitsOverItsWindow) {
  // At 2 s the door closes for a second: 100 arrivals refused. An arrival at an edge belongs to the
  // window that ends there.
  const std::string text = watched(
      monitor("o", R"("part": "app", "metric": "offered")") + "," +
          monitor("g", R"("part": "app", "metric": "goodput")") + "," +
          monitor("r", R"("part": "app", "metric": "refused", "window": "2s")") + "," +
          monitor("s", R"("flow": "f", "metric": "success_ratio")") + "," +
          monitor("i", R"("part": "app", "metric": "inside")"),
      R"({"when": {"from": "2s", "to": "3s"}, "fixed_window": {"limit": 1, "window": "1h"}})");
  EXPECT_EQ(curve(text, "o"), (Values{101, 100, 100, 100, 99}));
  // One in the second of the door: that of 2 s, which the limit lets in.
  EXPECT_EQ(curve(text, "g"), (Values{100, 100, 1, 100, 100}));
  EXPECT_EQ(curve(text, "r"), (Values{0, 0, 49.5, 49.5, 0}));
  EXPECT_EQ(curve(text, "s"), (Values{1, 1, 0.01, 1, 1}));
  EXPECT_NEAR(curve(text, "i")[1], 0.1, 1e-12);
  EXPECT_NEAR(curve(text, "i")[2], 0.001, 1e-12);
}

TEST(Monitor, LatencyIsOfSuccessesInAWindowThatSlides) {
  const std::string slow =
      R"({"at": "1s", "duration": "1s", "part": "app", "slow": {"factor": 9}})";
  const auto of = [&](const std::string& aggregation) {
    return curve(watched(monitor("l", R"("part": "app", "metric": "latency", "window": "3s",
                                        "aggregation": ")" +
                                          aggregation + "\""),
                         "", "", "6s", slow),
                 "l");
  };
  const Values most = of("max");
  const Values expected{0.001, 0.009, 0.009, 0.009, 0.001, 0.001};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(most[i], expected[i], 1e-12) << i;
  const Values mean = of("mean");
  // 100, 200 and then 300 stays, a hundred of them slow while the window holds the fault.
  EXPECT_NEAR(mean[0], 0.001, 1e-12);
  EXPECT_NEAR(mean[1], 0.005, 1e-12);
  EXPECT_NEAR(mean[2], (0.009 + 2 * 0.001) / 3, 1e-12);
  EXPECT_NEAR(mean[3], (0.009 + 2 * 0.001) / 3, 1e-12);
  EXPECT_NEAR(mean[4], 0.001, 1e-12);
  EXPECT_NEAR(of("p50")[3], 0.001, 0.00001);
}

TEST(Monitor, IsAsFineAsItsMatch) {
  const std::string text =
      R"({"headroom": "1", "system": {
      "segments": {"gold": {"attributes": {"client": "gold"}}},
      "flows": {"f": {"entry": "app.do"}, "g": {"entry": "app.look", "attributes": {"client": "gold"}}},
      "monitors": {)" +
      monitor("all", R"("part": "app", "metric": "offered")") + "," +
      monitor("f", R"("part": "app", "metric": "offered", "match": {"flow": "f"})") + "," +
      monitor("look", R"("part": "app", "metric": "offered", "match": {"operation": "look"})") +
      "," + monitor("gold", R"("segment": "gold", "metric": "offered")") + "," +
      monitor("both", R"("flow": "f", "metric": "offered", "match": {"segment": "gold"})") +
      R"(},
      "parts": {"app": {"kind": "instance", "operations": {"do": {"work": "1ms"}, "look": {"work": "1ms"}}}}},
    "workload": [
      {"flow": "f", "arrivals": "constant", "start_rate": "10/s", "stages": [{"target": "10/s", "duration": "3s"}]},
      {"flow": "g", "arrivals": "constant", "start_rate": "4/s", "stages": [{"target": "4/s", "duration": "3s"}]}]})";
  EXPECT_EQ(curve(text, "all")[1], 14);
  EXPECT_EQ(curve(text, "f")[1], 10);
  EXPECT_EQ(curve(text, "look")[1], 4);
  EXPECT_EQ(curve(text, "gold")[1], 4);
  EXPECT_EQ(curve(text, "both")[1], 0);
}

TEST(Monitor, OfAResource) {
  const std::string text = watched(
      monitor("u", R"("part": "app", "resource": "workers", "metric": "utilisation")") + "," +
          monitor("q", R"("part": "app", "resource": "workers", "metric": "queue_length")"),
      "", "", "3s", R"({"at": "1s", "duration": "1s", "part": "app", "slow": {"factor": 15}})",
      R"("workers": 1, )");
  EXPECT_NEAR(curve(text, "u")[0], 0.1, 1e-12);
  EXPECT_NEAR(curve(text, "u")[1], 1, 1e-12);
  // In the second it is slow, one comes every 10 ms and one goes every 15: k/3 are waiting after
  // k arrivals, 33 at the end, half of that in the mean.
  EXPECT_NEAR(curve(text, "q")[1], 16.5, 0.5);
}

TEST(Monitor, AValueIsKnownADelayLater) {
  const std::string text = watched(
      monitor("o", R"("part": "app", "metric": "goodput", "delay": "2500ms")"),
      R"({"when": {"from": "1s"}, "fixed_window": {"limit": 1, "window": "1h"}})", "", "6s");
  const Values values = curve(text, "o");
  // The value of 1 s is known at 3.5 s: not at 3 s, but at 4 s.
  EXPECT_TRUE(std::isnan(values[2]));
  EXPECT_EQ((Values{values[3], values[4], values[5]}), (Values{100, 1, 0}));
}

TEST(Monitor, NothingMeasuredIsNoValueAndMeetsNothing) {
  const std::string text = watched(
      monitor("s", R"("part": "app", "metric": "failed_ratio")"),
      R"({"when": {"monitor": "s", "op": "lte", "value": "100%"}, "concurrency": {"limit": 9}})",
      "", "4s", R"({"at": "1s", "duration": "2s", "part": "app", "down": {"mode": "hang"}})");
  // Nobody is answered while it hangs: from 1 s (whose value is known then) to 2 s, and to 3 s.
  EXPECT_EQ(told(text), "on 1000; off 2000; on 4000; ");
}

const std::string kDoor = R"({"name": "door", "token_bucket": {"rate": "200/s"}})";

std::string halves(const std::string& more = "") {
  return R"({"monitor": "served", "op": "gt", "value": "50/s", "part": "app", "limit": "door",
             "scale": 0.5)" +
         more + "}";
}

TEST(Rule, AControllerConverges) {
  // 100/s pass at 200/s and at 100/s. From 2 s on every other one does: 50 a second, which is not
  // more than 50.
  const std::string text =
      watched(monitor("served", R"("part": "app", "metric": "goodput")"), kDoor, halves(), "6s");
  EXPECT_EQ(told(text),
            "door 200/s -> 100/s (served 100/s) 1000; door 100/s -> 50/s (served 100/s) 2000; ");
  EXPECT_EQ(curve(text, "served"), (Values{100, 100, 50, 50, 50, 50}));
}

TEST(Rule, ActsAgainOnOldValuesUnlessItRests) {
  const std::string late =
      monitor("served", R"("part": "app", "metric": "goodput", "delay": "500ms")");
  // The value of 3 s is of before and after 2.5 s: known at 3.5 s it makes the rule act once more.
  EXPECT_EQ(told(watched(late, kDoor, halves(), "8s")),
            "door 200/s -> 100/s (served 100/s) 1500; door 100/s -> 50/s (served 100/s) 2500; "
            "door 50/s -> 25/s (served 75/s) 3500; ");
  // After 2.5 s it rests over 3.5 s; that of 4 s shows 50.
  EXPECT_EQ(told(watched(late, R"({"name": "door", "token_bucket": {"rate": "100/s"}})",
                         halves(R"(, "cooldown": "3s")"), "8s")),
            "door 100/s -> 50/s (served 100/s) 1500; ");
}

TEST(Rule, StaysWithinItsBounds) {
  const std::string served = monitor("served", R"("part": "app", "metric": "goodput")");
  EXPECT_EQ(told(watched(served, kDoor, halves(R"(, "at_least": "40%")"), "6s")),
            "door 200/s -> 100/s (served 100/s) 1000; door 100/s -> 80/s (served 100/s) 2000; ");
  // Up again, never beyond what is written.
  const std::string up = R"({"monitor": "served", "op": "lte", "value": "50/s", "part": "app",
                             "limit": "door", "scale": 3})";
  EXPECT_EQ(told(watched(served, kDoor, halves() + "," + up, "4s")),
            "door 200/s -> 100/s (served 100/s) 1000; door 100/s -> 50/s (served 100/s) 2000; "
            "door 50/s -> 150/s (served 50/s) 3000; door 150/s -> 75/s (served 100/s) 4000; ");
}

TEST(Rule, WaitsForAsLongAsItSays) {
  const std::string served = monitor("served", R"("part": "app", "metric": "goodput")");
  const std::string text =
      watched(served, kDoor,
              R"({"monitor": "served", "op": "gt", "value": "50/s", "for": "2s",
                                       "part": "app", "limit": "door", "to": "20%"})",
              "6s");
  EXPECT_EQ(told(text), "door 200/s -> 40/s (served 100/s) 3000; ");
}

TEST(Condition, IsOnWhileTheLatestKnownValueMeetsIt) {
  const std::string text = watched(
      monitor("served", R"("part": "app", "metric": "goodput", "delay": "500ms")"),
      R"({"when": {"monitor": "served", "op": "gt", "value": "50/s"}, "token_bucket": {"rate": "0/s"}})");
  // Goodput to 2 s: 50 and the one token; to 3 s: none. Known at 3.5 s, when it goes off; to 4
  // s: 49.
  EXPECT_EQ(told(text), "on 1500; off 3500; ");
}

TEST(Condition, WithForIsOnOnlyLater) {
  const std::string text =
      watched(monitor("load", R"("part": "app", "metric": "offered")"),
              R"({"when": {"monitor": "load", "op": "gt", "value": "50/s", "for": "2s"},
                  "token_bucket": {"rate": "0/s"}})");
  EXPECT_EQ(told(text), "on 3000; ");
  const Causes all = causes(text);
  // Arrivals of 3 s and 3.01 s pass: before it is on, and with its one token.
  EXPECT_EQ(all[301], Cause::none);
  EXPECT_EQ(all[302], Cause::limited);
}

}  // namespace
}  // namespace headroom::test
