#include "gui/app/memory.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

namespace headroom::gui {
namespace {

constexpr qsizetype kRecent = 10;
const QString kRecentKey = QStringLiteral("recent");
const QString kThemeKey = QStringLiteral("theme");
const QString kGeometryKey = QStringLiteral("window/geometry");
const QString kLayoutKey = QStringLiteral("window/layout");

/// A path has slashes, which settings take for groups.
QString verdictKey(const QString& path) {
  const QByteArray hash = QCryptographicHash::hash(QFileInfo{path}.absoluteFilePath().toUtf8(),
                                                   QCryptographicHash::Sha1);
  return QStringLiteral("verdicts/") + QString::fromLatin1(hash.toHex());
}

}  // namespace

QStringList Memory::recentFiles() {
  QStringList files = QSettings{}.value(kRecentKey).toStringList();
  files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
  return files;
}

void Memory::opened(const QString& path) {
  QSettings settings;
  QStringList files = settings.value(kRecentKey).toStringList();
  const QString file = QFileInfo{path}.absoluteFilePath();
  files.removeAll(file);
  files.prepend(file);
  settings.setValue(kRecentKey, QStringList{files.mid(0, kRecent)});
}

void Memory::forgetRecentFiles() { QSettings{}.remove(kRecentKey); }

std::optional<LastVerdict> Memory::lastVerdict(const QString& path) {
  const QStringList kept = QSettings{}.value(verdictKey(path)).toStringList();
  if (kept.size() != 2) return std::nullopt;
  for (const Verdict verdict : {Verdict::pass, Verdict::fail, Verdict::inconclusive})
    if (kept[0] == QString::fromStdString(headroom::nameOf(verdict)))
      return LastVerdict{verdict, QDateTime::fromString(kept[1], Qt::ISODate)};
  return std::nullopt;
}

void Memory::judged(const QString& path, Verdict verdict) {
  QSettings{}.setValue(verdictKey(path),
                       QStringList{QString::fromStdString(headroom::nameOf(verdict)),
                                   QDateTime::currentDateTime().toString(Qt::ISODate)});
}

Theme Memory::theme() {
  const QString kept = QSettings{}.value(kThemeKey).toString();
  if (kept == QLatin1String("light")) return Theme::light;
  return kept == QLatin1String("dark") ? Theme::dark : Theme::system;
}

void Memory::setTheme(Theme theme) {
  QSettings{}.setValue(kThemeKey, theme == Theme::light  ? QStringLiteral("light")
                                  : theme == Theme::dark ? QStringLiteral("dark")
                                                         : QStringLiteral("system"));
}

QByteArray Memory::geometry() { return QSettings{}.value(kGeometryKey).toByteArray(); }
QByteArray Memory::layout() { return QSettings{}.value(kLayoutKey).toByteArray(); }

void Memory::setWindow(const QByteArray& geometry, const QByteArray& layout) {
  QSettings settings;
  settings.setValue(kGeometryKey, geometry);
  settings.setValue(kLayoutKey, layout);
}

}  // namespace headroom::gui
