#include "models/policies/limiter/scaled_limiter.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

std::int64_t cut(std::int64_t count, double share, std::int64_t least = 1) {
  return std::max(least,
                  static_cast<std::int64_t>(std::llround(static_cast<double>(count) * share)));
}

void scale(TokenBucketSpec& s, double share) {
  s.rate.perSecond *= share;
  s.burst = cut(s.burst, share, s.permits);
}
void scale(GcraSpec& s, double share) {
  s.period = fromSeconds(toSeconds(s.period) / share);
  s.maxBurst = cut(s.maxBurst + 1, share, s.permits) - 1;
}
void scale(FixedWindowSpec& s, double share) { s.limit = cut(s.limit, share); }
void scale(SlidingLogSpec& s, double share) { s.limit = cut(s.limit, share); }
void scale(SlidingCounterSpec& s, double share) { s.limit = cut(s.limit, share); }

template <class Spec>
constexpr bool isScalable = requires(Spec& s) {
  scale(s, 0.5);
};
template <class Spec>
constexpr bool isPartitioned = requires {
  Spec::kPartitions;
};

template <class Spec>
constexpr ShareRule ruleOf() {
  if (isScalable<Spec>) return ShareRule::split;
  return isPartitioned<Spec> ? ShareRule::partition : ShareRule::none;
}

template <std::size_t... i>
std::string namesWith(ShareRule rule, std::index_sequence<i...>) {
  std::string names;
  const auto add = [&](ShareRule its, const std::string& tag) {
    if (its == rule) names += (names.empty() ? "" : ", ") + tag;
  };
  (add(ruleOf<std::variant_alternative_t<i, LimiterSpec>>(),
       objectTypeOf<std::variant_alternative_t<i, LimiterSpec>>().tag),
   ...);
  return names;
}

}  // namespace

std::optional<LimiterSpec> scaledBy(const LimiterSpec& spec, double share) {
  return std::visit(
      [share]<class Spec>(Spec s) -> std::optional<LimiterSpec> {
        if constexpr (isScalable<Spec>) {
          scale(s, share);
          return LimiterSpec{s};
        } else {
          return std::nullopt;
        }
      },
      spec);
}

ShareRule shareRuleOf(const LimiterSpec& spec) {
  return std::visit([]<class Spec>(const Spec&) { return ruleOf<Spec>(); }, spec);
}

std::string limitersWith(ShareRule rule) {
  return namesWith(rule, std::make_index_sequence<std::variant_size_v<LimiterSpec>>{});
}

}  // namespace headroom
