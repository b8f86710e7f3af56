// What a fingerprint feels, and what it does not.
#include "models/spec/fingerprint.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

const std::string kFlagship = "cache-loss.scenario.json";

std::string fingerprint(const LoadedVariant& v, std::size_t index) {
  const PartSpec& app = v.spec.system.parts.at("app");
  return fingerprintOf(v.spec.system, v.samples, "app", baselinesOf(app).at(index));
}

std::string after(const std::string& pointer, const std::string& value, std::size_t index) {
  LoadOptions options;
  options.overrides = {{pointer, value}};
  return fingerprint(loadBundled(kFlagship, options).document, index);
}

class Fingerprint : public testing::Test {
 protected:
  const std::string warm = fingerprint(loadBundled(kFlagship).document, 0);
  const std::string without = fingerprint(loadBundled(kFlagship).document, 1);
};

TEST_F(Fingerprint, HasItsForm) {
  EXPECT_EQ(warm.size(), 19U);
  EXPECT_TRUE(warm.starts_with("h1:")) << warm;
  EXPECT_NE(warm, without);  // The cache is not part of the second.
}

TEST_F(Fingerprint, MovesWithWhatTheLoadTestFeels) {
  for (const auto& [pointer, value] : std::vector<std::pair<std::string, std::string>>{
           {"/system/parts/app/workers", "401"},
           {"/system/parts/app/queue/timeout", "400ms"},
           {"/system/parts/app/pools/orders-db/size", "20"},
           {"/system/parts/app/operations/browse/0/work", "1ms"},
           {"/system/parts/orders-db/connections", "41"},
           {"/system/parts/orders-db/operations/select", "80ms"},
           {"/system/parts/app/limits", R"([{"token_bucket": {"rate": "1/s"}}])"},
           {"/system/parts/app/limits",
            R"([{"match": {"flow": "browse"}, "token_bucket": {"rate": "1/s"}}])"},
           {"/system/flows/browse/timeout", "2s"}}) {
    EXPECT_NE(after(pointer, value, 0), warm) << pointer;
    EXPECT_NE(after(pointer, value, 1), without) << pointer;
  }
}

TEST_F(Fingerprint, OfTheAbsentCacheNothingIsFelt) {
  for (const auto& [pointer, value] : std::vector<std::pair<std::string, std::string>>{
           {"/system/parts/product-cache/capacity", "10"},
           {"/system/parts/product-cache/ttl", "1m"},
           {"/system/parts/product-cache/initially", "cold"},
           {"/system/keys/product/zipf/exponent", "1.2"}}) {
    EXPECT_NE(after(pointer, value, 0), warm) << pointer;
    EXPECT_EQ(after(pointer, value, 1), without) << pointer;
  }
}

TEST_F(Fingerprint, StaysWithEverythingElse) {
  for (const auto& [pointer, value] : std::vector<std::pair<std::string, std::string>>{
           {"/system/parts/app/note", "a word"},
           {"/system/parts/app/replicas", "3"},
           {"/system/parts/app/operations/order/0/work", "5ms"},
           {"/system/parts/orders-db/operations/insert", "21ms"},
           {"/system/parts/app/baselines/0/throughput", "4000/s"},
           {"/system/parts/app/baselines/0/tolerance", "20%"},
           {"/system/parts/app/baselines/1/fingerprint", "h1:0"},
           {"/system/parts/app/limits",
            R"([{"match": {"operation": "order"}, "token_bucket": {"rate": "1/s"}}])"},
           {"/system/parts/app/limits",
            R"([{"match": {"flow": "order"}, "token_bucket": {"rate": "1/s"}}])"},
           {"/system/parts/app/limits", "[]"},
           {"/system/parts/app/limits",
            R"([{"when": {"from": "9s", "to": "20s"}, "token_bucket": {"rate": "1/s"}}])"},
           {"/system/parts/app/queue/timeout", "0.5s"},
           {"/system/flows/browse/retry/max_attempts", "2"},
           {"/system/flows/order/timeout", "9s"},
           {"/workload/0/start_rate", "1/s"},
           {"/faults/0/duration", "20s"},
           {"/title", "another"}}) {
    EXPECT_EQ(after(pointer, value, 0), warm) << pointer;
    EXPECT_EQ(after(pointer, value, 1), without) << pointer;
  }
}

TEST_F(Fingerprint, WhoRequestsAreIsFeltWhereALimitAsks) {
  const auto of = [](const std::string& client, const std::string& rule,
                     const std::string& limits) {
    LoadOptions options;
    options.overrides = {
        {"/system/flows/browse/attributes", R"({"client": {"gold": "10%", "free": "90%"}})"},
        {"/system/segments", R"({"s": {"attributes": {"client": ")" + rule + "\"}}}"},
        {"/system/parts/app/limits", limits}};
    if (!client.empty())
      options.overrides[0].value = R"({"client": {"gold": ")" + client + R"(", "free": "50%"}})";
    return fingerprint(loadBundled(kFlagship, options).document, 0);
  };
  const std::string limit = R"([{"match": {"segment": "s"}, "token_bucket": {"rate": "1/s"}}])";
  EXPECT_EQ(of("", "gold", "[]"), warm);
  EXPECT_EQ(of("50%", "free", "[]"), warm);
  EXPECT_NE(of("", "gold", limit), of("", "free", limit));
  EXPECT_NE(of("", "gold", limit), of("50%", "gold", limit));
}

TEST_F(Fingerprint, CriticalityIsFeltWhereALimitOrALineLooksAtIt) {
  // Segments, the flow's criticality, its attributes.
  const auto of = [](const std::vector<Override>& who, const std::vector<Override>& rule) {
    LoadOptions options;
    options.overrides = {
        {"/system/flows/browse/attributes", R"({"client": {"gold": "10%", "free": "90%"}})"},
        {"/system/segments",
         R"({"s": {"attributes": {"client": "free"}, "criticality": "sheddable"}})"}};
    options.overrides.insert(options.overrides.end(), rule.begin(), rule.end());
    options.overrides.insert(options.overrides.end(), who.begin(), who.end());
    return fingerprint(loadBundled(kFlagship, options).document, 0);
  };
  const std::vector<std::vector<Override>> changes = {
      {{"/system/flows/browse/criticality", "\"critical_plus\""}},
      {{"/system/segments/s/criticality", "\"sheddable_plus\""}},
      {{"/system/segments/s/attributes/client", "\"gold\""}},
      {{"/system/flows/browse/attributes/client", R"({"gold": "20%", "free": "80%"})"}}};
  const std::vector<std::vector<Override>> looks = {
      {{"/system/parts/app/limits", R"([{"criticality_shedding": {"sheddable": 5}}])"}},
      {{"/system/parts/app/limits", R"([{"dagor": {}}])"}},
      {{"/system/parts/app/limits",
        R"([{"concurrency": {"limit": 5}, "queue": {"discipline": "priority"}}])"}},
      {{"/system/parts/app/queue", R"({"discipline": "priority"})"}},
      {{"/system/parts/orders-db/queue", R"({"discipline": "priority"})"}},
      {{"/system/parts/app/operations/browse",
        R"([{"limit": {"criticality_shedding": {"sheddable": 5}}},
            {"cache": "product-cache", "key": "product", "on_miss": [{"call": "orders-db.select"}]}])"}}};
  for (const std::vector<Override>& who : changes) {
    EXPECT_EQ(of(who, {}), warm) << who.front().pointer;
    EXPECT_EQ(of(who, {{"/system/parts/app/limits",
                        R"([{"match": {"operation": "order"}, "dagor": {}}])"}}),
              warm)
        << who.front().pointer;
    for (const std::vector<Override>& rule : looks)
      EXPECT_NE(of(who, rule), of({}, rule)) << who.front().pointer << " " << rule.front().value;
  }
}

TEST_F(Fingerprint, ALimitForEachAsksWhoRequestsAre) {
  const auto of = [](const std::string& forEach, const std::string& gold) {
    LoadOptions options;
    options.overrides = {
        {"/system/flows/browse/attributes",
         R"({"client": {"gold": ")" + gold + R"(", "free": "50%"}})"},
        {"/system/parts/app/limits",
         R"([{"for_each": ")" + forEach + R"(", "token_bucket": {"rate": "1/s"}}])"}};
    if (gold != "50%")
      options.overrides[0].value = R"({"client": {"gold": ")" + gold + R"(", "free": "90%"}})";
    return fingerprint(loadBundled(kFlagship, options).document, 0);
  };
  EXPECT_NE(of("client", "10%"), of("client", "50%"));
  EXPECT_EQ(of("flow", "10%"), of("flow", "50%"));
}

TEST_F(Fingerprint, ALimitsNameIsNotFeltWhereverItStands) {
  const std::string bucket = R"("token_bucket": {"rate": "1/s"}})";
  const auto pair = [&](const std::string& before, const std::string& then,
                        const std::string& pointer) {
    const std::string named = before + R"({"name": "door", )" + bucket + then;
    EXPECT_EQ(after(pointer, named, 0), after(pointer, before + "{" + bucket + then, 0)) << named;
  };
  const std::string browse = "/system/parts/app/operations/browse/0";
  pair("[", "]", "/system/parts/app/limits");
  pair(R"({"limit": )", "}", browse);
  pair(R"({"limit": {"concurrency": {"limit": 5}, "fallback": [{"limit": )", "}]}}", browse);
  pair(R"([{"concurrency": {"limit": 5}, "fallback": [{"limit": )", "}]}]",
       "/system/parts/app/limits");
}

TEST_F(Fingerprint, OfTheFlagshipIsWhatItWas) {
  // Stands in users' files: what moves it makes their baselines stale.
  EXPECT_EQ(warm, "h1:8420140d7c9a28c0");
  EXPECT_EQ(without, "h1:5c0c8c2a5ec5ee95");
}

std::string lintsOf(const std::vector<Override>& overrides, const std::string& fingerprint,
                    const std::string& silence = "[]") {
  const std::string text = fmt::format(R"({{"headroom": "1", "silence": {},
    "system": {{"flows": {{"f": {{"entry": "db.q"}}}}, "parts": {{
      "db": {{"kind": "database", "connections": 4, "operations": {{"q": "1ms"}},
             "baselines": [{{"operation": "q", "throughput": "9/s", "fingerprint": "{}"}}]}}}}}},
    "workload": [{{"flow": "f", "start_rate": "1/s", "stages": [{{"target": "1/s", "duration": "5s"}}]}}],
    "variants": {{"wider": {{"set": {{"/system/parts/db/connections": 8}}}}}}}})",
                                       silence, fingerprint);
  LoadOptions options;
  options.overrides = overrides;
  return diagnosticsOf(text, options);
}

TEST(StaleBaseline, IsSaidOfTheSystemAsWrittenAloneAndCanBeSilenced) {
  const LoadedVariant v =
      load(R"({"headroom": "1", "system": {"flows": {"f": {"entry": "db.q"}}, "parts": {
      "db": {"kind": "database", "connections": 4, "operations": {"q": "1ms"}}}}})")
          .document;
  BaselineSpec baseline;
  baseline.operation = "q";
  const std::string now = fingerprintOf(v.spec.system, v.samples, "db", baseline);
  const std::string stale = lintsOf({}, "h1:0123456789abcdef");
  EXPECT_NE(stale.find("stale-baseline"), std::string::npos) << stale;
  EXPECT_NE(stale.find(now), std::string::npos) << stale;
  EXPECT_NE(stale.find("headroom check --stamp"), std::string::npos) << stale;
  // The variant has another configuration, and raises nothing; neither does an override.
  EXPECT_EQ(lintsOf({}, now), "");
  EXPECT_EQ(lintsOf({{"/system/parts/db/connections", "5"}}, now), "");
  EXPECT_EQ(lintsOf({}, "h1:0123456789abcdef", R"(["stale-baseline"])"), "");
}

}  // namespace
}  // namespace headroom::test
