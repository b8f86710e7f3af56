// The reference as text for a terminal.
#pragma once

#include <string>

#include "cli/catalogue_lookup.h"
#include "report/terminal_style.h"

namespace headroom {

/// Every thing by group, with the first sentence about it.
std::string overviewText(const Catalogue& catalogue, const TerminalStyle& style);
/// A type with its fields, or one field.
std::string thingText(const Catalogue& catalogue, const Thing& thing, const TerminalStyle& style);

}  // namespace headroom
