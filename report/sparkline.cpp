#include "report/sparkline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr std::array<const char*, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<const char*, 8> kPlain{"_", ".", ":", "-", "=", "+", "*", "#"};
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double reduced(const std::vector<double>& values, std::size_t from, std::size_t to, Reduce how) {
  double sum = 0;
  double highest = -std::numeric_limits<double>::infinity();
  int count = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (!std::isfinite(values[i])) continue;
    sum += values[i];
    highest = std::max(highest, values[i]);
    ++count;
  }
  if (count == 0) return kNaN;
  return how == Reduce::max ? highest : sum / count;
}

std::size_t levelOf(double value, const SparkScale& scale) {
  const auto position = [&scale](double x) {
    return scale.logarithmic ? std::log(std::max(x, 1e-9)) : x;
  };
  const double span = position(scale.high) - position(scale.low);
  if (!(span > 0)) return value > scale.low || scale.logarithmic ? kBlocks.size() / 2 : 0;
  const double share = (position(value) - position(scale.low)) / span;
  return static_cast<std::size_t>(std::clamp(std::floor(share * 8), 0.0, 7.0));
}

}  // namespace

std::vector<double> resample(const std::vector<double>& values, std::size_t columns, Reduce how) {
  std::vector<double> out(columns, kNaN);
  if (values.empty()) return out;
  for (std::size_t c = 0; c < columns; ++c) {
    const std::size_t from = c * values.size() / columns;
    const std::size_t to = std::max(from + 1, (c + 1) * values.size() / columns);
    out[c] = reduced(values, from, to, how);
  }
  return out;
}

SparkScale scaleFor(const std::vector<double>& values, bool logarithmic) {
  double low = std::numeric_limits<double>::infinity();
  double high = 0;
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    high = std::max(high, v);
    if (v > 0) low = std::min(low, v);
  }
  if (!logarithmic || !std::isfinite(low)) return {0, high, false};
  return {low, high, true};
}

std::string sparkline(const std::vector<double>& values, const SparkScale& scale,
                      const TerminalStyle& style, const std::vector<bool>& alarm) {
  std::string out;
  std::string stretch;
  bool red = false;
  const auto flush = [&] {
    out += red ? style.bad(stretch) : stretch;
    stretch.clear();
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool wanted = i < alarm.size() && alarm[i];
    if (wanted != red) flush();
    red = wanted;
    if (std::isfinite(values[i]))
      stretch += (style.unicode ? kBlocks : kPlain)[levelOf(values[i], scale)];
    else
      stretch += ' ';
  }
  flush();
  return out;
}

}  // namespace headroom
