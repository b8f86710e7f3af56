// The reference as Markdown: docs/catalogue.md.
#pragma once

#include <string>

#include "cli/catalogue.h"

namespace headroom {

std::string referenceMarkdown(const Catalogue& catalogue);

}  // namespace headroom
