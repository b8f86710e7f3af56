// Which family a row's model belongs to, or what it lacks.
#include <exception>

#include "tests/theory/families/experiment.h"

namespace headroom::theory {
namespace {

struct Family {
  const char* prefix;  ///< Of the model's name; the first that fits counts.
  Experiment (*build)(const Row&);
  const char* missing;
};

constexpr Family kFamilies[] = {
    {"M/M/1-PS", nullptr, "processor sharing"},
    {"M/G/1-PS", nullptr, "processor sharing"},
    {"M/G/1/K-PS", nullptr, "processor sharing"},
    {"limited-PS", nullptr, "processor sharing"},
    {"M/G/1 priority", priorityOf, nullptr},
    {"M/M/c non-preemptive priority", priorityOf, nullptr},
    {"closed network", nullptr, "closed-loop users"},
    {"M/M/c//N", nullptr, "closed-loop users"},
    {"Engset", nullptr, "closed-loop users"},
    {"power-of-two", nullptr, "a balancer of two choices"},
    {"XFetch", nullptr, "early recomputation in a cache"},
    {"Lindley", nullptr, "recorded arrivals and services, replayed"},
    {"LRU", cacheOf, nullptr},
    {"TTL cache", cacheOf, nullptr},
    {"cache-aside", cacheOf, nullptr},
    {"retry amplification", retriesOf, nullptr},
    {"fluid", fluidOf, nullptr},
    {"tandem", networkOf, nullptr},
    {"Jackson", networkOf, nullptr},
    {"fork-join 2x", networkOf, nullptr},
    {"fan-out", networkOf, nullptr},
    {"G/G/1 Kingman", stationOf, nullptr},
    {"GI/M/1", stationOf, nullptr},
    {"M/D/1", stationOf, nullptr},
    {"M/G/1", stationOf, nullptr},
    {"M/G/inf", stationOf, nullptr},
    {"M/M/", stationOf, nullptr},
    {"M^[b]/M/1", stationOf, nullptr},
    {"retrial M/M/c/K", stationOf, nullptr},
};

}  // namespace

Expression expressionOf(const Row& row) {
  for (const Family& family : kFamilies) {
    if (row.model.rfind(family.prefix, 0) != 0) continue;
    if (family.build == nullptr) return Missing{family.missing};
    try {
      return family.build(row);
    } catch (const std::exception& error) {
      return Missing{error.what()};  // A law or a parameter that no row had so far.
    }
  }
  return Missing{"no such family here"};
}

}  // namespace headroom::theory
