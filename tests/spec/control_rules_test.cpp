// What is said of changes, monitors and rules that do not fit, and of those that do but are
// doubtful.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

struct Written {
  std::string limits = R"({"name": "door", "token_bucket": {"rate": "100/s"}},
                          {"name": "seats", "concurrency": {"limit": 10}}, {"name": "own", "vegas": {}})";
  std::string monitors = R"("load": {"part": "app", "metric": "offered", "interval": "5s"})";
  std::string rules;
  std::string changes;
  std::string text() const {
    return R"({"headroom": "1", "system": {
      "segments": {"gold": {"attributes": {"client": "gold"}}},
      "flows": {"f": {"entry": "app.do", "attributes": {"client": {"gold": "10%", "free": "90%"}}},
                "g": {"entry": "app.look"}},
      "monitors": {)" +
           monitors + R"(}, "rules": [)" + rules + R"(],
      "parts": {"app": {"kind": "instance", "workers": 4, "limits": [)" +
           limits + R"(], "operations": {"do": {"work": "1ms"}, "look": {"work": "1ms"}}}}},
    "workload": [{"flow": "f", "start_rate": "1/s", "stages": [{"target": "1/s", "duration": "60s"}]},
                 {"flow": "g", "start_rate": "1/s", "stages": [{"target": "1/s", "duration": "60s"}]}],
    "changes": [)" +
           changes + "]}";
  }
};

std::string change(const std::string& limit, const std::string& what,
                   const std::string& at = "10s") {
  return R"({"at": ")" + at + R"(", "part": "app", "limit": ")" + limit + "\", " + what + "}";
}

std::string monitor(const std::string& what) { return R"("load": {)" + what + "}"; }

std::string rule(const std::string& value, const std::string& what,
                 const std::string& limit = "door") {
  return R"({"monitor": "load", "op": "gt", "value": )" + value + R"(, "part": "app", "limit": ")" +
         limit + "\", " + what + "}";
}

void refuses(const Written& written, std::initializer_list<const char*> says) {
  const std::string said = errorsOf(written.text());
  EXPECT_NE(said, "") << "accepted: " << written.text();
  for (const char* what : says)
    EXPECT_NE(said.find(what), std::string::npos) << "\"" << what << "\" is not in\n" << said;
}

std::string errorsOfRules(const std::string& rules) {
  const std::string said = diagnosticsOf(Written{.rules = rules, .changes = ""}.text());
  return said.find("error") == std::string::npos ? "" : said;
}

void refusesChange(const std::string& change, std::initializer_list<const char*> says) {
  refuses(Written{.rules = "", .changes = change}, says);
}
void refusesMonitor(const std::string& what, std::initializer_list<const char*> says) {
  refuses(Written{.monitors = monitor(what), .rules = "", .changes = ""}, says);
}
void refusesRule(const std::string& rule, std::initializer_list<const char*> says) {
  refuses(Written{.rules = rule, .changes = ""}, says);
}

TEST(Changes, NameALimitAndTheNumberItHas) {
  EXPECT_EQ(diagnosticsOf(Written{.rules = "",
                                  .changes = change("door", R"("rate": "50/s")") + "," +
                                             change("seats", R"("to": "20%")") + "," +
                                             change("door", R"("burst": 3)")}
                              .text()),
            "");
  refusesChange(change("dor", R"("to": "50%")"),
                {"E_UNKNOWN_REF", "/changes/0/limit", "did you mean \"door\""});
  refusesChange(change("door", R"("count": 5)"), {"E_RULE", "/changes/0/count", "\"rate\""});
  refusesChange(change("seats", R"("rate": "5/s")"), {"E_RULE", "/changes/0/rate", "\"count\""});
  refusesChange(change("own", R"("to": "50%")"), {"E_RULE", "vegas", "finds its own"});
  refusesChange(change("seats", R"("burst": 5)"), {"E_RULE", "/changes/0/burst", "token_bucket"});
  refusesChange(change("door", R"("rate": "1000000/s")"), {"E_RANGE", "100000/s"});
  refusesChange(change("door", R"("to": "50%", "burst": 5)"), {"E_CHOICE", "exactly one"});
  refusesChange(change("door", R"("to": "50%")", "60s"), {"E_RANGE", "the run ends at 1m"});
  refuses(Written{.limits = R"({"fixed_window": {"limit": 3, "window": "1s"}})",
                  .rules = "",
                  .changes = change("door", R"("to": "50%")")},
          {"E_UNKNOWN_REF", "\"name\""});
}

TEST(Names, AreALimitsOwn) {
  refuses(Written{.limits = R"({"name": "door", "concurrency": {"limit": 1}},
                               {"name": "door", "concurrency": {"limit": 2}})",
                  .rules = "",
                  .changes = ""},
          {"/system/parts/app/limits/1/name", "/system/parts/app/limits/0"});
}

TEST(Monitors, MeasureWhatThereIs) {
  refusesMonitor(R"("part": "app", "metric": "offered", "interval": "5s", "window": "12s")",
                 {"E_RULE", "/system/monitors/load/window", "the nearest is 10s"});
  refusesMonitor(R"("part": "app", "metric": "offered", "interval": "10ms", "window": "5s")",
                 {"E_TOO_LARGE", "500 intervals"});
  refusesMonitor(R"("part": "app", "metric": "latency", "interval": "5s")",
                 {"E_MISSING", "aggregation"});
  refusesMonitor(R"("part": "app", "metric": "offered", "aggregation": "p99", "interval": "5s")",
                 {"E_RULE", "belongs to latency"});
  refusesMonitor(R"("part": "app", "metric": "utilisation", "interval": "5s")",
                 {"E_MISSING", "workers"});
  refusesMonitor(R"("part": "app", "resource": "workers", "metric": "offered", "interval": "5s")",
                 {"E_RULE", "not a resource's"});
  refusesMonitor(R"("flow": "f", "metric": "queue_length", "interval": "5s")",
                 {"E_RULE", "\"part\""});
  refusesMonitor(R"("flow": "f", "part": "app", "metric": "offered", "interval": "5s")",
                 {"E_CHOICE", "exactly one"});
  refusesMonitor(R"("flow": "ff", "metric": "offered", "interval": "5s")",
                 {"E_UNKNOWN_REF", "did you mean \"f\""});
  refusesMonitor(
      R"("flow": "f", "metric": "offered", "interval": "5s", "match": {"operation": "do"})",
      {"E_RULE", "/match/operation"});
  refusesMonitor(
      R"("part": "app", "metric": "offered", "interval": "5s", "match": {"operation": "d"})",
      {"E_UNKNOWN_REF", "/match/operation"});
  refusesMonitor(
      R"("part": "app", "metric": "offered", "interval": "5s", "match": {"segment": "golf"})",
      {"E_UNKNOWN_REF", "did you mean \"gold\""});
  refusesMonitor(R"("flow": "f", "metric": "offered", "interval": "50s", "delay": "20s")",
                 {"E_RANGE", "known at 1m10s"});
}

TEST(Rules, CompareWithWhatTheirMonitorMeasures) {
  refusesRule(rule(R"("200ms")", R"("scale": 0.5)"), {"E_VALUE", "/system/rules/0/value", "400/s"});
  refusesRule(rule(R"("50/s")", R"("scale": 0.5, "to": "10%")"),
              {"E_CHOICE", "\"scale\" or \"to\""});
  refusesRule(rule(R"("50/s")", R"("to": "10%", "at_least": "5%")"), {"E_RULE", "bounds"});
  refusesRule(rule(R"("50/s")", R"("scale": 1)"), {"E_RULE", "changes nothing"});
  refusesRule(rule(R"("50/s")", R"("scale": 2, "at_least": "50%")"),
              {"E_RULE", "at_least", "scale 2", "at_most"});
  refusesRule(rule(R"("50/s")", R"("scale": 0.5, "at_most": "50%")"),
              {"E_RULE", "at_most", "scale 0.5", "at_least"});
  EXPECT_EQ(errorsOfRules(rule(R"("50/s")", R"("scale": 0.5, "at_least": "50%")") + "," +
                          rule(R"("50/s")", R"("scale": 2, "at_most": "50%")")),
            "");
  refusesRule(rule(R"("50/s")", R"("scale": 0.5)", "own"), {"E_RULE", "/system/rules/0/limit"});
  refuses(
      Written{.limits = R"({"when": {"monitor": "lod", "op": "gt", "value": "1/s"}, "vegas": {}})",
              .rules = "",
              .changes = ""},
      {"E_UNKNOWN_REF", "/limits/0/when/monitor", "did you mean \"load\""});
  refuses(Written{.limits = R"({"when": {"monitor": "load", "op": "gt"}, "vegas": {}})",
                  .rules = "",
                  .changes = ""},
          {"E_CHOICE", "\"monitor\", \"op\" and \"value\""});
  refuses(Written{.limits = R"({"when": {"part": "app", "for": "2s"}, "vegas": {}})",
                  .rules = "",
                  .changes = ""},
          {"E_CHOICE"});
}

bool lints(const std::string& name, const Written& written) {
  return diagnosticsOf(written.text()).find(name) != std::string::npos;
}

TEST(Lints, ALimitFinerThanAnythingMonitored) {
  const auto finer = [](const std::string& match, const std::string& monitors) {
    return lints("limit-finer-than-monitored",
                 Written{.limits = R"({"match": {)" + match + R"(}, "concurrency": {"limit": 1}})",
                         .monitors = monitors,
                         .rules = "",
                         .changes = ""});
  };
  const std::string offered = R"("metric": "offered", "interval": "5s")";
  const std::string all = monitor(R"("part": "app", )" + offered);
  EXPECT_TRUE(finer(R"("flow": "f")", all));
  EXPECT_FALSE(finer(R"("flow": "f")", ""));  // Nothing is claimed.
  EXPECT_FALSE(finer(R"("flow": "f")", monitor(R"("flow": "f", )" + offered)));
  EXPECT_TRUE(finer(R"("flow": "f")", monitor(R"("flow": "g", )" + offered)));
  EXPECT_FALSE(finer(R"("flow": "f")", monitor(R"("segment": "gold", )" + offered)));
  EXPECT_TRUE(finer(R"("segment": "gold")", monitor(R"("flow": "f", )" + offered)));
  EXPECT_FALSE(
      finer(R"("segment": "gold")",
            monitor(R"("part": "app", "match": {"attributes": {"client": "gold"}}, )" + offered)));
  EXPECT_TRUE(finer(R"("operation": "do")", all));
  EXPECT_FALSE(finer(R"("operation": "do")",
                     monitor(R"("part": "app", "match": {"operation": "do"}, )" + offered)));
}

TEST(Lints, ARuleThatOutpacesItsMonitor) {
  const auto outpaces = [](const std::string& what, const std::string& how) {
    return lints("rule-outpaces-monitor",
                 Written{.monitors = monitor(R"("part": "app", "metric": "offered", )" + what),
                         .rules = rule(R"("50/s")", how),
                         .changes = ""});
  };
  EXPECT_FALSE(outpaces(R"("interval": "5s")", R"("scale": 0.5)"));
  EXPECT_TRUE(outpaces(R"("interval": "5s", "window": "10s")", R"("scale": 0.5)"));
  EXPECT_TRUE(outpaces(R"("interval": "5s", "delay": "1s")", R"("scale": 0.5)"));
  EXPECT_FALSE(outpaces(R"("interval": "5s", "delay": "1s")", R"("scale": 0.5, "cooldown": "6s")"));
  EXPECT_FALSE(outpaces(R"("interval": "5s", "delay": "1s")", R"("to": "50%")"));
}

TEST(Lints, ARuleThatRaisesWhatNothingLowers) {
  const auto idle = [](const std::string& how, const std::string& changes = "") {
    return lints(
        "rule-without-effect",
        Written{.monitors = monitor(R"("part": "app", "metric": "offered", "interval": "5s")"),
                .rules = rule(R"("50/s")", how),
                .changes = changes});
  };
  EXPECT_TRUE(idle(R"("scale": 1.5)"));
  EXPECT_FALSE(idle(R"("scale": 1.5, "at_most": "200%")"));
  EXPECT_FALSE(idle(R"("scale": 0.5)"));
  EXPECT_FALSE(
      idle(R"("scale": 1.5)", R"({"at": "1s", "part": "app", "limit": "door", "to": "50%"})"));
}

}  // namespace
}  // namespace headroom::test
