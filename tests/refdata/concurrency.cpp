// Netflix's limits on requests inside, sample by sample.
#include <gtest/gtest.h>

#include "models/policies/limiter/aimd.h"
#include "models/policies/limiter/gradient2.h"
#include "models/policies/limiter/vegas.h"
#include "tests/refdata/limiter_rows.h"

namespace headroom::refdata {
namespace {

void set(const Json& config, const char* name, std::int64_t& field) {
  if (config.contains(name)) field = config[name].get<std::int64_t>();
}
void set(const Json& config, const char* name, Ratio& field) {
  if (config.contains(name)) field.value = config[name].get<double>();
}

template <class Algorithm>
void sampleAll(Algorithm& algorithm, const Case& c, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    const Json& step = (*c.json)["steps"][i];
    SCOPED_TRACE(c.id + " row " + std::to_string(i));
    algorithm.sample(millis(step["rtt_ms"]), step["inflight"].get<std::int64_t>(),
                     step.value("drop", false));
    EXPECT_EQ(algorithm.limit(), step["limit"].get<std::int64_t>());
    if constexpr (requires { algorithm.longStay(); }) {
      EXPECT_NEAR(algorithm.estimate(), step["estimated"].get<double>(), 1e-6);
      EXPECT_NEAR(algorithm.longStay() * 1e-6, step["long_rtt"].get<double>(), 1e-6);
    }
  }
}

}  // namespace

void driveConcurrency(const Case& c, std::size_t rows) {
  const Json& config = (*c.json)["config"];
  const std::string name = (*c.json)["algorithm"].get<std::string>();
  if (name == "aimd") {
    AimdSpec spec;
    set(config, "initial", spec.initialLimit);
    set(config, "min", spec.minLimit);
    set(config, "max", spec.maxLimit);
    set(config, "backoff_ratio", spec.backoffRatio);
    spec.timeout = millis(config["timeout_ms"]);
    Aimd algorithm{spec};
    sampleAll(algorithm, c, rows);
  } else if (name == "vegas") {
    VegasSpec spec;
    set(config, "initial", spec.initialLimit);
    set(config, "max", spec.maxLimit);
    set(config, "smoothing", spec.smoothing);
    Vegas algorithm{spec, sim::Key{1}};
    sampleAll(algorithm, c, rows);
  } else if (name == "gradient2") {
    Gradient2Spec spec;
    set(config, "initial", spec.initialLimit);
    set(config, "min", spec.minLimit);
    set(config, "max", spec.maxLimit);
    set(config, "smoothing", spec.smoothing);
    set(config, "queue", spec.queueSize);
    set(config, "long_window", spec.longWindow);
    spec.rttTolerance = config["tolerance"].get<double>();
    Gradient2 algorithm{spec};
    sampleAll(algorithm, c, rows);
  } else {
    FAIL() << "no limiter follows " << name;
  }
}

}  // namespace headroom::refdata
