#include "gui/timeline/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "gui/look/words.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

constexpr std::array<double, 22> kTimeSteps{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2,
                                            0.5,   1,     2,     5,    10,   15,   30,  60,
                                            120,   300,   600,   900,  1800, 3600};
constexpr double kHair = 1e-9;  // Of a step: rounding does not lose the mark at the end.

double timeStep(double span, int most) {
  const auto fits = [&](double step) { return std::floor(span / step) + 1 <= most; };
  for (const double step : kTimeSteps)
    if (fits(step)) return step;
  double hours = 2;
  while (!fits(hours * 3600)) hours *= hours == 2 ? 3 : 2;  // 2, 6, 12, 24, ... hours
  return hours * 3600;
}

/// Seconds with as many digits after the point as the step needs; two before it where minutes or
/// hours stand before them.
QString secondsText(double seconds, double step, bool first) {
  const int digits = step < 1 ? static_cast<int>(std::ceil(-std::log10(step) - kHair)) : 0;
  const int width = first ? 0 : (digits > 0 ? 3 + digits : 2);
  return QStringLiteral("%1s").arg(seconds, width, 'f', digits, QLatin1Char('0'));
}

QString timeTickText(double at, double step) {
  const auto whole = static_cast<std::int64_t>(std::floor(at + kHair * step));
  const double seconds = at - static_cast<double>(whole / 60 * 60);
  const std::int64_t h = whole / 3600, m = whole / 60 % 60;
  const bool withSeconds = seconds > kHair * step || whole == 0;
  QString label;
  if (h > 0) label += QStringLiteral("%1h").arg(h);
  if (m > 0 || (h > 0 && withSeconds))
    label += QStringLiteral("%1m").arg(m, h > 0 ? 2 : 0, 10, QLatin1Char('0'));
  if (withSeconds) label += secondsText(std::max(0.0, seconds), step, label.isEmpty());
  return label;
}

/// How readily a value is read: 1, 2 and 5 times a power of ten at once, 2.5 times nearly so.
int roundness(double value) {
  const double mantissa = value / std::pow(10, std::floor(std::log10(value) + kHair));
  const auto is = [&](double wanted) { return std::fabs(mantissa - wanted) < 1e-6; };
  if (is(1) || is(2) || is(5)) return 3;
  if (is(2.5)) return 2;
  return is(std::round(mantissa * 10) / 10) ? 1 : 0;
}

}  // namespace

std::vector<Tick> timeTicks(double from, double to, int most) {
  if (!(to > from) || most < 1) return {};
  const double step = timeStep(to - from, most);
  std::vector<Tick> ticks;
  for (double n = std::ceil(from / step - kHair); n * step <= to + kHair * step; ++n)
    ticks.push_back({n * step, timeTickText(n * step, step)});
  return ticks;
}

int timeTickRoom(double width, const QFontMetrics& metrics) {
  const int each = metrics.horizontalAdvance(QStringLiteral("00m00s")) * 3 / 2;
  return std::max(2, static_cast<int>(width) / std::max(1, each));
}

double niceTop(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double nice : {1.0, 1.2, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (value <= nice * power * (1 + kHair)) return nice * power;
  return 10 * power;
}

std::vector<Tick> valueTicks(double top, int most, const std::string& unit) {
  int steps = 1;
  int best = 1;
  for (int n = 2; n <= std::min(most, 5); ++n)
    if (roundness(top / n) >= best) {
      steps = n;
      best = roundness(top / n);
    }
  std::vector<Tick> ticks;
  for (int i = 0; i <= steps; ++i) {
    const double at = top * i / steps;
    ticks.push_back({at, tickText(at, unit)});
  }
  return ticks;
}

std::vector<Tick> logTicks(double low, double high, int most, const std::string& unit) {
  if (!(low > 0) || !(high > low)) return {};
  const double first = std::floor(std::log10(low) + kHair);
  const double last = std::floor(std::log10(high) + kHair);
  const double decades = last - first;
  const bool between = 3 * decades <= most;
  const double each = std::max(1.0, std::ceil(decades / std::max(1, most)));
  std::vector<Tick> ticks;
  for (double d = first; d <= last; d += each)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double at = factor * std::pow(10, d);
      if (factor > 1 && !between) break;
      if (at < low * (1 - kHair) || at > high * (1 + kHair)) continue;
      ticks.push_back({at, tickText(at, unit)});
    }
  return ticks;
}

QString tickText(double value, const std::string& unit) {
  // A mark of an axis says what it stands at, however little.
  QString words = unit == "1" ? text(formatNumber(value)) : valueText(value, unit);
  qsizetype end = 0;
  while (end < words.size() && (words[end].isDigit() || words[end] == u'.')) ++end;
  if (!words.left(end).contains(u'.')) return words;
  qsizetype keep = end;
  while (words[keep - 1] == u'0') --keep;
  if (words[keep - 1] == u'.') --keep;
  return words.remove(keep, end - keep);
}

}  // namespace headroom::gui
