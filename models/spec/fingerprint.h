// The fingerprint of what a baseline was measured on: a hash of the configuration of the part and
// of all that its load test comes past, and of nothing else.
#pragma once

#include <string>

#include "models/spec/samples.h"
#include "models/spec/scenario_spec.h"

namespace headroom {

/// "h1:" and 16 hexadecimal digits. It moves when something moves that the load test can feel:
/// resources, limits that act, steps and durations reached (measured samples by their values), key
/// sets, the client's timeout; its attributes and criticality, and segments, where a limit or a
/// line asks for them. It does not with the order of keys, a number's or duration's spelling,
/// notes, titles, limits' names, the view, workload, faults, variants, baselines, replicas of the
/// part itself (one is tested), or whatever the load test does not come past.
std::string fingerprintOf(const SystemSpec& system, const SampleFiles& samples,
                          const std::string& part, const BaselineSpec& baseline);

/// "m1:" and 16 hexadecimal digits: a hash of everything that a run's figures depend on, its seed
/// among it; pictures and results carry it. Unlike notes, titles, spelling and order of keys.
std::string modelHash(const ScenarioSpec& scenario, const SampleFiles& samples);

}  // namespace headroom
