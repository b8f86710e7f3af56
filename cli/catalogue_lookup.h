// From a name on the command line to the things it may mean.
#pragma once

#include <string>
#include <vector>

#include "cli/catalogue.h"

namespace headroom {

/// A type, or one of its fields.
struct Thing {
  const ObjectType* type = nullptr;
  const FieldInfo* field = nullptr;
};

/// "Limit", "token_bucket", "workers", "instance.workers", "app.queue.capacity" without "app":
/// types first, and fields only when no type has the name. Empty when nothing has it.
std::vector<Thing> lookUp(const Catalogue& catalogue, const std::string& path);
/// Every name that can be looked up alone, for "did you mean".
std::vector<std::string> knownNames(const Catalogue& catalogue);

}  // namespace headroom
