#include "cli/cli_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "models/notation/diagnostic.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::uint64_t kLargestWhole = 9'007'199'254'740'992;  // 2^53, as in files.

/// Whether all of the text is one number.
template <class Number>
bool readsAs(const std::string& text, Number& value) {
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, value);
  return problem == std::errc{} && end == last;
}

std::vector<std::string> optionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

std::string unknownOption(const std::string& found, const CLI::App& app) {
  const std::string name = found.substr(0, found.find('='));
  const std::vector<std::string> names = optionNames(app);
  return fmt::format("unknown option \"{}\"{}", printable(name), didYouMean(name, names));
}

}  // namespace

CliParser::CliParser(const std::string& version)
    : app_{"What will a system of services do under this load, and when something breaks?",
           "headroom"} {
  app_.set_version_flag("--version", "headroom " + version, "Print the version.");
  app_.set_help_flag("-h,--help", "Print this help.");
  app_.footer(
      "Begin with: headroom run scenarios/cache-loss.scenario.json\n"
      "More:       headroom COMMAND --help, headroom describe");
  // Otherwise the name of another command, as an argument of this one, would start that one.
  app_.require_subcommand(0, 1);
  app_.allow_extras();
}

const Command* CliParser::chosen() const {
  for (const Command& command : commands_)
    if (command.app->parsed()) return &command;
  return nullptr;
}

std::string CliParser::unknown() const {
  const Command* command = chosen();
  const CLI::App& app = command == nullptr ? app_ : *command->app;
  const std::vector<std::string> rest = app.remaining();
  if (rest.empty() && command == nullptr) return "no command given";
  if (rest.empty()) return {};
  const auto option = std::find_if(rest.begin(), rest.end(), [](const std::string& word) {
    return word.size() > 1 && word.front() == '-';
  });
  if (option != rest.end() && (command != nullptr || option == rest.begin()))
    return unknownOption(*option, app);
  if (command != nullptr)
    return fmt::format("\"{}\" is one argument too many", printable(rest.front()));
  std::vector<std::string> names;
  for (const Command& known : commands_) names.push_back(known.app->get_name());
  return fmt::format("unknown command \"{}\"{}; allowed: {}", printable(rest.front()),
                     didYouMean(rest.front(), names), listNames(names));
}

ExitCode CliParser::refuse(Console& console, const std::string& message) const {
  const Command* command = chosen();
  const std::string name = command == nullptr ? "headroom" : "headroom " + command->app->get_name();
  console.err << name << ": " << message << "\ntry: " << name << " --help\n";
  return ExitCode::badInput;
}

const Command* CliParser::parse(int argc, const char* const* argv, Console& console,
                                ExitCode& exit) {
  try {
    // Required arguments are asked for only once we know that the rest was understood.
    app_.parse(argc, argv);
  } catch (const CLI::Success& wish) {  // Help or version.
    app_.exit(wish, console.out, console.err);
    exit = ExitCode::pass;
    return nullptr;
  } catch (const CLI::ParseError& error) {
    const std::string misspelt = chosen() == nullptr ? "" : unknown();
    exit = refuse(console, misspelt.empty() ? error.what() : misspelt);
    return nullptr;
  }
  if (const std::string problem = unknown(); !problem.empty()) {
    exit = refuse(console, problem);
    return nullptr;
  }
  return chosen();
}

CLI::Validator oneOf(const std::vector<std::string>& allowed) {
  return {[allowed](const std::string& found) -> std::string {
            if (std::find(allowed.begin(), allowed.end(), found) != allowed.end()) return {};
            return fmt::format("found \"{}\"; allowed: {}{}", printable(found), listNames(allowed),
                               didYouMean(found, allowed));
          },
          ""};
}

CLI::Validator wholeNumber() {
  return {[](const std::string& found) -> std::string {
            std::uint64_t value = 0;
            if (readsAs(found, value) && value <= kLargestWhole) return {};
            return fmt::format("found \"{}\"; allowed: a whole number from 0 to {}",
                               printable(found), kLargestWhole);
          },
          ""};
}

CLI::Validator countUpTo(std::uint64_t most) {
  return {[most](const std::string& found) -> std::string {
            std::uint64_t value = 0;
            if (readsAs(found, value) && value >= 1 && value <= most) return {};
            return fmt::format("found \"{}\"; allowed: a whole number from 1 to {}",
                               printable(found), most);
          },
          ""};
}

CLI::Validator positiveNumber() {
  return {[](const std::string& found) -> std::string {
            double value = 0;
            if (readsAs(found, value) && value > 0 && std::isfinite(value)) return {};
            return fmt::format("found \"{}\"; allowed: a number > 0, e.g. 5e9", printable(found));
          },
          ""};
}

}  // namespace headroom
