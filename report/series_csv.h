// series.csv: every curve of a run, one value a row.
#pragma once

#include <ostream>
#include <string>

#include "report/scenario_result.h"

namespace headroom {

/// Columns variant,replication,t,part,segment,metric,stat,unit,value.
void writeSeriesHeader(std::ostream& out);
/// The rows of one run; t is the interval's start in seconds. Intervals with nothing to say have no
/// row.
void writeSeriesRows(const std::string& variant, const Outcome& outcome, std::ostream& out);

/// A field of RFC 4180: quoted when it must be.
std::string csvField(const std::string& text);

}  // namespace headroom
