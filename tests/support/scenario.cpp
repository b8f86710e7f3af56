#include "tests/support/scenario.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/program/compile.h"
#include "models/world/simulate.h"
#include "report/result_json.h"
#include "report/series_csv.h"

namespace headroom::test {
namespace {

std::string textOf(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) out += toText(d) + "\n";
  return out;
}

/// A file of its own for each process and call, gone with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            fmt::format("headroom-test-{}-{}.scenario.json", getpid(), count++);
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

LoadedScenario loadPath(const std::string& path, const LoadOptions& options) {
  Diagnostics diagnostics;
  std::optional<LoadedScenario> loaded = loadScenario(path, options, diagnostics);
  if (!loaded) throw std::runtime_error("does not load:\n" + textOf(diagnostics));
  return std::move(*loaded);
}

}  // namespace

LoadedScenario load(const std::string& text, const LoadOptions& options) {
  const TemporaryFile file{text};
  return loadPath(file.path(), options);
}

LoadedScenario loadBundled(const std::string& name, const LoadOptions& options) {
  return loadPath(std::string{HEADROOM_SOURCE_DIR} + "/scenarios/" + name, options);
}

std::string errorsOf(const std::string& text) {
  const TemporaryFile file{text};
  Diagnostics diagnostics;
  if (loadScenario(file.path(), {}, diagnostics)) return "";
  return textOf(diagnostics);
}

std::string diagnosticsOf(const std::string& text, const LoadOptions& options) {
  const TemporaryFile file{text};
  Diagnostics diagnostics;
  loadScenario(file.path(), options, diagnostics);
  return textOf(diagnostics);
}

Outcome runFirst(const std::string& text, int replication) {
  const LoadedScenario loaded = load(text);
  RunOptions options;
  options.replication = replication;
  return simulate(loaded.variants.front(), options);
}

std::shared_ptr<const Model> modelOf(const std::string& text) {
  const LoadedVariant variant = load(text).variants.front();
  return std::make_shared<const Model>(compile(variant.spec, variant.samples));
}

std::vector<Answer> answersOf(const LoadedVariant& variant) {
  const auto model = std::make_shared<const Model>(compile(variant.spec, variant.samples));
  World world{model, 0, 1'000'000'000};
  std::vector<Answer> answers;
  world.watchRequests(
      [&](FlowId flow, std::uint64_t number, Time issued, Time answered, const Failure& how) {
        answers.push_back({model->flows[flow.value].name, number, issued.count(), answered.count(),
                           how.cause, how.degraded});
      });
  world.advance(model->duration);
  world.finishRun();
  std::sort(answers.begin(), answers.end());
  return answers;
}

std::string bytesOf(const LoadedScenario& scenario) {
  ScenarioResult result;
  result.file = "scenario";
  for (const LoadedVariant& variant : scenario.variants)
    result.variants.push_back(makeResult(variant, simulate(variant, {})));
  std::ostringstream csv;
  for (const VariantResult* variant : sortedByName(result))
    writeSeriesRows(variant->name, variant->outcome, csv);
  return toText(resultJson(result), 1) + "\n" + csv.str();
}

namespace {

template <class T>
const T& byName(const std::vector<T>& list, const std::string& name) {
  for (const T& item : list)
    if (item.name == name) return item;
  throw std::runtime_error("no \"" + name + "\" in the outcome");
}

}  // namespace

const FlowOutcome& flow(const Outcome& outcome, const std::string& name) {
  return byName(outcome.flows, name);
}
const PartOutcome& part(const Outcome& outcome, const std::string& name) {
  return byName(outcome.parts, name);
}
const ResourceOutcome& resource(const PartOutcome& part, const std::string& name) {
  return byName(part.resources, name);
}

std::string singleInstance(const std::string& instanceBody, const std::string& work,
                           const std::string& rate, const std::string& duration,
                           const std::string& flowExtra, const std::string& more) {
  return fmt::format(
      R"({{"headroom": "1", "system": {{"flows": {{"f": {{"entry": "app.do"{}{}}}}},
          "parts": {{"app": {{"kind": "instance"{}, "operations": {{"do": [{{"work": {}}}]}}}}}}}},
          "workload": [{{"flow": "f", "start_rate": "{}",
                        "stages": [{{"target": "{}", "duration": "{}"}}]}}]{}{}}})",
      flowExtra.empty() ? "" : ", ", flowExtra, instanceBody.empty() ? "" : ", " + instanceBody,
      work, rate, rate, duration, more.empty() ? "" : ", ", more);
}

}  // namespace headroom::test
