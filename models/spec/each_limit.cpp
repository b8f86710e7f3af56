#include "models/spec/each_limit.h"

#include "models/notation/json_value.h"
#include "models/spec/walk.h"

namespace headroom {

void forEachLimit(const SystemSpec& system,
                  const std::function<void(const LimitSpec&, const LimitPlace&)>& visit) {
  for (const auto& [name, part] : system.parts) {
    const std::string at = "/system/parts" + pointerToken(name) + "/limits/";
    const std::vector<LimitSpec>& limits = limitsOf(part);
    for (std::size_t i = 0; i < limits.size(); ++i)
      visit(limits[i], {name, at + std::to_string(i), false});
  }
  StepVisitor visitor;
  visitor.limit = [&visit](const LimitStepSpec& s, const std::string& part, const std::string& at) {
    visit(s.limit, {part, at + "/limit", true});
  };
  walkSystem(system, visitor);
}

void changeLimits(SystemSpec& system, const std::function<void(LimitSpec&)>& change) {
  // The visit hands out what it finds as const; the system found it in is the caller's to change.
  forEachLimit(system, [&change](const LimitSpec& limit, const LimitPlace&) {
    change(const_cast<LimitSpec&>(limit));
  });
}

}  // namespace headroom
