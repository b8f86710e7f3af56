#include "sim/random.h"

namespace headroom::sim {

Stream::Stream(Key key) {
  std::uint64_t state = key.bits;
  for (std::uint64_t& word : state_) {
    state += 0x9E3779B97F4A7C15ULL;
    word = mix64(state);
  }
}

}  // namespace headroom::sim
