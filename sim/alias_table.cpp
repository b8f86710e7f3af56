#include "sim/alias_table.h"

#include "sim/check.h"
#include "sim/math.h"

namespace headroom::sim {
namespace {

/// A share of a cell, 0 <= share < 1, in 2^-32 of it.
std::uint32_t quantised(double share) {
  const double nearest = share * 0x1p32 + 0.5;
  return nearest < 0x1p32 ? static_cast<std::uint32_t>(nearest) : 0xFFFFFFFF;
}

}  // namespace

AliasTable::AliasTable(const std::vector<double>& weights) : cells_(weights.size()) {
  double sum = 0;
  for (const double w : weights) sum += w;
  HEADROOM_CHECK(!weights.empty() && sum > 0, "weights without a sum");
  const double scale = static_cast<double>(weights.size()) / sum;
  std::vector<double> share(weights.size());
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    share[i] = weights[i] * scale;
    cells_[i].alias = i;
    (share[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t less = small.back();
    const std::uint32_t more = large.back();
    small.pop_back();
    cells_[less] = {quantised(share[less]), more};
    share[more] = (share[more] + share[less]) - 1;
    if (share[more] < 1) {
      large.pop_back();
      small.push_back(more);
    }
  }
  // What is left over is 1 up to rounding, and its own alias: the threshold does not matter.
}

std::vector<double> zipfWeights(double exponent, std::uint64_t count) {
  std::vector<double> weights(count);
  for (std::uint64_t i = 0; i < count; ++i) weights[i] = pow(static_cast<double>(i + 1), -exponent);
  return weights;
}

}  // namespace headroom::sim
