// What a user wrote wrongly, and what we say: code, pointer, what was found, the way out. Rows of
// the project's reference data (bad_NN) that a scenario can express today.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "models/notation/json_parse.h"
#include "models/spec/document.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

struct Mistake {
  const char* id;
  const char* pointer;  ///< Where the flagship is changed,
  const char* value;    ///< to this JSON.
  const char* says[3];  ///< Parts of the message.
};

const Mistake kMistakes[] = {
    {"bad_01",
     "/workload/0/start_rate",
     R"("-5/s")",
     {"E_RANGE", "/workload/0/start_rate", ">= 0/s"}},
    {"bad_04", "/system/parts/product-cache/read", R"("-1ms")", {"E_RANGE", "-1ms", ">= 0s"}},
    {"bad_06", "/system/parts/app/workers", "0", {"E_ZERO_CAPACITY", ">= 1", "never serves"}},
    {"bad_08",
     "/system/parts/app/replicas",
     "1000000000",
     {"E_TOO_LARGE", "1000", "fewer, larger"}},
    {"bad_10",
     "/workload/0/stages/0/duration",
     R"("1000000000000000000s")",
     {"E_TOO_LARGE", "maximum", ""}},
    {"bad_12",
     "/faults/0",
     R"({"at": "1s", "part": "app", "error": {"rate": "120%"}})",
     {"E_RANGE", "120%", "<= 100%"}},
    {"bad_13",
     "/system/parts/app/operations/order",
     R"([{"choice": [{"probability": "65%"}, {"probability": "65%"}]}])",
     {"E_SUM", "65% + 65%", "130"}},
    {"bad_15", "/assert/0/value", "50", {"E_VALUE", "50", "99%"}},
    {"bad_17", "/system/parts/product-cache/capacity", "-1", {"E_RANGE", "-1", ">= 0"}},
    {"bad_19", "/system/parts/app/workers", R"("100")", {"E_TYPE", "\"100\"", "whole number"}},
    {"bad_21",
     "/system/flows/browse/timeout",
     R"("0s")",
     {"E_RANGE", "> 0s", "leave \"timeout\" out"}},
    {"bad_23",
     "/system/parts/orders-db/operations/insert",
     R"({"pareto": {"shape": 0.9, "scale": "1ms"}})",
     {"E_INFINITE_MEAN", "0.9", "max"}},
    {"bad_24",
     "/system/parts/orders-db/operations/insert",
     R"({"erlang": {"shape": 0, "mean": "1ms"}})",
     {"E_RANGE", "0", ">= 1"}},
    {"bad_30",
     "/system/keys",
     R"({"": {"uniform": {"count": 1}}, "product": {"uniform": {"count": 9}}})",
     {"E_ID", "must not be empty", ""}},
    {"bad_38",
     "/system/parts/app/operations/order",
     R"([{"call": "app.order"}])",
     {"E_CYCLE", "app.order -> app.order", ""}},
    {"bad_50", "/system/flows/browse/retry/max_attempts", "0", {"E_RANGE", ">= 1", "1 = no retry"}},
    {"late_answers_of_one_attempt",
     "/system/flows/browse/retry",
     R"({"max_attempts": 1, "late_answers": "accepted"})",
     {"E_RULE", "no attempt follows a timeout", "max_attempts >= 2"}},
    {"late_answers_without_timeout",
     "/system/flows/order",
     R"({"entry": "edge.order", "retry": {"max_attempts": 2, "late_answers": "accepted"}})",
     {"E_RULE", "without a \"timeout\"", "no answer is late"}},
    {"fallback_where_no_steps_are",
     "/system/parts/orders-db/limits",
     R"([{"token_bucket": {"rate": "9/s"}, "fallback": []}])",
     {"E_RULE", "does no steps", "gateway or an instance"}},
    {"fallback_on_without_fallback",
     "/system/parts/app/operations/order",
     R"([{"call": "orders-db.insert", "fallback_on": ["503"]}])",
     {"E_RULE", "without a \"fallback\"", ""}},
    {"fallback_of_a_miss",
     "/system/parts/app/operations/order",
     R"([{"cache": "product-cache", "key": "product", "on_error": "miss", "fallback": []}])",
     {"E_RULE", "an error counts as a miss", "on_miss"}},
    {"degraded_that_cannot_be",
     "/system/flows/order",
     R"({"entry": "edge.order", "degraded_counts_as": "failure"})",
     {"E_RULE", "nothing answers degraded", ""}},
    {"limit_kept_in_no_cache",
     "/system/parts/app/limits",
     R"([{"token_bucket": {"rate": "9/s"}, "kept_in": {"cache": "orders-db"}}])",
     {"E_KIND", "of kind database", "a cache"}},
    {"limit_kept_in_an_unknown_cache",
     "/system/parts/app/limits",
     R"([{"token_bucket": {"rate": "9/s"}, "kept_in": {"cache": "product-cash"}}])",
     {"E_UNKNOWN_REF", "product-cash", "product-cache"}},
    {"database_that_asks_a_store",
     "/system/parts/orders-db/limits",
     R"([{"token_bucket": {"rate": "9/s"}, "kept_in": {"cache": "product-cache"}}])",
     {"E_RULE", "asks no other", "gateway or an instance"}},
    {"adaptive_limit_in_a_store",
     "/system/parts/app/limits",
     R"([{"vegas": {}, "kept_in": {"cache": "product-cache"}}])",
     {"E_RULE", "lives in the process", "token_bucket, gcra"}},
    {"shares_beyond_the_whole",
     "/system/parts/app/limits",
     R"([{"token_bucket": {"rate": "9/s"}, "shares": [{"match": {"flow": "browse"}, "share": "60%"},
         {"match": {"flow": "order"}, "share": "50%"}]}])",
     {"E_SUM", "110%", "at most 100%"}},
    {"shares_of_what_has_none",
     "/system/parts/app/limits",
     R"([{"guava_bursty": {"rate": "9/s"}, "shares": [{"match": {"flow": "browse"}, "share": "60%"}]}])",
     {"E_RULE", "cannot be shared out", "concurrency"}},
    {"shares_of_a_line",
     "/system/parts/app/limits",
     R"([{"concurrency": {"limit": 9}, "queue": {}, "shares": [{"match": {"flow": "browse"}, "share": "60%"}]}])",
     {"E_RULE", "stands in a line", ""}},
    {"share_of_everybody",
     "/system/parts/app/limits",
     R"([{"token_bucket": {"rate": "9/s"}, "shares": [{"match": {}, "share": "60%"}]}])",
     {"E_RULE", "reserves nothing", "segment"}},
    {"no_patience",
     "/system/parts/app/queue/timeout",
     R"("0s")",
     {"E_RANGE", "> 0s", "\"capacity\": 0"}},
    {"no_such_discipline",
     "/system/parts/app/queue/discipline",
     R"("lifoo")",
     {"E_ENUM", "lifoo", "did you mean \"lifo\""}},
    {"standing_line_first_come",
     "/system/parts/app/queue",
     R"({"discipline": "lifo", "standing_after": "1s"})",
     {"E_RULE", "standing_after", "adaptive_lifo"}},
    {"order_of_nobody",
     "/system/parts/app/queue",
     R"({"capacity": 0, "discipline": "priority"})",
     {"E_RULE", "\"capacity\": 0", "somebody can wait"}},
    {"two_timeouts",
     "/system/parts/app/queue",
     R"({"timeout": "1s", "shed": {"adaptive_timeout": {}}})",
     {"E_CHOICE", "adaptive_timeout", "either"}},
    {"adaptive_timeout_upside_down",
     "/system/parts/orders-db/queue",
     R"({"shed": {"adaptive_timeout": {"n": "1ms", "m": "2ms"}}})",
     {"E_ORDER", "m 2ms, n 1ms", "m <= n"}},
    {"line_of_a_rate",
     "/system/parts/app/limits",
     R"([{"token_bucket": {"rate": "1/s"}, "queue": {}}])",
     {"E_RULE", "\"queue\"", "\"concurrency\""}},
    {"line_on_the_way",
     "/system/parts/app/operations/order/0",
     R"({"limit": {"concurrency": {"limit": 1}, "queue": {}}})",
     {"E_RULE", "among the steps", "a limit of the part"}},
    {"no_threshold",
     "/system/parts/app/limits",
     R"([{"criticality_shedding": {}}])",
     {"E_RULE", "no threshold", "at least one"}},
    {"throttle_that_starves",
     "/system/flows/order/throttle",
     R"({"k": 0.5})",
     {"E_RANGE", "0.5", ">= 1"}},
    {"gaps_of_nothing", "/workload/0/gaps", R"("1s")", {"E_RULE", "renewal", "together"}},
    {"bad_59",
     "/system/parts/app/limits",
     R"([{"tokne_bucket": {"rate": "1/s"}}])",
     {"E_UNKNOWN_FIELD", "tokne_bucket", "did you mean \"token_bucket\""}},
    {"bad_60",
     "/system/flows/browse/timout",
     R"("1s")",
     {"E_UNKNOWN_FIELD", "timout", "did you mean \"timeout\""}},
    {"bad_70", "/headroom", R"("2")", {"E_VERSION", "\"2\"", "\"1\""}},
    {"dangling_part",
     "/faults/0/part",
     R"("product-cash")",
     {"E_UNKNOWN_REF", "product-cash", "did you mean \"product-cache\""}},
    {"dangling_operation",
     "/system/flows/order/entry",
     R"("edge.oder")",
     {"E_UNKNOWN_REF", "edge.oder", "did you mean \"edge.order\""}},
    {"baseline_operation",
     "/system/parts/app/baselines/0/operation",
     R"("brows")",
     {"E_UNKNOWN_REF", "brows", "did you mean \"browse\""}},
    {"baseline_without",
     "/system/parts/app/baselines/1/without/0",
     R"("product-cash")",
     {"E_UNKNOWN_REF", "product-cash", "did you mean \"product-cache\""}},
    {"baseline_without_itself",
     "/system/parts/app/baselines/1/without/0",
     R"("app")",
     {"E_RULE", "without itself", ""}},
    {"baseline_latency",
     "/system/parts/app/baselines/0/latency",
     R"("p(99)>300ms")",
     {"E_VALUE", "/system/parts/app/baselines/0/latency", "p(99)<300ms"}},
    {"baseline_of_a_cache",
     "/system/parts/product-cache/baselines",
     R"([{"operation": "get", "throughput": "1/s"}])",
     {"E_RULE", "its look-ups are measured", ""}},
    {"baseline_key",
     "/system/parts/product-cache/baselines",
     R"([{"key": "produkt", "throughput": "1/s"}])",
     {"E_UNKNOWN_REF", "produkt", "did you mean \"product\""}},
    {"fit_without_sigma",
     "/system/parts/orders-db/operations/insert",
     R"({"fit": {"law": "lognormal"}})",
     {"E_MISSING", "sigma", "a lognormal"}},
    {"fit_under_determined",
     "/system/parts/orders-db/operations/insert",
     R"({"fit": {"law": "exponential"}})",
     {"E_UNDERDETERMINED", "/system/parts/orders-db/operations/insert/fit",
      "orders-db, operation insert"}},
    {"unit", "/system/flows/browse/timeout", "250", {"E_UNIT", "250", "250ms"}},
    {"fault_after_end",
     "/faults/0/at",
     R"("10m")",
     {"E_RANGE", "the run ends at 3m", "never happens"}},
    {"too_many_events",
     "/workload/0/stages/0/target",
     R"("100000000/s")",
     {"E_TOO_LARGE", "--max-events", ""}},
};

std::string flagshipWith(const Mistake& mistake) {
  std::ifstream in(std::string{HEADROOM_SOURCE_DIR} + "/scenarios/cache-loss.scenario.json");
  std::ostringstream text;
  text << in.rdbuf();
  Diagnostics diagnostics;
  JsonValue document = *parseJson(text.str(), "flagship", diagnostics);
  setPointer(document, mistake.pointer, *parseJson(mistake.value, "edit", diagnostics), {}, "",
             diagnostics);
  return toText(document, 1);
}

class Wrong : public testing::TestWithParam<Mistake> {};

TEST_P(Wrong, IsRefusedWithAPlaceAReasonAndAWayOut) {
  const std::string said = errorsOf(flagshipWith(GetParam()));
  ASSERT_NE(said, "") << "it was accepted";
  for (const char* part : GetParam().says)
    EXPECT_NE(said.find(part), std::string::npos) << "\"" << part << "\" is not in\n" << said;
  EXPECT_NE(said.find(".scenario.json:"), std::string::npos) << said;  // file:line:column
}

INSTANTIATE_TEST_SUITE_P(Rows, Wrong, testing::ValuesIn(kMistakes),
                         [](const testing::TestParamInfo<Mistake>& i) { return i.param.id; });

TEST(Wrong, AllMistakesAreReportedAtOnce) {
  const std::string said = errorsOf(R"({"headroom": "1", "titel": "x",
    "system": {"flows": {"f": {"entry": "a.b", "timeout": 5}},
               "parts": {"a": {"kind": "instanz"}, "b": {"kind": "cache", "capacity": -1}}},
    "workload": [{"flow": "f", "start_rate": "10", "stages": []}]})");
  for (const char* part :
       {"titel", "/system/flows/f/timeout", "instanz", "/system/parts/b/capacity",
        "/system/parts/b", "\"read\" is missing", "/workload/0/start_rate", "/workload/0/stages"})
    EXPECT_NE(said.find(part), std::string::npos) << "\"" << part << "\" is not in\n" << said;
}

}  // namespace
}  // namespace headroom::test
