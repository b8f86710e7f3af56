#include "sim/alias_table.h"

#include "sim/check.h"
#include "sim/math.h"

namespace headroom::sim {

AliasTable::AliasTable(const std::vector<double>& weights)
    : threshold_(weights.size(), 1.0), alias_(weights.size()) {
  double sum = 0;
  for (const double w : weights) sum += w;
  HEADROOM_CHECK(!weights.empty() && sum > 0, "weights without a sum");
  const double scale = static_cast<double>(weights.size()) / sum;
  std::vector<double> share(weights.size());
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    share[i] = weights[i] * scale;
    alias_[i] = i;
    (share[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t less = small.back();
    const std::uint32_t more = large.back();
    small.pop_back();
    threshold_[less] = share[less];
    alias_[less] = more;
    share[more] = (share[more] + share[less]) - 1;
    if (share[more] < 1) {
      large.pop_back();
      small.push_back(more);
    }
  }
  // What is left over is 1 up to rounding; its own alias makes the threshold irrelevant.
}

std::uint32_t AliasTable::draw(std::uint64_t bits) const {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(bits) * threshold_.size();
  const auto index = static_cast<std::uint32_t>(product >> 64);
  const double fraction = static_cast<double>(static_cast<std::uint64_t>(product) >> 11) * 0x1p-53;
  return fraction < threshold_[index] ? index : alias_[index];
}

std::vector<double> zipfWeights(double exponent, std::uint64_t count) {
  std::vector<double> weights(count);
  for (std::uint64_t i = 0; i < count; ++i) weights[i] = pow(static_cast<double>(i + 1), -exponent);
  return weights;
}

}  // namespace headroom::sim
