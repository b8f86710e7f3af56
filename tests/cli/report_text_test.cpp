// The small things a report is made of.
#include <gtest/gtest.h>

#include <cmath>

#include "cli/progress.h"
#include "report/number_format.h"
#include "report/series_csv.h"
#include "report/sparkline.h"
#include "report/table.h"
#include "report/text.h"
#include "report/timeline.h"

namespace headroom {
namespace {

const double kNaN = std::nan("");

TEST(NumberFormat, ThreeDigitsAndTheUnitThatFits) {
  EXPECT_EQ(formatNumber(0), "0");
  EXPECT_EQ(formatNumber(312), "312");
  EXPECT_EQ(formatNumber(45.23), "45.2");
  EXPECT_EQ(formatNumber(0.4213), "0.42");
  EXPECT_EQ(formatNumber(2979), "2.98k");
  EXPECT_EQ(formatNumber(999.7), "1.00k");
  EXPECT_EQ(formatNumber(1.25e6), "1.25M");
  EXPECT_EQ(formatRate(2979), "2.98k/s");
  EXPECT_EQ(formatNumber(kNaN), "-");
}

TEST(NumberFormat, SecondsFromNanoToMinutes) {
  EXPECT_EQ(formatSeconds(1.239), "1.24 s");
  EXPECT_EQ(formatSeconds(0.34), "340 ms");
  EXPECT_EQ(formatSeconds(12.3e-3), "12.3 ms");
  EXPECT_EQ(formatSeconds(0.99999), "1.00 s");
  EXPECT_EQ(formatSeconds(450e-9), "450 ns");
  EXPECT_EQ(formatSeconds(150), "150 s");
  EXPECT_EQ(formatSeconds(0), "0 s");
}

TEST(NumberFormat, AShareThatIsNotQuiteAllIsNeverCalledAll) {
  EXPECT_EQ(formatShare(1), "100 %");
  EXPECT_EQ(formatShare(0), "0 %");
  EXPECT_EQ(formatShare(0.831), "83.1 %");
  EXPECT_EQ(formatShare(0.99972), "99.97 %");
  EXPECT_EQ(formatShare(0.999999), "99.99 %");
  EXPECT_EQ(formatShare(0.0001), "<0.1 %");
  EXPECT_EQ(formatShare(kNaN), "-");
}

TEST(NumberFormat, MomentsOfARun) {
  EXPECT_EQ(formatMoment(fromSeconds(60.25)), "60.25 s");
  EXPECT_EQ(formatSecond(fromSeconds(60.97)), "60 s");
  EXPECT_EQ(formatMoment(fromSeconds(601)), "10m01s");
  EXPECT_EQ(formatMoment(fromSeconds(7384)), "2h03m04s");
}

TEST(Sparkline, BlocksFromLowToHigh) {
  const TerminalStyle plain;
  EXPECT_EQ(sparkline({0, 0.5, 1}, {0, 1, false}, plain), "▁▅█");
  EXPECT_EQ(sparkline({-1, 2, kNaN}, {0, 1, false}, plain), "▁█ ");
}

TEST(Sparkline, AsciiWhereThereIsNoUnicode) {
  EXPECT_EQ(sparkline({0, 1}, {0, 1, false}, {false, false}), "_#");
}

TEST(Sparkline, LogarithmicScaleSpreadsSmallValues) {
  const TerminalStyle plain;
  const std::vector<double> values{0.001, 0.01, 0.1, 1};
  EXPECT_EQ(sparkline(values, scaleFor(values, true), plain), "▁▃▆█");
}

TEST(Sparkline, ConstantValuesAndNothingAtAll) {
  const TerminalStyle plain;
  EXPECT_EQ(sparkline({5, 5}, scaleFor({5, 5}), plain), "██");
  EXPECT_EQ(sparkline({0, 0}, scaleFor({0, 0}), plain), "▁▁");
  EXPECT_EQ(sparkline({}, scaleFor({}), plain), "");
  EXPECT_EQ(sparkline({5, 5}, scaleFor({5, 5}, true), plain), "▅▅");
}

TEST(Sparkline, AlarmIsRed) {
  const TerminalStyle colour{true, true};
  EXPECT_EQ(sparkline({1, 0, 0}, {0, 1, false}, colour, {false, true, true}), "█\x1b[31m▁▁\x1b[0m");
}

TEST(Resample, MeansMaximaAndRepetition) {
  EXPECT_EQ(resample({1, 3, 5, 7}, 2, Reduce::mean), (std::vector<double>{2, 6}));
  EXPECT_EQ(resample({1, 3, 5, 7}, 2, Reduce::max), (std::vector<double>{3, 7}));
  EXPECT_EQ(resample({1, 2}, 4, Reduce::mean), (std::vector<double>{1, 1, 2, 2}));
  EXPECT_EQ(resample({kNaN, 4}, 1, Reduce::mean), (std::vector<double>{4}));
  EXPECT_TRUE(std::isnan(resample({kNaN, kNaN}, 1, Reduce::max).front()));
  EXPECT_TRUE(std::isnan(resample({}, 1, Reduce::max).front()));
}

TEST(Text, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(displayWidth("abc"), 3U);
  EXPECT_EQ(displayWidth("█µ"), 2U);
  EXPECT_EQ(displayWidth("\x1b[31mred\x1b[0m"), 3U);
  EXPECT_EQ(displayWidth("缓存"), 4U);
  EXPECT_EQ(displayWidth("e\u0301"), 1U);
  EXPECT_EQ(displayWidth("\xff\xfe"), 2U);
}

TEST(Text, ClipsAndWrapsByColumns) {
  EXPECT_EQ(clip("orders-db", 9), "orders-db");
  EXPECT_EQ(clip("orders-db", 6), "order…");
  EXPECT_EQ(clip("orders-db", 6, false), "ord...");
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("", 7), std::vector<std::string>{});
}

TEST(Text, ControlCharactersBecomeBlanks) {
  EXPECT_EQ(printable("a\x1b[31m\n\x7f"), "a [31m  ");
  EXPECT_EQ(printable("µ"), "µ");
}

TEST(Table, ColumnsLineUpWhateverTheirBytes) {
  Table table{{{"name", Table::Align::left}, {"share"}}};
  table.addRow({"µ", "1 %"});
  table.addRow({"longer", "100 %"});
  EXPECT_EQ(table.text(TerminalStyle{}, 0),
            "name    share\n"
            "µ         1 %\n"
            "longer  100 %\n");
}

TEST(Table, HeadsOfSeveralLinesStandOnTheLastOnes) {
  Table table{{{"", Table::Align::left}, {"cache\ndown"}, {"peak"}}};
  table.addLine("whole line that is wider than the table");
  table.addRow({"a", "1", "2"});
  EXPECT_EQ(table.text(TerminalStyle{}, 2),
            "     cache\n"
            "      down  peak\n"
            "  whole line that is wider than the table\n"
            "  a      1     2\n");
}

TEST(TimeAxis, RoundMomentsInTheirColumns) {
  EXPECT_EQ(timeAxis(std::chrono::seconds{180}, 60),
            "|0s       |30s      |1m       |1m30s    |2m       |2m30s");
  EXPECT_EQ(timeAxis(std::chrono::seconds{0}, 60), "");
  EXPECT_LE(timeAxis(std::chrono::milliseconds{100}, 60).size(), 60U);
}

TEST(Csv, FieldsAreQuotedWhenTheyMustBe) {
  EXPECT_EQ(csvField("plain text"), "plain text");
  EXPECT_EQ(csvField("a,b"), "\"a,b\"");
  EXPECT_EQ(csvField("say \"x\""), "\"say \"\"x\"\"\"");
}

TEST(Progress, TimeLeftFromTheShareDone) {
  EXPECT_EQ(timeLeft(2, 0.5), "about 2 s left");
  EXPECT_EQ(timeLeft(100, 0.25), "about 5 min left");
  EXPECT_EQ(timeLeft(1, 0), "");
}

}  // namespace
}  // namespace headroom
