#include "models/spec/part_spec.h"

namespace headroom {
namespace {

constexpr double kMaxReplicas = 1000;
constexpr double kMaxServers = 1e6;
constexpr double kMaxEntries = 1e8;

}  // namespace

void describe(Shape<PoolSpec>& s) {
  s.is("Pool", "",
       "A caller's connections to one callee, for each replica; first come, first served.");
  s("size", &PoolSpec::size, "Connections.").capacity().atMost(kMaxServers);
  s("connection_timeout", &PoolSpec::connectionTimeout,
    "Longest wait for a connection, then 503 and the waiter leaves the line.")
      .positive()
      .hint("leave it out to wait without end");
}

void describe(Shape<GatewaySpec>& s) {
  s.is("Gateway", "gateway", "An edge: passes requests on and costs nothing unless it says so.");
  s("operations", &GatewaySpec::operations, "What it does for each operation.").notEmpty();
  s("pools", &GatewaySpec::pools, "Connections to callees, by the callee's name.").optional();
  s("limits", &GatewaySpec::limits, "Asked first to last; the first refusal counts.").optional();
}

void describe(Shape<InstanceSpec>& s) {
  s.is("Instance", "instance", "An application: workers, cores, a queue; in one or more replicas.");
  s("replicas", &InstanceSpec::replicas, "Equal copies; the balancer says which one is next.")
      .optional()
      .capacity()
      .atMost(kMaxReplicas)
      .code("E_TOO_LARGE")
      .hint("at most 1000 replicas: model more as fewer, larger ones");
  s("balancer", &InstanceSpec::balancer,
    "How callers choose a replica. round_robin: in turn. least_connections: the one with the "
    "fewest "
    "requests whose callers still wait for an answer, in turn among equals; what callers have "
    "given "
    "up does not count, though the replica may still work on it (HAProxy's leastconn).")
      .optional();
  s("workers", &InstanceSpec::workers,
    "Request slots of one replica, held until the reply, waits for others included. No bound when "
    "left out.")
      .capacity()
      .atMost(kMaxServers);
  s("cores", &InstanceSpec::cores,
    "What work steps occupy, first come first served. No bound when left out.")
      .capacity()
      .atMost(kMaxServers);
  s("queue", &InstanceSpec::queue, "The line for a worker; without bounds when left out.");
  s("pools", &InstanceSpec::pools, "Connections to callees, by the callee's name.").optional();
  s("limits", &InstanceSpec::limits, "Asked first to last; the first refusal counts.").optional();
  s("operations", &InstanceSpec::operations, "What it does for each operation.").notEmpty();
  s("baselines", &InstanceSpec::baselines, "What load tests measured.").optional();
  s.rule([](const InstanceSpec& i, const JsonValue& at, Reading& reading) {
    if (i.queue && !i.workers)
      reading.error(
          "E_RULE", at,
          "found a \"queue\" without \"workers\"; allowed: a queue is the line for workers, "
          "and without a bound on them nobody waits");
  });
}

void describe(Shape<CacheSpec>& s) {
  s.is("Cache", "cache",
       "A shared cache. Its hit ratio is no setting: it emerges from keys, capacity and churn.");
  s("capacity", &CacheSpec::capacity, "Entries; 0 always misses.").between(0, kMaxEntries);
  s("eviction", &CacheSpec::eviction, "Who goes when it is full.").optional();
  s("ttl", &CacheSpec::ttl, "Life of an entry from its insertion; a hit does not extend it.")
      .positive()
      .hint("leave it out for entries that never expire");
  s("read", &CacheSpec::read, "Response time of a look-up when nothing else is going on.");
  s("write", &CacheSpec::write,
    "Response time of a fill when nothing else is going on; the key is there when it is over.")
      .optional();
  s("max_throughput", &CacheSpec::maxThroughput,
    "Look-ups and fills per second: one server of 1/rate in front of the rest of the response "
    "time.")
      .positive()
      .atMost(1e9);
  s("initially", &CacheSpec::initially,
    "warm: the stationary contents for the offered keys; cold: empty; full: preloaded with every "
    "offered key, the most popular first if there is no room for all, with remaining lives uniform "
    "over the ttl.")
      .optional();
  s("limits", &CacheSpec::limits, "Asked first to last; the first refusal counts.").optional();
  s("baselines", &CacheSpec::baselines, "What load tests measured.").optional();
}

void describe(Shape<DatabaseSpec>& s) {
  s.is("Database", "database", "Serves one query per connection; others wait.");
  s("connections", &DatabaseSpec::connections, "Queries at a time.").capacity().atMost(kMaxServers);
  s("queue", &DatabaseSpec::queue,
    "The line for a connection; without bounds, first come first served, when left out.");
  s("operations", &DatabaseSpec::operations, "Service time of each operation.").notEmpty();
  s("limits", &DatabaseSpec::limits, "Asked once the caller holds a connection, first to last.")
      .optional();
  s("baselines", &DatabaseSpec::baselines, "What load tests measured.").optional();
}

void describe(Shape<ExternalSpec>& s) {
  s.is("External", "external",
       "Somebody else's service: response times as measured, no limit on how "
       "many at once.");
  s("operations", &ExternalSpec::operations, "Response time of each operation.").notEmpty();
  s("error_rate", &ExternalSpec::errorRate, "Share of calls served and then failed (500).")
      .optional()
      .between(0, 1);
  s("max_throughput", &ExternalSpec::maxThroughput,
    "Calls per second: one server of 1/rate in front of the rest of the response time.")
      .positive()
      .atMost(1e9);
  s("limits", &ExternalSpec::limits, "Asked first to last; the first refusal counts.").optional();
  s("baselines", &ExternalSpec::baselines, "What load tests measured.").optional();
}

void describe(Shape<PartSpec>& s) {
  s.is("Part", "", "One part of the system.");
  s.choice(UnionInfo::Form::kind, &PartSpec::body, "What kind of part.");
}

const std::vector<LimitSpec>& limitsOf(const PartSpec& part) {
  return std::visit([](const auto& body) -> const std::vector<LimitSpec>& { return body.limits; },
                    part.body);
}

const std::vector<BaselineSpec>& baselinesOf(const PartSpec& part) {
  static const std::vector<BaselineSpec> none;
  return std::visit(
      [](const auto& body) -> const std::vector<BaselineSpec>& {
        if constexpr (requires { body.baselines; }) return body.baselines;
        return none;
      },
      part.body);
}

const std::map<std::string, PoolSpec>* poolsOf(const PartSpec& part) {
  if (const auto* gateway = std::get_if<GatewaySpec>(&part.body)) return &gateway->pools;
  if (const auto* instance = std::get_if<InstanceSpec>(&part.body)) return &instance->pools;
  return nullptr;
}

const QueueSpec* queueOf(const PartSpec& part) {
  return std::visit(
      [](const auto& body) -> const QueueSpec* {
        if constexpr (requires { body.queue; }) return body.queue ? &*body.queue : nullptr;
        return nullptr;
      },
      part.body);
}

std::vector<std::string> operationsOf(const PartSpec& part) {
  std::vector<std::string> names;
  std::visit(
      [&names](const auto& body) {
        if constexpr (requires { body.operations; })
          for (const auto& [name, operation] : body.operations) names.push_back(name);
      },
      part.body);
  return names;
}

std::vector<std::string> askedOperationsOf(const PartSpec& part) {
  if (std::holds_alternative<CacheSpec>(part.body)) return {"get", "count"};
  return operationsOf(part);
}

const StepList* stepsOf(const PartSpec& part, const std::string& operation) {
  const std::map<std::string, StepList>* operations = nullptr;
  if (const auto* gateway = std::get_if<GatewaySpec>(&part.body)) operations = &gateway->operations;
  if (const auto* instance = std::get_if<InstanceSpec>(&part.body))
    operations = &instance->operations;
  if (operations == nullptr) return nullptr;
  const auto found = operations->find(operation);
  return found == operations->end() ? nullptr : &found->second;
}

const DistributionSpec* serviceOf(const PartSpec& part, const std::string& operation) {
  const std::map<std::string, DistributionSpec>* services = nullptr;
  if (const auto* database = std::get_if<DatabaseSpec>(&part.body))
    services = &database->operations;
  if (const auto* external = std::get_if<ExternalSpec>(&part.body))
    services = &external->operations;
  if (services == nullptr) return nullptr;
  const auto found = services->find(operation);
  return found == services->end() ? nullptr : &found->second;
}

OperationName splitOperation(const std::string& reference) {
  const std::size_t dot = reference.find('.');
  if (dot == std::string::npos) return {reference, ""};
  return {reference.substr(0, dot), reference.substr(dot + 1)};
}

std::string kindOf(const PartSpec& part) {
  static const std::vector<std::string> names = {"gateway", "instance", "cache", "database",
                                                 "external"};
  return names[part.body.index()];
}

}  // namespace headroom
