// Units are part of values: "250ms", "500/s", "64MiB", "85%". Parsing and printing of each.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/time.h"

namespace headroom {

/// Events per second, >= 0 once checked by its field.
struct Rate {
  double perSecond = 0;
  auto operator<=>(const Rate&) const = default;
};

/// A share: 0.85 for "85%".
struct Ratio {
  double value = 0;
  auto operator<=>(const Ratio&) const = default;
};

/// Either a value or why the text is none ("a bare number; write \"250ms\"").
template <class T>
struct Parsed {
  bool ok = false;
  T value{};
  std::string problem;
};

/// "250ms", "1.5s", "2m30s", "1h", "80us", "80µs", "15ns", "0s", "1d"; units from large to small,
/// each at most once, no blanks. A leading "-" parses (fields then say it is out of range). "5" has
/// no unit: problem says the fix. Beyond the nanosecond clock (about 292 years): a problem that
/// names the maximum.
Parsed<Duration> parseDuration(std::string_view text);
/// A plain decimal, then "/s", "/m" (also "/min"), "/h" or "/d": "500/s", "30/m".
Parsed<Rate> parseRate(std::string_view text);
/// "85%", "0.1%". "0.85" is refused, with a hint that shows "85%".
Parsed<Ratio> parseRatio(std::string_view text);

/// The shortest text that parses back to the same value: "250ms", "1.5s", "2m30s" is printed
/// "2m30s".
std::string toText(Duration d);
/// "500/s".
std::string toText(Rate r);
/// "85%"; exact decimal shifting, so that "0.1%" prints "0.1%".
std::string toText(Ratio r);

}  // namespace headroom
