// Scenarios that run in milliseconds: one instance, one flow.
#pragma once

#include <string>

namespace headroom::test {

/// `assertions` and `rest` are JSON members' texts: what stands in "assert", and further members
/// (each beginning with a comma).
inline std::string tinyScenario(const std::string& assertions, const std::string& rest = "") {
  return R"({
  "headroom": "1",
  "title": "Tiny",
  "question": "Does it run?",
  "system": {
    "flows": { "read": { "entry": "app.read", "timeout": "1s" } },
    "parts": {
      "app": { "kind": "instance", "workers": 10, "cores": 2,
               "operations": { "read": [ { "work": "5ms" } ] } }
    }
  },
  "workload": [ { "flow": "read", "start_rate": "50/s",
                  "stages": [ { "target": "50/s", "duration": "6s" } ] } ],
  "assert": [ )" +
         assertions + " ]" + rest + "\n}\n";
}

inline const std::string kHolds =
    R"({ "flow": "read", "metric": "success_ratio", "op": "gte", "value": "99%" })";
inline const std::string kFails =
    R"({ "flow": "read", "metric": "goodput", "op": "gte", "value": "5000/s" })";
/// A hit ratio with nobody asking is nothing measured; a window without arrivals is none either.
inline const std::string kSilentFlow =
    R"(,
  "variants": { "silent": { "set": { "/workload/0/start_rate": "0/s", "/workload/0/stages/0/target": "0/s" } } })";

inline std::string systemOnly() {
  return R"({ "headroom": "1", "system": {
    "flows": { "read": { "entry": "app.read" } },
    "parts": { "app": { "kind": "instance", "operations": { "read": [ { "work": "5ms" } ] } } } } }
)";
}

/// Everything as long as it may be: names of 64 bytes, four faults, an assertion nobody can
/// measure.
inline std::string longNames() {
  const auto named = [](const std::string& what) {
    return "\"" + what + std::string(64 - what.size(), 'x') + "\"";
  };
  const auto entry = [](const std::string& part, const std::string& operation) {
    return "\"" + part + std::string(64 - part.size(), 'x') + "." + operation + "\"";
  };
  const std::string app = named("app");
  const std::string db = named("db");
  const std::string flow = named("flow");
  std::string faults;
  for (const char* at : {"1s", "3s", "5s", "7s"})
    faults += std::string{faults.empty() ? "" : ", "} + R"({ "at": ")" + at +
              R"(", "duration": "1s", "part": )" + db + R"(, "down": {} })";
  std::string stages = R"([ { "target": "900/s", "duration": "9s" } ])";
  return R"({ "headroom": "1", "title": "Long", "system": {
    "flows": { )" +
         flow + R"(: { "entry": )" + entry("app", "read") +
         R"(, "timeout": "1s", "retry": { "max_attempts": 3 } } },
    "parts": { )" +
         app + R"(: { "kind": "instance", "workers": 50, "cores": 2, "queue": { "capacity": 5 },
        "pools": { )" +
         db + R"(: { "size": 2, "connection_timeout": "20ms" } },
        "operations": { "read": [ { "work": "1ms" }, { "call": )" +
         entry("db", "select") + R"( } ] } },
      )" +
         db + R"(: { "kind": "database", "connections": 2, "operations": { "select": "5ms" } } } },
  "workload": [ { "flow": )" +
         flow + R"(, "start_rate": "900/s", "stages": )" + stages + R"( } ],
  "faults": [ )" +
         faults + R"( ],
  "assert": [ { "flow": )" +
         flow + R"(, "metric": "latency", "aggregation": "p99", "op": "lte", "value": "1s",
                "window": { "from": "1200ms", "to": "1201ms" } } ],
  "variants": { "a variant whose name is as long as sixty-four bytes can hold": {},
                "another one whose name is as long as sixty-four bytes can hold": {} } }
)";
}

}  // namespace headroom::test
