#include "report/check_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/notation/units.h"
#include "report/flow_tables.h"
#include "report/json_building.h"
#include "report/number_format.h"
#include "report/table.h"
#include "report/text.h"

namespace headroom {
namespace {

using json::seconds;
using json::text;

constexpr std::size_t kWidth = 100;
constexpr std::size_t kNameWidth = 32;

/// Four digits: a check is about percents.
std::string rate(double perSecond) {
  if (std::isinf(perSecond)) return "no limit";
  return fmt::format("{:.4g}/s", perSecond);
}

std::string interval(const MedianEstimate& estimate) {
  if (!estimate.interval) return kNothing;
  return fmt::format("{:.4g} to {}", estimate.interval->low, rate(estimate.interval->high));
}

std::string verdict(const BaselineLevel& level, const TerminalStyle& style) {
  return level.holds() ? style.good("HOLDS") : style.bad("MISS");
}

/// "one more is not sustained: 503 queue full · app queue"
std::string whatStandsInTheWay(const BaselineLevel& level, const TerminalStyle& style) {
  if (level.beyond.empty()) return {};
  std::string text = level.simulated.median > 0 ? "A little more: " : "At the measured rate: ";
  text += printable(level.beyond);
  if (level.mainCause) text += "; mostly " + causeText(*level.mainCause, style);
  return text + ".";
}

bool isFittedTo(const CheckResult& result, const BaselineLevel& level) {
  return std::any_of(result.filledIn.begin(), result.filledIn.end(),
                     [&](const FilledIn& found) { return found.baselinePointer == level.pointer; });
}

/// Where the measurement comes from, in the words of whoever wrote it down.
std::string provenance(const BaselineLevel& level) {
  std::string text;
  for (const std::string& part : {level.baseline.date, level.baseline.tool, level.baseline.note})
    if (!part.empty()) text += (text.empty() ? "Measured: " : ", ") + printable(part);
  return text.empty() ? text : text + ".";
}

std::string fingerprintText(const BaselineLevel& level) {
  const std::string& stated = level.baseline.fingerprint;
  const std::string text = "Fingerprint " + level.fingerprint;
  if (stated.empty()) return text + ".";
  if (stated == level.fingerprint) return text + ", as stated.";
  return text + "; measured on another configuration, " + printable(stated) + ".";
}

void addRemark(Table& table, const std::string& remark, const TerminalStyle& style) {
  for (const std::string& line : wrap(remark, kWidth - 10))
    table.addLine("       " + style.dim(line));
}

std::string levelTable(const CheckResult& result, const TerminalStyle& style) {
  using Align = Table::Align;
  Table table{{{"", Align::left},
               {"", Align::left},
               {"measured"},
               {"simulated"},
               {"interval"},
               {"deviation"},
               {"allowed"}}};
  for (const BaselineLevel& level : result.levels) {
    const LevelWords words = wordsOf(result, level, style);
    table.addRow({words.verdict, clip(printable(level.name), kNameWidth, style.unicode),
                  words.measured, words.simulated, words.interval, words.deviation, words.allowed});
    for (const std::string& remark : words.remarks) addRemark(table, remark, style);
  }
  return table.text(style);
}

std::string heading(const CheckResult& result, const TerminalStyle& style) {
  const auto held = std::count_if(result.levels.begin(), result.levels.end(),
                                  [](const BaselineLevel& level) { return level.holds(); });
  return fmt::format("{} {} {} of {} baselines hold\n", style.bold(printable(result.file)),
                     style.glyph("·", "-"), held, result.levels.size());
}

JsonValue beyondJson(const BaselineLevel& level) {
  if (level.beyond.empty()) return {};
  JsonValue out = JsonValue::makeObject();
  out.set("reason", text(level.beyond));
  if (!level.mainCause) return out;
  out.set("cause", text(nameOf(level.mainCause->cause)));
  out.set("status", jsonNumber(level.mainCause->status));
  out.set("origin", text(level.mainCause->origin));
  out.set("resource", text(level.mainCause->resource));
  return out;
}

JsonValue levelJson(const BaselineLevel& level) {
  const MedianEstimate& simulated = level.simulated;
  JsonValue out = JsonValue::makeObject();
  out.set("pointer", text(level.pointer));
  out.set("baseline", text(level.name));
  out.set("holds", JsonValue::makeBoolean(level.holds()));
  out.set("measured_per_s", jsonNumber(level.measured()));
  out.set("simulated_per_s", jsonNumber(simulated.median));
  out.set("low_per_s", simulated.interval ? jsonNumber(simulated.interval->low) : JsonValue{});
  out.set("high_per_s", simulated.interval ? jsonNumber(simulated.interval->high) : JsonValue{});
  out.set("confidence", simulated.interval ? jsonNumber(simulated.confidence) : JsonValue{});
  out.set("deviation", jsonNumber(level.deviation()));
  out.set("tolerance", jsonNumber(level.baseline.tolerance.value));
  JsonValue& searches = out.set("searches_per_s", JsonValue::makeArray());
  for (const double value : simulated.values) searches.items.push_back(jsonNumber(value));
  out.set("beyond", beyondJson(level));
  out.set("date", text(level.baseline.date));
  out.set("tool", text(level.baseline.tool));
  out.set("fingerprint", text(level.fingerprint));
  out.set("stated_fingerprint", text(level.baseline.fingerprint));
  return out;
}

}  // namespace

bool CheckResult::holds() const {
  return std::all_of(levels.begin(), levels.end(),
                     [](const BaselineLevel& level) { return level.holds(); });
}

LevelWords wordsOf(const CheckResult& result, const BaselineLevel& level,
                   const TerminalStyle& style) {
  LevelWords words;
  words.verdict = verdict(level, style);
  words.measured = rate(level.measured());
  words.simulated = rate(level.simulated.median);
  words.interval = interval(level.simulated);
  words.deviation = std::isinf(level.deviation())
                        ? "none found"
                        : fmt::format("{:+.1f} %", level.deviation() * 100);
  words.allowed = fmt::format("{:.3g} %", level.baseline.tolerance.value * 100);
  words.remarks = {whatStandsInTheWay(level, style),
                   isFittedTo(result, level)
                       ? "A duration was filled in from it: that it holds proves nothing."
                       : "",
                   provenance(level), fingerprintText(level)};
  std::erase(words.remarks, "");
  return words;
}

std::string methodOf(const CheckResult& result) {
  const auto& first = result.levels.front().simulated;
  const std::string sure =
      first.interval ? fmt::format("interval by order statistics, {:.1f} %", first.confidence * 100)
                     : "one search tells no interval";
  return fmt::format(
      "Simulated: the highest Poisson rate one replica sustains for 60 s; median of {} stochastic "
      "bisection{} on common random numbers, each to 0.5 %; {}; seed {}.",
      result.replications, result.replications == 1 ? "" : "s", sure, result.seed);
}

std::string checkReport(const CheckResult& result, const TerminalStyle& style) {
  return heading(result, style) + filledInText(result.filledIn) + levelTable(result, style) +
         paragraph(methodOf(result), kWidth, 2);
}

std::string checkLines(const CheckResult& result, const TerminalStyle& style) {
  std::string out;
  for (const BaselineLevel& level : result.levels)
    out += fmt::format("{}  {}: {}\n", verdict(level, style), printable(result.file),
                       printable(level.name));
  return out;
}

JsonValue checkJson(const CheckResult& result) {
  JsonValue out = JsonValue::makeObject();
  out.set("headroom", text("1"));
  out.set("file", text(result.file));
  out.set("holds", JsonValue::makeBoolean(result.holds()));
  out.set("replications", jsonNumber(result.replications));
  out.set("seed", jsonNumber(static_cast<double>(result.seed)));
  out.set("filled_in", filledInJson(result.filledIn));
  JsonValue& levels = out.set("baselines", JsonValue::makeArray());
  for (const BaselineLevel& level : result.levels) levels.items.push_back(levelJson(level));
  return out;
}

std::string filledInText(const std::vector<FilledIn>& filledIn) {
  std::string out = filledIn.empty() ? "" : "Filled in, because nobody measured it:\n";
  for (const FilledIn& found : filledIn)
    out += paragraph(printable(found.pointer + ": " + toText(found)), kWidth, 2, 4);
  return out;
}

JsonValue filledInJson(const std::vector<FilledIn>& filledIn) {
  JsonValue out = JsonValue::makeArray();
  for (const FilledIn& found : filledIn) {
    const bool sure = found.confidence > 0;
    JsonValue entry = JsonValue::makeObject();
    entry.set("pointer", text(found.pointer));
    entry.set("law", text(EnumNames<FitLaw>::names()[static_cast<std::size_t>(found.law)]));
    entry.set("mean_s", seconds(found.mean));
    entry.set("low_s", sure ? seconds(found.low) : JsonValue{});
    entry.set("high_s", sure ? seconds(found.high) : JsonValue{});
    entry.set("confidence", sure ? jsonNumber(found.confidence) : JsonValue{});
    entry.set("baseline", text(found.baseline));
    entry.set("throughput_per_s", jsonNumber(found.throughput.perSecond));
    out.items.push_back(std::move(entry));
  }
  return out;
}

}  // namespace headroom
