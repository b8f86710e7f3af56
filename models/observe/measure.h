// Reading a finished record: spans between epoch boundaries, and the value an assertion asks for.
#pragma once

#include "models/observe/recorder.h"

namespace headroom {

/// Both ends must be epoch boundaries (planned before the run).
FlowSpan flowSpan(const Model& model, const Recorder& recorder, const FlowRecord& stream, Time from,
                  Time to);
PartCounts partSpan(const Recorder& recorder, PartId part, Time from, Time to);
ResourceSpan resourceSpan(const Recorder& recorder, std::size_t resource, Time from, Time to);

/// What assertion `index` measured in a run that ended at `end`.
Measurement measure(const Model& model, const Recorder& recorder, std::size_t index, Time end);

}  // namespace headroom
