// The part of compile() that is about changes during a run: monitors, rules, scripted changes.
#pragma once

#include "models/program/compile_steps.h"

namespace headroom {

/// After the parts, with their limits, are there.
void compileControl(const ScenarioSpec& spec, const Names& names, Model& model);
/// What a limit's condition on a monitor is compiled to; its monitor's part is added by
/// compileControl().
AlertModel compileAlert(const ConditionSpec& spec, const Names& names);

}  // namespace headroom
