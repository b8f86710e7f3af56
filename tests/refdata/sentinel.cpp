// Sentinel's flow rules.
#include <gtest/gtest.h>

#include "models/policies/limiter/sentinel_pacing.h"
#include "models/policies/limiter/sentinel_qps.h"
#include "models/policies/limiter/sentinel_warm_up.h"
#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {
namespace {

void driveQps(const Case& c, std::size_t rows) {
  SentinelQpsSpec spec;
  spec.count = Rate{(*c.json)["count"].get<double>()};
  SentinelQps limiter{spec};
  SentinelStatistic passes;
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = (*c.json)["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const auto ms = step["t_ms"].get<std::int64_t>();
    EXPECT_EQ(passes.passQps(ms), step["pass_qps_before"].get<std::int64_t>());
    const bool ok = limiter.admit(millis(step["t_ms"])).admitted;
    EXPECT_EQ(ok, step["ok"].get<bool>());
    if (ok) passes.pass(ms, 1);
  }
}

void drivePacing(const Case& c, std::size_t rows) {
  SentinelPacingSpec spec;
  spec.count = Rate{(*c.json)["count"].get<double>()};
  spec.maxQueueingTime = millis((*c.json)["max_queueing_ms"]);
  SentinelPacing limiter{spec};
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = (*c.json)["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const Admission a = limiter.admit(millis(step["t_ms"]));
    EXPECT_EQ(a.admitted, step["ok"].get<bool>());
    if (a.admitted) {
      EXPECT_EQ(a.wait, millis(step["wait_ms"]));
    }
  }
}

/// Requests at even distances, `offered` of them a second.
void driveWarmUp(const Case& c, std::size_t rows) {
  const Json& json = *c.json;
  SentinelWarmUpSpec spec;
  spec.count = Rate{json["count"].get<double>()};
  spec.warmUpPeriod = seconds(json["warm_up_s"]);
  spec.coldFactor = json["cold_factor"].get<std::int64_t>();
  SentinelWarmUp limiter{spec};
  EXPECT_EQ(limiter.warningTokens(), json["warning_token"].get<std::int64_t>());
  EXPECT_EQ(limiter.maxTokens(), json["max_token"].get<std::int64_t>());
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& row = json["per_second"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    const auto offered = row["offered"].get<int>();
    std::int64_t accepted = 0;
    for (int k = 0; k < offered; ++k)
      accepted +=
          limiter.admit(seconds(row["second"]) + std::chrono::seconds{1} * k / offered).admitted;
    EXPECT_EQ(accepted, row["accepted"].get<std::int64_t>());
    EXPECT_EQ(limiter.tokens(), row["stored_tokens"].get<std::int64_t>());
  }
}

}  // namespace

void driveSentinel(const Case& c, std::size_t rows) {
  if (rows == 0) return;
  const auto grade = (*c.json)["grade"].get<std::string>();
  if (grade.starts_with("QPS default"))
    driveQps(c, rows);
  else if (grade.starts_with("QPS pacing"))
    drivePacing(c, rows);
  else if (grade.starts_with("QPS warm-up"))
    driveWarmUp(c, rows);
  else
    FAIL() << "no limiter is of grade " << grade;
}

}  // namespace headroom::refdata
