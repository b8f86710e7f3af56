// Logarithm, exponential and normal quantile with one result everywhere. libm's differ in the last
// bit between versions and between machines with and without FMA; a simulator that promises the
// same bytes needs its own. Built with -ffp-contract=off; only + - * / and sqrt, which IEEE 754
// fixes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace headroom::sim {

/// Natural logarithm for finite x > 0; error below 1 ulp or so (tested against libm).
constexpr double log(double x);
/// e^x; 0 below about -745, infinity above about 709.78.
constexpr double exp(double x);
/// x^y for x > 0, as exp(y log x): relative error grows with |y log x|, fine for |y log x| < 100.
constexpr double pow(double x, double y) { return exp(y * log(x)); }
/// Inverse of the standard normal distribution function for p in (0, 1).
/// Source: Wichura 1988, algorithm AS 241 (PPND16), about 1e-16 relative.
double normalQuantile(double p);

namespace detail {

// ln 2 in two parts: the high one has trailing zeros, so that k * kLn2High is exact.
inline constexpr double kLn2High = 0x1.62e42fee00000p-1;
inline constexpr double kLn2Low = 0x1.a39ef35793c76p-33;

/// The first 11 coefficients of (2 artanh(s) - 2s) / s^3 in powers of s^2.
inline constexpr std::array<double, 11> kArtanh{2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9,
                                                2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17,
                                                2.0 / 19, 2.0 / 21, 2.0 / 23};
/// Those of (e^r - 1 - r) / r^2 in powers of r.
inline constexpr std::array<double, 12> kFactorials{
    1.0 / 2,     1.0 / 6,      1.0 / 24,      1.0 / 120,      1.0 / 720,       1.0 / 5040,
    1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800};

/// Four coefficients from `i` on, in pairs: half as long a chain of dependent steps as Horner's.
template <std::size_t n>
constexpr double cubic(const std::array<double, n>& c, std::size_t i, double x, double x2) {
  return (c[i] + c[i + 1] * x) + x2 * (c[i + 2] + c[i + 3] * x);
}

constexpr double powerOfTwo(int e) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52);
}

}  // namespace detail

// x = 2^k m with m in [sqrt(1/2), sqrt 2); ln m = 2 artanh(s), s = (m - 1)/(m + 1), |s| < 0.1716:
// the series in s^2 up to s^23 leaves less than 2^-60. No branch but for subnormals: which half of
// an octave m falls in is a coin toss.
constexpr double log(double x) {
  if (x < 0x1p-1022) return log(x * 0x1p54) - 54 * 0.69314718055994530942;
  constexpr std::uint64_t kSqrtHalf = std::bit_cast<std::uint64_t>(0.70710678118654752440);
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const auto k = static_cast<std::int64_t>(bits - kSqrtHalf) >> 52;
  const double m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52));
  const double f = m - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double last = (detail::kArtanh[8] + detail::kArtanh[9] * z) + z2 * detail::kArtanh[10];
  const double z4 = z2 * z2;
  const double series = z * (detail::cubic(detail::kArtanh, 0, z, z2) +
                             z4 * (detail::cubic(detail::kArtanh, 4, z, z2) + z4 * last));
  // ln m = 2s + s * series = f - (f - 2s - s * series); 2s = f - s f keeps the large term exact.
  const double half = f - s * (f - series);
  const auto octaves = static_cast<double>(k);
  return octaves * detail::kLn2High + (octaves * detail::kLn2Low + half);
}

// x = k ln 2 + r, |r| <= ln 2 / 2; e^r by its series up to r^13, below 2^-58.
constexpr double exp(double x) {
  if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
  if (x < -745.2) return 0;
  // Adding 1.5 * 2^52 leaves no bits for a fraction: the nearest integer.
  const double nearest = (x * 1.44269504088896340736 + 0x1.8p52) - 0x1.8p52;
  const double r = (x - nearest * detail::kLn2High) - nearest * detail::kLn2Low;
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double series = detail::cubic(detail::kFactorials, 0, r, r2) +
                        r4 * (detail::cubic(detail::kFactorials, 4, r, r2) +
                              r4 * detail::cubic(detail::kFactorials, 8, r, r2));
  const double value = 1 + (r + r2 * series);
  // Two factors, so that results down to the subnormals are reached without a zero on the way.
  const int k = static_cast<int>(nearest);
  const int first = k / 2;
  return value * detail::powerOfTwo(first) * detail::powerOfTwo(k - first);
}

}  // namespace headroom::sim
