// The strict reader: every problem of an object is reported, none is repaired.
#include <fmt/format.h>

#include <algorithm>

#include "models/notation/shape.h"
#include "models/notation/type.h"

namespace headroom {

bool Range::contains(double x) const {
  if (low && (lowOpen ? x <= *low : x < *low)) return false;
  if (high && (highOpen ? x >= *high : x > *high)) return false;
  return true;
}

std::string Range::text(const Type& type) const {
  std::string out;
  if (low) out += fmt::format("{} {}", lowOpen ? ">" : ">=", type.magnitudeText(*low));
  if (high)
    out += fmt::format("{}{} {}", out.empty() ? "" : " and ",
                       highOpen ? "<" : "<=", type.magnitudeText(*high));
  return out;
}

void readField(const FieldInfo& field, const JsonValue& in, void* object, Reading& reading) {
  const Reading::Scope scope{reading, field.name};
  const Type& type = field.type();
  const std::size_t before = reading.errorCount();
  void* value = field.at(object);
  type.read(in, value, reading);
  if (reading.errorCount() != before) return;
  if (field.listNotEmpty && in.items.empty() && in.members.empty()) {
    reading.error("E_EMPTY", in, "found nothing in it; allowed: at least one entry");
    return;
  }
  const std::optional<double> size = type.magnitude(value);
  if (!size || field.range.contains(*size)) return;
  reading.error(field.rangeCode, in,
                fmt::format("found {}; allowed: {}{}{}", in.excerpt(), field.range.text(type),
                            field.hint.empty() ? "" : "; ", field.hint));
}

void ObjectType::read(const JsonValue& in, void* out, Reading& reading) const {
  for (const ShorthandInfo& form : shorthands) {
    if (!form.type().accepts(in)) continue;
    const std::size_t before = reading.errorCount();
    form.read(in, out, reading);
    if (reading.errorCount() == before)
      for (const auto& rule : rules) rule(out, in, reading);
    return;
  }
  if (!in.isObject() || !hasObjectForm()) {
    reading.error("E_TYPE", in, "found " + in.excerpt() + "; allowed: " + label());
    return;
  }
  const std::size_t before = reading.errorCount();
  readObject(in, out, reading);
  if (reading.errorCount() != before) return;
  for (const auto& rule : rules) rule(out, in, reading);
}

void ObjectType::readObject(const JsonValue& in, void* out, Reading& reading) const {
  reportUnknownKeys(in, reading);
  readFields(in, out, reading);
  if (choice) readChoice(in, out, reading);
}

void ObjectType::readFields(const JsonValue& in, void* out, Reading& reading) const {
  for (const FieldInfo& field : fields) {
    if (const JsonValue* value = in.find(field.name))
      readField(field, *value, out, reading);
    else if (field.required)
      reading.error(
          "E_MISSING", in,
          fmt::format("\"{}\" is missing; allowed: {}", field.name, field.type().label()));
  }
}

namespace {

std::vector<std::string> tagsOf(const UnionInfo& choice) {
  std::vector<std::string> tags;
  for (const auto& a : choice.alternatives) tags.push_back(a.type().tag);
  return tags;
}

/// The alternatives whose tag stands in the object.
std::vector<const UnionInfo::Alternative*> presentIn(const JsonValue& in, const UnionInfo& choice) {
  std::vector<const UnionInfo::Alternative*> present;
  for (const auto& a : choice.alternatives)
    if (in.find(a.type().tag) != nullptr) present.push_back(&a);
  return present;
}

void readKind(const JsonValue& in, void* out, Reading& reading, const UnionInfo& choice) {
  const JsonValue* kind = in.find("kind");
  if (kind == nullptr) {
    reading.error("E_MISSING", in, "\"kind\" is missing; allowed: " + listNames(tagsOf(choice)));
    return;
  }
  for (const auto& a : choice.alternatives) {
    if (!kind->isString() || kind->text != a.type().tag) continue;
    const ObjectType& type = a.type();
    void* held = a.emplace(out);
    const std::size_t before = reading.errorCount();
    for (const FieldInfo& field : type.fields) {
      if (const JsonValue* value = in.find(field.name))
        readField(field, *value, held, reading);
      else if (field.required)
        reading.error(
            "E_MISSING", in,
            fmt::format("\"{}\" is missing; allowed: {}", field.name, field.type().label()));
    }
    if (reading.errorCount() == before)
      for (const auto& rule : type.rules) rule(held, in, reading);
    return;
  }
  const Reading::Scope scope{reading, "kind"};
  reading.error("E_ENUM", *kind,
                fmt::format("found {}; allowed: {}{}", kind->excerpt(), listNames(tagsOf(choice)),
                            kind->isString() ? didYouMean(kind->text, tagsOf(choice)) : ""));
}

}  // namespace

void ObjectType::readChoice(const JsonValue& in, void* out, Reading& reading) const {
  if (choice->form == UnionInfo::Form::kind) return readKind(in, out, reading, *choice);
  const auto present = presentIn(in, *choice);
  if (present.size() == 1) {
    const auto& alternative = *present.front();
    const ObjectType& type = alternative.type();
    void* held = alternative.emplace(out);
    if (choice->form == UnionInfo::Form::nested) {
      const Reading::Scope scope{reading, type.tag};
      type.read(*in.find(type.tag), held, reading);
    } else {
      const std::size_t before = reading.errorCount();
      type.readFields(in, held, reading);
      if (reading.errorCount() == before)
        for (const auto& rule : type.rules) rule(held, in, reading);
    }
    return;
  }
  if (present.empty() && !choice->required) return;
  std::string found = present.empty() ? "none of them" : "";
  for (const auto* a : present) found += (found.empty() ? "" : ", ") + a->type().tag;
  reading.error("E_CHOICE", in,
                fmt::format("found {}; allowed: {} one of {}", found,
                            choice->required ? "exactly" : "at most", listNames(tagsOf(*choice))));
}

std::vector<std::string> ObjectType::keysAllowed(const JsonValue& in) const {
  std::vector<std::string> keys;
  for (const FieldInfo& field : fields) keys.push_back(field.name);
  if (!choice) return keys;
  if (choice->form == UnionInfo::Form::kind) keys.emplace_back("kind");
  for (const auto& a : choice->alternatives) {
    const ObjectType& type = a.type();
    const JsonValue* kind = in.find("kind");
    const bool chosen = choice->form == UnionInfo::Form::kind
                            ? kind != nullptr && kind->text == type.tag
                            : in.find(type.tag) != nullptr;
    if (choice->form != UnionInfo::Form::kind) keys.push_back(type.tag);
    if (chosen && choice->form != UnionInfo::Form::nested)
      for (const FieldInfo& field : type.fields) keys.push_back(field.name);
  }
  return keys;
}

void ObjectType::reportUnknownKeys(const JsonValue& in, Reading& reading) const {
  // An unknown kind is one error; its fields are not a dozen more.
  if (choice && choice->form == UnionInfo::Form::kind) {
    const JsonValue* kind = in.find("kind");
    const auto tags = tagsOf(*choice);
    if (kind == nullptr || std::find(tags.begin(), tags.end(), kind->text) == tags.end()) return;
  }
  const std::vector<std::string> keys = keysAllowed(in);
  for (const JsonMember& member : in.members) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    if (member.key == "note") {
      if (!member.value.isString())
        reading.errorAt("E_TYPE", member.value.where, "note", "a note is a string");
      continue;
    }
    std::vector<std::string> sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    reading.errorAt("E_UNKNOWN_FIELD", member.where, member.key,
                    fmt::format("unknown key \"{}\"{}; allowed: {}", member.key,
                                didYouMean(member.key, keys), listNames(sorted, 24)));
  }
}

namespace detail {

void checkName(const JsonMember& member, Reading& reading) {
  const std::string& name = member.key;
  std::string problem;
  if (name.empty()) problem = "a name must not be empty";
  if (name.size() > 64) problem = "a name has at most 64 bytes";
  if (!name.empty() && (name.front() == ' ' || name.back() == ' '))
    problem = "a name neither begins nor ends with a blank";
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 0x20 ||
        std::string_view{"./~,;\"'\\"}.find(c) != std::string_view::npos)
      problem = "a name has no control characters and none of . / ~ , ; \" ' \\";
  if (!problem.empty())
    reading.error("E_ID", member.value, fmt::format("found the name \"{}\"; {}", name, problem));
}

void checkConfusable(const JsonValue& in, Reading& reading) {
  const auto folded = [](std::string s) {
    std::transform(s.begin(), s.end(), s.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return s;
  };
  std::map<std::string, const JsonMember*> seen;
  for (const JsonMember& member : in.members) {
    const auto [other, isNew] = seen.emplace(folded(member.key), &member);
    if (!isNew)
      reading.warning(
          "confusable-names", member.value,
          fmt::format("\"{}\" and \"{}\" differ only in case", other->second->key, member.key));
  }
}

}  // namespace detail

}  // namespace headroom
