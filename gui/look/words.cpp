#include "gui/look/words.h"

#include <cmath>

#include "report/number_format.h"

namespace headroom::gui {

QString variantText(const std::string& name) {
  return name.empty() ? QStringLiteral("as written") : text(name);
}

QString segmentText(const std::string& name) { return QStringLiteral("◇ ") + text(name); }

QString momentText(Time at) {
  const double seconds = toSeconds(at);
  if (seconds < 60) {
    const bool whole = std::fabs(seconds - std::round(seconds)) < 0.005;
    return QStringLiteral("%1 s").arg(seconds, 0, 'f', whole ? 0 : 2);
  }
  const auto total = static_cast<qint64>(std::floor(seconds + 0.005));
  const double rest = seconds - static_cast<double>(total);
  QString out;
  if (total >= 3600) out += QStringLiteral("%1h").arg(total / 3600);
  out += QStringLiteral("%1m").arg(total / 60 % 60, total >= 3600 ? 2 : 1, 10, QLatin1Char('0'));
  if (rest < 0.005) return out + QStringLiteral("%1s").arg(total % 60, 2, 10, QLatin1Char('0'));
  return out + QStringLiteral("%1s").arg(static_cast<double>(total % 60) + rest, 5, 'f', 2,
                                         QLatin1Char('0'));
}

QString valueText(double value, const std::string& unit) {
  if (std::isnan(value)) return text(kNothing);
  if (unit == "1/s") return text(formatRate(value));
  if (unit == "s") return text(formatSeconds(value));
  if (unit == "share") return text(formatShare(value));
  // Of what is counted, less is as good as nothing, and powers of ten are no help.
  if (value > 0 && value < 0.005) return QStringLiteral("<0.01");
  return text(formatNumber(value));
}

}  // namespace headroom::gui
