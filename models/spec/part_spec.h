// The parts of a system, as a user writes them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/notation/shape.h"
#include "models/spec/baseline_spec.h"
#include "models/spec/limit_spec.h"
#include "models/spec/queue_spec.h"
#include "models/spec/step_spec.h"

namespace headroom {

struct PoolSpec {
  std::int64_t size = 1;
  std::optional<Duration> connectionTimeout;
  std::string note;
  bool operator==(const PoolSpec&) const = default;
};

struct GatewaySpec {
  std::map<std::string, StepList> operations;
  std::map<std::string, PoolSpec> pools;
  std::vector<LimitSpec> limits;
  bool operator==(const GatewaySpec&) const = default;
};

enum class Balancer { roundRobin, leastConnections };
template <>
struct EnumNames<Balancer> {
  static std::string what() { return "a balancer"; }
  static std::vector<std::string> names() { return {"round_robin", "least_connections"}; }
};

struct InstanceSpec {
  std::int64_t replicas = 1;
  Balancer balancer = Balancer::roundRobin;
  std::optional<std::int64_t> workers;
  std::optional<std::int64_t> cores;
  std::optional<QueueSpec> queue;
  std::map<std::string, PoolSpec> pools;
  std::vector<LimitSpec> limits;
  std::map<std::string, StepList> operations;
  std::vector<BaselineSpec> baselines;
  bool operator==(const InstanceSpec&) const = default;
};

enum class Eviction { lru };
template <>
struct EnumNames<Eviction> {
  static std::string what() { return "an eviction policy"; }
  static std::vector<std::string> names() { return {"lru"}; }
};

struct CacheSpec {
  std::int64_t capacity = 0;
  Eviction eviction = Eviction::lru;
  std::optional<Duration> ttl;
  DistributionSpec read;
  DistributionSpec write;
  std::optional<Rate> maxThroughput;
  CacheStart initially = CacheStart::warm;
  std::vector<LimitSpec> limits;
  std::vector<BaselineSpec> baselines;
  bool operator==(const CacheSpec&) const = default;
};

struct DatabaseSpec {
  std::int64_t connections = 1;
  std::optional<QueueSpec> queue;
  std::map<std::string, DistributionSpec> operations;
  std::vector<LimitSpec> limits;
  std::vector<BaselineSpec> baselines;
  bool operator==(const DatabaseSpec&) const = default;
};

struct ExternalSpec {
  std::map<std::string, DistributionSpec> operations;
  Ratio errorRate;
  std::optional<Rate> maxThroughput;
  std::vector<LimitSpec> limits;
  std::vector<BaselineSpec> baselines;
  bool operator==(const ExternalSpec&) const = default;
};

struct PartSpec {
  std::variant<GatewaySpec, InstanceSpec, CacheSpec, DatabaseSpec, ExternalSpec> body;
  std::string note;
  bool operator==(const PartSpec&) const = default;
};

void describe(Shape<PoolSpec>& s);
void describe(Shape<GatewaySpec>& s);
void describe(Shape<InstanceSpec>& s);
void describe(Shape<CacheSpec>& s);
void describe(Shape<DatabaseSpec>& s);
void describe(Shape<ExternalSpec>& s);
void describe(Shape<PartSpec>& s);

/// The limits of a part, whatever its kind.
const std::vector<LimitSpec>& limitsOf(const PartSpec& part);
/// What load tests measured of a part; nothing of a gateway.
const std::vector<BaselineSpec>& baselinesOf(const PartSpec& part);
/// The pools of a gateway or an instance, nullptr for other kinds.
const std::map<std::string, PoolSpec>* poolsOf(const PartSpec& part);
/// The line for a worker or a connection; nullptr when nothing is said of it.
const QueueSpec* queueOf(const PartSpec& part);
/// Names of the operations others can call, sorted. A cache has none: it is asked by cache steps.
std::vector<std::string> operationsOf(const PartSpec& part);
/// Names of the operations that requests ask a part for, as matches mean them: those above; of a
/// cache get (a look-up) and count (a limiter's, see KeptInSpec).
std::vector<std::string> askedOperationsOf(const PartSpec& part);
/// The steps of an operation of a gateway or an instance, nullptr otherwise.
const StepList* stepsOf(const PartSpec& part, const std::string& operation);
/// Service time of an operation of a database or an external service, nullptr otherwise.
const DistributionSpec* serviceOf(const PartSpec& part, const std::string& operation);
/// "part.operation" taken apart; without a dot the operation is "".
struct OperationName {
  std::string part;
  std::string operation;
};
OperationName splitOperation(const std::string& reference);
/// "gateway", "instance", ...
std::string kindOf(const PartSpec& part);

}  // namespace headroom
