#include "cli/console.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace headroom {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The locale's charset as POSIX finds it. Unset altogether (containers, CI) means UTF-8 here:
/// terminals have long been, and the variables are merely missing.
bool speaksUtf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string value = environment(name);
    if (value.empty()) continue;
    for (const char* charset : {"UTF-8", "UTF8", "utf-8", "utf8"})
      if (value.find(charset) != std::string::npos) return true;
    return false;
  }
  return true;
}

bool isCapableTerminal(int descriptor) {
  return isatty(descriptor) == 1 && environment("TERM") != "dumb";
}

}  // namespace

Console systemConsole() {
  TerminalStyle style;
  style.colour = isCapableTerminal(STDOUT_FILENO) && environment("NO_COLOR").empty();
  style.unicode = speaksUtf8();
  return {std::cout, std::cerr, style, isCapableTerminal(STDERR_FILENO)};
}

}  // namespace headroom
