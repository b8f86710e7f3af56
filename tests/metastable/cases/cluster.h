// A published cluster, one server whose clients send again until any copy is answered: how often it
// stays stuck after a trigger, and where half of the runs do. The bundled scenario, with other
// rates.
#pragma once

namespace headroom::metastable {

struct Cluster {
  double serviceRate = 40;  ///< Batches per second,
  double baseRate = 30.3;   ///< before and after the trigger.
};

/// How many of `runs` runs are stuck after a trigger of this rate: goodput below half of what is
/// offered in the last 30 s.
int stuckAfter(const Cluster& cluster, double triggerRate, int runs, unsigned jobs);

/// The trigger rate that leaves half of the runs stuck, by bisection up to 1.5 times the base rate.
double tippingRate(const Cluster& cluster, int runs, double precision, unsigned jobs);

}  // namespace headroom::metastable
