#include "bench/limit/inputs.h"

#include "sim/check.h"

namespace headroom::bench {
namespace {

// As World::build derives them.
sim::Key runKey(const Model& model) {
  return sim::derive(sim::Key{sim::saltOf("headroom 1")}, model.seed, 0);
}
sim::Key workloadKey(const Model& model) {
  return sim::derive(runKey(model), model.workload.front().salt);
}

const PartModel& partOf(const Model& model, const std::string& name) {
  for (const PartModel& part : model.parts)
    if (part.name == name) return part;
  HEADROOM_CHECK(false, "no part " + name);
  return model.parts.front();
}

/// The instruction `step` steps after the entry of a part's operation.
const Instruction& stepOf(const Model& model, const PartModel& part, std::size_t operation,
                          std::uint32_t step, Op op) {
  const Instruction& found = model.code[part.operations[operation].entry + step];
  HEADROOM_CHECK(found.op == op, "the document's program is not what the loop was written for");
  return found;
}

Duration constantOf(const Model& model, const Instruction& step) {
  return std::get<sim::Constant>(model.works[step.site].duration).value;
}

std::uint64_t flowCallSalt(const Model& model) {
  return model.calls[model.code[model.flows.front().entry].site].salt;
}

}  // namespace

Requests::Requests(const Model& model)
    : process_(model.workload.front().arrivals,
               sim::derive(workloadKey(model), sim::saltOf("arrivals"))),
      curve_(&model.workload.front().curve),
      requests_(sim::derive(workloadKey(model), sim::saltOf("requests"))),
      salt_(model.workload.front().salt),
      end_(model.duration) {}

QueueInputs::QueueInputs(const Model& model) : requests(model) {
  const PartModel& app = partOf(model, "app");
  const WorkSite& site = model.works[stepOf(model, app, 0, 0, Op::work).site];
  servers = static_cast<int>(*app.workers);
  work = &site.duration;
  workSalt = site.salt;
  call = flowCallSalt(model);
}

TiersInputs::TiersInputs(const Model& model) : requests(model), allKeys(&model.keys) {
  const PartModel& edge = partOf(model, "edge");
  const PartModel& app = partOf(model, "app");
  const PartModel& store = partOf(model, "cache");
  const PartModel& database = partOf(model, "db");
  gatewayDelay = constantOf(model, stepOf(model, edge, 0, 0, Op::work));
  cacheDelay = constantOf(model, stepOf(model, store, 0, 0, Op::serve));
  cores = static_cast<int>(*app.cores);
  connections = static_cast<int>(*database.connections);
  cache = &store.cache;
  cacheKey = sim::derive(runKey(model), store.salt);
  const WorkSite& workSite = model.works[stepOf(model, app, 0, 0, Op::work).site];
  const WorkSite& querySite = model.works[stepOf(model, database, 0, 0, Op::serve).site];
  work = &workSite.duration;
  workSalt = workSite.salt;
  queryTime = &querySite.duration;
  querySalt = querySite.salt;
  keys = &model.keys[model.lookups[stepOf(model, app, 0, 1, Op::lookup).site].keys];
  flowCall = flowCallSalt(model);
  gatewayCall = model.calls[stepOf(model, edge, 0, 1, Op::call).site].salt;
  databaseCall = model.calls[stepOf(model, app, 0, 2, Op::call).site].salt;
}

}  // namespace headroom::bench
