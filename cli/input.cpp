#include "cli/input.h"

#include <fmt/format.h>

#include "cli/exit_code.h"

namespace headroom {
namespace {

std::string counted(std::size_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

Override parseOverride(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (text.empty() || text.front() != '/' || equals == std::string::npos)
    throw UserError{
        fmt::format("--set: found \"{}\"; allowed: a JSON pointer, = and a value, e.g. "
                    "/system/parts/app/workers=200 or /faults/0/duration=10s",
                    text)};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::vector<LoadedScenario> loadRunnable(const std::vector<std::string>& files,
                                         const LoadOptions& options, Diagnostics& diagnostics) {
  std::vector<LoadedScenario> scenarios;
  for (const std::string& file : files) {
    Diagnostics found;
    std::optional<LoadedScenario> scenario = loadScenario(file, options, found);
    if (scenario && scenario->systemOnly)
      found.error("E_EMPTY", {file, 0, 0}, "", "nothing to simulate: the file has no workload");
    found.sortByPlace();
    diagnostics.merge(found);
    if (scenario) scenarios.push_back(std::move(*scenario));
  }
  return scenarios;
}

void tell(const Diagnostics& diagnostics, std::ostream& out) {
  for (const Diagnostic& diagnostic : diagnostics.all()) out << toText(diagnostic) << "\n";
}

std::string summary(const Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.errorCount();
  const std::size_t warnings = diagnostics.all().size() - errors;
  if (errors + warnings == 0) return "no findings";
  std::string out = errors > 0 ? counted(errors, "error") : "";
  if (warnings > 0) out += (out.empty() ? "" : ", ") + counted(warnings, "warning");
  return out;
}

}  // namespace headroom
