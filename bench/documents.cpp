#include "bench/documents.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace headroom::bench {
namespace {

LoadedVariant loadPath(const std::string& path, const LoadOptions& options) {
  Diagnostics diagnostics;
  std::optional<LoadedScenario> loaded = loadScenario(path, options, diagnostics);
  if (loaded) return std::move(loaded->variants.front());
  int shown = 0;
  for (const Diagnostic& d : diagnostics.all())
    if (shown++ < 10) fmt::print(stderr, "{}\n", toText(d));
  std::exit(3);
}

}  // namespace

LoadedVariant loadText(const std::string& text) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() /
                                     fmt::format("headroom-bench-{}.scenario.json", getpid());
  std::ofstream(path) << text;
  LoadOptions options;
  options.maxEvents = 1e12;
  LoadedVariant variant = loadPath(path.string(), options);
  std::filesystem::remove(path);
  return variant;
}

LoadedVariant loadFlagship(const std::string& variant) {
  LoadOptions options;
  options.variants = {variant};
  return loadPath(std::string{HEADROOM_SOURCE_DIR} + "/scenarios/cache-loss.scenario.json",
                  options);
}

std::string mmcDocument(int servers, double rate, double serviceSeconds, double seconds) {
  return fmt::format(R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "app.do"}}}},
    "parts": {{"app": {{"kind": "instance", "workers": {},
      "operations": {{"do": [{{"work": {{"exponential": "{:.9f}s"}}}}]}}}}}}}},
    "workload": [{{"flow": "f", "start_rate": "{}/s",
                  "stages": [{{"target": "{}/s", "duration": "{:.3f}s"}}]}}]}})",
                     servers, serviceSeconds, rate, rate, seconds);
}

std::string threeTierDocument(double rate, double seconds) {
  return fmt::format(R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "edge.go"}}}},
    "keys": {{"k": {{"zipf": {{"exponent": 0, "count": 1000}}}}}},
    "parts": {{
      "edge": {{"kind": "gateway", "operations": {{"go": [{{"work": "1ms"}}, {{"call": "app.go"}}]}}}},
      "app": {{"kind": "instance", "cores": 16, "operations": {{"go": [
        {{"work": {{"exponential": "8ms"}}}},
        {{"cache": "cache", "key": "k", "on_miss": {{"call": "db.get"}}}}]}}}},
      "cache": {{"kind": "cache", "capacity": 900, "initially": "full", "read": "0.5ms", "write": "0s"}},
      "db": {{"kind": "database", "connections": 8, "operations": {{"get": {{"exponential": "35ms"}}}}}}}}}},
    "workload": [{{"flow": "f", "start_rate": "{}/s",
                  "stages": [{{"target": "{}/s", "duration": "{:.3f}s"}}]}}]}})",
                     rate, rate, seconds);
}

std::string mm1Document(double requests) { return mmcDocument(1, 800, 0.001, requests / 800); }
std::string mm16Document(double requests) { return mmcDocument(16, 1440, 0.01, requests / 1440); }
std::string tiersDocument(double requests) { return threeTierDocument(1800, requests / 1800); }

}  // namespace headroom::bench
