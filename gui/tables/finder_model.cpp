#include "gui/tables/finder_model.h"

#include <QAction>
#include <algorithm>

#include "gui/look/words.h"
#include "gui/tables/roles.h"
#include "gui/tables/rule_words.h"

namespace headroom::gui {
namespace {

constexpr std::size_t kMostShown = 100;
// Of single letters,
constexpr int kAtBeginning = 10;
constexpr int kAtWord = 15;
constexpr int kAdjacent = 10;
constexpr int kPlain = 1;
// and of all letters side by side.
constexpr int kWholeAtBeginning = 60;
constexpr int kWholeAtWord = 30;
constexpr int kWholeInside = 15;

bool beginsWord(QStringView text, qsizetype at) {
  return at == 0 || !text[at - 1].isLetterOrNumber();
}

/// Where `query` goes on matching from `from`, or -1: at the next word's beginning if all of the
/// rest still fits behind it, else at the next place.
qsizetype nextPlace(QStringView text, QChar letter, qsizetype from, qsizetype previous) {
  const qsizetype first = text.indexOf(letter, from);
  if (first < 0 || first == previous + 1 || beginsWord(text, first)) return first;
  for (qsizetype at = first; at >= 0; at = text.indexOf(letter, at + 1))
    if (beginsWord(text, at)) return at;
  return first;
}

/// Greedy from `begin`: -1 when not all letters are found.
int scoreFrom(QStringView query, QStringView text, qsizetype begin, bool preferWords) {
  int score = 0;
  qsizetype previous = -2;
  qsizetype from = begin;
  for (const QChar letter : query) {
    const qsizetype at =
        preferWords ? nextPlace(text, letter, from, previous) : text.indexOf(letter, from);
    if (at < 0) return -1;
    score += at == previous + 1 ? kAdjacent : beginsWord(text, at) ? kAtWord : kPlain;
    if (at == 0) score += kAtBeginning;
    previous = at;
    from = at + 1;
  }
  return score;
}

void addCurves(const std::string& name, const PartSpec& spec, std::vector<FinderEntry>& entries) {
  const auto add = [&](const QString& resource, const QString& detail) {
    FinderEntry entry;
    entry.kind = FinderEntry::Kind::curve;
    entry.name = text(name) + ' ' + resource;
    entry.detail = detail;
    entry.subject = text(name);
    entry.resource = resource;
    entries.push_back(std::move(entry));
  };
  const QString busy = "utilisation and queue";
  // Named as the engine names the place where one waits.
  const std::vector<LimitSpec>& limits = limitsOf(spec);
  for (std::size_t i = 0; i < limits.size(); ++i)
    if (limits[i].queue) add("limit " + QString::number(i), busy);
  if (const auto* pools = poolsOf(spec))
    for (const auto& [pool, size] : *pools) add("pool " + text(pool), busy);
  if (const auto* instance = std::get_if<InstanceSpec>(&spec.body)) {
    if (instance->workers) add("workers", busy);
    if (instance->cores) add("cores", busy);
  }
  if (std::holds_alternative<DatabaseSpec>(spec.body)) add("connections", busy);
  for (std::size_t limit = 0; limit < limitsOf(spec).size(); ++limit)
    if (limitsOf(spec)[limit].queue) add(text(lineNameOf(limitsOf(spec)[limit], limit)), busy);
  if (const auto* cache = std::get_if<CacheSpec>(&spec.body)) {
    add("hit ratio", "share of look-ups");
    if (cache->maxThroughput) add("throughput", busy);
  }
  if (const auto* external = std::get_if<ExternalSpec>(&spec.body))
    if (external->maxThroughput) add("throughput", busy);
}

}  // namespace

QString nameOf(FinderEntry::Kind kind) {
  switch (kind) {
    case FinderEntry::Kind::part:
      return "part";
    case FinderEntry::Kind::flow:
      return "flow";
    case FinderEntry::Kind::segment:
      return "segment";
    case FinderEntry::Kind::variant:
      return "variant";
    case FinderEntry::Kind::curve:
      return "curve";
    case FinderEntry::Kind::command:
      return "command";
  }
  return {};
}

int matchScore(QStringView query, QStringView text) {
  if (query.isEmpty()) return 0;
  int best = std::max(scoreFrom(query, text, 0, true), scoreFrom(query, text, 0, false));
  if (best < 0) return -1;
  for (qsizetype at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
    const int bonus = at == 0                ? kWholeAtBeginning
                      : beginsWord(text, at) ? kWholeAtWord
                                             : kWholeInside;
    best = std::max(best, bonus + scoreFrom(query, text, at, false));
  }
  // Of equal matches the shorter name is meant.
  return best * 256 - static_cast<int>(std::min<qsizetype>(text.size(), 255));
}

std::vector<FinderEntry> entriesOf(const LoadedScenario& scenario) {
  using Kind = FinderEntry::Kind;
  std::vector<FinderEntry> entries;
  const auto add = [&](Kind kind, const std::string& name, const QString& detail) -> FinderEntry& {
    FinderEntry entry;
    entry.kind = kind;
    entry.name = entry.subject = text(name);
    entry.detail = detail;
    return entries.emplace_back(std::move(entry));
  };
  const SystemSpec& system = scenario.document.spec.system;
  for (const auto& [name, spec] : system.parts) add(Kind::part, name, text(kindOf(spec)));
  for (const auto& [name, spec] : system.flows)
    add(Kind::flow, name, text(spec.entry.name)).of = Subject::Kind::flow;
  for (const auto& [name, spec] : system.segments)
    add(Kind::segment, name, segmentWords(spec)).of = Subject::Kind::segment;
  for (std::size_t i = 0; i < scenario.variants.size(); ++i)
    if (const std::string& name = scenario.variants[i].name; !name.empty())
      add(Kind::variant, name, {}).variant = static_cast<int>(i);
  for (const auto& [name, spec] : system.parts) addCurves(name, spec, entries);
  const auto addFigures = [&](const std::string& name, Subject::Kind of) {
    for (const char* figure : {"goodput", "latency"}) {
      FinderEntry& entry = add(Kind::curve, name, "over time");
      entry.name += ' ' + QString(figure);
      entry.resource = figure;
      entry.of = of;
    }
  };
  for (const auto& [name, spec] : system.flows) addFigures(name, Subject::Kind::flow);
  for (const auto& [name, spec] : system.segments) addFigures(name, Subject::Kind::segment);
  return entries;
}

void FinderModel::setEntries(std::vector<FinderEntry> entries) {
  beginResetModel();
  entries_ = std::move(entries);
  lower_.clear();
  for (const FinderEntry& entry : entries_) lower_.push_back(entry.name.toLower());
  match();
  endResetModel();
}

void FinderModel::setQuery(const QString& query) {
  beginResetModel();
  query_ = query.simplified().toLower().remove(' ');
  match();
  endResetModel();
}

void FinderModel::match() {
  matches_.clear();
  std::vector<std::pair<int, std::size_t>> found;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const int score = matchScore(query_, lower_[i]);
    if (score >= 0) found.emplace_back(-score, i);
  }
  const auto count = static_cast<std::ptrdiff_t>(std::min(found.size(), kMostShown));
  std::partial_sort(found.begin(), found.begin() + count, found.end());
  for (auto at = found.begin(); at != found.begin() + count; ++at) matches_.push_back(at->second);
}

int FinderModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(matches_.size());
}

QVariant FinderModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const FinderEntry& entry = at(index.row());
  const QString kind = nameOf(entry.kind);
  const QString detail = entry.detail.isEmpty() ? kind : kind + " · " + entry.detail;
  switch (role) {
    case HeadRole:
      return entry.name;
    case TailRole:
      return detail;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
      return entry.name + ", " + detail;
    default:
      return {};
  }
}

}  // namespace headroom::gui
