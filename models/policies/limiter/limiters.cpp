#include "models/policies/limiter/limiters.h"

#include <type_traits>

namespace headroom {

std::unique_ptr<Limiter> makeLimiter(const LimiterSpec& spec, sim::Key key) {
  return std::visit(
      [key]<class Spec>(const Spec& s) -> std::unique_ptr<Limiter> {
        using Made = typename Spec::Made;
        if constexpr (std::is_constructible_v<Made, const Spec&, sim::Key>)
          return std::make_unique<Made>(s, key);
        else
          return std::make_unique<Made>(s);
      },
      spec);
}

int refusalStatus(const LimiterSpec& spec) {
  return std::visit(
      []<class Spec>(const Spec& s) -> int {
        if constexpr (requires { s.status; })
          return static_cast<int>(s.status);
        else if constexpr (requires { Spec::kStatus; })
          return Spec::kStatus;
        else
          return 429;
      },
      spec);
}

bool measuresStays(const LimiterSpec& spec) {
  return std::visit(
      []<class Spec>(const Spec&) {
        if constexpr (requires { Spec::kMeasures; })
          return Spec::kMeasures;
        else
          return false;
      },
      spec);
}

bool looksAtWho(const LimiterSpec& spec) {
  return std::visit(
      []<class Spec>(const Spec&) {
        return requires { Spec::kLooksAtWho; };
      },
      spec);
}

bool listensToWaits(const LimiterSpec& spec) {
  return std::visit(
      []<class Spec>(const Spec&) {
        return requires { Spec::kListens; };
      },
      spec);
}

std::optional<LimitFigure> figureOf(const LimiterSpec& spec) {
  return std::visit(
      []<class Spec>(const Spec& s) -> std::optional<LimitFigure> {
        if constexpr (requires { s.figure(); })
          return s.figure();
        else
          return std::nullopt;
      },
      spec);
}

std::string nameOf(const LimiterSpec& spec) {
  return std::visit([]<class Spec>(const Spec&) { return objectTypeOf<Spec>().tag; }, spec);
}

}  // namespace headroom
