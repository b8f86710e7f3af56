// The document a scenario file stands for: its system inlined, what-ifs applied.
#pragma once

#include <optional>
#include <string>

#include "models/notation/diagnostic.h"
#include "models/notation/json_value.h"

namespace headroom {

/// Reads a scenario or system file; a `system` given as a path (relative to the file) is replaced
/// by the object it holds. Nothing when an error was reported.
std::optional<JsonValue> readDocument(const std::string& path, Diagnostics& diagnostics);

/// Sets the value a JSON pointer leads to (RFC 6901). The parent must exist; the last token may be
/// a new key, an element, or "-" to append. Errors name the nearest key. `at` is where the change
/// stands.
bool setPointer(JsonValue& document, const std::string& pointer, JsonValue value,
                const SourceLocation& at, const std::string& reportedPointer,
                Diagnostics& diagnostics);

}  // namespace headroom
