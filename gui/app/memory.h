// What the program remembers from one time to the next: files, verdicts, looks.
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <optional>

#include "gui/look/colours.h"
#include "models/outcome/verdict.h"

namespace headroom::gui {

/// How the last complete run of a file ended.
struct LastVerdict {
  Verdict verdict = Verdict::inconclusive;
  QDateTime when;
};

/// Kept in the user's settings; each call reads or writes them.
class Memory {
 public:
  /// Latest first, at most ten; those that are gone are left out.
  static QStringList recentFiles();
  static void opened(const QString& path);
  static void forgetRecentFiles();

  static std::optional<LastVerdict> lastVerdict(const QString& path);
  static void judged(const QString& path, Verdict verdict);

  static Theme theme();
  static void setTheme(Theme theme);

  static QByteArray geometry();
  static QByteArray layout();
  static void setWindow(const QByteArray& geometry, const QByteArray& layout);
};

}  // namespace headroom::gui
