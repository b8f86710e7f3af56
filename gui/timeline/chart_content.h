// What one chart shows: curves with names, values and looks. Values only; nothing here is drawn.
#pragma once

#include <QColor>
#include <QString>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "gui/look/colours.h"
#include "sim/time.h"
#include "studies/ribbons.h"

namespace headroom::gui {

enum class ChartKind { load, latency, utilisation, queues, hitRatio };
inline constexpr std::array<ChartKind, 5> kChartKinds{ChartKind::load, ChartKind::latency,
                                                      ChartKind::utilisation, ChartKind::queues,
                                                      ChartKind::hitRatio};
/// "Load", "Latency", ...
QString titleOf(ChartKind kind);
/// How high it is beside the others, of the room there is.
int stretchOf(ChartKind kind);

enum class CurveRole { offered, goodput, degraded, refused, failed, p50, p95, p99, category };

struct CurveLook {
  CurveRole role = CurveRole::category;
  int category = 0;   ///< Which colour, of the role `category`.
  int mark = 0;       ///< Which shape stands on it, so that colour is not all that tells it apart.
  bool thin = false;  ///< A detail of another curve.
};
QColor colourOf(const CurveLook& look, const Colours& colours);

/// Value i is of the interval [i, i+1) x the curve's interval. Shared with the run it is from.
using Values = std::shared_ptr<const std::vector<double>>;

struct Curve {
  QString name;      ///< In the chart's legend: "goodput".
  QString fullName;  ///< Where the chart is not there to tell: "browse goodput".
  std::string unit;  ///< As valueText() takes it.
  CurveLook look;
  Duration interval{std::chrono::seconds{1}};
  Values values;
  Values compared;  ///< The same of the compared variant, or nullptr.
  Duration comparedInterval{std::chrono::seconds{1}};
  std::shared_ptr<const Ribbon> ribbon;  ///< Over several runs, or nullptr.

  /// Of the interval that `at` lies in; the end belongs to the last one. NaN where there is none.
  double valueAt(Time at) const;
  double comparedAt(Time at) const;
};

struct ChartContent {
  ChartKind kind = ChartKind::load;
  QString remark;  ///< What the curves are of: "browse", "of app"; "" where it goes without saying.
  bool logarithmic = false;
  double fixedTop = 0;  ///< Where the axis always ends, unless curves go higher; 0: as they need.
  std::string unit;     ///< Of the axis.
  std::vector<Curve> curves;
};

/// A stretch of time that is shaded, and why: "product-cache down".
struct ShadedWindow {
  Time from{}, to{};
  QString label;
};

}  // namespace headroom::gui
