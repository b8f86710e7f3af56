#include "gui/run/worst_moment.h"

#include <cmath>

#include "gui/run/series_index.h"

namespace headroom::gui {
namespace {

constexpr double kUnhurt = 0.95;

double orZero(double value) { return std::isnan(value) ? 0 : value; }

}  // namespace

Time worstMoment(const Course& course) {
  const Series& series = course.series();
  const SeriesIndex index{series};
  double worst = kUnhurt;
  Time at = course.reached;
  for (std::size_t i = 0; i < series.intervals; ++i) {
    double offered = 0, goodput = 0;
    for (const auto& [name, flow] : index.flows) {
      offered += orZero(valueAt(series, flow.offered, i));
      goodput += orZero(valueAt(series, flow.goodput, i));
    }
    if (offered <= 0 || goodput / offered >= worst) continue;
    worst = goodput / offered;
    at = series.interval * static_cast<std::int64_t>(i);
  }
  return at;
}

}  // namespace headroom::gui
