#include "report/what_happened.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/cause_chain.h"
#include "report/number_format.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kSubjectWidth = 20;
constexpr std::size_t kMaxLines = 30;
std::string coloured(const LogEntry& entry, const std::string& text, const TerminalStyle& style) {
  if (entry.kind == LogEntry::Kind::fault) return style.bold(text);
  if (!entry.begins) return style.good(text);
  return entry.kind == LogEntry::Kind::failing ? style.bad(text) : style.warn(text);
}

std::size_t subjectWidth(const Outcome& outcome) {
  std::size_t width = 0;
  for (const LogEntry& entry : outcome.log)
    width = std::max(width, displayWidth(printable(entry.subject)));
  return std::min(width, kSubjectWidth);
}

std::string logLine(const LogEntry& entry, std::size_t leftOut, std::size_t width,
                    const TerminalStyle& style) {
  const std::string when = padLeft(formatSecond(entry.at), 8);
  const std::string who = padRight(clip(printable(entry.subject), width, style.unicode), width);
  std::string text = printable(entry.text);
  if (leftOut > 0)
    text +=
        fmt::format(" (and {} between)", leftOut == 1 ? "once" : fmt::format("{} times", leftOut));
  std::string out = fmt::format("  {}  {}  ", style.dim(when), who);
  const std::size_t margin = 14 + width;
  bool first = true;
  for (const std::string& line : wrap(text, kWidth - margin)) {
    out +=
        fmt::format("{}{}\n", std::string(first ? 0 : margin, ' '), coloured(entry, line, style));
    first = false;
  }
  return out;
}

/// "First to saturate: app pool orders-db (60.01 s), then app workers (60.14 s)."
std::string saturationSentence(const Outcome& outcome) {
  std::string text;
  for (const Saturation& s : saturationOrder(outcome.log))
    text += fmt::format("{}{} ({})", text.empty() ? "First to saturate: " : ", then ",
                        printable(s.part + " " + s.resource), formatMoment(s.at));
  return text.empty() ? "" : text + ".";
}

}  // namespace

std::string whatHappened(const Outcome& outcome, const TerminalStyle& style) {
  const std::size_t width = subjectWidth(outcome);
  std::string out;
  std::size_t lines = 0;
  std::size_t unsaid = 0;
  for (const ToldEntry& told : causeChain(outcome.log)) {
    if (++lines > kMaxLines)
      ++unsaid;
    else
      out += logLine(told.entry, told.leftOut, width, style);
  }
  if (unsaid > 0) out += fmt::format("           and {} more, in result.json (--out)\n", unsaid);
  const std::string order = saturationSentence(outcome);
  if (!order.empty()) out += paragraph(order, kWidth, 2, 2);
  return out;
}

}  // namespace headroom
