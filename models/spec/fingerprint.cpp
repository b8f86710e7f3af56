#include "models/spec/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "models/spec/baseline_reach.h"
#include "models/spec/each_limit.h"
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

template <std::size_t... i>
std::set<std::string> namesOfThoseThatLookAtWho(std::index_sequence<i...>) {
  std::set<std::string> names;
  for (const LimiterSpec& limiter : {LimiterSpec{std::in_place_index<i>}...})
    if (looksAtWho(limiter)) names.insert(nameOf(limiter));
  return names;
}

/// What limits and lines ask about who a request is.
class Asked {
 public:
  explicit Asked(const JsonValue& parts) {
    for (const JsonMember& part : parts.members) collect(part.value);
  }
  std::set<std::string> segments;  ///< Named by matches.
  bool attributes = false;
  bool criticality = false;

 private:
  void collect(const JsonValue& value) {
    for (const JsonValue& item : value.items) collect(item);
    for (const JsonMember& member : value.members) {
      look(member);
      // Keys that users chose mean nothing.
      const bool isMap = member.key == "operations" || member.key == "pools";
      if (!isMap) collect(member.value);
      for (const JsonMember& named : member.value.members)
        if (isMap) collect(named.value);
    }
  }
  void look(const JsonMember& member) {
    static const std::set<std::string> byLevel =
        namesOfThoseThatLookAtWho(std::make_index_sequence<std::variant_size_v<LimiterSpec>>{});
    if (member.key == "match") {
      const JsonValue* segment = member.value.find("segment");
      if (segment != nullptr) segments.insert(segment->text);
      attributes = attributes || segment != nullptr || member.value.find("attributes") != nullptr;
    }
    if (member.key == "for_each") attributes = attributes || member.value.text != kForEachFlow;
    if (byLevel.contains(member.key) ||
        (member.key == "discipline" && member.value.text == "priority"))
      criticality = true;
  }
};

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
      criticality_ = client->second.criticality;
    }
  }

  JsonValue json() const {
    JsonValue out = JsonValue::makeObject();
    if (timeout_) out.set("timeout", written(*timeout_));
    JsonValue& parts = out.set("parts", JsonValue::makeObject());
    for (const auto& [name, operations] : reach_.operations)
      parts.set(name, partJson(name, operations));
    setAsked(out);
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
  /// Who the load test's requests are, if any limit or line asks.
  void setAsked(JsonValue& out) const {
    Asked asked{*out.find("parts")};
    if (asked.criticality) {
      out.set("criticality", written(criticality_));
      for (const auto& [name, segment] : system_.segments)
        if (segment.criticality) asked.segments.insert(name);
    }
    if (asked.attributes || asked.criticality) out.set("attributes", written(attributes_));
    if (asked.segments.empty()) return;
    JsonValue& segments = out.set("segments", JsonValue::makeObject());
    for (const std::string& name : asked.segments)
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
    if (limits != nullptr)
      std::erase_if(limits->items,
                    [&](const JsonValue& limit) { return !mayAct(limit, flow_, operations); });
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
  Criticality criticality_ = FlowSpec{}.criticality;
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
  changeLimits(tested, [](LimitSpec& limit) { limit.name.reset(); });
  const JsonValue configuration = Configuration{tested, samples, part, baseline}.json();
  return fmt::format("h1:{:016x}", sim::saltOf(toText(configuration, -1)));
}

}  // namespace headroom
