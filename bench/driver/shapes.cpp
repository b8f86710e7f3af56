#include "bench/driver/shapes.h"

#include <fmt/format.h>

#include <cmath>

#include "bench/documents.h"

namespace headroom::bench {
namespace {

/// The parts of one level: `count` of them, each with `fanout` callees in the level below, which
/// are numbered on; the choice among them is uniform. Terse, since a document has at most 16 MiB.
std::string gateways(int level, int count, int fanout) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    std::string choices;
    for (int c = 0; c < fanout; ++c)
      choices += fmt::format(R"({}{{"probability":"{:.10g}%","steps":{{"call":"p{}-{}.go"}}}})",
                             c == 0 ? "" : ",", 100.0 / fanout, level + 1, i * fanout + c);
    out += fmt::format(
        R"("p{}-{}":{{"kind":"gateway","operations":{{"go":[{{"work":"0.1ms"}},{{"choice":[{}]}}]}}}},)"
        "\n",
        level, i, choices);
  }
  return out;
}

std::string document(const std::string& entry, const std::string& keys, const std::string& parts,
                     double rate, double seconds) {
  return fmt::format(R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "{}"}}}}, {}
    "parts": {{{}}}}},
    "workload": [{{"flow": "f", "start_rate": "{}/s",
                  "stages": [{{"target": "{}/s", "duration": "{:.3f}s"}}]}}]}})",
                     entry, keys, parts, rate, rate, seconds);
}

}  // namespace

std::string treeDocument(int fanout, double rate, double seconds) {
  const int leaves = fanout * fanout * fanout;
  std::string parts =
      gateways(0, 1, fanout) + gateways(1, fanout, fanout) + gateways(2, fanout * fanout, fanout);
  for (int i = 0; i < leaves; ++i)
    parts += fmt::format(
        R"({}"p3-{}":{{"kind":"instance","workers":8,"operations":{{"go":{{"work":{{"exponential":"0.1ms"}}}}}}}})"
        "\n",
        i == 0 ? "" : ",", i);
  return document("p0-0.go", "", parts, rate, seconds);
}

std::string longLatencyDocument(double inside, double rate, double seconds, bool exponential) {
  const std::string mean = fmt::format("\"{:.9f}s\"", inside / rate);
  const std::string latency = exponential ? R"({"exponential": )" + mean + "}" : mean;
  const std::string part = R"("far": {"kind": "external", "operations": {"ask": )" + latency + "}}";
  return document("far.ask", "", part, rate, seconds);
}

std::string idleDocument(double hours) { return threeTierDocument(10, hours * 3600); }

std::string cacheHitDocument(double rate, double seconds) {
  const std::string parts = fmt::format(
      R"("edge": {{"kind": "gateway", "operations": {{"go": {{"call": "app.go"}}}}}},
      "app": {{"kind": "instance", "workers": 400, "cores": {}, "operations": {{"go": [
        {{"work": {{"exponential": "1ms"}}}}, {{"cache": "cache", "key": "k"}}]}}}},
      "cache": {{"kind": "cache", "capacity": 1000, "read": "0.4ms"}})",
      static_cast<int>(std::ceil(rate / 625)));
  return document("edge.go", R"("keys": {"k": {"zipf": {"exponent": 1, "count": 1000}}},)", parts,
                  rate, seconds);
}

}  // namespace headroom::bench
