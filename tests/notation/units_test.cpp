// Units as users write them, as we print them, and what we say about what is neither.
#include "models/notation/units.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <limits>

namespace headroom {
namespace {

using namespace std::chrono_literals;

constexpr Duration kLongest{std::numeric_limits<std::int64_t>::max()};
constexpr Duration kLowest{std::numeric_limits<std::int64_t>::min()};

Duration duration(const std::string& text) {
  const auto parsed = parseDuration(text);
  EXPECT_TRUE(parsed.ok) << text << ": " << parsed.problem;
  return parsed.value;
}

template <class T>
std::string problemOf(const Parsed<T>& parsed) {
  EXPECT_FALSE(parsed.ok);
  return parsed.problem;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(ParseDuration, readsEveryUnit) {
  EXPECT_EQ(duration("15ns"), 15ns);
  EXPECT_EQ(duration("80us"), 80us);
  EXPECT_EQ(duration("80µs"), 80us);
  EXPECT_EQ(duration("250ms"), 250ms);
  EXPECT_EQ(duration("0s"), 0s);
  EXPECT_EQ(duration("3m"), 3min);
  EXPECT_EQ(duration("1h"), 1h);
  EXPECT_EQ(duration("1d"), 24h);
}

TEST(ParseDuration, readsDecimalsExactly) {
  EXPECT_EQ(duration("1.5s"), 1500ms);
  EXPECT_EQ(duration("0.1s"), 100ms);
  EXPECT_EQ(duration("0.3us"), 300ns);
  EXPECT_EQ(duration("1.1d"), 95040s);
  EXPECT_EQ(duration("9007199254.740993s"), 9007199254740993us);  // 2^53 + 1: no double has it.
  EXPECT_EQ(duration("0.0000000000000000000000s"), 0s);
  EXPECT_EQ(duration("1.23456789012h"), 4444444404432ns);
}

TEST(ParseDuration, addsUnitsFromLargeToSmall) {
  EXPECT_EQ(duration("2m30s"), 150s);
  EXPECT_EQ(duration("1d2h3m4s5ms6us7ns"), 24h + 2h + 3min + 4s + 5ms + 6us + 7ns);
  EXPECT_EQ(duration("1m0.25s"), 60250ms);
  EXPECT_EQ(duration("-2m30s"), -150s);
}

TEST(ParseDuration, reachesBothEndsOfTheClock) {
  EXPECT_EQ(duration("106751d23h47m16.854775807s"), kLongest);
  EXPECT_EQ(duration("-106751d23h47m16.854775808s"), kLowest);
  for (const char* text : {"106751d23h47m16.854775808s", "106752d", "99999999999999999999999h",
                           "9223372036854775808ns", "-106751d23h47m16.854775809s"})
    EXPECT_TRUE(contains(problemOf(parseDuration(text)), "maximum")) << text;
}

TEST(ParseDuration, bareNumberShowsTheFix) {
  EXPECT_EQ(problemOf(parseDuration("250")),
            "a bare number; write a unit, as in \"250ms\" or \"250s\"");
  EXPECT_TRUE(contains(problemOf(parseDuration("2m30")), "\"30s\""));
}

TEST(ParseDuration, slipsShowTheFix) {
  const std::pair<const char*, const char*> kSlips[] = {
      {"5 s", "write \"5s\""},
      {" 5s", "write \"5s\""},
      {"3 minutes", "write \"3m\""},
      {"1,5s", "write \"1.5s\""},
      {"1,000s", "write \"1000s\""},
      {"30s2m", "write \"2m30s\""},
      {"1s1s", "write \"2s\""},
      {"5sec", "write \"5s\""},
      {"5M", "write \"5m\""},
      {"5μs", "write \"5us\""},
      {".5s", "\"0.5s\""},
      {"+5s", "write \"5s\""},
      {"1e3s", "exponent"},
      {"5.s", "after the point"},
      {"1us1µs", "write \"2us\""},
      {"0.5ns", "finer than a nanosecond"},
      {"0.3333333333s", "finer than a nanosecond"}};
  for (const auto& [text, fix] : kSlips)
    EXPECT_TRUE(contains(problemOf(parseDuration(text)), fix))
        << text << ": " << parseDuration(text).problem;
}

TEST(ParseDuration, unknownUnitListsTheUnits) {
  EXPECT_EQ(problemOf(parseDuration("5x")), "unknown unit \"x\"; units are d, h, m, s, ms, us, ns");
}

TEST(ParseDuration, refusesEverythingElse) {
  for (const char* text : {"", "-", "--5s", "s", "5s-", "1s-1ms", "inf", "nan", "0x5s", "5s\n",
                           "١s", "1_000s", ".", "1..5s", "1.5.5s"})
    EXPECT_FALSE(problemOf(parseDuration(text)).empty()) << text;
}

TEST(ParseDuration, refusesWhatIsLongWithoutQuotingIt) {
  EXPECT_LT(problemOf(parseDuration(std::string(1'000'000, ','))).size(), 200U);
  EXPECT_LT(problemOf(parseDuration(std::string(1'000'000, '1'))).size(), 200U);
}

TEST(DurationText, isWhatPeopleWouldWrite) {
  EXPECT_EQ(toText(Duration{0}), "0s");
  EXPECT_EQ(toText(Duration{15}), "15ns");
  EXPECT_EQ(toText(Duration{1500ns}), "1.5us");
  EXPECT_EQ(toText(Duration{250ms}), "250ms");
  EXPECT_EQ(toText(Duration{1500ms}), "1.5s");
  EXPECT_EQ(toText(Duration{150s}), "2m30s");
  EXPECT_EQ(toText(Duration{60250ms}), "1m250ms");
  EXPECT_EQ(toText(Duration{24h}), "1d");
  EXPECT_EQ(toText(Duration{-90s}), "-1m30s");
  EXPECT_EQ(toText(kLongest), "106751d23h47m16.854775807s");
  EXPECT_EQ(toText(kLowest), "-106751d23h47m16.854775808s");
}

TEST(DurationText, readsBackToTheSame) {
  std::uint64_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    const Duration d{static_cast<std::int64_t>(state) >> (i % 60)};
    ASSERT_EQ(duration(toText(d)), d);
  }
}

TEST(ParseRate, readsEveryUnit) {
  EXPECT_EQ(parseRate("500/s").value.perSecond, 500);
  EXPECT_EQ(parseRate("30/m").value.perSecond, 0.5);
  EXPECT_EQ(parseRate("30/min").value.perSecond, 0.5);
  EXPECT_EQ(parseRate("7200/h").value.perSecond, 2);
  EXPECT_EQ(parseRate("86400/d").value.perSecond, 1);
  EXPECT_EQ(parseRate("0.25/s").value.perSecond, 0.25);
  EXPECT_EQ(parseRate("-5/s").value.perSecond, -5);  // Refused by its field, with the range.
}

TEST(ParseRate, problemsShowTheFix) {
  const std::pair<const char*, const char*> kSlips[] = {{"500", "write a unit, as in \"500/s\""},
                                                        {"500rps", "write \"500/s\""},
                                                        {"500/sec", "write \"500/s\""},
                                                        {"500 / s", "write \"500/s\""},
                                                        {"10,000/s", "write \"10000/s\""},
                                                        {"5/minute", "write \"5/m\""},
                                                        {"1e3/s", "exponent"},
                                                        {"5/x", "units are /s"},
                                                        {"/s", "not a number"},
                                                        {"", "no number"},
                                                        {"inf/s", "not a number"}};
  for (const auto& [text, fix] : kSlips)
    EXPECT_TRUE(contains(problemOf(parseRate(text)), fix))
        << text << ": " << parseRate(text).problem;
}

TEST(ParseRate, refusesWhatNoDoubleHolds) {
  EXPECT_TRUE(contains(problemOf(parseRate(std::string(390, '9') + "/s")), "maximum"));
}

TEST(RateText, isPerSecondUnlessAnotherUnitReadsBetter) {
  EXPECT_EQ(toText(Rate{500}), "500/s");
  EXPECT_EQ(toText(Rate{0.5}), "0.5/s");
  EXPECT_EQ(toText(Rate{0}), "0/s");
  EXPECT_EQ(toText(parseRate("1/m").value), "1/m");
  EXPECT_EQ(toText(parseRate("1/h").value), "1/h");
  EXPECT_EQ(toText(parseRate("7/d").value), "7/d");
}

TEST(RateText, readsBackToTheSame) {
  for (const double x : {0.1, 1.0 / 3, 1e-300, 5e-324, 1e300, 123456.789, 1e15 + 0.5})
    EXPECT_EQ(parseRate(toText(Rate{x})).value.perSecond, x) << toText(Rate{x});
}

TEST(ParseRatio, readsPercentagesCorrectlyRounded) {
  EXPECT_EQ(parseRatio("85%").value.value, 0.85);
  EXPECT_EQ(parseRatio("0.1%").value.value, 0.001);
  EXPECT_EQ(parseRatio("29%").value.value, 0.29);
  EXPECT_EQ(parseRatio("150%").value.value, 1.5);  // Refused by its field, with the range.
  EXPECT_EQ(parseRatio("-5%").value.value, -0.05);
}

TEST(ParseRatio, bareNumberShowsThePercentage) {
  EXPECT_EQ(problemOf(parseRatio("50")), "a bare number; write \"50%\"");
  EXPECT_EQ(problemOf(parseRatio("0.5")), "a bare number; write \"50%\"");
  EXPECT_EQ(problemOf(parseRatio("0.07")), "a bare number; write \"7%\"");
  EXPECT_EQ(problemOf(parseRatio("0")), "a bare number; write \"0%\"");
  EXPECT_EQ(problemOf(parseRatio("1")), "a bare number; write \"1%\" or \"100%\"");
}

TEST(ParseRatio, problemsShowTheFix) {
  EXPECT_TRUE(contains(problemOf(parseRatio("50 %")), "write \"50%\""));
  EXPECT_TRUE(contains(problemOf(parseRatio("1,5%")), "write \"1.5%\""));
  EXPECT_TRUE(contains(problemOf(parseRatio("50%%")), "written \"50%\""));
  EXPECT_TRUE(contains(problemOf(parseRatio("50pct")), "written \"50%\""));
  EXPECT_FALSE(problemOf(parseRatio("%")).empty());
  EXPECT_FALSE(problemOf(parseRatio("")).empty());
}

TEST(RatioText, shiftsThePointWithoutArithmetic) {
  EXPECT_EQ(toText(Ratio{0.85}), "85%");
  EXPECT_EQ(toText(Ratio{0.001}), "0.1%");
  EXPECT_EQ(toText(Ratio{0.07}), "7%");
  EXPECT_EQ(toText(Ratio{0.29}), "29%");
  EXPECT_EQ(toText(Ratio{1}), "100%");
  EXPECT_EQ(toText(Ratio{0}), "0%");
  EXPECT_EQ(toText(Ratio{-0.125}), "-12.5%");
  EXPECT_EQ(toText(Ratio{0.000001}), "0.0001%");
}

TEST(RatioText, readsBackToTheSame) {
  for (const double x : {1.0 / 3, 0.1 + 0.2, 1e-300, 5e-324, 0.999999999999, 12.5})
    EXPECT_EQ(parseRatio(toText(Ratio{x})).value.value, x) << toText(Ratio{x});
}

}  // namespace
}  // namespace headroom
