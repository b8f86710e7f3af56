// How far the curves of several runs lie apart: for every curve and interval the band that most
// runs stay in.
#pragma once

#include <cstddef>
#include <vector>

#include "models/outcome/outcome.h"

namespace headroom {

/// Over the runs at each interval: the 5th and 95th percentile and the median, by order statistics
/// (up to twenty runs the lowest and highest). NaN where no run had a value.
struct Ribbon {
  std::vector<double> low, median, high;
};

struct Ribbons {
  std::size_t runs = 0;
  std::vector<Ribbon> columns;  ///< As Series::columns; empty ribbons for columns not kept.
};

/// Takes the series of runs one by one. Memory: runs x values of the columns that are kept; flows'
/// curves always, parts' only where all of them fit in `budget` values.
class RibbonCollector {
 public:
  explicit RibbonCollector(std::size_t runs, std::size_t budget = 20'000'000)
      : runs_(runs), budget_(budget) {}
  void add(const Series& series);
  Ribbons finish() const;

 private:
  std::size_t runs_;
  std::size_t budget_;
  bool keepParts_ = false;
  std::size_t added_ = 0;
  std::vector<std::vector<float>> values_;  ///< By column: run after run, interval by interval.
  std::size_t intervals_ = 0;
};

}  // namespace headroom
