// Whom a rule over requests means, settled once for each kind of request.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom {

/// A set of Model::profiles; one that is empty holds all.
class ProfileSet {
 public:
  ProfileSet() = default;
  explicit ProfileSet(std::size_t profiles) : bits_((profiles + 63) / 64) {}
  void insert(std::size_t profile) { bits_[profile / 64] |= 1ULL << (profile % 64); }
  bool has(std::uint16_t profile) const {
    return bits_.empty() || ((bits_[profile / 64] >> (profile % 64)) & 1) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

}  // namespace headroom
