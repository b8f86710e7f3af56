// Runs `headroom` for a test: in process, or as a process of its own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace headroom::test {

struct CliResult {
  int exit = -1;
  std::string out;
  std::string err;
};

/// In process; `out` and `err` are no terminals.
CliResult headroomCall(const std::vector<std::string>& arguments);
/// Through the shell, so that environment and redirections can be given: "NO_COLOR=1 $HEADROOM run
/// x".
CliResult shell(const std::string& command);
/// On a pseudo-terminal; `out` holds both streams.
CliResult onTerminal(const std::string& command);

/// A folder that is gone with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  /// Writes a file and gives its path.
  std::string write(const std::string& name, const std::string& content) const;
  std::string at(const std::string& name) const { return (path_ / name).string(); }
  std::vector<std::string> files() const;

 private:
  std::filesystem::path path_;
};

std::string readFile(const std::filesystem::path& path);
std::size_t count(const std::string& text, const std::string& what);

}  // namespace headroom::test
