#include "sim/check.h"

#include <stdexcept>

namespace headroom::sim {

void checkFailed(const char* condition, const char* file, int line, const std::string& detail) {
  throw std::logic_error(std::string{"broken invariant: "} + condition + " (" + file + ":" +
                         std::to_string(line) + ")" + (detail.empty() ? "" : ": " + detail));
}

}  // namespace headroom::sim
