// The document tree: building, finding, pointing, comparing, writing.
#include "models/notation/json_value.h"

#include <gtest/gtest.h>

#include <limits>

#include "models/notation/json_parse.h"

namespace headroom {
namespace {

JsonValue json(const std::string& text) {
  Diagnostics diagnostics;
  auto value = parseJson(text, "", diagnostics);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(JsonValue{});
}

TEST(JsonValue, membersAreFoundByKeyOnlyInObjects) {
  const JsonValue value = json(R"({"a": 1, "b": null})");
  ASSERT_NE(value.find("a"), nullptr);
  EXPECT_EQ(value.find("a")->number, 1);
  EXPECT_EQ(value.find("c"), nullptr);
  EXPECT_EQ(value.find("a")->find("a"), nullptr);
}

TEST(JsonValue, setAppendsOrReplacesInPlace) {
  JsonValue value = JsonValue::makeObject();
  value.set("a", JsonValue::makeNumber(1));
  value.set("b", JsonValue::makeBoolean(true));
  value.set("a", JsonValue::makeString("x")).text += "y";
  EXPECT_EQ(toText(value, -1), R"({"a":"xy","b":true})");
}

TEST(JsonValue, setOnSomethingElseIsAnErrorOfOurs) {
  JsonValue value = JsonValue::makeArray();
  EXPECT_THROW(value.set("a", JsonValue{}), std::logic_error);
  EXPECT_THROW(JsonValue::makeNumber(std::numeric_limits<double>::infinity()), std::logic_error);
}

TEST(JsonValue, numbersAreSpelledAsShortAsTheyReadBack) {
  EXPECT_EQ(JsonValue::makeNumber(5).text, "5");
  EXPECT_EQ(JsonValue::makeNumber(-0.0).text, "0");
  EXPECT_EQ(JsonValue::makeNumber(0.1).text, "0.1");
  EXPECT_EQ(JsonValue::makeNumber(2.5).text, "2.5");
  EXPECT_EQ(JsonValue::makeNumber(123456789012.0).text, "123456789012");
  EXPECT_EQ(JsonValue::makeNumber(1e300).text, "1e+300");
}

TEST(JsonValue, kindsHaveNamesForMessages) {
  EXPECT_EQ(json("null").kindName(), "null");
  EXPECT_EQ(json("true").kindName(), "a boolean");
  EXPECT_EQ(json("1").kindName(), "a number");
  EXPECT_EQ(json("\"\"").kindName(), "a string");
  EXPECT_EQ(json("[]").kindName(), "an array");
  EXPECT_EQ(json("{}").kindName(), "an object");
}

TEST(JsonValue, excerptIsCompactAndKeepsTheSpellingOfNumbers) {
  EXPECT_EQ(json(R"({ "a" : [1.0, "x\ny", true, null] })").excerpt(),
            R"({"a":[1.0,"x\ny",true,null]})");
}

TEST(JsonValue, longExcerptIsCutBetweenCharacters) {
  EXPECT_EQ(JsonValue::makeString(std::string(100, 'x')).excerpt(),
            "\"" + std::string(39, 'x') + "…");
  std::string umlauts;
  std::string cut = "\"";
  for (int i = 0; i < 1000; ++i) umlauts += "ä";
  for (int i = 0; i < 39; ++i) cut += "ä";
  EXPECT_EQ(JsonValue::makeString(umlauts).excerpt(), cut + "…");
  EXPECT_EQ(JsonValue::makeString(std::string(38, 'x')).excerpt().size(), 40U);
}

TEST(JsonValue, excerptOfWhatIsNoUnicodeDoesNotThrow) {
  EXPECT_EQ(JsonValue::makeString("a\xFF").excerpt(), "\"a\xEF\xBF\xBD\"");
}

TEST(JsonValue, sameValueIgnoresSpellingOrderAndPlace) {
  EXPECT_TRUE(json(R"({"a":1,"b":[2]})").sameValue(json("{\"b\":[2.0],\n\"a\":1e0}")));
  EXPECT_FALSE(json("[1,2]").sameValue(json("[2,1]")));
  EXPECT_FALSE(json("[1]").sameValue(json("[1,1]")));
  EXPECT_FALSE(json(R"({"a":1})").sameValue(json(R"({"a":1,"b":1})")));
  EXPECT_FALSE(json(R"({"a":1})").sameValue(json(R"({"b":1})")));
  EXPECT_FALSE(json("0").sameValue(json("false")));
  EXPECT_TRUE(json("null").sameValue(JsonValue{}));
  EXPECT_FALSE(json("\"1\"").sameValue(json("1")));
}

TEST(JsonPointer, leadsToMembersAndItems) {
  JsonValue value = json(R"({"a/b": [10, {"m~n": 20}], "": 30})");
  EXPECT_EQ(resolvePointer(value, ""), &value);
  EXPECT_EQ(resolvePointer(value, "/a~1b/0")->number, 10);
  EXPECT_EQ(resolvePointer(value, "/a~1b/1/m~0n")->number, 20);
  EXPECT_EQ(resolvePointer(value, "/")->number, 30);
}

TEST(JsonPointer, leadsNowhereElse) {
  const JsonValue value = json(R"({"a": [1, 2]})");
  for (const char* pointer : {"/b", "/a/2", "/a/-", "/a/01", "/a/", "/a/-1", "/a/0/x", "a",
                              "/a/99999999999999999999999", "/a/1x"})
    EXPECT_EQ(resolvePointer(value, pointer), nullptr) << pointer;
}

TEST(JsonPointer, tokensAreEscapedAndBack) {
  EXPECT_EQ(pointerToken("a/b"), "/a~1b");
  EXPECT_EQ(pointerToken("~1"), "/~01");
  EXPECT_EQ(pointerTokens("/~01/a~1b/"), (std::vector<std::string>{"~1", "a/b", ""}));
  EXPECT_TRUE(pointerTokens("").empty());
}

TEST(JsonText, isIndentedOrInOneLine) {
  const JsonValue value = json(R"({"b":[1,2.5],"a":{},"c":"ä\"\n"})");
  EXPECT_EQ(toText(value, -1), R"({"b":[1,2.5],"a":{},"c":"ä\"\n"})");
  EXPECT_EQ(toText(json(R"({"a":[1]})"), 2), "{\n  \"a\": [\n    1\n  ]\n}");
}

TEST(JsonText, wholeNumbersHaveNoPoint) {
  EXPECT_EQ(toText(json("[1e3, 5.0, 9223372036854775807, 0.5, 1e300, -0]"), -1),
            "[1000,5,9223372036854775807,0.5,1e+300,0]");
  EXPECT_EQ(toText(JsonValue::makeNumber(1000000), -1), "1000000");
}

}  // namespace
}  // namespace headroom
