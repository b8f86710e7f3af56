// --out DIR: the files a run leaves, all of them or none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/run_record.h"

namespace headroom {

class OutputDirectory {
 public:
  /// Makes the directory, so that a path that cannot be written is told before a long run. With
  /// several scenario files each gets a folder of its own name. Throws UserError.
  OutputDirectory(const std::string& path, const std::vector<std::string>& scenarioFiles);
  /// result.json, series.csv and run.json of each: written under temporary names, then renamed.
  /// Throws UserError and leaves nothing half-written.
  void write(const std::vector<ScenarioRun>& runs, const std::string& commandLine) const;

 private:
  std::vector<std::filesystem::path> folders_;  ///< One per scenario file.
};

/// "cache-loss" for "scenarios/cache-loss.scenario.json".
std::string stemOf(const std::string& file);

}  // namespace headroom
