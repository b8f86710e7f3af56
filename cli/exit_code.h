// What the process tells its caller.
#pragma once

#include <stdexcept>
#include <string>

namespace headroom {

enum class ExitCode { pass = 0, assertionFails = 1, badInput = 2, internal = 3, inconclusive = 4 };

/// Of several files, the gravest: 3 > 2 > 1 > 4 > 0.
ExitCode worse(ExitCode a, ExitCode b);

/// The user's to mend: a wrong argument, a path that cannot be written. Ends with exit code 2.
class UserError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace headroom
