#include "models/outcome/outcome.h"

namespace headroom {

std::string nameOf(Cause cause) {
  switch (cause) {
    case Cause::none:
      return "success";
    case Cause::limited:
      return "limit";
    case Cause::queueFull:
      return "queue full";
    case Cause::queueTimeout:
      return "queue timeout";
    case Cause::poolTimeout:
      return "no connection in time";
    case Cause::shed:
      return "shed";
    case Cause::throttled:
      return "throttled";
    case Cause::refused:
      return "connection refused";
    case Cause::reset:
      return "connection reset";
    case Cause::timeout:
      return "timeout";
    case Cause::error:
      return "error";
  }
  return "";
}

}  // namespace headroom
