// From a spec to a model: names become numbers, steps become instructions.
#pragma once

#include <string>

#include "models/program/model.h"
#include "models/spec/samples.h"

namespace headroom {

/// The spec has passed every check of loadScenario(); a dangling name here is an error of ours.
Model compile(const ScenarioSpec& spec, const SampleFiles& samples);

/// The compiled operation, one instruction a line, readable as the behaviour.
std::string listing(const Model& model, PartId part);

}  // namespace headroom
