// Envelopes of curves against going through all values, and what is painted from them.
#include "gui/timeline/envelope_pyramid.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <cmath>
#include <limits>

#include "gui/timeline/curve_painting.h"

namespace headroom::test {
namespace {

using gui::EnvelopePyramid;
using gui::Extent;
using gui::PlotMap;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Noise with gaps, the same every time.
std::vector<double> noise(std::size_t size) {
  std::vector<double> values(size);
  std::uint32_t state = 12345;
  for (double& value : values) {
    state = state * 1664525U + 1013904223U;
    value = (state >> 28U) < 3 ? kNan : static_cast<double>(state >> 8U);
  }
  return values;
}

Extent bruteForce(const std::vector<double>& values, std::size_t first, std::size_t last) {
  Extent extent;
  for (std::size_t i = first; i < std::min(last, values.size()); ++i) extent.include(values[i]);
  return extent;
}

void expectSame(const Extent& got, const Extent& want, std::size_t first, std::size_t last) {
  ASSERT_EQ(got.isGap(), want.isGap()) << first << ".." << last;
  if (want.isGap()) return;
  ASSERT_EQ(got.low, want.low) << first << ".." << last;
  ASSERT_EQ(got.high, want.high) << first << ".." << last;
}

TEST(GuiEnvelope, EveryStretchOfSmallCurvesIsAsBruteForceHasIt) {
  for (const std::size_t size : {0U, 1U, 7U, 8U, 9U, 15U, 16U, 17U, 63U, 64U, 65U, 130U}) {
    const std::vector<double> values = noise(size);
    const EnvelopePyramid pyramid{values};
    for (std::size_t first = 0; first <= size; ++first)
      for (std::size_t last = first; last <= size + 1; ++last)
        expectSame(pyramid.over(first, last), bruteForce(values, first, last), first, last);
  }
}

TEST(GuiEnvelope, StretchesOfALongCurveAreAsBruteForceHasThem) {
  const std::vector<double> values = noise(20'011);
  const EnvelopePyramid pyramid{values};
  std::uint32_t state = 99;
  for (int i = 0; i < 400; ++i) {
    state = state * 1664525U + 1013904223U;
    const std::size_t first = (state >> 8U) % values.size();
    state = state * 1664525U + 1013904223U;
    const std::size_t last = first + (state >> 8U) % (values.size() - first + 1);
    expectSame(pyramid.over(first, last), bruteForce(values, first, last), first, last);
  }
}

TEST(GuiEnvelope, OnlyAStretchWithoutAnyValueIsAGap) {
  std::vector<double> values(1000, kNan);
  values[500] = 7;
  const EnvelopePyramid pyramid{values};
  EXPECT_TRUE(pyramid.over(0, 500).isGap());
  EXPECT_TRUE(pyramid.over(501, 1000).isGap());
  EXPECT_TRUE(pyramid.over(2000, 3000).isGap());
  EXPECT_EQ(pyramid.over(0, 1000).high, 7);
  EXPECT_EQ(pyramid.over(0, 1000).low, 7);
}

TEST(GuiEnvelope, InfinitiesAreGaps) {
  const double infinity = std::numeric_limits<double>::infinity();
  const EnvelopePyramid pyramid{{1, infinity, -infinity, 3}};
  EXPECT_EQ(pyramid.whole().high, 3);
  EXPECT_EQ(pyramid.whole().low, 1);
}

class GuiCurvePainting : public testing::Test {
 protected:
  static constexpr int kWidth = 200, kHeight = 100;
  GuiCurvePainting() : image(kWidth, kHeight, QImage::Format_RGB32) {
    image.fill(Qt::white);
    map.box = QRectF(0, 0, kWidth, kHeight);
    map.high = 100;
  }
  void paint(const std::vector<double>& values) {
    map.to = static_cast<double>(values.size());
    QPainter painter(&image);
    gui::paintCurve(painter, map, EnvelopePyramid{values}, 1, QPen(Qt::black, 2));
  }
  /// Black pixels in a column.
  int inked(int x) const {
    int count = 0;
    for (int y = 0; y < kHeight; ++y) count += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
    return count;
  }
  bool isInked(int x, int y) const { return qGray(image.pixel(x, y)) < 128; }
  QImage image;
  PlotMap map;
};

TEST_F(GuiCurvePainting, ASpikeOfOneValueInAHundredThousandIsSeen) {
  std::vector<double> values(100'000, 10);
  values[50'250] = 95;
  paint(values);
  EXPECT_TRUE(isInked(100, 10));
  EXPECT_FALSE(isInked(97, 10));
  EXPECT_TRUE(isInked(97, 90));
}

TEST_F(GuiCurvePainting, AGapIsLeftOpenManyValuesAPixelAndFew) {
  for (const std::size_t size : {40U, 20'000U}) {
    image.fill(Qt::white);
    std::vector<double> values(size, 50);
    for (std::size_t i = size / 4; i < size / 2; ++i) values[i] = kNan;
    paint(values);
    EXPECT_GT(inked(25), 0) << size;
    EXPECT_EQ(inked(75), 0) << size;
    EXPECT_GT(inked(150), 0) << size;
  }
}

TEST_F(GuiCurvePainting, StepsCoverTheirInterval) {
  paint({20, 80});
  for (const int x : {5, 50, 95}) EXPECT_TRUE(isInked(x, 80) || isInked(x, 79)) << x;
  for (const int x : {105, 150, 195}) EXPECT_TRUE(isInked(x, 20) || isInked(x, 19)) << x;
}

TEST_F(GuiCurvePainting, ABandFillsWhatLiesBetween) {
  const std::vector<double> low(5000, 20), high(5000, 60);
  map.to = 5000;
  {
    QPainter painter(&image);
    gui::paintBand(painter, map, EnvelopePyramid{low}, EnvelopePyramid{high}, 1, Qt::black);
  }
  EXPECT_TRUE(isInked(100, 60));
  EXPECT_FALSE(isInked(100, 30));
  EXPECT_FALSE(isInked(100, 90));
}

// Pictures of vectors know no clipping: what is out of sight may not be painted at all.
TEST_F(GuiCurvePainting, NothingIsPaintedBesideThePlot) {
  map.box = QRectF(50, 20, 100, 60);
  for (const std::size_t size : {50U, 50'000U}) {
    image.fill(Qt::white);
    const std::vector<double> low(size, 10), high(size, 90);
    map.from = 0.3 * static_cast<double>(size);
    map.to = 0.55 * static_cast<double>(size);
    QPainter painter(&image);
    gui::paintCurve(painter, map, EnvelopePyramid{low}, 1, QPen(Qt::black, 2));
    gui::paintBand(painter, map, EnvelopePyramid{low}, EnvelopePyramid{high}, 1, Qt::black);
    painter.end();
    EXPECT_EQ(inked(47), 0) << size;
    EXPECT_GT(inked(51), 40) << size;
    EXPECT_GT(inked(148), 40) << size;
    EXPECT_EQ(inked(152), 0) << size;
  }
}

TEST_F(GuiCurvePainting, ZeroLiesOnTheEdgeOfALogarithmicAxis) {
  map.logarithmic = true;
  map.low = 1;
  map.high = 100;
  EXPECT_DOUBLE_EQ(map.y(0), kHeight);
  EXPECT_DOUBLE_EQ(map.y(1), kHeight);
  EXPECT_DOUBLE_EQ(map.y(10), kHeight / 2.0);
}

}  // namespace
}  // namespace headroom::test
