// Who a request is: attributes drawn once, segments over them, and whom a match means.
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// Flows "browse" (client free 75 %, gold 25 %; region eu 40 %) and "order" (client gold), each
/// through an app with `limits`.
std::string shop(const std::string& limits, const std::string& workload,
                 const std::string& segments, const std::string& more = "") {
  return R"({"headroom": "1", "system": {"segments": {)" + segments + R"(}, "flows": {
      "browse": {"entry": "app.do", "attributes": {"client": {"free": "75%", "gold": "25%"},
                                                   "region": {"eu": "40%", "us": "60%"}}},
      "order": {"entry": "app.do", "attributes": {"client": "gold"}}},
    "parts": {"app": {"kind": "instance", "limits": [)" +
         limits + R"(], "operations": {"do": {"work": "1ms"}}}}}, "workload": [)" + workload + "]" +
         more + "}";
}

std::string arrivals(const std::string& flow, const std::string& rate,
                     const std::string& more = "") {
  return R"({"flow": ")" + flow + R"(", "arrivals": "constant", "start_rate": ")" + rate +
         R"(/s", "stages": [{"target": ")" + rate + R"(/s", "duration": "20s"}])" + more + "}";
}

const FlowOutcome& segment(const Outcome& outcome, const std::string& name) {
  for (const FlowOutcome& s : outcome.segments)
    if (s.name == name) return s;
  ADD_FAILURE() << "no segment " << name;
  return outcome.segments.front();
}

const std::string kSegments = R"(
  "free": {"attributes": {"client": "free"}},
  "gold": {"attributes": {"client": ["gold", "free"], "region": "eu"}},
  "eu gold browsers": {"flow": "browse", "attributes": {"client": "gold", "region": "eu"}},
  "everyone": {"flow": ["browse", "order"]})";

TEST(Segments, AreOfTheRequestsTheirRulesMean) {
  const Outcome o =
      runFirst(shop("", arrivals("browse", "1000") + "," + arrivals("order", "50"), kSegments));
  const auto offered = [&](const std::string& name) {
    return static_cast<double>(segment(o, name).books.offered);
  };
  // 20 000 browsers: binomial, 4 standard deviations.
  EXPECT_NEAR(offered("free"), 15'000, 4 * 61.2);
  EXPECT_NEAR(offered("eu gold browsers"), 2'000, 4 * 42.4);
  EXPECT_EQ(offered("everyone"), 21'000);
  // Orders have no region: only browsers of eu are meant.
  EXPECT_NEAR(offered("gold"), 8'000, 4 * 69.3);
  // Each attribute is drawn by itself.
  EXPECT_EQ(part(o, "app").segments.size(), 4u);
  EXPECT_EQ(part(o, "app").segments[1].offered, segment(o, "everyone").books.offered);
  EXPECT_DOUBLE_EQ(part(o, "app").segments[1].serviceSeconds, part(o, "app").serviceSeconds);
}

TEST(Segments, OneMoreAttributeChangesNoOtherDraw) {
  const std::string more = R"(, "attributes": {"device": {"phone": "50%", "desk": "50%"}})";
  const Outcome without = runFirst(shop("", arrivals("browse", "500"), kSegments));
  const Outcome with = runFirst(shop("", arrivals("browse", "500", more), kSegments));
  for (const FlowOutcome& s : without.segments)
    EXPECT_EQ(s.books.offered, segment(with, s.name).books.offered) << s.name;
}

TEST(Segments, AWorkloadMaySayWhoItsRequestsAre) {
  const std::string free = R"(, "attributes": {"client": "free"})";
  const Outcome o = runFirst(shop("", arrivals("browse", "100", free), kSegments));
  EXPECT_EQ(segment(o, "free").books.offered, 2'000u);
  EXPECT_EQ(segment(o, "eu gold browsers").books.offered, 0u);
}

TEST(Segments, WhatOnlyAnotherWorkloadSaysOfAFlowTheseRequestsDoNotHave) {
  const std::string vip = R"(, "attributes": {"rank": "vip"})";
  const Outcome o = runFirst(shop("", arrivals("order", "100", vip) + "," + arrivals("order", "50"),
                                  R"("vip": {"attributes": {"rank": "vip"}})"));
  EXPECT_EQ(segment(o, "vip").books.offered, 2'000u);
}

TEST(Segments, ALimitMeansWhomItsMatchNames) {
  const std::string bucket = R"(, "token_bucket": {"rate": "10/s", "burst": 1}})";
  const auto refused = [&](const std::string& match, const std::string& name) {
    const Outcome o =
        runFirst(shop(R"({"match": )" + match + bucket,
                      arrivals("browse", "100") + "," + arrivals("order", "100"), kSegments));
    const FlowOutcome& s = segment(o, name);
    EXPECT_EQ(s.books.offered, s.books.completed + s.books.refused + s.books.inside);
    return s.books.refused > 0;
  };
  EXPECT_TRUE(refused(R"({"segment": "free"})", "free"));
  EXPECT_FALSE(refused(R"({"segment": "free"})", "eu gold browsers"));
  EXPECT_TRUE(refused(R"({"attributes": {"client": "gold"}})", "eu gold browsers"));
  EXPECT_FALSE(refused(R"({"attributes": {"client": "gold"}})", "free"));
  EXPECT_FALSE(refused(R"({"flow": "order", "attributes": {"client": "gold"}})", "gold"));
}

TEST(Segments, ALimitForEachHasALimiterForEachValue) {
  const auto completed = [](const std::string& forEach) {
    const Outcome o =
        runFirst(shop("{" + forEach + R"("token_bucket": {"rate": "10/s", "burst": 1}})",
                      arrivals("browse", "1000") + "," + arrivals("order", "100"), kSegments));
    return std::pair{flow(o, "browse").books.completed + flow(o, "order").books.completed,
                     segment(o, "free").books.completed};
  };
  // 20 s: the first token, and one each 100 ms after it. Arrivals are dense: one each takes it.
  EXPECT_NEAR(static_cast<double>(completed("").first), 200, 2);
  EXPECT_NEAR(static_cast<double>(completed(R"("for_each": "flow", )").first), 400, 3);
  // Free and gold, whatever the flow.
  EXPECT_NEAR(static_cast<double>(completed(R"("for_each": "client", )").first), 400, 3);
  EXPECT_NEAR(static_cast<double>(completed(R"("for_each": "client", )").second), 200, 2);
  // eu, us, and orders, which have no region.
  EXPECT_NEAR(static_cast<double>(completed(R"("for_each": "region", )").first), 600, 4);
}

TEST(Segments, AreAsserted) {
  const std::string text =
      shop(R"({"match": {"segment": "free"}, "token_bucket": {"rate": "0/s", "burst": 1}})",
           arrivals("browse", "100"), kSegments,
           R"(, "assert": [{"segment": "free", "metric": "refused_ratio", "threshold": ">99%"},
           {"segment": "eu gold browsers", "metric": "success_ratio", "threshold": ">=100%"},
           {"segment": "free", "metric": "goodput", "threshold": "<1/s", "window": {"from": "5s", "to": "20s"}}])");
  const LoadedScenario loaded = load(text);
  const Outcome o = runFirst(text);
  for (const Judgement& j : judge(loaded.variants.front().spec, o))
    EXPECT_EQ(j.verdict, Verdict::pass) << j.text << " " << j.value;
}

TEST(Segments, HaveCurvesOfTheirOwnAndAtEachPart) {
  const Outcome o = runFirst(shop("", arrivals("browse", "100"), kSegments));
  const SeriesColumn* offered = o.series.find("", "free", "offered", "rate");
  const SeriesColumn* visits = o.series.find("app", "free", "offered", "rate");
  ASSERT_NE(offered, nullptr);
  ASSERT_NE(visits, nullptr);
  EXPECT_EQ(offered->values, visits->values);
  double sum = 0;
  for (const double v : offered->values) sum += v * toSeconds(o.series.interval);
  EXPECT_NEAR(sum, static_cast<double>(segment(o, "free").books.offered), 1e-6);
}

TEST(Segments, ServiceThatIsCutOffIsTheirsToo) {
  const Outcome o = runFirst(shop(
      "", arrivals("browse", "100"), kSegments,
      R"(, "faults": [{"at": "5s", "duration": "1s", "part": "app", "slow": {"latency": "10s"}},
                      {"at": "7s", "duration": "1s", "part": "app", "down": {}}])"));
  const PartOutcome& app = part(o, "app");
  EXPECT_GT(app.serviceSeconds, 50);  // A hundred requests, each for one to two seconds.
  EXPECT_DOUBLE_EQ(app.segments[1].serviceSeconds, app.serviceSeconds);  // Everyone's.
}

TEST(Segments, WhoDeclaresNoneHasTheRunAsBefore) {
  const auto answers = [](const std::string& segments) {
    const LoadedScenario loaded = load(shop("", arrivals("browse", "300"), segments));
    return answersOf(loaded.variants.front());
  };
  EXPECT_EQ(answers(""), answers(kSegments));
}

TEST(Segments, MistakesAreSaidWithTheNearestName) {
  const auto said = [](const std::string& segments, const std::string& limits = "") {
    return diagnosticsOf(shop(limits, arrivals("browse", "100"), segments));
  };
  const auto has = [](const std::string& text, const std::string& what) {
    return text.find(what) != std::string::npos;
  };
  const std::string flow = said(R"("s": {"flow": ["browse", "ordr"]})");
  EXPECT_TRUE(has(flow, "/system/segments/s/flow/1") && has(flow, "did you mean \"order\""))
      << flow;
  const std::string value = said(R"("s": {"attributes": {"client": "golden"}})");
  EXPECT_TRUE(has(value, "/system/segments/s/attributes/client") && has(value, "\"gold\""))
      << value;
  const std::string attribute = said(R"("s": {"attributes": {"clint": "gold"}})");
  EXPECT_TRUE(has(attribute, "did you mean \"client\"")) << attribute;
  EXPECT_TRUE(has(said(R"("s": {})"), "E_EMPTY"));
  const std::string limit =
      said(R"("free": {"attributes": {"client": "free"}})",
           R"({"match": {"segment": "fre"}, "token_bucket": {"rate": "1/s"}})");
  EXPECT_TRUE(has(limit, "/system/parts/app/limits/0/match/segment") && has(limit, "\"free\""))
      << limit;
  const std::string each = said("", R"({"for_each": "clients", "token_bucket": {"rate": "1/s"}})");
  EXPECT_TRUE(has(each, "/system/parts/app/limits/0/for_each") && has(each, "\"client\"")) << each;
  const std::string nobody =
      said("", R"({"match": {"flow": "order", "attributes": {"region": "eu"}},
                   "token_bucket": {"rate": "1/s"}})");
  EXPECT_TRUE(has(nobody, "matches-nobody")) << nobody;
}

TEST(Segments, NamesThatMeanSomethingElseAreRefused) {
  const std::string segment =
      errorsOf(shop("", arrivals("browse", "100"), R"("flow=browse": {"flow": "order"})"));
  EXPECT_NE(segment.find("E_ID"), std::string::npos) << segment;
  EXPECT_NE(segment.find("/system/segments/flow=browse"), std::string::npos) << segment;
  const std::string attribute =
      errorsOf(shop("", arrivals("browse", "1", R"(, "attributes": {"flow": "x"})"), ""));
  EXPECT_NE(attribute.find("E_ID"), std::string::npos) << attribute;
  EXPECT_NE(attribute.find("/workload/0/attributes/flow"), std::string::npos) << attribute;
}

/// An instance of so many replicas with a limit, and flows whose attribute "user" has 100 values.
std::string crowd(const std::string& limit, int replicas, int attributes = 1) {
  std::string values;
  for (int i = 0; i < 100; ++i)
    values += (i > 0 ? ", \"u" : "\"u") + std::to_string(i) + "\": \"1%\"";
  std::string all;
  for (int i = 0; i < attributes; ++i)
    all +=
        (i > 0 ? ", \"user" : "\"user") + (i > 0 ? std::to_string(i) : "") + "\": {" + values + "}";
  return R"({"headroom": "1", "system": {
    "flows": {"f": {"entry": "app.do", "attributes": {)" +
         all + R"(}}}, "monitors": {"m": {"part": "app", "metric": "offered", "interval": "1s",
                                          "match": {"attributes": {"user": "u1"}}}},
    "parts": {"app": {"kind": "instance", "replicas": )" +
         std::to_string(replicas) + R"(, "limits": [)" + limit +
         R"(], "operations": {"do": {"work": "1ms"}}}}}})";
}

TEST(Segments, ALimitForEachHasSoManyLimitersAtMost) {
  const auto said = [](const std::string& shares, int replicas) {
    return diagnosticsOf(crowd(R"({"for_each": "user", "per": "replica", )" + shares +
                                   R"("token_bucket": {"rate": "10/s"}})",
                               replicas));
  };
  const auto refuses = [&](const std::string& text) {
    return text.find("E_TOO_LARGE") != std::string::npos;
  };
  EXPECT_FALSE(refuses(said("", 100)));
  const std::string many = said("", 101);
  EXPECT_TRUE(refuses(many)) << many;
  EXPECT_NE(many.find("/system/parts/app/limits/0/for_each"), std::string::npos) << many;
  EXPECT_NE(many.find("10100 limiters"), std::string::npos) << many;
  const std::string share =
      R"("shares": [{"match": {"attributes": {"user": "u1"}}, "share": "50%"}], )";
  EXPECT_FALSE(refuses(said(share, 50)));
  EXPECT_TRUE(refuses(said(share, 51)));
}

TEST(Segments, TooManyKindsAreSaidOnce) {
  const std::string said = errorsOf(crowd(R"({"token_bucket": {"rate": "10/s"}, "shares": [
        {"match": {"attributes": {"user": "u1"}}, "share": "10%"},
        {"match": {"attributes": {"user": "u2"}}, "share": "10%"}]})",
                                          1, 2));
  const std::size_t first = said.find("E_TOO_LARGE");
  ASSERT_NE(first, std::string::npos) << said;
  EXPECT_EQ(said.find("E_TOO_LARGE", first + 1), std::string::npos) << said;
}

TEST(Segments, AShareNobodyCanUseIsSaid) {
  const auto said = [](const std::string& limit) {
    return diagnosticsOf(shop("{" + limit + R"(, "fixed_window": {"limit": 10, "window": "1s"}})",
                              arrivals("browse", "100") + "," + arrivals("order", "1"), ""));
  };
  const std::string order = R"({"match": {"flow": "order"}, "share": "30%"})";
  EXPECT_EQ(said(R"("shares": [)" + order + "]"), "");
  const std::string twice = said(R"("shares": [)" + order + "," + order + "]");
  EXPECT_NE(twice.find("/system/parts/app/limits/0/shares/1/match"), std::string::npos) << twice;
  const std::string never = said(R"("match": {"flow": "browse"}, "shares": [)" + order + "]");
  EXPECT_NE(never.find("matches-nobody"), std::string::npos) << never;
}

TEST(Segments, SharesOfAnAttributeSumToAll) {
  const std::string text = shop(
      "", arrivals("browse", "1", R"(, "attributes": {"client": {"free": "70%", "gold": "20%"}})"),
      "");
  const std::string said = errorsOf(text);
  EXPECT_NE(said.find("E_SUM"), std::string::npos) << said;
  EXPECT_NE(said.find("90%"), std::string::npos) << said;
}

}  // namespace
}  // namespace headroom::test
