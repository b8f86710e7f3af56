#include "sim/random.h"

namespace headroom::sim {
namespace {

constexpr std::uint64_t rotateLeft(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

}  // namespace

Stream::Stream(Key key) {
  std::uint64_t state = key.bits;
  for (std::uint64_t& word : state_) {
    state += 0x9E3779B97F4A7C15ULL;
    word = mix64(state);
  }
}

std::uint64_t Stream::next() {
  const std::uint64_t result = rotateLeft(state_[0] + state_[3], 23) + state_[0];
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = rotateLeft(state_[3], 45);
  return result;
}

}  // namespace headroom::sim
