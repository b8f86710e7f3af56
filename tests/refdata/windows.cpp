// Fixed window, sliding log in both variants, sliding counter.
#include <gtest/gtest.h>

#include "models/policies/limiter/fixed_window.h"
#include "models/policies/limiter/sliding_counter.h"
#include "models/policies/limiter/sliding_log.h"
#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {
namespace {

/// 42 in the minute before, 18 in this one, of which a quarter is over.
void driveWorkedExample(const Json& json) {
  SlidingCounterSpec spec;
  spec.limit = 1000;
  spec.window = seconds(json["window_s"]);
  SlidingCounter counter{spec};
  for (int i = 0; i < json["prev_count"].get<int>(); ++i)
    EXPECT_TRUE(counter.admit(spec.window / 2).admitted);
  const Time now = spec.window + seconds(json["elapsed_s"]);
  for (int i = 0; i < json["cur_count"].get<int>(); ++i) EXPECT_TRUE(counter.admit(now).admitted);
  EXPECT_EQ(counter.estimate(now), json["estimate"].get<double>());
}

}  // namespace

void driveWindows(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  if (json.contains("prev_count")) return driveWorkedExample(json);
  const auto limit = json["limit"].get<std::int64_t>();
  const Duration window = millis(json["window_ms"]);
  FixedWindow fixed{{.limit = limit, .window = window, .note = {}}};
  SlidingLog log{{.limit = limit, .window = window, .logsRefused = false, .note = {}}};
  SlidingLog counting{{.limit = limit, .window = window, .logsRefused = true, .note = {}}};
  SlidingCounter counter{{.limit = limit, .window = window, .note = {}}};
  for (std::size_t i = 0; i < rows; ++i) {
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const Time now = millis(json["arrivals_ms"][i]);
    EXPECT_EQ(fixed.admit(now).admitted, json["fixed_window"][i].get<bool>());
    EXPECT_EQ(log.admit(now).admitted, json["sliding_log"][i].get<bool>());
    EXPECT_EQ(counting.admit(now).admitted, json["sliding_log_counting_rejected"][i].get<bool>());
    EXPECT_NEAR(counter.estimate(now), json["sliding_counter_estimate_before"][i].get<double>(),
                1e-9);
    EXPECT_EQ(counter.admit(now).admitted, json["sliding_counter"][i].get<bool>());
  }
}

}  // namespace headroom::refdata
