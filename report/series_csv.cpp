#include "report/series_csv.h"

#include <fmt/format.h>

#include <cmath>

#include "report/result_json.h"

namespace headroom {
namespace {

void writeColumn(const std::string& prefix, const Series& series, const SeriesColumn& column,
                 std::ostream& out) {
  const std::string metric =
      column.resource.empty() ? column.metric : column.metric + ":" + column.resource;
  const std::string middle =
      fmt::format("{},{},{},{},{}", csvField(column.part), csvField(column.segment),
                  csvField(metric), csvField(column.stat), csvField(column.unit));
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    if (!std::isfinite(column.values[i])) continue;
    const double t =
        static_cast<double>(series.interval.count() * static_cast<std::int64_t>(i)) / 1e9;
    // Adding zero makes a negative zero positive: the same value has one spelling.
    out << fmt::format("{}{},{},{}\n", prefix, t, middle, column.values[i] + 0.0);
  }
}

}  // namespace

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

void writeSeriesHeader(std::ostream& out) {
  out << "variant,replication,t,part,segment,metric,stat,unit,value\n";
}

void writeSeriesRows(const std::string& variant, const Outcome& outcome, std::ostream& out) {
  const std::string prefix = fmt::format("{},{},", csvField(variant), outcome.replication);
  for (const SeriesColumn& column : outcome.series.columns)
    writeColumn(prefix, outcome.series, column, out);
}

}  // namespace headroom
