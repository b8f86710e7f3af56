#include "gui/run/command_line.h"

#include <QDir>
#include <QRegularExpression>

namespace headroom::gui {
namespace {

QString shortPath(const QString& path) {
  const QString relative = QDir::current().relativeFilePath(path);
  return relative.startsWith(QLatin1String("..")) ? path : relative;
}

}  // namespace

QString shellWord(const QString& word) {
  static const QRegularExpression plain{QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$")};
  if (plain.match(word).hasMatch()) return word;
  QString quoted = word;
  quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
  return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString commandLine(const CommandRequest& request) {
  if (!request.runnable)
    return QStringLiteral("scripts/headroom validate %1").arg(shellWord(shortPath(request.file)));
  QString command =
      QStringLiteral("scripts/headroom run %1").arg(shellWord(shortPath(request.file)));
  if (!request.variant.empty())
    command +=
        QStringLiteral(" --variant %1").arg(shellWord(QString::fromStdString(request.variant)));
  if (request.replications > 1)
    command += QStringLiteral(" --replications %1").arg(request.replications);
  return command;
}

QString provenance(const CommandRequest& request, std::uint64_t seed) {
  return QStringLiteral("headroom %1 · seed %2 · model %3 · %4")
      .arg(QStringLiteral(HEADROOM_VERSION))
      .arg(seed)
      .arg(QString::fromStdString(request.modelHash), commandLine(request));
}

}  // namespace headroom::gui
