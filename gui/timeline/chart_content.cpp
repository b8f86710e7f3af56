#include "gui/timeline/chart_content.h"

#include <limits>

#include "gui/run/course.h"

namespace headroom::gui {
namespace {

double valueIn(const Values& values, Duration interval, Time at) {
  const auto i = values ? intervalAt(interval, values->size(), at) : std::nullopt;
  return i ? (*values)[*i] : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

QString titleOf(ChartKind kind) {
  switch (kind) {
    case ChartKind::load:
      return QStringLiteral("Load");
    case ChartKind::latency:
      return QStringLiteral("Latency");
    case ChartKind::utilisation:
      return QStringLiteral("Utilisation");
    case ChartKind::queues:
      return QStringLiteral("Queues");
    case ChartKind::hitRatio:
      return QStringLiteral("Hit ratio");
  }
  return {};
}

int stretchOf(ChartKind kind) {
  return kind == ChartKind::load || kind == ChartKind::latency ? 3 : 2;
}

QColor colourOf(const CurveLook& look, const Colours& colours) {
  switch (look.role) {
    case CurveRole::offered:
      return colours.offered;
    case CurveRole::goodput:
      return colours.goodput;
    case CurveRole::degraded:
      return colours.degraded;
    case CurveRole::refused:
      return colours.refused;
    case CurveRole::failed:
      return colours.failed;
    case CurveRole::p50:
      return colours.p50;
    case CurveRole::p95:
      return colours.p95;
    case CurveRole::p99:
      return colours.p99;
    case CurveRole::category:
      return colours.categorical(look.category);
  }
  return colours.text;
}

double Curve::valueAt(Time at) const { return valueIn(values, interval, at); }
double Curve::comparedAt(Time at) const { return valueIn(compared, comparedInterval, at); }

}  // namespace headroom::gui
