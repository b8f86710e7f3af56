#include "cli/cli.h"

#include <exception>
#include <new>
#include <string>

#include "cli/commands.h"

namespace headroom {
namespace {

/// An argument as a shell would have to be given it.
std::string quoted(const std::string& argument) {
  const char* harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,+@%";
  if (!argument.empty() && argument.find_first_not_of(harmless) == std::string::npos)
    return argument;
  std::string out = "'";
  for (const char c : argument) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return out + "'";
}

std::string commandLineOf(int argc, const char* const* argv) {
  std::string out = "headroom";
  for (int i = 1; i < argc; ++i) out += " " + quoted(argv[i]);
  return out;
}

ExitCode dispatch(int argc, const char* const* argv, Console& console) {
  CliParser parser{HEADROOM_VERSION};
  parser.add(runCommand(parser.app(), commandLineOf(argc, argv)));
  parser.add(checkCommand(parser.app()));
  parser.add(validateCommand(parser.app()));
  parser.add(schemaCommand(parser.app()));
  parser.add(describeCommand(parser.app()));
  ExitCode exit = ExitCode::pass;
  const Command* command = parser.parse(argc, argv, console, exit);
  if (command == nullptr) return exit;
  exit = command->run(console);
  console.out.flush();
  if (!console.out) throw UserError{"cannot write to standard output"};
  return exit;
}

}  // namespace

int runCli(int argc, const char* const* argv, Console& console) {
  try {
    return static_cast<int>(dispatch(argc, argv, console));
  } catch (const UserError& error) {
    console.err << "headroom: " << error.what() << "\n";
    return static_cast<int>(ExitCode::badInput);
  } catch (const std::bad_alloc&) {
    console.err << "headroom: out of memory\n";
    return static_cast<int>(ExitCode::internal);
  } catch (const std::exception& error) {
    console.err << "headroom: internal error: " << error.what()
                << "\nThis is a fault of headroom. Please report it with the scenario and this "
                   "command:\n  "
                << commandLineOf(argc, argv) << "\n";
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace headroom
