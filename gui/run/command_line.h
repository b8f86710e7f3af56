// The command that gives the figures on the screen without a window.
#pragma once

#include <QString>
#include <string>
#include <vector>

namespace headroom::gui {

/// What a run of the window was asked.
struct CommandRequest {
  QString file;
  std::string variant;  ///< Only this one; all when empty.
  int replications = 1;
  bool runnable = true;   ///< What cannot be run is validated.
  std::string modelHash;  ///< Not part of the command; for provenance.
};

/// "scripts/headroom run scenarios/x.json --variant 'database protected' --replications 20", quoted
/// for a POSIX shell. A path below the working directory is written relative to it.
QString commandLine(const CommandRequest& request);
/// A word of a POSIX shell: quoted when it must be.
QString shellWord(const QString& word);

/// One line that says where a picture or a table came from: version, seed, model and command.
QString provenance(const CommandRequest& request, std::uint64_t seed);

}  // namespace headroom::gui
