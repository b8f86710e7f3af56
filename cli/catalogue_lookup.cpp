#include "cli/catalogue_lookup.h"

#include <algorithm>

namespace headroom {
namespace {

std::string lowered(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool sameName(const std::string& a, const std::string& b) { return lowered(a) == lowered(b); }

std::vector<std::string> segmentsOf(const std::string& path) {
  std::vector<std::string> segments;
  std::size_t at = 0;
  while (at <= path.size()) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    segments.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return segments;
}

std::vector<Thing> startingAt(const Catalogue& catalogue, const std::string& name) {
  std::vector<Thing> found;
  for (const ReferenceEntry& entry : catalogue.entries())
    if (sameName(entry.type->name, name) || sameName(entry.type->tag, name))
      found.push_back({entry.type, nullptr});
  if (!found.empty()) return found;
  for (const ReferenceEntry& entry : catalogue.entries())
    for (const FieldInfo& field : entry.type->fields)
      if (sameName(field.name, name)) found.push_back({entry.type, &field});
  return found;
}

/// Members of a type by name: its fields, the alternatives of its choice and their fields, and
/// those of what stands for it in short ("operations" of a part lead to steps).
void collectMembers(const ObjectType& type, const std::string& name, std::vector<Thing>& found) {
  for (const FieldInfo& field : type.fields)
    if (sameName(field.name, name)) found.push_back({&type, &field});
  if (type.choice)
    for (const auto& alternative : type.choice->alternatives) {
      const ObjectType& inside = alternative.type();
      if (sameName(inside.tag, name))
        found.push_back({&inside, nullptr});
      else if (type.choice->form != UnionInfo::Form::nested)
        collectMembers(inside, name, found);
    }
  if (!type.hasObjectForm())
    for (const ShorthandInfo& form : type.shorthands)
      if (const ObjectType* inside = form.type().object(); inside != nullptr && inside != &type) {
        collectMembers(*inside, name, found);
        return;
      }
}

}  // namespace

std::vector<Thing> lookUp(const Catalogue& catalogue, const std::string& path) {
  const std::vector<std::string> segments = segmentsOf(path);
  std::vector<Thing> things = startingAt(catalogue, segments.front());
  for (std::size_t i = 1; i < segments.size(); ++i) {
    std::vector<Thing> next;
    for (const Thing& thing : things) {
      const ObjectType* inside = thing.field == nullptr ? thing.type : thing.field->type().object();
      if (inside != nullptr) collectMembers(*inside, segments[i], next);
    }
    things = std::move(next);
  }
  return things;
}

std::vector<std::string> knownNames(const Catalogue& catalogue) {
  std::vector<std::string> names;
  // What files hold comes first: of names equally near, the first is proposed.
  for (const ReferenceEntry& entry : catalogue.entries()) {
    names.push_back(callName(*entry.type));
    for (const FieldInfo& field : entry.type->fields) names.push_back(field.name);
  }
  for (const ReferenceEntry& entry : catalogue.entries())
    if (!entry.type->tag.empty()) names.push_back(entry.type->name);
  return names;
}

}  // namespace headroom
