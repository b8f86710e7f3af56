// A waiting line made ready to run.
#pragma once

#include "models/program/model.h"
#include "models/spec/queue_spec.h"
#include "models/spec/samples.h"

namespace headroom {

QueueModel compileQueue(const QueueSpec& spec, const SampleFiles& samples);

}  // namespace headroom
