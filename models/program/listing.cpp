#include <fmt/format.h>

#include "models/program/compile.h"

namespace headroom {
namespace {

std::string target(const Model& model, const CallSite& site) {
  const PartModel& part = model.parts[site.target.value];
  std::string out = part.name + "." + part.operations[site.operation].name;
  if (site.timeout) out += " within " + toText(*site.timeout);
  if (site.retry) out += ", with retries";
  if (site.fallback != 0) out += fmt::format(", failing go to {}", site.fallback);
  if (site.throttle >= 0) out += ", throttled";
  return out;
}

std::string line(const Model& model, const Instruction& i) {
  switch (i.op) {
    case Op::work:
      return fmt::format("work, mean {}",
                         toText(fromSeconds(sim::meanSeconds(model.works[i.site].duration))));
    case Op::serve:
      return fmt::format("be served, mean {}",
                         toText(fromSeconds(sim::meanSeconds(model.works[i.site].duration))));
    case Op::call:
      return "call " + target(model, model.calls[i.site]);
    case Op::lookup:
      return fmt::format("look up in {}; hit: go to {}", target(model, model.lookups[i.site].call),
                         i.target);
    case Op::fill: {
      const CacheSite& site = model.lookups[i.site];
      return "fill " + model.parts[site.call.target.value].name +
             (site.awaitsFill ? "" : ", not waited for");
    }
    case Op::flight:
      return fmt::format("lead the flight, or wait for it and go to {}", i.target);
    case Op::land:
      return "land the flight";
    case Op::limit:
      return fmt::format("limit {}", i.site);
    case Op::choose:
      return "choose a way";
    case Op::jump:
      return fmt::format("go to {}", i.target);
    case Op::fork:
      return fmt::format("start branches; then go to {}", model.forks[i.site].after);
    case Op::endBranch:
      return "branch done";
    case Op::read:
      return "reply hit or miss";
    case Op::insert:
      return "insert the key";
    case Op::reply:
      return "reply";
    case Op::degrade:
      return "fallback: the answer is degraded";
    case Op::passBy:
      return fmt::format("go to {} unless limit {} is for it", i.target, i.site);
    case Op::limitAlone:
    case Op::doorAlone:
      return fmt::format("limit {} without its store", i.site);
    case Op::door:
      return fmt::format("limit {}, then those after it", i.site);
    case Op::clean:
      return "a new value begins";
  }
  return "";
}

/// From an instruction to the reply.
std::string program(const Model& model, const std::string& title, std::uint32_t from) {
  std::string out = title + "\n";
  for (std::uint32_t at = from; at < model.code.size(); ++at) {
    const Op op = model.code[at].op;
    out += fmt::format("  {:4}  {}\n", at, line(model, model.code[at]));
    if (op == Op::reply || op == Op::read || op == Op::insert) break;
  }
  return out;
}

}  // namespace

std::string listing(const Model& model, PartId id) {
  const PartModel& part = model.parts[id.value];
  std::string out;
  for (const OperationModel& operation : part.operations)
    out += program(model, part.name + "." + operation.name, operation.entry);
  for (std::size_t i = 0; i < part.limits.size(); ++i)
    if (const LimitModel& limit = part.limits[i]; limit.fallback != 0 && !limit.isStep)
      out += program(model, fmt::format("{}: fallback of limit {}", part.name, i), limit.fallback);
  return out;
}

}  // namespace headroom
