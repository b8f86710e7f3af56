// Options of every command that simulates.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/spec/load.h"

namespace headroom {

struct SimulationOptions {
  std::vector<std::string> overrides;  ///< As typed: "/pointer=value".
  std::optional<std::int64_t> seed;
  std::optional<std::int64_t> jobs;
  std::string format = "text";
  bool quiet = false;

  /// `atATime` names what -j is the number of: "Runs".
  void declare(CLI::App& app, const std::string& atATime);
  /// Overrides and seed; throws UserError for an override without form.
  LoadOptions loadOptions() const;
  /// As many as the machine has threads when not said.
  unsigned jobsOrDefault() const;
};

}  // namespace headroom
