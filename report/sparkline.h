// A curve in one line of text.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_style.h"

namespace headroom {

/// What a column that covers several values shows.
enum class Reduce { mean, max };
/// `columns` values for any number of them; NaN where all are NaN. Fewer values are repeated, so
/// that a column always stands for the same stretch of time.
std::vector<double> resample(const std::vector<double>& values, std::size_t columns, Reduce how);

struct SparkScale {
  double low = 0;
  double high = 1;
  bool logarithmic = false;
};
/// Lowest and highest finite value on a logarithmic scale; 0 .. highest on a linear one.
SparkScale scaleFor(const std::vector<double>& values, bool logarithmic = false);

/// One character per value: blank for NaN, the lowest block for anything at or below the low end.
/// Where `alarm` is given and true, the character is red.
std::string sparkline(const std::vector<double>& values, const SparkScale& scale,
                      const TerminalStyle& style, const std::vector<bool>& alarm = {});

}  // namespace headroom
