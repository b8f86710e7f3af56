#include "cli/catalogue.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headroom {
namespace {

/// Where a group begins. What is not listed stands in the group of whatever it was found in, so a
/// new type shows up without a line here.
constexpr std::array<std::pair<const char*, const char*>, 12> kGroupOf{
    {{"Scenario", "Document"},
     {"System", "Document"},
     {"Flow", "Document"},
     {"Variant", "Document"},
     {"Part", "Parts"},
     {"StepList", "Steps"},
     {"Step", "Steps"},
     {"Limit", "Policies"},
     {"Retry", "Policies"},
     {"Distribution", "Distributions"},
     {"Keys", "Keys"},
     {"Workload", "Workload"}}};
constexpr std::array<std::pair<const char*, const char*>, 2> kGroupOfQuestion{
    {{"Fault", "Faults"}, {"Assertion", "Assertions"}}};

std::string groupOf(const ObjectType& type, const std::string& foundIn) {
  for (const auto& [name, group] : kGroupOf)
    if (type.name == name) return group;
  for (const auto& [name, group] : kGroupOfQuestion)
    if (type.name == name) return group;
  return foundIn;
}

}  // namespace

std::string callName(const ObjectType& type) { return type.tag.empty() ? type.name : type.tag; }

Catalogue::Catalogue(const ObjectType& root) { visit(root, nullptr, "Document"); }

const ReferenceEntry* Catalogue::find(const ObjectType* type) const {
  for (const ReferenceEntry& entry : entries_)
    if (entry.type == type) return &entry;
  return nullptr;
}

void Catalogue::visit(const ObjectType& type, const ObjectType* owner, const std::string& foundIn) {
  if (find(&type) != nullptr) return;
  const std::string group = groupOf(type, foundIn);
  entries_.push_back({&type, owner, group, {}});
  for (const FieldInfo& field : type.fields) visitField(type, field, group);
  if (type.choice)
    for (const auto& alternative : type.choice->alternatives)
      visit(alternative.type(), &type, group);
  for (const ShorthandInfo& form : type.shorthands)
    if (const ObjectType* inside = form.type().object()) visit(*inside, nullptr, group);
}

void Catalogue::visitField(const ObjectType& type, const FieldInfo& field,
                           const std::string& group) {
  const ObjectType* inside = field.type().object();
  if (inside == nullptr) return;
  visit(*inside, nullptr, group);
  for (ReferenceEntry& entry : entries_)
    if (entry.type == inside) entry.usedBy.push_back(callName(type) + "." + field.name);
}

std::vector<std::string> Catalogue::groups() const {
  std::vector<std::string> groups;
  for (const char* group : {"Document", "Parts", "Steps", "Policies", "Distributions", "Keys",
                            "Workload", "Faults", "Assertions"})
    if (!inGroup(group).empty()) groups.emplace_back(group);
  return groups;
}

std::vector<const ReferenceEntry*> Catalogue::inGroup(const std::string& group) const {
  std::vector<const ReferenceEntry*> found;
  for (const ReferenceEntry& entry : entries_)
    if (entry.group == group) found.push_back(&entry);
  return found;
}

}  // namespace headroom
