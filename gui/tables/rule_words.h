// What limits and segments say, in one line each: made from describe(), so that a new limiter or a
// new field shows up by itself.
#pragma once

#include <QString>

#include "models/spec/part_spec.h"

namespace headroom::gui {

/// "token_bucket (rate 100/s, burst 20) for segment partners; queue capacity 10".
QString limitWords(const LimitSpec& limit);
/// "flow order, attributes client customer": all of it must hold.
QString segmentWords(const SegmentSpec& segment);
/// Which limiter a limit as written has: "token_bucket"; "" for none.
QString limiterTag(const JsonValue& limit);

}  // namespace headroom::gui
