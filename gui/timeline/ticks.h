// Where an axis has its marks, and what stands there: round moments and round values, as people
// write them, and not more of them than fit.
#pragma once

#include <QFontMetrics>
#include <QString>
#include <string>
#include <vector>

namespace headroom::gui {

struct Tick {
  double at = 0;
  QString label;
};

/// Round moments in from..to (seconds): "0s", "30s", "1m", "1m30s", "1h05m"; at most `most`.
std::vector<Tick> timeTicks(double from, double to, int most);
/// How many moments have room in `width` pixels.
int timeTickRoom(double width, const QFontMetrics& metrics);
/// The lowest round value not below `value` (1, 1.2, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten); 1
/// for nothing.
double niceTop(double value);
/// From 0 to `top` (a value of niceTop), in at most `most` equal steps.
std::vector<Tick> valueTicks(double top, int most, const std::string& unit);
/// Powers of ten in low..high, and 2 and 5 times them where there is room for `most`.
std::vector<Tick> logTicks(double low, double high, int most, const std::string& unit);
/// As valueText, without digits that say nothing: "3k/s", "50 %".
QString tickText(double value, const std::string& unit);

}  // namespace headroom::gui
