#include "report/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/notation/units.h"
#include "report/number_format.h"
#include "report/sparkline.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kLabelWidth = 24;
constexpr std::size_t kValueWidth = 12;
/// Resources that never came this near to their capacity are not part of the story.
constexpr double kInteresting = 0.8;
constexpr double kFull = 0.95;
constexpr double kHealthy = 0.95;

/// Draws one row after another.
class Canvas {
 public:
  Canvas(const VariantResult& variant, const TerminalStyle& style)
      : variant_(variant), style_(style) {}

  void heading();
  void windows();
  void flow(const FlowOutcome& flow);
  void resource(const PartOutcome& part, const ResourceOutcome& resource);
  void hitRatio(const PartOutcome& part);
  std::string text() const { return text_; }

 private:
  /// `name` gives way where there is no room for it and `what`.
  void row(const std::string& name, const std::string& what, const std::string& curve,
           const std::string& value);
  void window(const FaultWindow& window, const char* block, const char* plain);
  std::vector<double> curve(const SeriesColumn* column, Reduce how) const;
  const SeriesColumn* column(const std::string& part, const std::string& segment,
                             const std::string& metric, const std::string& stat,
                             const std::string& resource = "") const {
    return variant_.outcome.series.find(part, segment, metric, stat, resource);
  }
  std::size_t columnAt(Time at) const;

  const VariantResult& variant_;
  const TerminalStyle& style_;
  std::string text_;
};

void Canvas::row(const std::string& name, const std::string& what, const std::string& curve,
                 const std::string& value) {
  const std::string kept = clip(printable(what), kLabelWidth * 2 / 3, style_.unicode);
  const std::size_t room = kLabelWidth - displayWidth(kept) - 1;
  const std::string label = clip(printable(name), room, style_.unicode) + " " + kept;
  text_ += fmt::format("  {} ", padRight(label, kLabelWidth));
  text_ += value.empty() ? curve
                         : fmt::format("{} {}", padRight(curve, kTimelineColumns),
                                       style_.dim(clip(value, kValueWidth, style_.unicode)));
  text_ += '\n';
}

void Canvas::heading() {
  row("", "", style_.dim(timeAxis(variant_.outcome.duration, kTimelineColumns)), "");
}

std::size_t Canvas::columnAt(Time at) const {
  const double share = toSeconds(at) / toSeconds(variant_.outcome.duration);
  return static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * kTimelineColumns);
}

void Canvas::window(const FaultWindow& window, const char* block, const char* plain) {
  const std::size_t from = std::min(columnAt(window.from), kTimelineColumns - 1);
  const std::size_t to = std::max(columnAt(window.to), from + 1);
  std::string marks;
  for (std::size_t i = from; i < to; ++i) marks += style_.glyph(block, plain);
  std::string when = toText(window.from);
  if (window.to != window.from) when.append("-").append(toText(window.to));
  if (when.size() > kValueWidth) when = fmt::format("from {}", toText(window.from));
  row(window.part, window.effect, std::string(from, ' ') + style_.warn(marks), when);
}

/// The stretches in which a conditional limit was on, from the log.
std::vector<FaultWindow> limitWindows(const Outcome& outcome) {
  std::vector<FaultWindow> windows;
  for (const LogEntry& entry : outcome.log) {
    if (entry.kind != LogEntry::Kind::limitOn) continue;
    if (entry.begins) windows.push_back({entry.subject, "limit on", entry.at, outcome.duration});
    for (auto w = windows.rbegin(); !entry.begins && w != windows.rend(); ++w)
      if (w->part == entry.subject) {
        w->to = entry.at;
        break;
      }
  }
  return windows;
}

void Canvas::windows() {
  for (const FaultWindow& fault : variant_.faults) window(fault, "▓", "#");
  const std::vector<FaultWindow> limits = limitWindows(variant_.outcome);
  // A limit that flaps is told in the log; as rows it would bury the curves.
  if (limits.size() <= 4)
    for (const FaultWindow& limit : limits) window(limit, "▒", "=");
}

std::vector<double> Canvas::curve(const SeriesColumn* column, Reduce how) const {
  return resample(column == nullptr ? std::vector<double>{} : column->values, kTimelineColumns,
                  how);
}

void Canvas::flow(const FlowOutcome& flow) {
  const std::string segment = "flow=" + flow.name;
  const auto offered = curve(column("", segment, "offered", "rate"), Reduce::mean);
  const auto goodput = curve(column("", segment, "goodput", "rate"), Reduce::mean);
  SparkScale scale = scaleFor(offered);
  scale.high = std::max(scale.high, scaleFor(goodput).high);
  std::vector<bool> starved(goodput.size());
  for (std::size_t i = 0; i < goodput.size(); ++i) starved[i] = goodput[i] < kHealthy * offered[i];
  const std::string top = "max " + formatRate(scale.high);
  row(flow.name, "offered", style_.dim(sparkline(offered, scale, style_)), top);
  row(flow.name, "goodput", sparkline(goodput, scale, style_, starved),
      "min " + formatRate(*std::min_element(goodput.begin(), goodput.end())));
  const auto p99 = curve(column("", segment, "latency", "p99"), Reduce::max);
  const SparkScale logScale = scaleFor(p99, true);
  if (logScale.high > 0)
    row(flow.name, "p99, log", sparkline(p99, logScale, style_),
        "max " + formatSeconds(logScale.high));
}

void Canvas::resource(const PartOutcome& part, const ResourceOutcome& resource) {
  if (resource.capacity == 0 || resource.peakUtilisation < kInteresting) return;
  const auto busy = curve(column(part.name, "", "utilisation", "mean", resource.name), Reduce::max);
  std::vector<bool> full(busy.size());
  for (std::size_t i = 0; i < busy.size(); ++i) full[i] = busy[i] >= kFull;
  row(part.name, resource.name, sparkline(busy, {0, 1, false}, style_, full),
      "max " + formatShare(resource.peakUtilisation));
}

void Canvas::hitRatio(const PartOutcome& part) {
  if (!part.cache) return;
  const SeriesColumn* hits = column(part.name, "", "hit_ratio", "mean");
  if (hits == nullptr) return;
  const auto ratio = curve(hits, Reduce::mean);
  row(part.name, "hit ratio", sparkline(ratio, {0, 1, false}, style_),
      "max " + formatShare(scaleFor(ratio).high));
}

/// The smallest round step that leaves labels room.
Duration axisStep(Duration run, std::size_t columns) {
  static constexpr std::array<std::int64_t, 20> kSteps{
      1,   2,    5,    10,   15,   20,    30,    60,    120,   300,
      600, 1200, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 604800};
  constexpr double kLabel = 9;
  for (const std::int64_t seconds : kSteps)
    if (static_cast<double>(seconds) / toSeconds(run) * static_cast<double>(columns) >= kLabel)
      return std::chrono::seconds{seconds};
  return run;
}

}  // namespace

std::string timeAxis(Duration run, std::size_t columns) {
  if (run <= Duration::zero()) return {};
  const Duration step = axisStep(run, columns);
  std::string out;
  for (Duration at{}; at < run; at += step) {
    const double share = toSeconds(at) / toSeconds(run);
    const auto column = static_cast<std::size_t>(share * static_cast<double>(columns));
    const std::string label = fmt::format("|{}", toText(at));
    if (column + label.size() > columns) break;
    out.resize(std::max(out.size(), column), ' ');
    out += label;
  }
  return out;
}

std::string timeline(const VariantResult& variant, const TerminalStyle& style) {
  if (variant.outcome.series.intervals == 0) return {};
  Canvas canvas{variant, style};
  canvas.heading();
  canvas.windows();
  for (const FlowOutcome& flow : variant.outcome.flows) canvas.flow(flow);
  // Hit ratios first: what is missing in a cache is the cause of what is busy elsewhere.
  for (const PartOutcome& part : variant.outcome.parts) canvas.hitRatio(part);
  for (const PartOutcome& part : variant.outcome.parts)
    for (const ResourceOutcome& resource : part.resources) canvas.resource(part, resource);
  return canvas.text();
}

}  // namespace headroom
