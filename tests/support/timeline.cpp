#include "tests/support/timeline.h"

#include <fmt/format.h>

namespace headroom::test {

std::string timeline(const std::string& parts, const std::string& rate, const std::string& duration,
                     const std::string& flow, const std::string& faults, const std::string& more) {
  return fmt::format(
      R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "app.do"{}{}}}}}, "parts": {{{}}},
          "keys": {{"one": {{"uniform": {{"count": 1}}}}}}}},
          "workload": [{{"flow": "f", "arrivals": "constant", "start_rate": "{}/s",
                         "stages": [{{"target": "{}/s", "duration": "{}"}}]}}], "faults": [{}]{}{}}})",
      flow.empty() ? "" : ", ", flow, parts, rate, rate, duration, faults, more.empty() ? "" : ", ",
      more);
}

Times latencies(const std::string& text) {
  Times out;
  for (const Answer& a : answersOf(load(text).variants.front()))
    out.push_back(static_cast<double>(a.answered - a.issued) * 1e-6);
  return out;
}

Causes causes(const std::string& text) {
  Causes out;
  for (const Answer& a : answersOf(load(text).variants.front())) out.push_back(a.cause);
  return out;
}

}  // namespace headroom::test
