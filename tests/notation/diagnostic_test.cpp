// Findings: how they are worded, gathered, sorted, and what they suggest.
#include "models/notation/diagnostic.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

const SourceLocation kPlace{"shop.json", 3, 7};

TEST(DiagnosticText, hasPlaceCodePointerAndMessage) {
  EXPECT_EQ(toText({Severity::error, "E_RANGE", kPlace, "/parts/db", "too small"}),
            "shop.json:3:7: error[E_RANGE] /parts/db: too small");
  EXPECT_EQ(toText({Severity::warning, "unreachable-part", kPlace, "/parts/db", "unused"}),
            "shop.json:3:7: warning[unreachable-part] /parts/db: unused");
}

TEST(DiagnosticText, leavesOutWhatIsNotKnown) {
  EXPECT_EQ(toText({Severity::error, "E_IO", {"shop.json", 0, 0}, "", "gone"}),
            "shop.json: error[E_IO]: gone");
  Diagnostic nowhere;
  nowhere.code = "E_RANGE";
  nowhere.pointer = "/a";
  nowhere.message = "bad";
  EXPECT_EQ(toText(nowhere), "error[E_RANGE] /a: bad");
}

TEST(DiagnosticText, passesNoTerminalControlsOn) {
  EXPECT_EQ(toText({Severity::error, "E_X", {"a\nb", 1, 1}, "/\x1b[2J", "\x1b]0;x\x07 ä"}),
            "a\\u000ab:1:1: error[E_X] /\\u001b[2J: \\u001b]0;x\\u0007 ä");
}

TEST(Diagnostics, countErrorsButNotWarnings) {
  Diagnostics diagnostics;
  diagnostics.warning("lint", kPlace, "", "w");
  EXPECT_FALSE(diagnostics.hasErrors());
  diagnostics.error("E_X", kPlace, "", "e");
  EXPECT_TRUE(diagnostics.hasErrors());
  EXPECT_EQ(diagnostics.errorCount(), 1U);
  EXPECT_EQ(diagnostics.all().size(), 2U);
}

TEST(Diagnostics, mergeKeepsRepeatedFindingsOnce) {
  Diagnostics first;
  first.error("E_X", kPlace, "/a", "e");
  Diagnostics second = first;
  second.error("E_X", kPlace, "/b", "e");
  second.warning("lint", kPlace, "/a", "e");
  first.merge(second);
  EXPECT_EQ(first.errorCount(), 2U);
  EXPECT_EQ(first.all().size(), 3U);
  first.merge(first);
  EXPECT_EQ(first.all().size(), 3U);
}

TEST(Diagnostics, silenceDropsListedWarningsOnly) {
  Diagnostics diagnostics;
  diagnostics.warning("one", kPlace, "", "w");
  diagnostics.warning("two", kPlace, "", "w");
  diagnostics.error("one", kPlace, "", "an error is never silent");
  diagnostics.silence({"one"});
  ASSERT_EQ(diagnostics.all().size(), 2U);
  EXPECT_EQ(diagnostics.all()[0].code, "two");
  EXPECT_EQ(diagnostics.errorCount(), 1U);
}

TEST(Diagnostics, sortByPlaceKeepsTheOrderOfFindingAtOnePlace) {
  Diagnostics diagnostics;
  diagnostics.error("late", {"b", 1, 1}, "", "");
  diagnostics.error("third", {"a", 10, 1}, "", "");
  diagnostics.error("first", {"a", 9, 2}, "", "");
  diagnostics.error("second", {"a", 9, 2}, "", "");
  diagnostics.sortByPlace();
  std::vector<std::string> codes;
  for (const Diagnostic& d : diagnostics.all()) codes.push_back(d.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"first", "second", "third", "late"}));
}

TEST(NearestName, findsTypingSlips) {
  const std::vector<std::string> names{"instances", "timeout", "retries"};
  EXPECT_EQ(nearestName("instance", names), "instances");
  EXPECT_EQ(nearestName("tiemout", names), "timeout");
  EXPECT_EQ(nearestName("TIMEOUT", names), "timeout");
  EXPECT_EQ(nearestName("retires", names), "retries");
}

TEST(NearestName, isWithinAThirdOfTheLongerName) {
  EXPECT_EQ(nearestName("abcxyf", {"abcdef"}), "abcdef");  // 2 of 6
  EXPECT_EQ(nearestName("abxyzf", {"abcdef"}), "");        // 3 of 6
  EXPECT_EQ(nearestName("b", {"a"}), "a");                 // at least 1
  EXPECT_EQ(nearestName("bc", {"ad"}), "");
}

TEST(NearestName, swappedNeighboursAreOneStep) {
  EXPECT_EQ(nearestName("ab", {"xb", "ba"}), "xb");  // Both are one step away: the first.
  EXPECT_EQ(nearestName("ba", {"ab"}), "ab");
}

TEST(NearestName, hasNothingForNothing) {
  EXPECT_EQ(nearestName("", {"a"}), "");
  EXPECT_EQ(nearestName("a", {}), "");
  EXPECT_EQ(nearestName(std::string(1000, 'a'), {std::string(1000, 'a')}), "");
}

TEST(DidYouMean, isAQuestionOrNothing) {
  EXPECT_EQ(didYouMean("tiemout", {"timeout"}), "; did you mean \"timeout\"?");
  EXPECT_EQ(didYouMean("rate", {"timeout"}), "");
}

TEST(ListNames, endsWithACountBeyondTheLimit) {
  EXPECT_EQ(listNames({}), "");
  EXPECT_EQ(listNames({"a"}), "a");
  EXPECT_EQ(listNames({"a", "b", "c"}, 3), "a, b, c");
  EXPECT_EQ(listNames({"a", "b", "c", "d"}, 2), "a, b and 2 more");
}

}  // namespace
}  // namespace headroom
