#include "tests/cli/cli_runner.h"

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "cli/cli.h"

namespace headroom::test {
namespace {

namespace fs = std::filesystem;

int exitOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

std::string drain(int descriptor) {
  std::string text;
  char buffer[4096];
  ssize_t got = 0;
  while ((got = read(descriptor, buffer, sizeof buffer)) > 0)
    text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

}  // namespace

CliResult headroomCall(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{"headroom"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out;
  std::ostringstream err;
  Console console{out, err};
  CliResult result;
  result.exit = runCli(static_cast<int>(argv.size()), argv.data(), console);
  result.out = out.str();
  result.err = err.str();
  return result;
}

CliResult shell(const std::string& command) {
  const TemporaryFolder folder;
  setenv("HEADROOM", HEADROOM_BINARY, 1);
  const std::string all = "{ " + command + "\n} >" + folder.at("out") + " 2>" + folder.at("err");
  CliResult result;
  result.exit = exitOf(std::system(all.c_str()));
  result.out = readFile(folder.at("out"));
  result.err = readFile(folder.at("err"));
  return result;
}

CliResult onTerminal(const std::string& command) {
  setenv("HEADROOM", HEADROOM_BINARY, 1);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child < 0) throw std::runtime_error{"no pseudo-terminal"};
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  CliResult result;
  result.out = drain(terminal);
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  result.exit = exitOf(status);
  return result;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "headroom-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& content) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream{path_ / name, std::ios::binary} << content;
  return at(name);
}

std::vector<std::string> TemporaryFolder::files() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(path_))
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), path_).string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string readFile(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
    ++found;
  return found;
}

}  // namespace headroom::test
