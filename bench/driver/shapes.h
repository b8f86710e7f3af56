// Documents that grow in one direction each, for the questions of scaling.
#pragma once

#include <string>

namespace headroom::bench {

/// A tree of gateways, `fanout` below each, three levels deep; below the last ones, instances.
/// Every request visits one part of each of the four levels for 0.1 ms, so that only how many parts
/// there are differs: 1 + f + f^2 + f^3. `rate` requests/s in all.
std::string treeDocument(int fanout, double rate, double seconds);

/// An external service of mean latency `inside` / `rate`: by Little's law so many are inside.
/// Constant latencies end in the order they began; exponential ones in any.
std::string longLatencyDocument(double inside, double rate, double seconds, bool exponential);

/// The three tiers at 10 requests/s: nearly idle, for runs of many hours.
std::string idleDocument(double hours);

/// Gateway, application, and a cache that always hits, at `rate`/s with one core per 625/s.
std::string cacheHitDocument(double rate, double seconds);

}  // namespace headroom::bench
