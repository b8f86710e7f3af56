// Durations never pass through a double: their decimals are scaled to whole nanoseconds, exactly.
#include "models/notation/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

#include "models/notation/diagnostic.h"

namespace headroom {
namespace {

constexpr std::string_view kMaxDuration = "106751d23h47m16.854775807s";  // 2^63 - 1 ns.

/// Enough for any double written out; messages quote what they are about.
constexpr std::size_t kMaxLength = 400;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A decimal number as written: "12.50" is whole "12", fraction "50".
struct Decimal {
  std::string_view whole;
  std::string_view fraction;
};

std::string_view takeDigits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/// Takes digits, and a point with digits after it; nothing when the text begins otherwise.
std::optional<Decimal> takeDecimal(std::string_view& text) {
  std::string_view rest = text;
  Decimal out{takeDigits(rest), {}};
  if (out.whole.empty()) return {};
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    out.fraction = takeDigits(rest);
    if (out.fraction.empty()) return {};
  }
  text = rest;
  return out;
}

std::string withoutBlanks(std::string_view text) {
  std::string out{text};
  std::erase_if(out, isBlank);
  return out;
}

/// What is wrong with a text that does not begin with a plain decimal, whatever its unit.
std::string numberProblem(std::string_view text, std::string_view example) {
  const std::string end = fmt::format("as in \"{}\"", example);
  if (text.empty()) return "no number; write one with its unit, " + end;
  if (text.starts_with('+')) return fmt::format("no plus sign; write \"{}\"", text.substr(1));
  if (text.starts_with('.')) return fmt::format("write a digit before the point: \"0{}\"", text);
  if (isDigit(text.front())) return "write a digit after the point, or no point; " + end;
  return "not a number with a unit, " + end;
}

/// "1,5" has a decimal comma; the commas of "10,000" group digits.
std::string withoutCommas(std::string_view text) {
  bool grouping = true;
  for (std::size_t i = text.find(','); i < text.size(); i = text.find(',', i + 1)) {
    std::string_view after = text.substr(i + 1);
    grouping = grouping && takeDigits(after).size() == 3;
  }
  std::string out{text};
  if (grouping)
    std::erase(out, ',');
  else
    std::replace(out.begin(), out.end(), ',', '.');
  return out;
}

bool hasExponent(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if ((text[i] == 'e' || text[i] == 'E') && isDigit(text[i - 1]) &&
        (isDigit(text[i + 1]) || text[i + 1] == '-' || text[i + 1] == '+'))
      return true;
  return false;
}

/// The slips that can stand anywhere: blanks, commas, an exponent. "" when there is none.
template <class T>
std::string slip(std::string_view text, std::string_view example,
                 Parsed<T> (*parse)(std::string_view)) {
  if (text.size() > kMaxLength)
    return fmt::format("{} characters; a number with a unit has at most {}", text.size(),
                       kMaxLength);
  const auto fixed = [parse](const std::string& repaired) {
    const Parsed<T> parsed = parse(repaired);  // Without what is repaired: recursion ends.
    return parsed.ok ? fmt::format("write \"{}\"", repaired) : parsed.problem;
  };
  if (std::any_of(text.begin(), text.end(), isBlank))
    return "no blanks between or around number and unit; " + fixed(withoutBlanks(text));
  if (text.find(',') != std::string_view::npos)
    return "no commas in numbers; " + fixed(withoutCommas(text));
  if (hasExponent(text))
    return fmt::format("no exponents; write a plain decimal, as in \"{}\"", example);
  return {};
}

// --- Durations -----------------------------------------------------------------------------------

struct DurationUnit {
  std::string_view name;
  std::uint64_t nanoseconds;
};

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::array kUnits{DurationUnit{"d", 86400 * kSecond}, DurationUnit{"h", 3600 * kSecond},
                            DurationUnit{"m", 60 * kSecond},    DurationUnit{"s", kSecond},
                            DurationUnit{"ms", 1'000'000},      DurationUnit{"us", 1'000},
                            DurationUnit{"µs", 1'000},          DurationUnit{"ns", 1}};

const DurationUnit* findUnit(std::string_view name) {
  const auto found = std::find_if(kUnits.begin(), kUnits.end(),
                                  [name](const DurationUnit& u) { return u.name == name; });
  return found == kUnits.end() ? nullptr : &*found;
}

/// Ways people spell a unit that we do not take, and the one we do. The last µ is the Greek letter.
std::string unitMeantBy(const std::string& name) {
  static const std::vector<std::pair<std::string, std::string>> kSpellings{
      {"d", "d"},     {"day", "d"},          {"h", "h"},
      {"hr", "h"},    {"hour", "h"},         {"m", "m"},
      {"min", "m"},   {"minute", "m"},       {"s", "s"},
      {"sec", "s"},   {"second", "s"},       {"ms", "ms"},
      {"msec", "ms"}, {"millisecond", "ms"}, {"us", "us"},
      {"usec", "us"}, {"microsecond", "us"}, {"ns", "ns"},
      {"nsec", "ns"}, {"nanosecond", "ns"},  {"\u03bcs", "us"}};
  std::vector<std::string> words;
  for (const auto& [word, unit] : kSpellings) words.push_back(word);
  const std::string nearest = nearestName(name, words);
  for (const auto& [word, unit] : kSpellings)
    // One letter is within one letter of every other one: only its other case is meant.
    if (word == nearest &&
        (word.size() > 1 || name == "D" || name == "H" || name == "M" || name == "S"))
      return unit;
  return {};
}

std::string unitProblem(std::string_view number, std::string_view unit) {
  if (unit.empty())
    return fmt::format("the number {} has no unit; write \"{}ms\" or \"{}s\"", number, number,
                       number);
  const std::string meant = unitMeantBy(std::string{unit});
  return fmt::format("unknown unit \"{}\"{}; units are d, h, m, s, ms, us, ns", unit,
                     meant.empty() ? "" : fmt::format("; write \"{}{}\"", number, meant));
}

/// whole * unit, or nothing beyond 64 bits.
std::optional<std::uint64_t> scaledWhole(std::string_view digits, std::uint64_t unit) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc{} || value > std::numeric_limits<std::uint64_t>::max() / unit) return {};
  return value * unit;
}

/// 0.fraction * unit, or nothing when that is no whole number. From the last digit to the first,
/// (... + digit * unit) / 10: the result is whole exactly if every step is, and none overflows.
std::optional<std::uint64_t> scaledFraction(std::string_view digits, std::uint64_t unit) {
  std::uint64_t value = 0;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    value += static_cast<std::uint64_t>(*digit - '0') * unit;
    if (value % 10 != 0) return {};
    value /= 10;
  }
  return value;
}

/// The components of a duration, added up.
struct DurationSum {
  std::uint64_t limit = 0;
  std::uint64_t nanoseconds = 0;
  std::uint64_t lastUnit = std::numeric_limits<std::uint64_t>::max();
  bool ordered = true;

  /// Takes one component from the text. Returns what is wrong with it, or "".
  std::string take(std::string_view& text) {
    const std::string_view begin = text;
    const auto decimal = takeDecimal(text);
    if (!decimal) return numberProblem(text, "250ms");
    const std::string_view number = begin.substr(0, begin.size() - text.size());
    const auto end = std::find_if(text.begin(), text.end(),
                                  [](char c) { return isDigit(c) || c == '.' || c == '-'; });
    const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(name.size());
    const DurationUnit* unit = findUnit(name);
    if (unit == nullptr) return unitProblem(number, name);
    ordered = ordered && unit->nanoseconds < lastUnit;
    lastUnit = unit->nanoseconds;
    return add(*decimal, unit->nanoseconds);
  }

  std::string add(const Decimal& decimal, std::uint64_t unit) {
    const auto whole = scaledWhole(decimal.whole, unit);
    const auto fraction = scaledFraction(decimal.fraction, unit);
    if (!fraction)
      return "finer than a nanosecond, the resolution of simulated time; write fewer decimals";
    // The fraction is below one unit, so no sum here comes near 64 bits.
    if (!whole || *whole > limit || *fraction > limit - *whole ||
        nanoseconds > limit - *whole - *fraction)
      return fmt::format("beyond the clock's maximum of \"{}\", about 292 years", kMaxDuration);
    nanoseconds += *whole + *fraction;
    return {};
  }
};

Duration withSign(std::uint64_t nanoseconds, bool negative) {
  // Negated as unsigned: the lowest value has no positive counterpart.
  return Duration{static_cast<std::int64_t>(negative ? 0 - nanoseconds : nanoseconds)};
}

template <class T>
Parsed<T> problem(std::string text) {
  return {false, {}, std::move(text)};
}

std::string fixedText(double x) {
  std::array<char, 400> buffer{};  // The smallest double takes some 330 characters.
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::fixed);
  return error == std::errc{} ? std::string{buffer.data(), end} : fmt::format("{}", x);
}

/// `count` units of `unit`, with its rest as decimals: 1.5 of "s". Unit is a power of ten.
std::string decimalOf(std::uint64_t nanoseconds, const DurationUnit& unit) {
  std::string out = std::to_string(nanoseconds / unit.nanoseconds);
  if (const std::uint64_t rest = nanoseconds % unit.nanoseconds; rest > 0) {
    std::string digits = std::to_string(unit.nanoseconds + rest).substr(1);
    digits.erase(digits.find_last_not_of('0') + 1);
    out += "." + digits;
  }
  return out + std::string{unit.name};
}

}  // namespace

Parsed<Duration> parseDuration(std::string_view text) {
  if (std::string found = slip(text, "250ms", &parseDuration); !found.empty())
    return problem<Duration>(std::move(found));
  const bool negative = text.starts_with('-');
  std::string_view rest = text.substr(negative ? 1 : 0);
  std::string_view bare = rest;
  if (takeDecimal(bare) && bare.empty())
    return problem<Duration>(
        fmt::format("a bare number; write a unit, as in \"{}ms\" or \"{}s\"", text, text));
  DurationSum sum;
  sum.limit =
      static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  do {
    if (std::string found = sum.take(rest); !found.empty())
      return problem<Duration>(std::move(found));
  } while (!rest.empty());
  const Duration value = withSign(sum.nanoseconds, negative);
  if (!sum.ordered)
    return problem<Duration>(
        fmt::format("units go from large to small, each once; write \"{}\"", toText(value)));
  return {true, value, {}};
}

std::string toText(Duration d) {
  if (d.count() == 0) return "0s";
  std::string out = d.count() < 0 ? "-" : "";
  auto rest = static_cast<std::uint64_t>(d.count());
  if (d.count() < 0) rest = 0 - rest;
  for (const DurationUnit& unit : kUnits) {
    if (rest < unit.nanoseconds) continue;
    // From a minute on, one component after the other; below, one unit with decimals.
    if (unit.nanoseconds <= kSecond) return out + decimalOf(rest, unit);
    out += fmt::format("{}{}", rest / unit.nanoseconds, unit.name);
    rest %= unit.nanoseconds;
  }
  return out;
}

// --- Rates ---------------------------------------------------------------------------------------

namespace {

struct RateUnit {
  std::string_view name;
  double seconds;
};
constexpr std::array kRateUnits{RateUnit{"/s", 1}, RateUnit{"/m", 60}, RateUnit{"/min", 60},
                                RateUnit{"/h", 3600}, RateUnit{"/d", 86400}};

std::string rateUnitProblem(std::string_view number, std::string_view unit) {
  static const std::vector<std::pair<std::string, std::string>> kSpellings{
      {"/sec", "/s"},  {"/second", "/s"}, {"rps", "/s"},     {"qps", "/s"}, {"tps", "/s"},
      {"hz", "/s"},    {"req/s", "/s"},   {"/minute", "/m"}, {"rpm", "/m"}, {"/hr", "/h"},
      {"/hour", "/h"}, {"/day", "/d"},    {"ps", "/s"}};
  std::vector<std::string> words;
  for (const auto& [word, meant] : kSpellings) words.push_back(word);
  const std::string nearest = nearestName(unit, words);
  std::string fix;
  for (const auto& [word, meant] : kSpellings)
    if (word == nearest) fix = fmt::format("; write \"{}{}\"", number, meant);
  return fmt::format("unknown unit \"{}\"{}; units are /s, /m (or /min), /h, /d", unit, fix);
}

/// Correctly rounded: what stands there, times ten to the `exponent`.
std::optional<double> toDouble(std::string_view decimal, int exponent) {
  const std::string shifted = fmt::format("{}e{}", decimal, exponent);
  double value = 0;
  const auto [end, error] = std::from_chars(shifted.data(), shifted.data() + shifted.size(), value);
  if (error != std::errc{}) return {};
  return value == 0 ? 0 : value;  // No "-0".
}

/// The number that begins the text, with its sign, taken from it.
std::optional<std::string_view> takeSigned(std::string_view& text) {
  std::string_view rest = text.substr(text.starts_with('-') ? 1 : 0);
  if (!takeDecimal(rest)) return {};
  const std::string_view number = text.substr(0, text.size() - rest.size());
  text = rest;
  return number;
}

constexpr std::string_view kNotADouble =
    "beyond the maximum (or minimum) magnitude of a number, about 1e308 (1e-308)";

}  // namespace

Parsed<Rate> parseRate(std::string_view text) {
  if (std::string found = slip(text, "500/s", &parseRate); !found.empty())
    return problem<Rate>(std::move(found));
  std::string_view unit = text;
  const auto number = takeSigned(unit);
  if (!number) return problem<Rate>(numberProblem(text, "500/s"));
  if (unit.empty())
    return problem<Rate>(
        fmt::format("a bare number; write a unit, as in \"{}/s\" or \"{}/m\"", text, text));
  for (const RateUnit& known : kRateUnits) {
    if (known.name != unit) continue;
    const auto value = toDouble(*number, 0);
    if (!value) return problem<Rate>(std::string{kNotADouble});
    return {true, Rate{*value / known.seconds}, {}};
  }
  return problem<Rate>(rateUnitProblem(*number, unit));
}

std::string toText(Rate r) {
  constexpr std::size_t kReadable = 10;
  std::string best = fixedText(r.perSecond) + "/s";
  if (best.size() <= kReadable) return best;
  // "1/m" reads better than "0.016666666666666666/s", if it is the same double.
  for (const RateUnit& unit : kRateUnits) {
    std::string candidate = fixedText(r.perSecond * unit.seconds) + std::string{unit.name};
    const Parsed<Rate> back = parseRate(candidate);
    if (candidate.size() < best.size() && back.ok && back.value == r) best = std::move(candidate);
  }
  return best;
}

// --- Ratios --------------------------------------------------------------------------------------

namespace {

/// How a bare number would be written: 0.5 is a share, 50 a percentage, 1 could be either.
std::string ratioProblem(std::string_view number) {
  const auto value = toDouble(number, 0);
  if (!value) return std::string{kNotADouble};
  const std::string asPercent = fmt::format("\"{}%\"", number);
  const std::string asShare = fmt::format("\"{}\"", toText(Ratio{*value}));
  const bool pointed = number.find('.') != std::string_view::npos;
  if (*value == 0 || *value > 1 || *value < -1) return "a bare number; write " + asPercent;
  if (pointed) return "a bare number; write " + asShare;
  return fmt::format("a bare number; write {} or {}", asPercent, asShare);
}

}  // namespace

Parsed<Ratio> parseRatio(std::string_view text) {
  if (std::string found = slip(text, "85%", &parseRatio); !found.empty())
    return problem<Ratio>(std::move(found));
  std::string_view unit = text;
  const auto number = takeSigned(unit);
  if (!number) return problem<Ratio>(numberProblem(text, "85%"));
  if (unit.empty()) return problem<Ratio>(ratioProblem(*number));
  if (unit != "%")
    return problem<Ratio>(
        fmt::format("unknown unit \"{}\"; a share is written \"{}%\"", unit, *number));
  const auto value = toDouble(*number, -2);
  if (!value) return problem<Ratio>(std::string{kNotADouble});
  return {true, Ratio{*value}, {}};
}

std::string toText(Ratio r) {
  // The shortest digits of the share itself, with the point moved: 100 * 0.07 is not 7.
  std::string digits = fixedText(r.value);
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  std::size_t point = std::min(digits.find('.'), digits.size());
  if (point < digits.size()) digits.erase(point, 1);
  point += 2;
  if (digits.size() < point) digits.append(point - digits.size(), '0');
  std::string fraction = digits.substr(point);
  std::string whole = digits.substr(0, point);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return fmt::format("{}{}{}{}%", negative ? "-" : "", whole, fraction.empty() ? "" : ".",
                     fraction);
}

}  // namespace headroom
