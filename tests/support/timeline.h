// Timelines one can check by hand: constant arrivals, constant services, and what must come of
// them.
#pragma once

#include <string>
#include <vector>

#include "tests/support/scenario.h"

namespace headroom::test {

/// A system of parts (JSON members) entered at app.do by flow "f", `rate` constant arrivals a
/// second.
std::string timeline(const std::string& parts, const std::string& rate, const std::string& duration,
                     const std::string& flow = "", const std::string& faults = "",
                     const std::string& more = "");

using Times = std::vector<double>;
using Causes = std::vector<Cause>;

/// Milliseconds from issue to answer of each answered request, in order of arrival.
Times latencies(const std::string& text);
Causes causes(const std::string& text);

}  // namespace headroom::test
