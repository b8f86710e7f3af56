// Lints: doubtful but legal, said once, with a name that a document can silence.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "models/spec/load.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

std::vector<std::string> lintsOf(const std::string& text) {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("headroom-lints-" + std::to_string(getpid()) + ".json"))
                               .string();
  std::ofstream(path) << text;
  Diagnostics diagnostics;
  EXPECT_TRUE(loadScenario(path, {}, diagnostics).has_value());
  std::filesystem::remove(path);
  std::vector<std::string> codes;
  for (const Diagnostic& d : diagnostics.all()) codes.push_back(d.code);
  return codes;
}

std::string withWork(const std::string& work, const std::string& more = "") {
  return singleInstance("", work, "10/s", "10s", "", more);
}

TEST(Lints, AHeavyTailWithoutVarianceIsNamed) {
  const std::vector<std::string> named{"heavy-tail"};
  EXPECT_EQ(lintsOf(withWork(R"({"pareto": {"shape": 1.8, "scale": "1ms"}})")), named);
  EXPECT_TRUE(lintsOf(withWork(R"({"pareto": {"shape": 2.1, "scale": "1ms"}})")).empty());
  EXPECT_TRUE(
      lintsOf(withWork(R"({"pareto": {"shape": 1.8, "scale": "1ms", "max": "1s"}})")).empty());
}

TEST(Lints, RulesByCriticalityWantMoreThanOne) {
  const std::string queue = R"("workers": 1, "queue": {"discipline": "priority"})";
  const std::string limit = R"("limits": [{"criticality_shedding": {"sheddable": 5}}])";
  const std::vector<std::string> named{"one-criticality"};
  for (const std::string& body : {queue, limit})
    EXPECT_EQ(lintsOf(singleInstance(body, R"("1ms")", "10/s", "10s")), named) << body;
  EXPECT_TRUE(lintsOf(singleInstance(R"("workers": 1, "queue": {"discipline": "lifo"})", R"("1ms")",
                                     "10/s", "10s"))
                  .empty());
}

TEST(Lints, RulesByCriticalityAreFineWhereASegmentSaysAnother) {
  const auto of = [](const std::string& body, const std::string& segment) {
    return lintsOf(R"({"headroom": "1", "system": {
      "flows": {"f": {"entry": "app.do", "attributes": {"client": {"gold": "10%", "free": "90%"}}},
                "idle": {"entry": "app.do", "criticality": "sheddable"}},
      "segments": {"s": )" +
                   segment + R"(}, "parts": {"app": {"kind": "instance", )" + body + R"(}}},
      "silence": ["idle-flow"], "workload": [{"flow": "f", "start_rate": "1/s",
                   "stages": [{"target": "1/s", "duration": "9s"}]}]})");
  };
  const std::string free = R"({"attributes": {"client": "free"}, "criticality": "sheddable"})";
  const std::string all = R"({"flow": "f", "criticality": "sheddable"})";
  const std::vector<std::string> named{"one-criticality"};
  const std::string line = R"("workers": 1, "queue": {"discipline": "priority"},
                              "operations": {"do": {"work": "1ms"}})";
  // Among steps, too.
  const std::string step = R"("operations": {"do": [
      {"limit": {"criticality_shedding": {"sheddable": 5}}}, {"work": "1ms"}]})";
  for (const std::string& body : {line, step}) {
    EXPECT_TRUE(of(body, free).empty()) << body;
    EXPECT_EQ(of(body, all), named) << body;
  }
}

TEST(Lints, ADocumentCanSilenceThem) {
  EXPECT_TRUE(lintsOf(withWork(R"({"pareto": {"shape": 1.8, "scale": "1ms"}})",
                               R"("silence": ["heavy-tail"])"))
                  .empty());
}

}  // namespace
}  // namespace headroom::test
