// CLI11 behind a thin wall: unknown options and commands get a "did you mean", and exit codes are
// ours.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/exit_code.h"

namespace headroom {

/// A subcommand and what it does once its options are read.
struct Command {
  CLI::App* app = nullptr;
  std::function<ExitCode(Console&)> run;
};

/// Reads the command line into the commands' options.
class CliParser {
 public:
  explicit CliParser(const std::string& version);
  CLI::App& app() { return app_; }
  void add(Command command) { commands_.push_back(std::move(command)); }

  /// The command chosen, or nullptr with `exit` set: help or version was asked for, or a usage
  /// error was told.
  const Command* parse(int argc, const char* const* argv, Console& console, ExitCode& exit);

 private:
  /// What CLI11 did not know, said with the nearest name; "" when it knew everything.
  std::string unknown() const;
  const Command* chosen() const;
  ExitCode refuse(Console& console, const std::string& message) const;

  CLI::App app_;
  std::vector<Command> commands_;
};

/// Checks of options' values, in the words of our other messages: what was found, what is allowed.
CLI::Validator oneOf(const std::vector<std::string>& allowed);
/// 0 .. 2^53.
CLI::Validator wholeNumber();
/// 1 .. most.
CLI::Validator countUpTo(std::uint64_t most);
/// A number > 0, also as "5e9".
CLI::Validator positiveNumber();

}  // namespace headroom
