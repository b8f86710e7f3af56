// Invariants of our own code. On in every build: a wrong figure is worse than a stopped run.
#pragma once

#include <string>

namespace headroom::sim {

/// Throws std::logic_error with the place and the broken condition. The run that meets it is an
/// error of ours (exit code 3), never of the user.
[[noreturn]] void checkFailed(const char* condition, const char* file, int line,
                              const std::string& detail);

}  // namespace headroom::sim

/// HEADROOM_CHECK(condition, detail): `detail` (a std::string) is only evaluated on failure.
#define HEADROOM_CHECK(condition, detail)                                                \
  do {                                                                                   \
    if (!(condition)) [[unlikely]]                                                       \
      ::headroom::sim::checkFailed(#condition, __FILE__, __LINE__, std::string{detail}); \
  } while (false)
