// Standard exponential and standard normal deviates: 99 times in a hundred one look-up, one
// multiplication and one comparison of integers, where inversion takes a logarithm.
//
// The area under the density f is covered by 256 layers of equal area v: rectangles of width x_i
// one upon the other, and at the bottom (layer 0) a rectangle up to r with the tail beyond it. A
// layer and a point in it are drawn; left of the next layer's width the point lies under f for
// sure; else it is compared with f (the wedge), or the tail is drawn from.
//
// Source: Marsaglia and Tsang 2000, "The Ziggurat Method for Generating Random Variables", J. Stat.
// Software 5(8). Layer, sign and value take different bits, so that they are independent; Doornik
// 2005 showed what happens when they are not.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/random.h"

namespace headroom::sim {

/// What both laws need to draw. A constant: computed by the compiler, with our own exp and log.
struct Ziggurat {
  static constexpr std::size_t kLayers = 256;

  struct alignas(16) Layer {
    double step = 0;           ///< Width of the layer x_i over 2^53; of layer 0: v / f(r).
    std::uint64_t inside = 0;  ///< Steps below this one are left of x_(i+1): under f for sure.
  };
  std::array<Layer, kLayers> layers{};
  std::array<double, kLayers + 1> height{};  ///< f(x_i); the last is f(0) = 1. Of layer 0 unused.

  /// Where in its layer a draw's bits point: bits 0-7 choose the layer, the highest 53 the place.
  const Layer& layerOf(std::uint64_t bits) const { return layers[bits % kLayers]; }
  static std::uint64_t placeOf(std::uint64_t bits) { return bits >> 11; }
  /// The distance from 0 that the bits stand for, accepted or not.
  static double at(const Layer& layer, std::uint64_t place) {
    return static_cast<double>(static_cast<std::int64_t>(place)) * layer.step;
  }
};

extern const Ziggurat kExponentialZiggurat;  ///< f = exp(-x).
extern const Ziggurat kNormalZiggurat;       ///< f = exp(-x^2 / 2), one side.

namespace detail {
double exponentialBesides(Key key);
double normalBesides(Key key);
}  // namespace detail

/// Exponential of mean 1: a function of the key alone, whose bits are the randomness (so the key
/// has to come out of derive or a Stream). Rejected points take fresh bits, derived from the key.
inline double standardExponential(Key key) {
  const Ziggurat::Layer& layer = kExponentialZiggurat.layerOf(key.bits);
  const std::uint64_t place = Ziggurat::placeOf(key.bits);
  if (place < layer.inside) [[likely]]
    return Ziggurat::at(layer, place);
  return detail::exponentialBesides(key);
}

/// Normal of mean 0 and variance 1, as above; bit 8 is the sign.
inline double standardNormal(Key key) {
  const Ziggurat::Layer& layer = kNormalZiggurat.layerOf(key.bits);
  const std::uint64_t place = Ziggurat::placeOf(key.bits);
  double distance = Ziggurat::at(layer, place);
  if (place >= layer.inside) [[unlikely]]
    distance = detail::normalBesides(key);
  const std::uint64_t sign = (key.bits & 0x100) << 55;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(distance) ^ sign);
}

}  // namespace headroom::sim
