// The commands; one file each.
#pragma once

#include <string>

#include "cli/cli_parser.h"

namespace headroom {

/// `commandLine` is recorded in run.json.
Command runCommand(CLI::App& app, std::string commandLine);
Command checkCommand(CLI::App& app);
Command validateCommand(CLI::App& app);
Command schemaCommand(CLI::App& app);
Command describeCommand(CLI::App& app);

}  // namespace headroom
