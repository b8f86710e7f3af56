#include "report/what_happened.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/number_format.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kSubjectWidth = 20;
constexpr std::size_t kMaxLines = 30;
/// How often one subject may come and go before the rest is only counted.
constexpr std::size_t kTold = 2;

/// Causes before effects: most things are seen once a second, so that within one the time says less
/// about the order than their kind.
int causalRank(LogEntry::Kind kind) {
  switch (kind) {
    case LogEntry::Kind::fault:
      return 0;
    case LogEntry::Kind::limitOn:
      return 1;
    case LogEntry::Kind::cold:
      return 2;
    case LogEntry::Kind::saturated:
      return 3;
    case LogEntry::Kind::refusing:
      return 4;
    case LogEntry::Kind::failing:
      return 5;
  }
  return 6;
}

std::vector<LogEntry> inCausalOrder(std::vector<LogEntry> log) {
  const auto second = [](Time at) { return std::chrono::floor<std::chrono::seconds>(at); };
  std::stable_sort(log.begin(), log.end(), [second](const LogEntry& a, const LogEntry& b) {
    return std::pair{second(a.at), causalRank(a.kind)} <
           std::pair{second(b.at), causalRank(b.kind)};
  });
  return log;
}

std::string coloured(const LogEntry& entry, const std::string& text, const TerminalStyle& style) {
  if (entry.kind == LogEntry::Kind::fault) return style.bold(text);
  if (!entry.begins) return style.good(text);
  return entry.kind == LogEntry::Kind::failing ? style.bad(text) : style.warn(text);
}

/// "pool orders-db" of "pool orders-db saturated: all 40 busy" and "pool orders-db no longer
/// saturated".
std::string resourceOf(const LogEntry& entry) {
  if (entry.kind != LogEntry::Kind::saturated) return {};
  return entry.text.substr(0,
                           std::min(entry.text.find(" saturated"), entry.text.find(" no longer")));
}

/// Entries about one thing: told `kTold` times each way, then counted. What was done to the system
/// is always told.
class Repetition {
 public:
  explicit Repetition(const std::vector<LogEntry>& log) {
    for (const LogEntry& entry : log) ++countOf(entry).all;
  }
  bool tell(const LogEntry& entry) {
    Count& count = countOf(entry);
    ++count.seen;
    if (entry.kind == LogEntry::Kind::fault || count.all <= kTold + 1) return true;
    // The last one is told as well: it says how the matter stands at the end.
    return count.seen <= kTold || count.seen == count.all;
  }
  std::size_t leftOut(const LogEntry& entry) {
    const Count& count = countOf(entry);
    if (entry.kind == LogEntry::Kind::fault || count.all <= kTold + 1) return 0;
    return count.seen == count.all ? count.all - kTold - 1 : 0;
  }

 private:
  struct Count {
    LogEntry::Kind kind;
    bool begins;
    std::string subject;
    std::string topic;
    std::size_t all = 0;
    std::size_t seen = 0;
  };
  /// A flow's failures and its retries are two matters of one kind.
  static std::string topicOf(const LogEntry& entry) {
    return entry.text.starts_with("retries") ? "retries" : resourceOf(entry);
  }
  Count& countOf(const LogEntry& entry) {
    const std::string topic = topicOf(entry);
    for (Count& c : counts_)
      if (c.kind == entry.kind && c.begins == entry.begins && c.subject == entry.subject &&
          c.topic == topic)
        return c;
    counts_.push_back({entry.kind, entry.begins, entry.subject, topic});
    return counts_.back();
  }
  std::vector<Count> counts_;
};

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
std::string saturationOrder(const Outcome& outcome) {
  std::vector<std::string> told;
  std::string text;
  for (const LogEntry& entry : outcome.log) {
    if (entry.kind != LogEntry::Kind::saturated || !entry.begins) continue;
    const std::string resource = printable(entry.subject + " " + resourceOf(entry));
    if (std::find(told.begin(), told.end(), resource) != told.end()) continue;
    text += fmt::format("{}{} ({})", told.empty() ? "First to saturate: " : ", then ", resource,
                        formatMoment(entry.at));
    told.push_back(resource);
  }
  return text.empty() ? "" : text + ".";
}

}  // namespace

std::string whatHappened(const Outcome& outcome, const TerminalStyle& style) {
  const std::size_t width = subjectWidth(outcome);
  const std::vector<LogEntry> log = inCausalOrder(outcome.log);
  Repetition repetition{log};
  std::string out;
  std::size_t lines = 0;
  std::size_t unsaid = 0;
  for (const LogEntry& entry : log) {
    if (!repetition.tell(entry)) continue;
    if (++lines > kMaxLines)
      ++unsaid;
    else
      out += logLine(entry, repetition.leftOut(entry), width, style);
  }
  if (unsaid > 0) out += fmt::format("           and {} more, in result.json (--out)\n", unsaid);
  const std::string order = saturationOrder(outcome);
  if (!order.empty()) out += paragraph(order, kWidth, 2, 2);
  return out;
}

}  // namespace headroom
