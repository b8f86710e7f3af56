#include "models/spec/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/spec/baseline_reach.h"
#include "sim/random.h"

namespace headroom {
namespace {

using Members = std::vector<JsonMember>;

/// Takes out notes, and sorts keys: what is left is the same however it was written.
void makeCanonical(JsonValue& value) {
  for (JsonValue& item : value.items) makeCanonical(item);
  Members& members = value.members;
  std::erase_if(members, [](const JsonMember& m) { return m.key == "note" && m.value.isString(); });
  for (JsonMember& member : members) makeCanonical(member.value);
  std::sort(members.begin(), members.end(),
            [](const JsonMember& a, const JsonMember& b) { return a.key < b.key; });
}

void remove(JsonValue& object, const char* key) {
  std::erase_if(object.members, [key](const JsonMember& m) { return m.key == key; });
}

/// Keeps the members that are named.
void keepOnly(JsonValue* object, const std::set<std::string>& names) {
  if (object != nullptr)
    std::erase_if(object->members, [&](const JsonMember& m) { return !names.contains(m.key); });
}

/// Whether a limit's match lets it see a request of the load test.
bool mayAct(const JsonValue& limit, const std::string& flow,
            const std::set<std::string>& operations) {
  const JsonValue* match = limit.find("match");
  if (match == nullptr) return true;
  const JsonValue* ofFlow = match->find("flow");
  const JsonValue* ofOperation = match->find("operation");
  if (ofFlow != nullptr && ofFlow->text != flow) return false;
  return ofOperation == nullptr || operations.empty() || operations.contains(ofOperation->text);
}

/// Segments that matches name, and whether any looks at who a request is.
struct Matched {
  std::set<std::string> segments;
  bool attributes = false;
};
void collectMatched(const JsonValue& value, Matched& matched) {
  for (const JsonValue& item : value.items) collectMatched(item, matched);
  for (const JsonMember& member : value.members) {
    collectMatched(member.value, matched);
    if (member.key != "match") continue;
    const JsonValue* segment = member.value.find("segment");
    if (segment != nullptr) matched.segments.insert(segment->text);
    matched.attributes =
        matched.attributes || segment != nullptr || member.value.find("attributes") != nullptr;
  }
}

template <class T>
JsonValue written(const T& value) {
  return typeOf<T>().write(&value);
}

std::string hashOf(const std::vector<Duration>& values) {
  std::uint64_t hash = values.size();
  for (const Duration value : values)
    hash = sim::mix64(hash + static_cast<std::uint64_t>(value.count()));
  return fmt::format("{:016x}", hash);
}

class Configuration {
 public:
  Configuration(const SystemSpec& system, const SampleFiles& samples, const std::string& part,
                const BaselineSpec& baseline)
      : system_(system),
        samples_(samples),
        measured_(part),
        reach_(reachOf(system, part, baseline)),
        statesStart_(baseline.initially.has_value()) {
    if (const auto* client = clientOf(system, part, baseline.operation)) {
      flow_ = client->first;
      timeout_ = client->second.timeout;
      attributes_ = client->second.attributes;
    }
  }

  JsonValue json() const {
    JsonValue out = JsonValue::makeObject();
    if (timeout_) out.set("timeout", written(*timeout_));
    JsonValue& parts = out.set("parts", JsonValue::makeObject());
    for (const auto& [name, operations] : reach_.operations)
      parts.set(name, partJson(name, operations));
    setMatched(out);
    JsonValue& keys = out.set("keys", JsonValue::makeObject());
    for (const std::string& name : reach_.keys)
      if (system_.keys.contains(name)) keys.set(name, written(system_.keys.at(name)));
    JsonValue& samples = out.set("samples", JsonValue::makeObject());
    for (const auto& [pointer, duration] : reach_.durations)
      if (const auto* empirical = std::get_if<EmpiricalSpec>(&duration->law))
        samples.set(pointer, JsonValue::makeString(hashOf(*samples_.at(sampleKey(*empirical)))));
    makeCanonical(out);
    return out;
  }

 private:
  /// Who the load test's requests are, if any limit asks.
  void setMatched(JsonValue& out) const {
    Matched matched;
    collectMatched(*out.find("parts"), matched);
    if (matched.attributes) out.set("attributes", written(attributes_));
    if (matched.segments.empty()) return;
    JsonValue& segments = out.set("segments", JsonValue::makeObject());
    for (const std::string& name : matched.segments)
      if (system_.segments.contains(name)) segments.set(name, written(system_.segments.at(name)));
  }

  JsonValue partJson(const std::string& name, const std::set<std::string>& operations) const {
    JsonValue part = written(system_.parts.at(name));
    remove(part, "baselines");
    if (statesStart_) remove(part, "initially");
    if (name == measured_) remove(part, "replicas");
    keepOnly(part.find("operations"), operations);
    const auto callees = reach_.callees.find(name);
    keepOnly(part.find("pools"),
             callees == reach_.callees.end() ? std::set<std::string>{} : callees->second);
    JsonValue* limits = part.find("limits");
    if (limits != nullptr) {
      std::erase_if(limits->items,
                    [&](const JsonValue& limit) { return !mayAct(limit, flow_, operations); });
      for (JsonValue& limit : limits->items) remove(limit, "name");
    }
    // An empty list left over is the same as none.
    std::erase_if(part.members, [](const JsonMember& m) {
      return (m.key == "pools" && m.value.members.empty()) ||
             (m.key == "limits" && m.value.items.empty());
    });
    return part;
  }
  const SystemSpec& system_;
  const SampleFiles& samples_;
  const std::string& measured_;
  BaselineReach reach_;
  bool statesStart_;  ///< The baseline says how caches start.
  std::string flow_;
  std::optional<Duration> timeout_;
  AttributesSpec attributes_;
};

}  // namespace

std::string modelHash(const ScenarioSpec& scenario, const SampleFiles& samples) {
  JsonValue document = written(scenario);
  for (const char* key :
       {"$schema", "title", "question", "assert", "variants", "silence", "replications"})
    remove(document, key);
  if (JsonValue* system = document.find("system")) {
    remove(*system, "title");
    if (JsonValue* parts = system->find("parts"))
      for (JsonMember& part : parts->members) remove(part.value, "baselines");
  }
  JsonValue& read = document.set("samples", JsonValue::makeObject());
  for (const auto& [name, values] : samples) read.set(name, JsonValue::makeString(hashOf(*values)));
  makeCanonical(document);
  return fmt::format("m1:{:016x}", sim::saltOf(toText(document, -1)));
}

std::string fingerprintOf(const SystemSpec& system, const SampleFiles& samples,
                          const std::string& part, const BaselineSpec& baseline) {
  SystemSpec tested = system;
  dropTimedLimits(tested);
  const JsonValue configuration = Configuration{tested, samples, part, baseline}.json();
  return fmt::format("h1:{:016x}", sim::saltOf(toText(configuration, -1)));
}

}  // namespace headroom
