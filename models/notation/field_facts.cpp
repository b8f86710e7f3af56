#include "models/notation/field_facts.h"

namespace headroom {
namespace {

/// Field access is handed out mutable because the reader needs it so; nothing is changed here.
JsonValue defaultOf(const ObjectType& type, const FieldInfo& field) {
  return field.type().write(field.at(const_cast<void*>(type.defaults())));
}

std::string presenceOf(const ObjectType& type, const FieldInfo& field) {
  if (field.required) return "required";
  const JsonValue value = defaultOf(type, field);
  const bool empty = value.items.empty() && value.members.empty() && value.text.empty() &&
                     value.kind != JsonValue::Kind::boolean;
  return empty ? "optional" : "default " + toText(value, -1);
}

}  // namespace

FieldFacts factsOf(const ObjectType& type, const FieldInfo& field) {
  FieldFacts facts;
  facts.name = field.name;
  facts.label = field.type().label();
  facts.presence = presenceOf(type, field);
  facts.range = field.range.text(field.type());
  if (field.listNotEmpty) facts.range = "at least one";
  facts.doc = field.doc;
  return facts;
}

}  // namespace headroom
