#include "gui/app/bundled_scenarios.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <algorithm>
#include <optional>

#include "models/spec/document.h"

namespace headroom::gui {
namespace {

const QString kFlagship = QStringLiteral("cache-loss.scenario.json");

QString textOf(const JsonValue& document, const char* key) {
  const JsonValue* value = document.find(key);
  return value != nullptr && value->isString() ? QString::fromStdString(value->text) : QString{};
}

}  // namespace

QString scenarioFolder() {
  const QString told = qEnvironmentVariable("HEADROOM_SCENARIOS");
  if (!told.isEmpty()) return told;
  QDir folder{QCoreApplication::applicationDirPath()};
  do {
    const QString candidate = folder.filePath(QStringLiteral("scenarios"));
    if (QFile::exists(QDir{candidate}.filePath(kFlagship))) return candidate;
  } while (folder.cdUp());
  return {};
}

std::vector<BundledScenario> bundledScenarios(const QString& folder) {
  std::vector<BundledScenario> found;
  if (folder.isEmpty()) return found;
  QDirIterator files{
      folder, {QStringLiteral("*.scenario.json")}, QDir::Files, QDirIterator::Subdirectories};
  while (files.hasNext()) {
    const QString path = files.next();
    Diagnostics diagnostics;
    const std::optional<JsonValue> document =
        readDocument(QFile::encodeName(path).toStdString(), diagnostics);
    if (!document) continue;
    found.push_back({path, textOf(*document, "title"), textOf(*document, "question")});
  }
  std::sort(found.begin(), found.end(), [](const BundledScenario& a, const BundledScenario& b) {
    const auto rank = [](const BundledScenario& s) {
      return std::pair{!s.path.endsWith(kFlagship), s.path};
    };
    return rank(a) < rank(b);
  });
  return found;
}

}  // namespace headroom::gui
