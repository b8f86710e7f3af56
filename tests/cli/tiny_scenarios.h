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

}  // namespace headroom::test
