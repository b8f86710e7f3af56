#include "cli/output_directory.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <set>

#include "cli/exit_code.h"
#include "report/result_json.h"

namespace headroom {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannotWrite(const fs::path& path, const std::string& reason) {
  throw UserError{fmt::format("--out: cannot write {}: {}", path.string(), reason)};
}

/// Files under temporary names: renamed by commit(), removed when that was never reached.
class PendingFiles {
 public:
  PendingFiles() = default;
  PendingFiles(const PendingFiles&) = delete;
  PendingFiles& operator=(const PendingFiles&) = delete;
  ~PendingFiles() {
    std::error_code ignored;
    for (const auto& [temporary, path] : files_) fs::remove(temporary, ignored);
  }

  void add(const fs::path& path, const std::function<void(std::ostream&)>& content) {
    fs::path temporary = path;
    temporary += fmt::format(".{}.tmp", getpid());
    files_.emplace_back(temporary, path);
    errno = 0;
    std::ofstream out{temporary, std::ios::binary | std::ios::trunc};
    if (out) content(out);
    out.close();
    if (!out) cannotWrite(path, std::strerror(errno != 0 ? errno : EIO));
  }

  void commit() {
    for (const auto& [temporary, path] : files_) {
      std::error_code problem;
      fs::rename(temporary, path, problem);
      if (problem) cannotWrite(path, problem.message());
    }
    files_.clear();
  }

 private:
  std::vector<std::pair<fs::path, fs::path>> files_;
};

void requireDistinctStems(const std::vector<std::string>& files) {
  std::set<std::string> seen;
  for (const std::string& file : files)
    if (!seen.insert(stemOf(file)).second)
      throw UserError{fmt::format(
          "--out: two of the files would be written to the folder \"{}\"; run them one by one",
          stemOf(file))};
}

}  // namespace

std::string stemOf(const std::string& file) {
  std::string name = fs::path{file}.filename().string();
  for (const std::string suffix : {".json", ".scenario", ".system"})
    if (name.size() > suffix.size() && name.ends_with(suffix))
      name.resize(name.size() - suffix.size());
  return name;
}

OutputDirectory::OutputDirectory(const std::string& path,
                                 const std::vector<std::string>& scenarioFiles) {
  if (scenarioFiles.size() > 1) requireDistinctStems(scenarioFiles);
  for (const std::string& file : scenarioFiles)
    folders_.push_back(scenarioFiles.size() > 1 ? fs::path{path} / stemOf(file) : fs::path{path});
  for (const fs::path& folder : folders_) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) cannotWrite(folder, problem.message());
    if (!fs::is_directory(folder)) cannotWrite(folder, std::strerror(ENOTDIR));
    if (access(folder.c_str(), W_OK | X_OK) != 0) cannotWrite(folder, std::strerror(errno));
  }
}

void OutputDirectory::write(const std::vector<ScenarioRun>& runs,
                            const std::string& commandLine) const {
  PendingFiles pending;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const ScenarioRun& run = runs[i];
    pending.add(folders_[i] / "result.json",
                [&run](std::ostream& out) { out << toText(resultJson(run.result), 2) << "\n"; });
    pending.add(folders_[i] / "series.csv", [&run](std::ostream& out) { run.series->copyTo(out); });
    pending.add(folders_[i] / "run.json",
                [&](std::ostream& out) { out << toText(runRecord(run, commandLine), 2) << "\n"; });
  }
  pending.commit();
}

}  // namespace headroom
