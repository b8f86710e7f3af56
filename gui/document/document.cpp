#include "gui/document/document.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <algorithm>

namespace headroom::gui {

Document::Document(QObject* parent) : QObject(parent) {
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this, &Document::lookAtDisk);
}

void Document::open(const QString& path) {
  path_ = QFileInfo{path}.absoluteFilePath();
  read();
}

void Document::reload() {
  if (isOpen()) read();
}

void Document::close() {
  path_.clear();
  files_.clear();
  scenario_.reset();
  findings_.clear();
  ++revision_;
  differsFromDisk_ = false;
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  Q_EMIT changed();
}

QString Document::title() const {
  if (scenario_ && !scenario_->document.spec.title.empty())
    return QString::fromStdString(scenario_->document.spec.title);
  return QFileInfo{path_}.fileName();
}

bool Document::hasErrors() const {
  return std::any_of(findings_.begin(), findings_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void Document::read() {
  Diagnostics diagnostics;
  std::optional<LoadedScenario> loaded =
      loadScenario(QFile::encodeName(path_).toStdString(), {}, diagnostics);
  diagnostics.sortByPlace();
  findings_ = diagnostics.all();
  scenario_ = loaded ? std::make_shared<const LoadedScenario>(std::move(*loaded)) : nullptr;
  files_ = scenario_ ? filesOf(*scenario_) : filesNamedIn(findings_);
  files_.insert(files_.begin(), path_);
  std::sort(files_.begin(), files_.end());
  files_.erase(std::unique(files_.begin(), files_.end()), files_.end());
  hash_ = contents();
  ++revision_;
  const bool differed = std::exchange(differsFromDisk_, false);
  watch();
  Q_EMIT changed();
  if (differed) Q_EMIT diskChanged(false);
}

/// Every file that some value of the document came from.
std::vector<QString> Document::filesOf(const LoadedScenario& scenario) {
  std::vector<std::string> names;
  const std::function<void(const JsonValue&)> visit = [&](const JsonValue& value) {
    if (names.empty() || (names.back() != value.where.file && !value.where.file.empty()))
      if (std::find(names.begin(), names.end(), value.where.file) == names.end())
        names.push_back(value.where.file);
    for (const JsonValue& item : value.items) visit(item);
    for (const JsonMember& member : value.members) visit(member.value);
  };
  visit(scenario.document.document);
  std::vector<QString> files;
  for (const std::string& name : names)
    if (QFileInfo info{QFile::decodeName(name.c_str())}; info.isFile())
      files.push_back(info.absoluteFilePath());
  return files;
}

std::vector<QString> Document::filesNamedIn(const std::vector<Diagnostic>& findings) {
  std::vector<QString> files;
  for (const Diagnostic& finding : findings)
    if (QFileInfo info{QFile::decodeName(finding.where.file.c_str())}; info.isFile())
      files.push_back(info.absoluteFilePath());
  return files;
}

/// Editors replace a file by renaming another: the watcher loses it then, and is told again.
void Document::watch() {
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  for (const QString& file : files_)
    if (QFileInfo::exists(file)) watcher_.addPath(file);
}

void Document::lookAtDisk() {
  watch();
  const bool differs = contents() != hash_;
  if (differs == differsFromDisk_) return;
  differsFromDisk_ = differs;
  Q_EMIT diskChanged(differs);
}

QByteArray Document::contents() const {
  QCryptographicHash hash{QCryptographicHash::Sha256};
  for (const QString& name : files_) {
    QFile file{name};
    hash.addData(name.toUtf8());
    if (file.open(QIODevice::ReadOnly)) hash.addData(&file);
  }
  return hash.result();
}

}  // namespace headroom::gui
