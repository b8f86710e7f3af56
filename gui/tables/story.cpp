#include "gui/tables/story.h"

#include <QStringList>
#include <algorithm>
#include <map>

#include "gui/look/words.h"
#include "report/cause_chain.h"
#include "report/in_short.h"
#include "report/number_format.h"

namespace headroom::gui {
namespace {

constexpr std::size_t kMostTold = 3;

/// "product-cache down, 60 s to 90 s"
QString faultText(const FaultWindow& fault) {
  const QString what = text(fault.part + " " + fault.effect);
  const QString from = text(formatSecond(fault.from));
  if (fault.to == fault.from) return QString("%1 at %2").arg(what, from);
  return QString("%1, %2 to %3").arg(what, from, text(formatSecond(fault.to)));
}

void tellFaults(const Course& course, std::vector<StoryLine>& story) {
  QStringList words;
  std::size_t more = 0;
  for (const FaultWindow& fault : course.faults) {
    if (fault.from > course.reached) continue;
    if (static_cast<std::size_t>(words.size()) < kMostTold)
      words << faultText(fault);
    else
      ++more;
  }
  if (more > 0) words << QString("and %1 more").arg(more);
  if (!words.isEmpty()) story.push_back({Sign::fault, "Done", words.join("; ")});
}

void tellSaturations(const Course& course, std::vector<StoryLine>& story) {
  const std::vector<Saturation> order = saturationOrder(course.log());
  QStringList words;
  for (std::size_t i = 0; i < std::min(order.size(), kMostTold); ++i)
    words << text(order[i].part + " " + order[i].resource + " (" + formatMoment(order[i].at) + ")");
  if (order.size() > kMostTold) words << QString("and %1 more").arg(order.size() - kMostTold);
  if (!words.isEmpty()) story.push_back({Sign::cause, "Gave way first", words.join(", then ")});
}

/// The last word of the log on each flow's failures; retries are another matter.
std::map<std::string, LogEntry> lastOnFlows(const std::vector<LogEntry>& log) {
  std::map<std::string, LogEntry> last;
  for (const LogEntry& entry : log)
    if (entry.kind == LogEntry::Kind::failing && !entry.text.starts_with("retries"))
      last[entry.subject] = entry;
  return last;
}

QString endText(const LogEntry& last, bool finished) {
  if (!last.begins) return QString("Served again from %1.").arg(text(formatSecond(last.at)));
  const QString since = text(formatSecond(last.at));
  return finished ? QString("Not recovered at the end (failing since %1).").arg(since)
                  : QString("Failing since %1.").arg(since);
}

void tellFlows(const Course& course, std::vector<StoryLine>& story) {
  const auto last = lastOnFlows(course.log());
  QStringList fine;
  for (const FlowInShort& flow : flowsInShort(course.result->outcome, TerminalStyle{})) {
    const auto found = last.find(flow.flow);
    if (flow.healthy && found == last.end()) {
      fine << text(flow.flow);
      continue;
    }
    QStringList words{text(flow.successes) + "."};
    if (!flow.worst.empty()) words << text(flow.worst);
    if (!flow.lowest.empty()) words << text(flow.lowest);
    const bool back = found == last.end() || !found->second.begins;
    if (found != last.end()) words << endText(found->second, true);
    story.push_back({back ? Sign::warning : Sign::effect, text(flow.flow), words.join(' ')});
  }
  if (fine.size() > static_cast<qsizetype>(kMostTold) + 1) {
    const QString more = QString("and %1 more").arg(fine.size() - kMostTold);
    fine = fine.mid(0, kMostTold) << more;
  }
  if (!fine.isEmpty())
    story.push_back({Sign::pass, fine.join(", "), "At least 99 % succeeded throughout."});
}

}  // namespace

std::vector<StoryLine> storyOf(const Course& course) {
  std::vector<StoryLine> story;
  tellFaults(course, story);
  tellSaturations(course, story);
  if (course.finished()) {
    tellFlows(course, story);
    return story;
  }
  for (const auto& [flow, last] : lastOnFlows(course.log()))
    story.push_back(
        {last.begins ? Sign::effect : Sign::recovery, text(flow),
         last.begins ? text(last.text) + ". " + endText(last, false) : endText(last, false)});
  return story;
}

QString asText(const std::vector<StoryLine>& story) {
  QString out;
  for (const StoryLine& line : story) out += line.label + ": " + line.text + "\n";
  return out;
}

}  // namespace headroom::gui
