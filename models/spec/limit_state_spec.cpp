#include "models/spec/limit_state_spec.h"

namespace headroom {

void describe(Shape<KeptInSpec>& s) {
  s.is("KeptIn", "",
       "The limit's state is kept in a cache all replicas share: deciding costs one call there "
       "(operation count: a read's time and throughput, and no key), made before the request takes "
       "a worker (of a limit among the steps of an operation: while it holds one). The state is "
       "lost when the cache is flushed or comes back cold: the limiter "
       "begins anew.");
  s("cache", &KeptInSpec::cache, "The cache.");
  s("timeout", &KeptInSpec::timeout, "How long the answer may take; then the store has failed.")
      .positive()
      .hint("leave \"timeout\" out to wait without end");
  s("on_failure", &KeptInSpec::onFailure,
    "Without an answer. open: let in, not counted. closed: refused as by the limit itself. local: "
    "each replica asks a limiter of its own, of limit / replicas.")
      .optional();
}

void describe(Shape<ShareSpec>& s) {
  s.is(
      "Share", "",
      "A part of the limit reserved for some of its requests. Of a rate or a count: they first ask "
      "a limiter of their own, of share x limit (a count: at least 1), then the common rest, which "
      "is "
      "all that others have; where both would have them wait, the one that does so less. Of a "
      "limit on who is inside, adaptive ones too (Netflix's partitions): they are let "
      "in below the limit as everyone, and beyond it while fewer than max(1, ceil(share x limit)) "
      "of them are inside.");
  s("match", &ShareSpec::match, "Whose it is; of several that match, the first counts.");
  s("share", &ShareSpec::share, "How much; shares sum to at most 100%.").above(0).atMost(1);
}

}  // namespace headroom
