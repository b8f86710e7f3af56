// The part of compile() that settles who requests are: profiles, segments, the draws of attributes.
#pragma once

#include "models/program/compile_steps.h"

namespace headroom {

/// Model::profiles and Model::segments; the profiles by name, into `names`.
void compileProfiles(const ScenarioSpec& spec, Names& names, Model& model);
/// Whom a match means. Everybody when it names nobody.
ProfileSet compileMatch(const MatchSpec& match, const Names& names);
/// How an arrival of this workload gets its profile.
ProfileDraw compileProfileDraw(const ScenarioSpec& spec, const WorkloadSpec& workload,
                               const Names& names);

}  // namespace headroom
