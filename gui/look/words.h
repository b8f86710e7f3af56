// Text for people, from the values of the engine: the same words as in the terminal.
#pragma once

#include <QString>
#include <string>

#include "sim/time.h"

namespace headroom::gui {

inline QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
/// A variant's name; "as written" for that of a document without variants.
QString variantText(const std::string& name);
/// "◇ partners": a segment's name where it stands among flows.
QString segmentText(const std::string& name);
/// "1m30s", "60.3 s": a moment of the run as short as its precision allows.
QString momentText(Time at);
/// A value of a curve with its unit as in SeriesColumn::unit: "2.98k/s", "12.3 ms", "83.1 %" (unit
/// "share"), "312". "-" for NaN.
QString valueText(double value, const std::string& unit);

}  // namespace headroom::gui
