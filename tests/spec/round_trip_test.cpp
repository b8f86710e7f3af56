// read, write, read: the writer says everything the reader took in, on every construct.
#include <gtest/gtest.h>

#include "models/spec/scenario_spec.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

const char* const kEverything = R"({"headroom": "1", "note": "all of it", "seed": 7,
  "silence": ["unreachable-part", "stale-baseline"],
  "system": {"title": "t", "flows": {"a": {"entry": "edge.a", "timeout": "1s", "note": "n",
      "retry": {"max_attempts": 3, "retry_on": ["429", "timeout"], "fixed": {"delay": "10ms"}}},
    "b": {"entry": "app.b", "timeout": "9s", "retry": {"max_attempts": 2,
      "late_answers": "accepted",
      "exponential": {"initial": "100ms", "randomization_factor": "50%"}}}},
    "keys": {"z": {"zipf": {"exponent": 1.1, "count": 10}}, "u": {"uniform": {"count": 5}}},
    "parts": {
      "edge": {"kind": "gateway", "operations": {"a": {"call": "app.b", "timeout": "2m30s"}},
        "limits": [{"match": {"flow": "a"}, "when": {"part": "c", "is": "up"},
                    "concurrency": {"limit": 9}},
                   {"when": {"from": "1s", "to": "2s"}, "per": "replica",
                    "token_bucket": {"rate": "1/s"}},
                   {"token_bucket": {"rate": "1/s", "burst": 9, "max_wait": "1s", "permits": 3}},
                   {"nginx_limit_req": {"rate": "10/m", "burst": 5, "delay": 3, "status": 429}},
                   {"nginx_limit_req": {"rate": "10/s", "nodelay": true}},
                   {"gcra": {"count": 15, "period": "1m", "max_burst": 7, "permits": 2}},
                   {"fixed_window": {"limit": 3, "window": "1s"}},
                   {"sliding_log": {"limit": 3, "window": "1s", "logs_refused": true}},
                   {"sliding_counter": {"limit": 3, "window": "1s"}},
                   {"envoy_local_ratelimit": {"max_tokens": 3, "tokens_per_fill": 2,
                                              "fill_interval": "50ms"}},
                   {"resilience4j_rate_limiter": {"limit_for_period": 9, "permits": 2,
                     "limit_refresh_period": "1s", "timeout_duration": "0s"}},
                   {"guava_bursty": {"rate": "2/s", "max_burst": "3s", "timeout": "1s",
                                     "permits": 2}},
                   {"guava_warming_up": {"rate": "2/s", "warm_up_period": "3s", "cold_factor": 4.5,
                                         "timeout": "0s", "permits": 2}},
                   {"sentinel_qps": {"count": "2.5/s", "permits": 2}},
                   {"sentinel_pacing": {"count": "3/s", "max_queueing_time": "1s", "permits": 2}},
                   {"sentinel_warm_up": {"count": "30/s", "warm_up_period": "5s", "cold_factor": 2,
                                         "permits": 2}},
                   {"sentinel_threads": {"count": 4}},
                   {"aimd": {"initial_limit": 5, "min_limit": 4, "max_limit": 6,
                             "backoff_ratio": "80%", "timeout": "1s"}},
                   {"vegas": {"initial_limit": 5, "max_limit": 6, "smoothing": "50%",
                              "probe_multiplier": 10}},
                   {"gradient2": {"initial_limit": 5, "min_limit": 4, "max_limit": 6,
                                  "smoothing": "50%", "queue_size": 1, "long_window": 100,
                                  "rtt_tolerance": 2}},
                   {"envoy_adaptive_concurrency": {"sample_aggregate_percentile": "90%",
                     "max_concurrency_limit": 9, "concurrency_update_interval": "1s",
                     "min_rtt_interval": "1m", "request_count": 5, "jitter": "10%",
                     "min_concurrency": 2, "buffer": "50%"}}]},
      "app": {"kind": "instance", "replicas": 2, "balancer": "least_connections", "workers": 4, "cores": 2,
        "queue": {"capacity": 0, "timeout": {"exponential": "5ms"}},
        "pools": {"db": {"size": 3, "connection_timeout": "1s"}},
        "baselines": [{"operation": "b", "throughput": "10/s", "without": ["c"], "tool": "k6",
                       "date": "today", "latency": "p(95)<1s", "tolerance": "15%"}],
        "operations": {"b": [{"work": {"exponential": "1ms"}, "note": "w"},
          {"parallel": [[{"work": {"uniform": {"min": "1ms", "max": "2ms"}}}], {"call": "db.q"}]},
          {"choice": [{"probability": "25%", "steps": []},
                      {"probability": "75%", "steps": {"call": "x.y"}}]},
          {"cache": "c", "key": "z", "timeout": "9ms", "on_error": "miss",
           "fill": "awaited", "single_flight": true,
           "on_miss": [{"cache": "c", "key": "u"}]},
          {"limit": {"match": {"flow": "a"}, "when": {"part": "c"}, "concurrency": {"limit": 2}}}]}},
      "c": {"kind": "cache", "capacity": 5, "eviction": "lru", "ttl": "1h", "read": "1us",
            "max_throughput": "30/m", "initially": "full", "write": "3us",
            "baselines": [{"key": "u", "throughput": "1/s", "initially": "cold",
                           "fingerprint": "h1:1"}]},
      "db": {"kind": "database", "connections": 3, "operations": {
        "q": {"lognormal": {"mean": "1ms", "sigma": 0.5}}, "e": {"erlang": {"shape": 2, "mean": "1s"}},
        "f": {"fit": {"law": "lognormal", "sigma": 1.5}}, "g": {"fit": {"law": "erlang", "shape": 3}}},
        "baselines": [{"operation": "f", "throughput": "1/s"}, {"operation": "g", "throughput": "1/s"}],
        "limits": [{"match": {"operation": "q"}, "token_bucket": {"rate": "1/h", "burst": 2}}]},
      "x": {"kind": "external", "error_rate": "0.1%", "operations": {
        "y": {"hyperexponential": {"branches": [{"probability": "100%", "mean": "3ms"}]}},
        "p": {"pareto": {"shape": 1.5, "scale": "1ms", "max": "1s"}}}}}},
  "workload": [{"flow": "a", "arrivals": "uniform", "start_rate": "0/s",
                "stages": [{"target": "5/s", "duration": "30s"}]},
               {"flow": "a", "arrivals": "renewal", "batch": 3,
                "gaps": {"erlang": {"shape": 2, "mean": "1s"}}, "start_rate": "1/s",
                "stages": [{"target": "1/s", "duration": "30s"}]},
               {"flow": "b", "start_rate": "1/s", "stages": [{"target": "1/s", "duration": "30s"}]}],
  "faults": [{"at": "1s", "duration": "1s", "part": "c", "down": {"mode": "hang", "comes_back": "warm"}},
    {"at": "1s", "part": "c", "flush": true},
    {"at": "2s", "duration": "1s", "part": "db", "slow": {"factor": 2, "latency": "2ms", "jitter": "1ms"}},
    {"at": "2s", "duration": "1s", "part": "x", "error": {"rate": "5%", "status": "503"}},
    {"at": "2s", "duration": "1s", "part": "app", "instances_lost": {"percent": "50%"}}],
  "assert": [{"flow": "a", "metric": "latency", "threshold": "p(99)<300ms", "window": {"from": "1s", "to": "9s"}},
    {"part": "app", "metric": "utilisation", "resource": "cores", "op": "lt", "value": "99%"},
    {"flow": "b", "metric": "recovery_time", "after": "3s", "op": "lte", "value": "10s"}],
  "variants": {"v": {"set": {"/system/parts/app/workers": 5}}}})";

void expectRoundTrip(const ScenarioSpec& spec) {
  const Type& type = typeOf<ScenarioSpec>();
  const JsonValue written = type.write(&spec);
  Diagnostics diagnostics;
  Reading reading{diagnostics};
  ScenarioSpec again;
  type.read(written, &again, reading);
  std::string problems;
  for (const Diagnostic& d : diagnostics.all()) problems += toText(d) + "\n";
  EXPECT_FALSE(diagnostics.hasErrors()) << problems << toText(written, 1);
  EXPECT_TRUE(again == spec) << toText(written, 1);
  EXPECT_TRUE(type.write(&again).sameValue(written));
}

TEST(RoundTrip, EveryConstructIsWrittenAsItWasRead) {
  expectRoundTrip(load(kEverything).variants.front().spec);
}

TEST(RoundTrip, TheFlagshipIsWrittenAsItWasRead) {
  for (const LoadedVariant& v : loadBundled("cache-loss.scenario.json").variants)
    expectRoundTrip(v.spec);
}

TEST(RoundTrip, DefaultsAreLeftOutAndShorthandIsKept) {
  const ScenarioSpec spec = load(kEverything).variants.front().spec;
  const JsonValue written = typeOf<ScenarioSpec>().write(&spec);
  EXPECT_EQ(resolvePointer(written, "/workload/2/arrivals"), nullptr);
  EXPECT_EQ(resolvePointer(written, "/system/parts/c/read")->text, "1us");
  EXPECT_EQ(resolvePointer(written, "/system/parts/app/operations/b/0/work/exponential")->text,
            "1ms");
}

}  // namespace
}  // namespace headroom::test
