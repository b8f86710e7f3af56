#include "report/story.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/flow_tables.h"
#include "report/number_format.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 96;
constexpr std::size_t kMaxLines = 30;
/// How often one subject may come and go before the rest is only counted.
constexpr std::size_t kTold = 2;
constexpr double kHealthy = 0.99;

/// What mostly stopped a flow in a span: "mostly 503 no connection in time · app pool orders-db".
std::string mainCause(const FlowSpan& span, const TerminalStyle& style) {
  if (span.causes.empty()) return {};
  const CauseCount& first = span.causes.front();
  const std::uint64_t all = span.refused + span.failed;
  const double share = static_cast<double>(first.count) / static_cast<double>(std::max<std::uint64_t>(all, 1));
  return fmt::format("{}{}", share > 0.95 ? "" : "mostly ", causeText(first, style));
}

std::string sentence(const Outcome& outcome, const FlowOutcome& flow, const TerminalStyle& style) {
  const std::vector<NamedSpan> spans = spansOf(outcome, flow);
  std::string text = printable(flow.name) + ": ";
  const NamedSpan* worst = nullptr;
  for (const NamedSpan& named : spans) {
    if (named.span->offered == 0) continue;
    text += fmt::format("{}{} of {}/s {}", worst == nullptr ? "" : ", ",
                        formatShare(successShare(*named.span)),
                        formatNumber(offeredRate(*named.span)), printable(named.name));
    if (worst == nullptr || successShare(*named.span) < successShare(*worst->span)) worst = &named;
  }
  if (worst == nullptr) return text + "no requests.";
  if (successShare(*worst->span) >= kHealthy) return text + ".";
  const std::string cause = mainCause(*worst->span, style);
  if (cause.empty()) return text + ".";
  return text + fmt::format(". {}: {}.", spans.size() > 1 ? "Worst " + printable(worst->name) : "Lost", cause);
}

std::string coloured(const LogEntry& entry, const std::string& text, const TerminalStyle& style) {
  if (entry.kind == LogEntry::Kind::fault) return style.bold(text);
  if (!entry.begins) return style.good(text);
  if (entry.kind == LogEntry::Kind::failing) return style.bad(text);
  return style.warn(text);
}

/// Entries of one kind about one subject: told `kTold` times each way, then counted.
class Repetition {
 public:
  explicit Repetition(const std::vector<LogEntry>& log) {
    for (const LogEntry& entry : log) ++countOf(entry).all;
  }
  bool tell(const LogEntry& entry) {
    Count& count = countOf(entry);
    // The last one is told as well: it says how the matter stands at the end.
    return ++count.seen <= kTold || count.seen == count.all || count.all == kTold + 1;
  }
  std::size_t leftOut(const LogEntry& entry) {
    const Count& count = countOf(entry);
    return count.seen == count.all && count.all > kTold + 1 ? count.all - kTold - 1 : 0;
  }

 private:
  struct Count {
    LogEntry::Kind kind;
    bool begins;
    std::string subject;
    std::size_t all = 0;
    std::size_t seen = 0;
  };
  Count& countOf(const LogEntry& entry) {
    for (Count& c : counts_)
      if (c.kind == entry.kind && c.begins == entry.begins && c.subject == entry.subject) return c;
    counts_.push_back({entry.kind, entry.begins, entry.subject});
    return counts_.back();
  }
  std::vector<Count> counts_;
};

/// "First to saturate: app pool orders-db (60.3 s), then ..."
std::string saturationOrder(const Outcome& outcome) {
  std::vector<const LogEntry*> order;
  for (const LogEntry& entry : outcome.log) {
    if (entry.kind != LogEntry::Kind::saturated || !entry.begins) continue;
    const bool known = std::any_of(order.begin(), order.end(), [&entry](const LogEntry* other) {
      return other->subject == entry.subject;
    });
    if (!known) order.push_back(&entry);
  }
  std::string text;
  for (const LogEntry* entry : order)
    text += fmt::format("{}{} ({})", text.empty() ? "First to saturate: " : ", then ",
                        printable(entry->subject), formatMoment(entry->at));
  return text.empty() ? "" : text + ".";
}

std::string indented(const std::string& text, std::size_t hanging) {
  std::string out;
  for (const std::string& line : wrap(text, kWidth - hanging))
    out += std::string(out.empty() ? 2 : 2 + hanging, ' ') + line + "\n";
  return out;
}

}  // namespace

std::string inShort(const Outcome& outcome, const TerminalStyle& style) {
  std::string out;
  for (const FlowOutcome& flow : outcome.flows) out += indented(sentence(outcome, flow, style), 2);
  return out;
}

std::string whatHappened(const Outcome& outcome, const TerminalStyle& style) {
  std::string out;
  std::size_t lines = 0;
  std::size_t unsaid = 0;
  Repetition repetition{outcome.log};
  for (const LogEntry& entry : outcome.log) {
    if (!repetition.tell(entry)) continue;
    if (lines == kMaxLines) {
      ++unsaid;
      continue;
    }
    std::string text = clip(printable(entry.text), kWidth - 14, style.unicode);
    const std::size_t left = repetition.leftOut(entry);
    if (left > 0) text += fmt::format(" (and {} times between)", left);
    out += "  " + style.dim(padLeft(formatMoment(entry.at), 9)) + "  " +
           coloured(entry, text, style) + "\n";
    ++lines;
  }
  if (unsaid > 0) out += fmt::format("             and {} more, in result.json (--out)\n", unsaid);
  const std::string order = saturationOrder(outcome);
  if (!order.empty()) out += indented(order, 2);
  return out;
}

}  // namespace headroom
