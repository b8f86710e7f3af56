// A mean nobody measured, found from what was.
#include "studies/fit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "studies/level_check.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

std::string shop(const std::string& select, const std::string& appBaseline,
                 const std::string& dbBaseline, const std::string& work = "\"2ms\"",
                 const std::string& rest = "") {
  return fmt::format(R"({{"headroom": "1", "system": {{
    "flows": {{"f": {{"entry": "app.read", "timeout": "200ms"}}}},
    "parts": {{
      "app": {{"kind": "instance", "workers": 200, "cores": 4, "pools": {{"db": {{"size": 8}}}},
              "operations": {{"read": [{{"work": {}}}, {{"call": "db.select"}}]}}, "baselines": [{}]}},
      "db": {{"kind": "database", "connections": 8, "operations": {{"select": {}}}, "baselines": [{}]}}}}}}{}}})",
                     work, appBaseline, select, dbBaseline, rest);
}

std::string measured(double perSecond) {
  return fmt::format(R"({{"operation": "read", "throughput": "{:.6g}/s"}})", perSecond);
}

double sustained(const std::string& text) {
  return checkLevels(load(text).document, {}).front().simulated.median;
}

std::string errorOf(LoadedScenario& scenario) {
  Diagnostics diagnostics;
  resolveFits(scenario, {}, diagnostics);
  return diagnostics.hasErrors() ? toText(diagnostics.all().front()) : "";
}

TEST(Fit, FindsTheMeanThatWasThere) {
  // The rate that a known system sustains is taken for the measurement of one that is not known.
  const std::pair<const char*, const char*> laws[] = {
      {R"({"exponential": "10ms"})", R"({"fit": {"law": "exponential"}})"},
      {R"({"lognormal": {"mean": "10ms", "sigma": 0.6}})",
       R"({"fit": {"law": "lognormal", "sigma": 0.6}})"}};
  for (const auto& [known, unknown] : laws) {
    const double rate = sustained(shop(known, measured(700), ""));
    LoadedScenario scenario = load(shop(unknown, measured(rate), ""));
    ASSERT_EQ(errorOf(scenario), "");
    ASSERT_EQ(scenario.filledIn.size(), 1U);
    const FilledIn& found = scenario.filledIn.front();
    EXPECT_EQ(found.pointer, "/system/parts/db/operations/select");
    EXPECT_NEAR(toSeconds(found.mean), 0.010, 0.00015) << unknown;
    EXPECT_LE(found.low, found.mean);
    EXPECT_GE(found.high, found.mean);
    // And with it the baseline comes out.
    EXPECT_NEAR(checkLevels(scenario.document, {}).front().deviation(), 0, 0.01);
  }
}

TEST(Fit, OneAfterTheOtherWhereEachHasABaselineOfItsOwn) {
  const std::string unknown = R"({"fit": {"law": "exponential"}})";
  const double db = checkLevels(load(shop(R"({"exponential": "4ms"})", measured(700),
                                          R"({"operation": "select", "throughput": "1900/s"})",
                                          R"({"exponential": "3ms"})"))
                                    .document,
                                {})
                        .back()
                        .simulated.median;
  const double app =
      sustained(shop(R"({"exponential": "4ms"})", measured(700), "", R"({"exponential": "3ms"})"));
  LoadedScenario scenario = load(
      shop(unknown, measured(app),
           fmt::format(R"({{"operation": "select", "throughput": "{:.6g}/s"}})", db), unknown));
  ASSERT_EQ(errorOf(scenario), "");
  ASSERT_EQ(scenario.filledIn.size(), 2U);
  EXPECT_EQ(scenario.filledIn[0].pointer, "/system/parts/db/operations/select");
  EXPECT_NEAR(toSeconds(scenario.filledIn[0].mean), 0.004, 0.0001);
  EXPECT_EQ(scenario.filledIn[1].pointer, "/system/parts/app/operations/read/0/work");
  EXPECT_NEAR(toSeconds(scenario.filledIn[1].mean), 0.003, 0.0001);
}

TEST(Fit, IsOfTheSystemAsWrittenAndReachesEveryVariant) {
  const std::string text = shop(
      R"({"fit": {"law": "exponential"}})", measured(600), "", "\"2ms\"",
      R"(, "workload": [{"flow": "f", "start_rate": "9/s", "stages": [{"target": "9/s", "duration": "9s"}]}],
             "variants": {"as it is": {}, "slower": {"set": {"/system/parts/db/connections": 4}},
                          "known": {"set": {"/system/parts/db/operations/select": "1ms"}}})");
  LoadOptions options;
  options.overrides = {{"/system/parts/db/connections", "2"}};  // Must not change what is found.
  LoadedScenario plain = load(text);
  LoadedScenario changed = load(text, options);
  ASSERT_EQ(errorOf(plain), "");
  ASSERT_EQ(errorOf(changed), "");
  EXPECT_EQ(plain.filledIn.front().mean, changed.filledIn.front().mean);
  const auto selectOf = [](const LoadedVariant& v) {
    return std::get<DatabaseSpec>(v.spec.system.parts.at("db").body).operations.at("select");
  };
  const DistributionSpec found{ExponentialSpec{plain.filledIn.front().mean, ""}};
  EXPECT_EQ(selectOf(plain.variants[0]), found);
  EXPECT_EQ(selectOf(plain.variants[1]), found);
  EXPECT_EQ(selectOf(plain.variants[2]),
            DistributionSpec{ConstantSpec{std::chrono::milliseconds{1}}});
  EXPECT_EQ(selectOf(changed.document), found);
}

TEST(Fit, ThatNoMeanSatisfiesIsAnErrorWithAPlace) {
  // Four cores at 2 ms are 2000/s at most, whatever the database does.
  LoadedScenario scenario = load(shop(R"({"fit": {"law": "constant"}})", measured(2500), "",
                                      "\"2ms\"", R"(, "silence": ["baseline-above-capacity"])"));
  const std::string error = errorOf(scenario);
  EXPECT_NE(error.find("E_FIT"), std::string::npos) << error;
  EXPECT_NE(error.find("/system/parts/db/operations/select/fit"), std::string::npos) << error;
  EXPECT_NE(error.find("however short"), std::string::npos) << error;
}

TEST(Fit, WithoutAnEquationOfItsOwnIsUnderDetermined) {
  const std::string unknown = R"({"fit": {"law": "exponential"}})";
  const std::string none = errorsOf(shop(unknown, "", ""));
  EXPECT_NE(none.find("E_UNDERDETERMINED"), std::string::npos) << none;
  EXPECT_NE(none.find("no baseline's load test comes past"), std::string::npos) << none;
  EXPECT_NE(none.find("db, operation select"), std::string::npos) << none;
  const std::string two = errorsOf(shop(unknown, measured(500), "", unknown));
  EXPECT_NE(two.find("/system/parts/app/operations/read/0/work"), std::string::npos) << two;
  EXPECT_NE(two.find("/system/parts/db/operations/select"), std::string::npos) << two;
  EXPECT_NE(two.find("2 unknowns"), std::string::npos) << two;
}

TEST(Fit, OfAVariantAloneIsRefused) {
  const std::string said = errorsOf(shop(
      "\"5ms\"", measured(600), "", "\"2ms\"",
      R"(, "workload": [{"flow": "f", "start_rate": "9/s", "stages": [{"target": "9/s", "duration": "9s"}]}],
             "variants": {"v": {"set": {"/system/parts/db/operations/select": {"fit": {"law": "constant"}}}}})"));
  EXPECT_NE(said.find("E_FIT"), std::string::npos) << said;
}

}  // namespace
}  // namespace headroom::test
