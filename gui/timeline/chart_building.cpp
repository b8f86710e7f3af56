#include "gui/timeline/chart_building.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "gui/look/words.h"

namespace headroom::gui {
namespace {

constexpr std::size_t kMaxCauses = 4;
constexpr std::size_t kMaxFlows = 6;
constexpr std::size_t kMaxCaches = 6;
constexpr int kCauseMarks = 4;  // The first shape after those of the sums.
/// Colours that none of the sums is near to.
constexpr std::array<int, kMaxCauses> kCauseColours{3, 0, 5, 1};

const std::vector<double>& columnOf(const Course& course, int column) {
  static const std::vector<double> none;
  const std::vector<SeriesColumn>& columns = course.series().columns;
  const auto i = static_cast<std::size_t>(column);
  return column < 0 || i >= columns.size() ? none : columns[i].values;
}

Values sharedColumn(const IndexedCourse& of, int column) {
  if (of.empty() || column < 0) return nullptr;
  return {of.course, &columnOf(*of.course, column)};
}

Duration intervalOf(const IndexedCourse& of) {
  const Duration interval = of.empty() ? Duration{} : of.course->series().interval;
  return interval > Duration{} ? interval : Duration{std::chrono::seconds{1}};
}

std::shared_ptr<const Ribbon> ribbonOf(const IndexedCourse& of, int column) {
  if (of.empty() || column < 0 || !of.course->ribbons) return nullptr;
  const auto i = static_cast<std::size_t>(column);
  const std::vector<Ribbon>& ribbons = of.course->ribbons->columns;
  if (i >= ribbons.size() || ribbons[i].low.empty()) return nullptr;
  return {of.course, &ribbons[i]};
}

/// Puts curves of two runs, found in each by its own column numbers, into a chart.
struct Builder {
  const IndexedCourse& shown;
  const IndexedCourse& compared;
  ChartContent& chart;

  Curve& add(const QString& name, const QString& fullName, const CurveLook& look) {
    Curve& curve = chart.curves.emplace_back();
    curve.name = name;
    curve.fullName = fullName;
    curve.unit = chart.unit;
    curve.look = look;
    curve.interval = intervalOf(shown);
    curve.comparedInterval = intervalOf(compared);
    return curve;
  }
  /// `columnIn` finds the curve's column in an index, or -1.
  void addColumn(const QString& name, const QString& fullName, const CurveLook& look,
                 const std::function<int(const SeriesIndex&)>& columnIn) {
    const int column = columnIn(*shown.index);
    if (column < 0) return;
    Curve& curve = add(name, fullName, look);
    curve.values = sharedColumn(shown, column);
    curve.ribbon = ribbonOf(shown, column);
    if (!compared.empty()) curve.compared = sharedColumn(compared, columnIn(*compared.index));
  }
};

/// Of a flow or a segment; nullptr when a run has none of that name.
const FlowColumns* columnsOf(const SeriesIndex& index, const Subject& stream) {
  const auto& streams = stream.kind == Subject::Kind::segment ? index.segments : index.flows;
  const auto found = streams.find(stream.name);
  return found == streams.end() ? nullptr : &found->second;
}

int flowColumn(const SeriesIndex& index, const Subject& stream, int FlowColumns::*column) {
  const FlowColumns* found = columnsOf(index, stream);
  return found == nullptr ? -1 : found->*column;
}

/// As it stands in a chart's title and in the names of its curves.
QString nameOf(const Subject& stream) {
  return stream.kind == Subject::Kind::segment ? segmentText(stream.name) : text(stream.name);
}

struct FlowCurve {
  const char* name;
  int FlowColumns::*column;
  CurveRole role;
  int mark;
};
constexpr int kHourglass = 8;
constexpr std::array<FlowCurve, 5> kLoad{
    {{"offered", &FlowColumns::offered, CurveRole::offered, 0},
     {"goodput", &FlowColumns::goodput, CurveRole::goodput, 1},
     {"degraded", &FlowColumns::degraded, CurveRole::degraded, kHourglass},
     {"refused", &FlowColumns::refused, CurveRole::refused, 2},
     {"failed", &FlowColumns::failed, CurveRole::failed, 3}}};
constexpr std::array<FlowCurve, 3> kLatency{{{"p50", &FlowColumns::p50, CurveRole::p50, 0},
                                             {"p95", &FlowColumns::p95, CurveRole::p95, 1},
                                             {"p99", &FlowColumns::p99, CurveRole::p99, 2}}};

template <std::size_t n>
void addFlowCurves(Builder& builder, const std::array<FlowCurve, n>& curves, const Subject& stream,
                   const QString& what) {
  for (const FlowCurve& curve : curves)
    builder.addColumn(QLatin1String(curve.name), nameOf(stream) + what + QLatin1String(curve.name),
                      {curve.role, 0, curve.mark}, [&](const SeriesIndex& index) {
                        return flowColumn(index, stream, curve.column);
                      });
}

double sumOf(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0, [](double sum, double value) {
    return std::isfinite(value) ? sum + value : sum;
  });
}

int causeColumn(const SeriesIndex& index, const Subject& stream, const std::string& cause) {
  const FlowColumns* found = columnsOf(index, stream);
  if (found == nullptr) return -1;
  for (const auto& [name, column] : found->causes)
    if (name == cause) return column;
  return -1;
}

/// Those that occurred, most frequent first; each in the colour of its place in the index, or in
/// the next one that is free.
void addCauses(Builder& builder, const Subject& stream) {
  struct Found {
    double sum;
    int place;
    std::string name;
  };
  std::vector<Found> found;
  const auto& causes = columnsOf(*builder.shown.index, stream)->causes;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const double sum = sumOf(columnOf(*builder.shown.course, causes[i].second));
    if (sum > 0) found.push_back({sum, static_cast<int>(i), causes[i].first});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.sum > b.sum; });
  if (found.size() > kMaxCauses) found.resize(kMaxCauses);
  std::array<bool, kMaxCauses> taken{};
  for (const Found& cause : found) {
    auto slot = static_cast<std::size_t>(cause.place) % kMaxCauses;
    while (taken[slot]) slot = (slot + 1) % kMaxCauses;
    taken[slot] = true;
    builder.addColumn(
        text(cause.name), nameOf(stream) + ' ' + text(cause.name),
        {CurveRole::category, kCauseColours[slot], kCauseMarks + static_cast<int>(slot), true},
        [&](const SeriesIndex& index) { return causeColumn(index, stream, cause.name); });
  }
}

Values sumOverFlows(const IndexedCourse& of, int FlowColumns::*column) {
  if (of.empty()) return nullptr;
  auto sum = std::make_shared<std::vector<double>>(of.course->series().intervals,
                                                   std::numeric_limits<double>::quiet_NaN());
  for (const auto& [name, columns] : of.index->flows) {
    const std::vector<double>& values = columnOf(*of.course, columns.*column);
    for (std::size_t i = 0; i < std::min(values.size(), sum->size()); ++i)
      if (std::isfinite(values[i]))
        (*sum)[i] = std::isfinite((*sum)[i]) ? (*sum)[i] + values[i] : values[i];
  }
  return sum;
}

bool anyFlowHas(const SeriesIndex& index, int FlowColumns::*column) {
  return std::any_of(index.flows.begin(), index.flows.end(),
                     [column](const auto& flow) { return flow.second.*column >= 0; });
}

void buildLoad(Builder& builder, const Subject& stream) {
  if (!stream.name.empty()) {
    builder.chart.remark = nameOf(stream);
    addFlowCurves(builder, kLoad, stream, QStringLiteral(" "));
    addCauses(builder, stream);
    return;
  }
  builder.chart.remark = QStringLiteral("all flows");
  for (const FlowCurve& each : kLoad) {
    if (!anyFlowHas(*builder.shown.index, each.column)) continue;
    const QString name = QLatin1String(each.name);
    Curve& curve =
        builder.add(name, QStringLiteral("all flows ") + name, {each.role, 0, each.mark});
    curve.values = sumOverFlows(builder.shown, each.column);
    curve.compared = sumOverFlows(builder.compared, each.column);
  }
}

/// Names of the flows that offer most, at most kMaxFlows.
std::vector<std::string> largestFlows(const IndexedCourse& shown) {
  std::vector<std::pair<double, std::string>> flows;
  for (const auto& [name, columns] : shown.index->flows)
    flows.emplace_back(-sumOf(columnOf(*shown.course, columns.offered)), name);
  std::sort(flows.begin(), flows.end());
  std::vector<std::string> names;
  for (const auto& [load, name] : flows)
    if (names.size() < kMaxFlows) names.push_back(name);
  // Which ones they are may change while a run goes on; in which colour they are, less often.
  std::sort(names.begin(), names.end());
  return names;
}

void buildLatency(Builder& builder, const Subject& stream) {
  if (!stream.name.empty()) {
    builder.chart.remark = nameOf(stream);
    return addFlowCurves(builder, kLatency, stream, QStringLiteral(" latency "));
  }
  builder.chart.remark = QStringLiteral("p99 of each flow");
  int i = 0;
  for (const std::string& name : largestFlows(builder.shown)) {
    builder.addColumn(text(name), text(name + " latency p99"), {CurveRole::category, i, i},
                      [&](const SeriesIndex& index) {
                        return flowColumn(index, {Subject::Kind::flow, name}, &FlowColumns::p99);
                      });
    ++i;
  }
}

const ResourceColumns* resourceIn(const SeriesIndex& index, const Shown& shown) {
  const auto part = index.parts.find(shown.part);
  if (part == index.parts.end()) return nullptr;
  for (const ResourceColumns& resource : part->second.resources)
    if (resource.name == shown.resource) return &resource;
  return nullptr;
}

void buildResources(Builder& builder, const ChartChoice& choice, int ResourceColumns::*column,
                    const QString& what) {
  if (!choice.part.empty()) builder.chart.remark = text(choice.part);
  for (const Shown& shown : choice.resources) {
    const QString both = text(shown.part + " " + shown.resource);
    builder.addColumn(choice.part.empty() ? both : text(shown.resource), both + what,
                      {CurveRole::category, shown.slot, shown.slot}, [&](const SeriesIndex& index) {
                        const ResourceColumns* found = resourceIn(index, shown);
                        return found ? found->*column : -1;
                      });
  }
}

void buildHitRatios(Builder& builder, const std::string& part) {
  const std::map<std::string, PartColumns>& parts = builder.shown.index->parts;
  const auto selected = parts.find(part);
  const bool one = selected != parts.end() && selected->second.hitRatio >= 0;
  int i = 0;
  for (const auto& [name, columns] : parts) {
    if (columns.hitRatio < 0 || builder.chart.curves.size() >= kMaxCaches) continue;
    if (!one || name == part)
      builder.addColumn(text(name), text(name + " hit ratio"), {CurveRole::category, i, i},
                        [&](const SeriesIndex& index) {
                          const auto found = index.parts.find(name);
                          return found == index.parts.end() ? -1 : found->second.hitRatio;
                        });
    ++i;
  }
}

}  // namespace

bool BusiestResources::sameRun(const Course& course) const {
  return modelHash_ == course.modelHash && seed_ == course.seed && revision_ == course.revision &&
         course.series().intervals >= seen_;
}

void BusiestResources::startOver(const IndexedCourse& shown) {
  modelHash_ = shown.course->modelHash;
  seed_ = shown.course->seed;
  revision_ = shown.course->revision;
  seen_ = 0;
  peaks_.clear();
  for (const auto& [part, columns] : shown.index->parts)
    for (const ResourceColumns& resource : columns.resources)
      if (resource.utilisation >= 0) peaks_.push_back({part, resource.name, resource.utilisation});
}

void BusiestResources::update(const IndexedCourse& shown, std::size_t most) {
  if (shown.empty()) return;
  if (!sameRun(*shown.course) || peaks_.empty()) startOver(shown);
  const std::size_t intervals = shown.course->series().intervals;
  for (Peak& peak : peaks_) {
    const std::vector<double>& values = columnOf(*shown.course, peak.column);
    for (std::size_t i = seen_; i < std::min(intervals, values.size()); ++i)
      if (values[i] > peak.peak) peak.peak = values[i];
  }
  seen_ = intervals;
  choose(most);
}

void BusiestResources::choose(std::size_t most) {
  std::vector<const Peak*> order;
  for (const Peak& peak : peaks_)
    if (peak.peak > 0 || peaks_.size() <= most) order.push_back(&peak);
  std::stable_sort(order.begin(), order.end(),
                   [](const Peak* a, const Peak* b) { return a->peak > b->peak; });
  if (order.size() > most) order.resize(most);
  std::vector<bool> taken(most);
  std::vector<Shown> chosen;
  for (const Peak* peak : order) {
    Shown shown{peak->part, peak->resource, -1};
    for (const Shown& before : shown_)
      if (before.sameThing(shown)) shown.slot = before.slot;
    if (shown.slot >= 0) taken[static_cast<std::size_t>(shown.slot)] = true;
    chosen.push_back(std::move(shown));
  }
  std::sort(chosen.begin(), chosen.end(), [](const Shown& a, const Shown& b) {
    return std::tie(a.part, a.resource) < std::tie(b.part, b.resource);
  });
  for (Shown& shown : chosen) {
    if (shown.slot >= 0) continue;
    const auto free = std::find(taken.begin(), taken.end(), false);
    shown.slot = static_cast<int>(free - taken.begin());
    *free = true;
  }
  shown_ = std::move(chosen);
}

Subject streamIn(const SeriesIndex& index, const Subject& chosen) {
  if (!chosen.name.empty() && columnsOf(index, chosen) != nullptr) return chosen;
  if (chosen.name.empty() && index.flows.size() == 1)
    return {Subject::Kind::flow, index.flows.begin()->first};
  return {};
}

std::vector<Shown> resourcesOf(const SeriesIndex& index, const std::string& part) {
  std::vector<Shown> shown;
  const auto found = index.parts.find(part);
  if (found == index.parts.end()) return shown;
  for (const ResourceColumns& resource : found->second.resources)
    shown.push_back({part, resource.name, static_cast<int>(shown.size())});
  return shown;
}

ChartContent chartContent(ChartKind kind, const IndexedCourse& shown, const IndexedCourse& compared,
                          const ChartChoice& choice) {
  ChartContent chart;
  chart.kind = kind;
  chart.unit = "1";
  if (shown.empty()) return chart;
  Builder builder{shown, compared, chart};
  const Subject stream = streamIn(*shown.index, choice.stream);
  switch (kind) {
    case ChartKind::load:
      chart.unit = "1/s";
      buildLoad(builder, stream);
      break;
    case ChartKind::latency:
      chart.unit = "s";
      chart.logarithmic = true;
      buildLatency(builder, stream);
      break;
    case ChartKind::utilisation:
      chart.unit = "share";
      chart.fixedTop = 1;
      buildResources(builder, choice, &ResourceColumns::utilisation,
                     QStringLiteral(" utilisation"));
      break;
    case ChartKind::queues:
      buildResources(builder, choice, &ResourceColumns::queue, QStringLiteral(" waiting"));
      break;
    case ChartKind::hitRatio:
      chart.unit = "share";
      chart.fixedTop = 1;
      buildHitRatios(builder, choice.part);
      break;
  }
  return chart;
}

}  // namespace headroom::gui
