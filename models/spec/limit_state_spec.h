// Where the state of a limit is kept, and shares of it that are reserved.
#pragma once

#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/spec/match_spec.h"

namespace headroom {

/// What a limit says when the store of its state does not answer.
enum class StoreFailure { open, closed, local };
template <>
struct EnumNames<StoreFailure> {
  static std::string what() { return "a way to decide"; }
  static std::vector<std::string> names() { return {"open", "closed", "local"}; }
};

struct KeptInSpec {
  PartRef cache;
  std::optional<Duration> timeout;
  StoreFailure onFailure = StoreFailure::open;
  std::string note;
  bool operator==(const KeptInSpec&) const = default;
};

struct ShareSpec {
  MatchSpec match;
  Ratio share;
  std::string note;
  bool operator==(const ShareSpec&) const = default;
};

void describe(Shape<KeptInSpec>& s);
void describe(Shape<ShareSpec>& s);

}  // namespace headroom
