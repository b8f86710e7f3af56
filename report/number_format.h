// Numbers as one reads them aloud: three digits, and the unit that fits.
#pragma once

#include <cstdint>
#include <string>

#include "sim/time.h"

namespace headroom {

/// "0", "0.42", "45.2", "312", "2.98k", "1.2M".
std::string formatNumber(double value);
/// "2.98k/s".
std::string formatRate(double perSecond);
/// "340 ns", "12.3 ms", "1.24 s", "150 s".
std::string formatSeconds(double seconds);
/// "83.1 %"; never "100 %" or "0 %" for what is not quite.
std::string formatShare(double share);
/// Exact up to 9999, then "12.3k".
std::string formatCount(std::uint64_t count);
/// A moment of the run: "60.31 s", and from ten minutes on "1h02m03s".
std::string formatMoment(Time at);
/// The second it lies in: "60 s".
std::string formatSecond(Time at);
/// Where there is nothing to say.
inline const std::string kNothing = "-";

}  // namespace headroom
