// Strict reading: places, limits, and messages one can act on.
#include "models/notation/json_parse.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

JsonValue parse(const std::string& text) {
  Diagnostics diagnostics;
  auto value = parseJson(text, "f.json", diagnostics);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(JsonValue{});
}

/// The findings on a text that must be refused, one a line.
std::string refusal(const std::string& text) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parseJson(text, "", diagnostics).has_value()) << text;
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) out += (out.empty() ? "" : "\n") + toText(d);
  return out;
}

std::string place(const JsonValue& value) {
  return std::to_string(value.where.line) + ":" + std::to_string(value.where.column);
}

TEST(ParseJson, readsEveryKindOfValue) {
  const JsonValue v = parse(R"({"n":null,"b":true,"i":42,"d":-2.50e1,"s":"a\u00e9\n","a":[1,[]]})");
  EXPECT_EQ(v.find("n")->kind, JsonValue::Kind::null);
  EXPECT_TRUE(v.find("b")->boolean);
  EXPECT_EQ(v.find("i")->number, 42);
  EXPECT_EQ(v.find("d")->number, -25);
  EXPECT_EQ(v.find("s")->text, "aé\n");
  EXPECT_EQ(v.find("a")->items.size(), 2U);
}

TEST(ParseJson, numbersKeepTheirSpelling) {
  const JsonValue v = parse("[2.50e1, -0, 1E+2,18446744073709551615 ,0.0]");
  const std::vector<std::string> spelled{"2.50e1", "-0", "1E+2", "18446744073709551615", "0.0"};
  ASSERT_EQ(v.items.size(), spelled.size());
  for (std::size_t i = 0; i < spelled.size(); ++i) EXPECT_EQ(v.items[i].text, spelled[i]);
}

TEST(ParseJson, membersStayInFileOrder) {
  const JsonValue v = parse(R"({"z":1,"a":2,"m":3})");
  EXPECT_EQ(v.members[0].key, "z");
  EXPECT_EQ(v.members[2].key, "m");
}

TEST(ParseJson, everyValueAndKeyKnowsItsPlace) {
  const JsonValue v = parse("{\n  \"a\" : [ 1,\n\t\"x\\\"y\\\\\" , true],\r\n\"b\":{\"c\":null}}");
  EXPECT_EQ(v.where.file, "f.json");
  EXPECT_EQ(place(v), "1:1");
  EXPECT_EQ(v.members[0].where.line, 2U);
  EXPECT_EQ(v.members[0].where.column, 3U);
  EXPECT_EQ(place(v.members[0].value), "2:9");
  EXPECT_EQ(place(v.members[0].value.items[0]), "2:11");
  EXPECT_EQ(place(v.members[0].value.items[1]), "3:2");
  EXPECT_EQ(place(v.members[0].value.items[2]), "3:13");
  EXPECT_EQ(place(v.members[1].value), "4:5");
  EXPECT_EQ(place(*v.members[1].value.find("c")), "4:10");
}

TEST(ParseJson, columnsCountCharactersNotBytes) {
  const JsonValue v = parse("[\"äö€𝄞\", 1]");
  EXPECT_EQ(place(v.items[1]), "1:10");
}

TEST(ParseJson, oneByteOrderMarkIsNoColumn) {
  EXPECT_EQ(place(parse("\xEF\xBB\xBF[1]").items[0]), "1:2");
  EXPECT_EQ(refusal("\xEF\xBB\xBF\xEF\xBB\xBF[1]"), "1:1: error[E_JSON]: a second byte order mark");
}

TEST(ParseJson, scalarsMayStandAlone) {
  EXPECT_EQ(parse(" 2.9 ").number, 2.9);
  EXPECT_EQ(parse("\"x\"").text, "x");
}

TEST(ParseJson, duplicateKeysAreAllReportedWithBothPlaces) {
  EXPECT_EQ(refusal("{\"a\":1,\n\"b\":[0,{\"x\":1,\"x\":2}],\"a\":3,\n\"a\":4}"),
            "2:15: error[E_DUPLICATE_KEY] /b/1/x: "
            "the key \"x\" stands here and at line 2, column 9; keep one\n"
            "2:23: error[E_DUPLICATE_KEY] /a: "
            "the key \"a\" stands here and at line 1, column 2; keep one\n"
            "3:1: error[E_DUPLICATE_KEY] /a: "
            "the key \"a\" stands here and at line 1, column 2; keep one");
}

TEST(ParseJson, keysThatDifferOnlyInEscapesAreDuplicates) {
  EXPECT_TRUE(refusal(R"({"a":1,"\u0061":2})").starts_with("1:8: error[E_DUPLICATE_KEY] /a:"));
}

TEST(ParseJson, sameKeyInDifferentObjectsIsFine) { parse(R"({"a":{"a":1},"b":{"a":1}})"); }

TEST(ParseJson, numbersBeyondADoubleAreOutOfRange) {
  EXPECT_EQ(refusal("{\"a\": -1e999}"),
            "1:7: error[E_RANGE]: the number is too large; allowed: magnitudes up to 1.79e308");
  EXPECT_EQ(parse("1e-999").number, 0);
}

TEST(ParseJson, depthHasALimitThatIsInclusive) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  parse(nested(kMaxNestingDepth));
  const std::string text = refusal(nested(kMaxNestingDepth + 1));
  EXPECT_TRUE(text.starts_with("1:129: error[E_DEPTH] /0/0/")) << text;
  EXPECT_TRUE(text.ends_with(": nested deeper than 128 levels")) << text;
}

TEST(ParseJson, sizeHasALimit) {
  EXPECT_EQ(refusal(std::string(kMaxDocumentBytes + 1, ' ')),
            "1:1: error[E_TOO_LARGE]: found 16777217 bytes; allowed: at most 16777216");
}

TEST(ParseJson, emptyTextIsExplained) {
  for (const char* text : {"", " \n\t\r", "\xEF\xBB\xBF", "\xEF\xBB\xBF \n"})
    EXPECT_EQ(refusal(text), "1:1: error[E_JSON]: expected an object, the file is empty");
}

TEST(ParseJson, encodingsOtherThanUtf8AreNamed) {
  using namespace std::string_literals;
  for (const std::string& text : {"\xFF\xFE{\0}\0"s, "\xFE\xFF\0{\0}"s, "{\0}\0"s, "\0{\0}"s})
    EXPECT_EQ(refusal(text), "1:1: error[E_UTF8]: expected UTF-8, found UTF-16; save it as UTF-8");
  for (const std::string& text : {"\xFF\xFE\0\0{\0\0\0}\0\0\0"s, "\0\0\xFE\xFF\0\0\0{\0\0\0}"s,
                                  "{\0\0\0}\0\0\0"s, "\0\0\0{\0\0\0}"s})
    EXPECT_EQ(refusal(text), "1:1: error[E_UTF8]: expected UTF-8, found UTF-32; save it as UTF-8");
}

TEST(ParseJson, malformedUtf8IsLocatedByOffsetAndPlace) {
  EXPECT_EQ(refusal("[\n\"ä\xFF\"]"),
            "2:3: error[E_UTF8]: malformed UTF-8: byte 0xFF at offset 5; save the file as UTF-8");
  for (const char* text : {"\"\xC0\x80\"", "\"\xE0\x80\x80\"", "\"\xED\xA0\x80\"",
                           "\"\xF4\x90\x80\x80\"", "\"\xF0\x80\x80\x80\"", "\"\xE2\x82"})
    EXPECT_TRUE(refusal(text).starts_with("1:2: error[E_UTF8]")) << refusal(text);
}

TEST(ParseJson, loneSurrogatesAreFoundAtTheirEscape) {
  for (const char* text : {R"(["\ud800"])", R"(["\udc00"])", R"(["\ud800\u0041"])",
                           R"(["\ud800\n"])", R"(["\uD800x"])"})
    EXPECT_TRUE(refusal(text).starts_with("1:3: error[E_UTF8]: a lone surrogate \\u")) << text;
  EXPECT_EQ(parse(R"("\ud834\udd1e")").text, "𝄞");
}

TEST(ParseJson, zeroByteDoesNotEndTheText) {
  using namespace std::string_literals;
  EXPECT_EQ(refusal("[12]\0 {"s), "1:5: error[E_JSON]: a zero byte at offset 4");
}

struct Refused {
  std::string text;
  std::string message;
};

TEST(ParseJson, commonMistakesHaveMessagesOfTheirOwn) {
  const Refused kMistakes[] = {
      {"[1,]", "1:4: error[E_JSON]: a trailing comma; remove the comma before ']'"},
      {"{\"a\":1,\n}", "2:1: error[E_JSON]: a trailing comma; remove the comma before '}'"},
      {"[1 // c\n]", "1:4: error[E_JSON]: JSON has no comments; every object accepts \"note\""},
      {"/* c */{}", "1:1: error[E_JSON]: JSON has no comments; every object accepts \"note\""},
      {"{}\n# c", "2:1: error[E_JSON]: JSON has no comments; every object accepts \"note\""},
      {"{'a':1}", "1:2: error[E_JSON]: found a single quote; text is written in double quotes"},
      {"{a:1}", "1:2: error[E_JSON]: found a; keys are written in double quotes: \"a\""},
      {"[abc]", "1:2: error[E_JSON]: found abc; text is written in double quotes: \"abc\""},
      {"[True]", "1:2: error[E_JSON]: found True; write true"},
      {"[None]", "1:2: error[E_JSON]: found None; write null"},
      {"[NaN]", "1:2: error[E_JSON]: found NaN; numbers are finite"},
      {"[5s]",
       "1:3: error[E_JSON]: found 5s; a number with a unit is written in double quotes: \"5s\""},
      {"[500/s]",
       "1:5: error[E_JSON]: found 500/s; a number with a unit is written in double quotes: "
       "\"500/s\""},
      {"[1_000]", "1:3: error[E_JSON]: numbers are written without underscores"},
      {"[01]", "1:3: error[E_JSON]: a number has no leading zeros"},
      {"[+1]", "1:2: error[E_JSON]: found '+'; numbers are written without a plus sign"},
      {"[.5]", "1:2: error[E_JSON]: found '.'; a number begins with a digit, as in 0.5"},
      {"[\"a\nb\"]",
       "1:4: error[E_JSON]: the string is not closed on its line; a line break "
       "inside is written \\n"},
      {"{\"a\":1 \"b\":2}",
       "1:8: error[E_JSON]: found a string; expected ',' or '}'; is a comma missing?"},
      {"[1,,2]", "1:4: error[E_JSON]: found ','; expected a value"},
      {"{} {}", "1:4: error[E_JSON]: found '{' after the end of the document"},
      {"[1] x", "1:5: error[E_JSON]: found 'x' after the end of the document"},
      {"[1}", "1:3: error[E_JSON]: found '}'; expected ',' or ']'"},
      {"[", "1:2: error[E_JSON]: unexpected end of the file"},
      {"[\n\"ab", "2:4: error[E_JSON]: unexpected end of the file"},
      {"[\"\\x\"]", "1:4: error[E_JSON]: invalid string: forbidden character after backslash"},
      {"[1.]", "1:4: error[E_JSON]: invalid number; expected digit after '.'"}};
  for (const auto& [text, message] : kMistakes) EXPECT_EQ(refusal(text), message) << text;
}

TEST(ParseJson, textOfTheUserIsNotMistakenForTheParsersWords) {
  EXPECT_TRUE(refusal(R"(["'; expected invalid string: surrogate \x"])")
                  .ends_with("forbidden character after backslash"));
  EXPECT_EQ(refusal(R"({"invalid literal" 1})"),
            "1:20: error[E_JSON]: found a number; expected ':'");
}

}  // namespace
}  // namespace headroom
