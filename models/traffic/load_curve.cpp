#include "models/traffic/load_curve.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double kRounding = 1e-9;  // In expected arrivals.

}  // namespace

LoadCurve::LoadCurve(const WorkloadSpec& spec) {
  double rate = spec.startRate.perSecond;
  for (const StageSpec& stage : spec.stages) {
    const double seconds = toSeconds(stage.duration);
    if (stage.duration > Duration::zero()) {
      Piece piece;
      piece.from = end_;
      piece.to = end_ + stage.duration;
      piece.startRate = rate;
      piece.slope = (stage.target.perSecond - rate) / seconds;
      piece.before = total_;
      piece.arrivals = (rate + stage.target.perSecond) / 2 * seconds;
      total_ += piece.arrivals;
      end_ = piece.to;
      pieces_.push_back(piece);
    }
    rate = stage.target.perSecond;
  }
}

double LoadCurve::rateAt(Time t) const {
  for (const Piece& piece : pieces_)
    if (t < piece.to) return piece.startRate + piece.slope * toSeconds(t - piece.from);
  return 0;
}

double LoadCurve::cumulative(Time t) const {
  double sum = 0;
  for (const Piece& piece : pieces_) {
    if (t >= piece.to) {
      sum = piece.before + piece.arrivals;
      continue;
    }
    const double x = toSeconds(t - piece.from);
    return piece.before + x * (piece.startRate + piece.slope * x / 2);
  }
  return sum;
}

Time LoadCurve::timeOf(double arrivals, std::size_t& hint) const {
  // An arrival due at a stage's very end belongs to the next one, whatever rounding says.
  while (hint < pieces_.size() &&
         arrivals > pieces_[hint].before + pieces_[hint].arrivals - kRounding)
    ++hint;
  if (hint >= pieces_.size()) return kNever;
  const Piece& piece = pieces_[hint];
  const double wanted = arrivals - piece.before;
  if (piece.slope == 0) [[likely]]
    return std::min(piece.from + fromSeconds(std::max(0.0, wanted) / piece.startRate), piece.to);
  // Root of slope/2 x^2 + rate x = wanted, in the form that stays exact for small slopes.
  const double rate = piece.startRate;
  const double root = std::sqrt(std::max(0.0, rate * rate + 2 * piece.slope * wanted));
  const double x = wanted <= 0 ? 0 : 2 * wanted / (rate + root);
  return std::min(piece.from + fromSeconds(x), piece.to);
}

}  // namespace headroom
