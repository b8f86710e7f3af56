#include "report/number_format.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace headroom {
namespace {

struct Unit {
  double size;
  const char* name;
};

/// Three significant digits; below 0.01, two.
std::string threeDigits(double value) {
  const double size = std::fabs(value);
  if (size >= 99.95) return fmt::format("{:.0f}", value);
  if (size >= 9.995) return fmt::format("{:.1f}", value);
  if (size >= 0.0095) return fmt::format("{:.2f}", value);
  return fmt::format("{:.1e}", value);
}

template <std::size_t n>
std::string withUnit(double value, const std::array<Unit, n>& units, const char* blank) {
  for (const Unit& unit : units)
    // 999.6 would print as "1000": it belongs to the next unit.
    if (std::fabs(value) >= unit.size * 0.9995)
      return threeDigits(value / unit.size) + blank + unit.name;
  return threeDigits(value / units.back().size) + blank + units.back().name;
}

}  // namespace

std::string formatNumber(double value) {
  static constexpr std::array<Unit, 4> kUnits{{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}}};
  if (!std::isfinite(value)) return kNothing;
  if (value == 0) return "0";
  if (std::fabs(value) < 1e6 && value == std::floor(value) && std::fabs(value) < 1000)
    return fmt::format("{:.0f}", value);
  return withUnit(value, kUnits, "");
}

std::string formatRate(double perSecond) {
  if (!std::isfinite(perSecond)) return kNothing;
  return formatNumber(perSecond) + "/s";
}

std::string formatSeconds(double seconds) {
  static constexpr std::array<Unit, 4> kUnits{{{1, "s"}, {1e-3, "ms"}, {1e-6, "us"}, {1e-9, "ns"}}};
  if (!std::isfinite(seconds)) return kNothing;
  if (seconds == 0) return "0 s";
  return withUnit(seconds, kUnits, " ");
}

std::string formatShare(double share) {
  if (!std::isfinite(share)) return kNothing;
  if (share == 0) return "0 %";
  if (share == 1) return "100 %";
  const double percent = share * 100;
  if (percent > 99.9 && percent < 100)
    return fmt::format("{:.2f} %", std::floor(percent * 100) / 100);
  if (percent > 0 && percent < 0.05) return "<0.1 %";
  return fmt::format("{:.1f} %", percent);
}

std::string formatCount(std::uint64_t count) {
  if (count <= 9999) return fmt::format("{}", count);
  return formatNumber(static_cast<double>(count));
}

std::string formatMoment(Time at) {
  const double seconds = toSeconds(at);
  if (seconds < 600) return fmt::format("{:.2f} s", seconds);
  const auto whole = static_cast<std::int64_t>(seconds);
  if (whole >= 3600)
    return fmt::format("{}h{:02}m{:02}s", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}m{:02}s", whole / 60, whole % 60);
}

std::string formatSecond(Time at) {
  const Time whole = std::chrono::floor<std::chrono::seconds>(at);
  return toSeconds(whole) < 600 ? fmt::format("{:.0f} s", toSeconds(whole)) : formatMoment(whole);
}

}  // namespace headroom
