// nginx's limit_req: a leaky bucket in integers. The excess of a zone is counted in thousandths of
// a request, on a clock of whole milliseconds:
//
//   ms = now - last (< 0: 0; < -60000: 1)
//   e  = max(0, excess - rate * ms / 1000 + 1000)             rate: thousandths a second, truncated
//   e > burst * 1000: refused, nothing changes
//   excess = e;  last = now, if ms != 0;  wait = e <= delay * 1000 ? 0 : (e - delay * 1000) / rate
//
// The first request only opens the zone's entry (excess 0), so burst + 1 fit at once. Without
// `delay` every excess request waits; with `nodelay` none does.
// Source: nginx, src/http/modules/ngx_http_limit_req_module.c.
// Simplified: one key, which is the limit itself; several limits of a part are charged one after
// the other, where nginx charges all of its zones or none; rates other than whole requests a second
// or a minute, which nginx cannot write, are truncated likewise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/notation/shape.h"
#include "models/policies/limiter/limit_figure.h"
#include "models/policies/limiter/limiter.h"

namespace headroom {

class NginxLimitReq;

struct NginxLimitReqSpec {
  using Made = NginxLimitReq;
  Rate rate;
  std::int64_t burst = 0;
  std::optional<std::int64_t> delay;
  bool nodelay = false;
  std::int64_t status = 503;
  std::string note;
  LimitFigure figure() const { return rateFigure(rate, 0.001); }
  bool operator==(const NginxLimitReqSpec&) const = default;
};

void describe(Shape<NginxLimitReqSpec>& s);

class NginxLimitReq final : public Limiter {
 public:
  explicit NginxLimitReq(const NginxLimitReqSpec& spec);
  Admission admit(Time now) override;
  void switchedOn(Time) override { open_ = false; }
  /// As after a reload: the zone, and so the excess, is kept.
  void setFigure(Time, double perSecond) override { rate_ = milliRate(perSecond); }
  std::unique_ptr<Limiter> clone() const override { return std::make_unique<NginxLimitReq>(*this); }
  /// Of the last admitted request, in thousandths of a request.
  std::int64_t excess() const { return excess_; }

 private:
  static std::int64_t milliRate(double perSecond) {
    return static_cast<std::int64_t>(perSecond * 1000 + 1e-6);
  }
  std::int64_t rate_;  ///< Thousandths of a request a second.
  std::int64_t burst_, delay_;
  bool open_ = false;  ///< Some request has been here.
  std::int64_t excess_ = 0;
  std::int64_t last_ = 0;  ///< Milliseconds.
};

}  // namespace headroom
