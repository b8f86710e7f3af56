// What a timeline shows as a picture, and as a table of numbers.
#include <fmt/format.h>

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/timeline/compare_key.h"
#include "gui/timeline/flag_lane.h"
#include "gui/timeline/time_axis.h"
#include "gui/timeline/timeline_view.h"
#include "report/series_csv.h"

namespace headroom::gui {
namespace {

std::string csvNumber(double value) {
  // Adding zero makes a negative zero positive: the same value has one spelling.
  return std::isfinite(value) ? fmt::format("{}", value + 0.0) : std::string();
}

}  // namespace

QString TimelineView::csv() const {
  if (shown_.empty()) return {};
  struct Column {
    const Curve* curve;
    bool compared;
  };
  std::vector<Column> columns;
  std::string out = "t";
  const auto add = [&](const Curve& curve, bool compared) {
    std::string name = curve.fullName.toStdString();
    if (compared) name += " (" + nameOf(*focus_.compared()).toStdString() + ")";
    // Shares are plain numbers, as in series.csv.
    name += " [" + (curve.unit == "share" ? std::string("1") : curve.unit) + "]";
    out += "," + csvField(name);
    columns.push_back({&curve, compared});
  };
  for (const ChartView* chart : shownCharts())
    for (const Curve& curve : chart->content().curves) {
      add(curve, false);
      if (curve.compared) add(curve, true);
    }
  out += "\n";
  const auto intervals = static_cast<std::int64_t>(shown_.course->series().intervals);
  for (std::int64_t i = window_.from() / interval(); i < intervals; ++i) {
    const Time at = interval() * i;
    if (at >= window_.to()) break;
    out += csvNumber(static_cast<double>(at.count()) / 1e9);
    for (const Column& column : columns)
      out += "," +
             csvNumber(column.compared ? column.curve->comparedAt(at) : column.curve->valueAt(at));
    out += "\n";
  }
  return QString::fromStdString(out);
}

void TimelineView::paintCharts(QPainter& painter, const QSizeF& size) {
  if (shown_.empty()) return;
  const std::vector<ChartView*> charts = shownCharts();
  const double keyHeight = key_->sizeHint().isEmpty() ? 0 : key_->sizeHint().height() + 4;
  const double fixed = keyHeight + lane_->sizeHint().height() + axis_->sizeHint().height();
  int stretch = 0;
  for (const ChartView* chart : charts) stretch += stretchOf(chart->kind());
  const double each = std::max(0.0, size.height() - fixed) / std::max(1, stretch);
  double y = 0;
  const auto next = [&](double height) {
    const QRectF box(0, y, size.width(), height);
    y += height;
    return box;
  };
  // No scroll bar stands beside the charts here.
  lane_->setMargins(leftMargin_, ChartView::kRightMargin);
  axis_->setMargins(leftMargin_, ChartView::kRightMargin);
  if (keyHeight > 0) key_->paintOn(painter, next(keyHeight).adjusted(leftMargin_, 0, -8, 0));
  lane_->paintOn(painter, next(lane_->sizeHint().height()));
  for (ChartView* chart : charts)
    chart->paintOn(painter, next(std::floor(each * stretchOf(chart->kind()))));
  axis_->paintOn(painter, next(axis_->sizeHint().height()));
  relayout();
}

}  // namespace headroom::gui
