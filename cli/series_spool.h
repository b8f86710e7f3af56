// The curves of many runs on their way to series.csv: on disk, so that memory does not grow with
// them.
#pragma once

#include <cstdio>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "models/outcome/outcome.h"

namespace headroom {

/// One nameless temporary file a variant; they vanish with the spool. Throws UserError when the
/// disk is full.
class SeriesSpool {
 public:
  /// Variants may come in any order, the runs of each by ascending replication.
  void add(const std::string& variant, const Outcome& outcome);
  /// All of series.csv: variants by name, whatever their order in the document.
  void copyTo(std::ostream& out) const;

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Part {
    std::string variant;
    std::unique_ptr<std::FILE, CloseFile> file;
  };
  std::FILE* fileOf(const std::string& variant);
  std::vector<Part> parts_;
};

}  // namespace headroom
