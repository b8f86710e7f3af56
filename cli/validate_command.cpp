// headroom validate FILE...: every error and lint at once, without running anything.
#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "cli/input.h"

namespace headroom {
namespace {

ExitCode execute(const std::vector<std::string>& files, Console& console) {
  Diagnostics all;
  for (const std::string& file : files) {
    Diagnostics found;
    loadScenario(file, LoadOptions{}, found);
    found.sortByPlace();
    all.merge(found);
  }
  tell(all, console.out);
  console.out << fmt::format("{} file{}: {}\n", files.size(), files.size() == 1 ? "" : "s",
                             summary(all));
  return all.hasErrors() ? ExitCode::badInput : ExitCode::pass;
}

}  // namespace

Command validateCommand(CLI::App& app) {
  CLI::App* sub =
      app.add_subcommand("validate", "Report every error and lint of files, and run nothing.");
  sub->allow_extras();
  auto files = std::make_shared<std::vector<std::string>>();
  sub->add_option("FILE", *files, "Scenario or system files.")->required()->type_name("");
  sub->footer("Exit code: 0 valid (lints are no errors), 2 otherwise.");
  return {sub, [files](Console& console) { return execute(*files, console); }};
}

}  // namespace headroom
