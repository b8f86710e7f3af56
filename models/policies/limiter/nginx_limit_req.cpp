#include "models/policies/limiter/nginx_limit_req.h"

#include <algorithm>
#include <limits>

#include "models/policies/limiter/coarse_clock.h"

namespace headroom {

void describe(Shape<NginxLimitReqSpec>& s) {
  s.is("NginxLimitReq", "nginx_limit_req",
       "nginx's limit_req: a leaky bucket that delays what exceeds its rate and refuses what "
       "exceeds its burst.");
  s("rate", &NginxLimitReqSpec::rate, "Requests a second or a minute, in thousandths a second.")
      .atLeast(0.001)
      .atMost(1e6);
  s("burst", &NginxLimitReqSpec::burst, "Requests in excess that are still let in.")
      .optional()
      .atMost(1e6);
  s("delay", &NginxLimitReqSpec::delay,
    "Requests in excess that are let in without delay; 0 when left out.")
      .atMost(1e6);
  s("nodelay", &NginxLimitReqSpec::nodelay, "Whether no request in excess is delayed.").optional();
  s("status", &NginxLimitReqSpec::status, "Status of a refusal (limit_req_status).")
      .optional()
      .between(400, 511);
  s.rule([](const NginxLimitReqSpec& n, const JsonValue& at, Reading& reading) {
    if (n.delay && n.nodelay)
      reading.error("E_CHOICE", at, "allowed: either \"delay\" or \"nodelay\"");
  });
}

NginxLimitReq::NginxLimitReq(const NginxLimitReqSpec& spec)
    : rate_(milliRate(spec.rate.perSecond)),
      burst_(spec.burst * 1000),
      delay_(spec.nodelay ? std::numeric_limits<std::int64_t>::max()
                          : spec.delay.value_or(0) * 1000) {}

Admission NginxLimitReq::admit(Time now) {
  const std::int64_t clock = wholeMillis(now);
  if (!open_) {
    open_ = true;
    excess_ = 0;
    last_ = clock;
    return kAdmitted;
  }
  std::int64_t ms = clock - last_;
  if (ms < -60'000)
    ms = 1;
  else if (ms < 0)
    ms = 0;
  const std::int64_t excess = std::max<std::int64_t>(0, excess_ - rate_ * ms / 1000 + 1000);
  if (excess > burst_) return kRefused;
  excess_ = excess;
  if (ms != 0) last_ = clock;
  if (excess <= delay_) return kAdmitted;
  return {true, 0, std::chrono::milliseconds{(excess - delay_) * 1000 / rate_}};
}

}  // namespace headroom
