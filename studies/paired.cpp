#include "studies/paired.h"

#include <cmath>
#include <map>

namespace headroom {

bool PairedDifference::clear() const {
  return difference.kind == EstimateKind::mean &&
         std::fabs(difference.value) > difference.halfWidth;
}

std::vector<PairedDifference> pairedDifferences(const Evidence& base, const Evidence& other) {
  // A large system has tens of thousands of figures: each is looked up by name.
  std::map<FigureId, const Figure*> references;
  for (const Figure& figure : base.figures) references.emplace(figure.id, &figure);
  std::vector<PairedDifference> all;
  for (const Figure& figure : other.figures) {
    const auto found = references.find(figure.id);
    if (found == references.end()) continue;
    const Figure* reference = found->second;
    PairedDifference paired;
    paired.id = figure.id;
    Figure differences{figure.id, {}, std::nullopt};
    for (std::size_t i = 0; i < figure.values.size() && i < reference->values.size(); ++i) {
      const double difference = figure.values[i] - reference->values[i];
      differences.values.push_back(difference);
      if (difference > 0) ++paired.above;
      if (difference < 0) ++paired.below;
    }
    // Runs that differ a little in few of them are no two kinds of runs; those of one of the
    // variants are.
    const bool twoKinds = figure.estimate().modes || reference->estimate().modes;
    paired.difference = twoKinds ? differences.estimate() : meanOfRuns(differences.values);
    all.push_back(std::move(paired));
  }
  return all;
}

}  // namespace headroom
