// What the bundled scenarios of limits say: which designs pass. A mechanism that is broken or left
// out is one of the designs that must fail.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "models/outcome/verdict.h"
#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

/// Designs that pass, by scenario; all others fail.
const std::map<std::string, std::vector<std::string>> kPassing{
    {"single-instance", {"2x application", "2x both", "2x database", "5x both"}},
    {"spike-in-one-flow", {"partners limited", "the feed limited"}},
    {"misconfigured-limit", {"as meant"}},
    {"limiter-store-down", {"a limit of each replica", "counts for itself"}},
    {"adaptive-or-static", {"aimd", "gradient2 windowed", "requests inside"}}};

class BundledVerdicts : public testing::TestWithParam<std::string> {};

TEST_P(BundledVerdicts, AreThose) {
  const LoadedScenario loaded = loadBundled("limits/" + GetParam() + ".scenario.json");
  std::vector<std::string> passing;
  for (const LoadedVariant& variant : loaded.variants) {
    bool pass = true;
    for (const Judgement& j : judge(variant.spec, simulate(variant, RunOptions{})))
      pass = pass && j.verdict == Verdict::pass;
    if (pass) passing.push_back(variant.name);
  }
  std::sort(passing.begin(), passing.end());
  EXPECT_EQ(passing, kPassing.at(GetParam()));
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& [name, passing] : kPassing) all.push_back(name);
  return all;
}
std::string nameOfTest(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Limits, BundledVerdicts, testing::ValuesIn(names()), nameOfTest);

}  // namespace
}  // namespace headroom::test
