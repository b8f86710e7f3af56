#include "cli/exit_code.h"

namespace headroom {
namespace {

int gravity(ExitCode code) {
  switch (code) {
    case ExitCode::pass:
      return 0;
    case ExitCode::inconclusive:
      return 1;
    case ExitCode::assertionFails:
      return 2;
    case ExitCode::badInput:
      return 3;
    case ExitCode::internal:
      return 4;
  }
  return 4;
}

}  // namespace

ExitCode worse(ExitCode a, ExitCode b) { return gravity(a) >= gravity(b) ? a : b; }

}  // namespace headroom
