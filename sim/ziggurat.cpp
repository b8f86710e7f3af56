#include "sim/ziggurat.h"

#include "sim/math.h"

namespace headroom::sim {
namespace {

constexpr std::uint64_t kAgain = saltOf("ziggurat: another point");
constexpr std::uint64_t kHeight = saltOf("ziggurat: height in the wedge");
constexpr std::uint64_t kTail = saltOf("ziggurat: tail");

/// A square root for constant expressions: Newton's iteration for 0.01 < x < 100.
constexpr double squareRoot(double x) {
  double root = 1 + x / 4;
  for (int i = 0; i < 16; ++i) root = (root + x / root) / 2;
  return root;
}

// A law: its density over that at 0, the inverse of that, and the edge r of the bottom layer with
// the layers' area v: the one r with which the 256th layer ends at f(0) = 1 (tests check that).
struct ExponentialLaw {
  static constexpr double r = 7.69711747013104971404;
  static constexpr double v = 0.00394965982258155721998;  // (r + 1) exp(-r)
  static constexpr double density(double x) { return exp(-x); }
  static constexpr double inverse(double y) { return -log(y); }
};
struct NormalLaw {
  static constexpr double r = 3.65415288536100877165;
  static constexpr double v = 0.00492867323397465534736;  // r f(r) + sqrt(pi/2) erfc(r / sqrt 2)
  static constexpr double density(double x) { return exp(-x * x / 2); }
  static constexpr double inverse(double y) { return squareRoot(-2 * log(y)); }
};

template <class Law>
constexpr Ziggurat build() {
  Ziggurat z;
  const auto put = [&z](std::size_t i, double width, double next) {
    z.layers[i] = {width * 0x1p-53, static_cast<std::uint64_t>(next / width * 0x1p53)};
  };
  double x = Law::r;
  put(0, Law::v / Law::density(x), x);
  z.height[0] = 0;
  z.height[1] = Law::density(x);
  for (std::size_t i = 1; i < Ziggurat::kLayers; ++i) {
    const bool top = i + 1 == Ziggurat::kLayers;
    z.height[i + 1] = top ? 1 : z.height[i] + Law::v / x;
    const double next = top ? 0 : Law::inverse(z.height[i + 1]);
    put(i, x, next);
    x = next;
  }
  return z;
}

/// Whether the point at x of a layer lies under the curve: its height is drawn.
template <class Law>
bool under(const Ziggurat& z, std::uint64_t bits, double x, Key height) {
  const std::size_t i = bits % Ziggurat::kLayers;
  const double y = z.height[i] + unitInterval(height.bits) * (z.height[i + 1] - z.height[i]);
  return y < Law::density(x);
}

/// The normal tail beyond r (Marsaglia 1964): exponential with rate r, thinned.
double normalTail(Key key) {
  for (std::uint64_t i = 0;; i += 2) {
    const double beyond = standardExponential(derive(key, kTail, i)) / NormalLaw::r;
    if (2 * standardExponential(derive(key, kTail, i + 1)) > beyond * beyond)
      return NormalLaw::r + beyond;
  }
}

}  // namespace

constinit const Ziggurat kExponentialZiggurat = build<ExponentialLaw>();
constinit const Ziggurat kNormalZiggurat = build<NormalLaw>();

namespace detail {

// The first point is that of the key itself. In the tail the law begins anew at r.
double exponentialBesides(Key key) {
  double from = 0;
  std::uint64_t bits = key.bits;
  for (std::uint64_t attempt = 0;; bits = derive(key, kAgain, ++attempt).bits) {
    const Ziggurat::Layer& layer = kExponentialZiggurat.layerOf(bits);
    const std::uint64_t place = Ziggurat::placeOf(bits);
    const double x = Ziggurat::at(layer, place);
    if (place < layer.inside) return from + x;
    if (bits % Ziggurat::kLayers == 0)
      from += ExponentialLaw::r;
    else if (under<ExponentialLaw>(kExponentialZiggurat, bits, x, derive(key, kHeight, attempt)))
      return from + x;
  }
}

double normalBesides(Key key) {
  std::uint64_t bits = key.bits;
  for (std::uint64_t attempt = 0;; bits = derive(key, kAgain, ++attempt).bits) {
    const Ziggurat::Layer& layer = kNormalZiggurat.layerOf(bits);
    const std::uint64_t place = Ziggurat::placeOf(bits);
    const double x = Ziggurat::at(layer, place);
    if (place < layer.inside) return x;
    if (bits % Ziggurat::kLayers == 0) return normalTail(key);
    if (under<NormalLaw>(kNormalZiggurat, bits, x, derive(key, kHeight, attempt))) return x;
  }
}

}  // namespace detail
}  // namespace headroom::sim
