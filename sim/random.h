// Randomness, keyed: a draw is a function of what it is for, not of how many draws came before.
// One more retry, or one more part, then changes nothing for anyone else.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace headroom::sim {

/// A key names a draw, or the root of a family of draws. Derive, never reuse.
/// Mixer: "moremur" (Pelle Evensen, 2019), a 64-bit finaliser that improves on MurmurHash3's;
/// tests/sim/random_battery_test.cpp holds the statistical battery it has to pass.
struct Key {
  std::uint64_t bits = 0;
  bool operator==(const Key&) const = default;
};

constexpr std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 27;
  x *= 0x3C79AC492BA7B653ULL;
  x ^= x >> 33;
  x *= 0x1C69B3F74AC4AE35ULL;
  x ^= x >> 27;
  return x;
}

/// The key of a child: `purpose` is a salt (see saltOf), `ordinal` tells apart siblings (attempts,
/// customers). Two rounds lie between any two keys that differ in one argument.
constexpr Key derive(Key parent, std::uint64_t purpose, std::uint64_t ordinal = 0) {
  return Key{mix64(mix64(parent.bits + purpose) + (ordinal + 1) * 0x9E3779B97F4A7C15ULL)};
}

/// A salt from a name (FNV-1a, then mixed): stable across runs, machines and the order of files.
constexpr std::uint64_t saltOf(std::string_view name) {
  std::uint64_t h = 0xCBF29CE484222325ULL;
  for (const char c : name) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001B3ULL;
  }
  return mix64(h);
}

/// Uniform on (0, 1): never 0 and never 1, so that a logarithm is always finite.
constexpr double unitInterval(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1.0p-52;
}

/// A sequential stream, for what is one sequence by nature (an arrival process).
/// xoshiro256++ 1.0 (Blackman and Vigna, 2019), seeded from a key by mixing.
class Stream {
 public:
  explicit Stream(Key key);
  std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }
  Key nextKey() { return Key{next()}; }
  double nextUnit() { return unitInterval(next()); }

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace headroom::sim
