// The file that is open: what it says, what is wrong with it, and whether the disk has moved on.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <memory>
#include <vector>

#include "models/notation/diagnostic.h"
#include "models/spec/load.h"

namespace headroom::gui {

class Document : public QObject {
  Q_OBJECT
 public:
  explicit Document(QObject* parent = nullptr);

  /// Reads and checks. A file with errors is open too: it has findings and no scenario.
  void open(const QString& path);
  /// Reads the same file again.
  void reload();
  void close();

  bool isOpen() const { return !path_.isEmpty(); }
  QString path() const { return path_; }
  /// The scenario's title, else the file's name.
  QString title() const;
  /// Nothing when the file has errors. Shared with runs: never changes.
  std::shared_ptr<const LoadedScenario> scenario() const { return scenario_; }
  /// By place; warnings stand here as well.
  const std::vector<Diagnostic>& findings() const { return findings_; }
  bool hasErrors() const;
  /// Rises with every reading: results remember of which they are.
  std::uint64_t revision() const { return revision_; }
  /// The files it was read from (scenario, system) differ from what is on disk now.
  bool differsFromDisk() const { return differsFromDisk_; }

 Q_SIGNALS:
  /// Another content: opened, reloaded or closed.
  void changed();
  /// The files on disk were changed, or are as they were again.
  void diskChanged(bool differs);

 private:
  void read();
  void watch();
  void lookAtDisk();
  QByteArray contents() const;
  static std::vector<QString> filesOf(const LoadedScenario& scenario);
  static std::vector<QString> filesNamedIn(const std::vector<Diagnostic>& findings);

  QString path_;
  std::vector<QString> files_;
  std::shared_ptr<const LoadedScenario> scenario_;
  std::vector<Diagnostic> findings_;
  QByteArray hash_;
  QFileSystemWatcher watcher_;
  std::uint64_t revision_ = 0;
  bool differsFromDisk_ = false;
};

}  // namespace headroom::gui
