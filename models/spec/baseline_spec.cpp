#include "models/spec/baseline_spec.h"

namespace headroom {

void describe(Shape<BaselineSpec>& s) {
  s.is("Baseline", "",
       "A measurement: the highest Poisson rate that one replica sustains for 60 s, with at least "
       "99 % success and, if stated, its latency bound. `headroom check` repeats the load test in "
       "the simulation; a service time that nobody measured is fitted so that it comes out (fit).");
  s("operation", &BaselineSpec::operation,
    "The operation measured. A cache has none: its look-ups are measured.")
      .optional();
  s("key", &BaselineSpec::key,
    "Of a cache: the key set asked for; may be left out where only one is looked up in it.");
  s("throughput", &BaselineSpec::throughput, "The rate.").positive().atMost(1e7);
  s("without", &BaselineSpec::without, "Parts that refused from the start.").optional();
  s("initially", &BaselineSpec::initially,
    "All caches at the start of the test: warm (the stationary contents at the tested rate), cold "
    "or full; as each of them says itself when left out.");
  s("latency", &BaselineSpec::latency,
    "What the latency kept within at that rate, as in \"p(99)<300ms\".");
  s("tolerance", &BaselineSpec::tolerance,
    "How far the simulated throughput may be from the measured one.")
      .optional()
      .above(0)
      .atMost(1);
  s("date", &BaselineSpec::date, "When it was measured; stands in the check's report.").optional();
  s("tool", &BaselineSpec::tool, "What it was measured with; stands in the check's report.")
      .optional();
  s("fingerprint", &BaselineSpec::fingerprint,
    "Of the configuration it was measured on, as `headroom check` prints it and `--stamp` writes "
    "it; when the system as written has another one, the lint stale-baseline says so.")
      .optional();
}

}  // namespace headroom
