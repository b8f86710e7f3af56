#pragma once

namespace headroom::bench {

void registerEngineBenchmarks();

/// Runs every hand-written loop beside the engine once, says on stderr where two disagree, and
/// returns how many do.
int countDisagreements();

}  // namespace headroom::bench
