#include "report/cause_chain.h"

#include <algorithm>
#include <utility>

namespace headroom {
namespace {

/// How often one subject may come and go before the rest is only counted.
constexpr std::size_t kTold = 2;

/// Causes before effects: most things are seen once a second, so that within one the time says less
/// about the order than their kind.
int causalRank(LogEntry::Kind kind) {
  switch (kind) {
    case LogEntry::Kind::fault:
      return 0;
    case LogEntry::Kind::limitOn:
    case LogEntry::Kind::limitChanged:
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

}  // namespace

std::vector<ToldEntry> causeChain(const std::vector<LogEntry>& log) {
  const std::vector<LogEntry> ordered = inCausalOrder(log);
  Repetition repetition{ordered};
  std::vector<ToldEntry> told;
  for (const LogEntry& entry : ordered)
    if (repetition.tell(entry)) told.push_back({entry, repetition.leftOut(entry)});
  return told;
}

std::vector<Saturation> saturationOrder(const std::vector<LogEntry>& log) {
  std::vector<Saturation> order;
  for (const LogEntry& entry : log) {
    if (entry.kind != LogEntry::Kind::saturated || !entry.begins) continue;
    const std::string resource = resourceOf(entry);
    const bool known = std::any_of(order.begin(), order.end(), [&](const Saturation& s) {
      return s.part == entry.subject && s.resource == resource;
    });
    if (!known) order.push_back({entry.subject, resource, entry.at});
  }
  return order;
}

}  // namespace headroom
