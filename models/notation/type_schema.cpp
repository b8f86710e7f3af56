// JSON Schema (draft 2020-12) from the same description, for editors and for the CI of others.
#include "models/notation/type.h"

namespace headroom {
namespace {

JsonValue text(std::string s) { return JsonValue::makeString(std::move(s)); }

JsonValue requiredOnly(const std::string& key) {
  JsonValue out = JsonValue::makeObject();
  out.set("required", JsonValue::makeArray()).items.push_back(text(key));
  return out;
}

void addRange(const FieldInfo& field, JsonValue& schema) {
  const JsonValue* type = schema.find("type");
  if (type == nullptr || (type->text != "integer" && type->text != "number")) return;
  if (field.range.low)
    schema.set(field.range.lowOpen ? "exclusiveMinimum" : "minimum",
               JsonValue::makeNumber(*field.range.low));
  if (field.range.high)
    schema.set(field.range.highOpen ? "exclusiveMaximum" : "maximum",
               JsonValue::makeNumber(*field.range.high));
}

/// "nested": exactly one tag, or for an optional union at most one.
JsonValue exactlyOneTag(const UnionInfo& choice) {
  JsonValue oneOf = JsonValue::makeArray();
  JsonValue anyOf = JsonValue::makeArray();
  for (const auto& a : choice.alternatives) {
    oneOf.items.push_back(requiredOnly(a.type().tag));
    anyOf.items.push_back(requiredOnly(a.type().tag));
  }
  if (!choice.required) {
    JsonValue none = JsonValue::makeObject();
    none.set("not", JsonValue::makeObject()).set("anyOf", std::move(anyOf));
    oneOf.items.push_back(std::move(none));
  }
  return oneOf;
}

JsonValue closedObject(JsonValue properties, JsonValue required) {
  if (properties.find("note") == nullptr) {
    JsonValue& note = properties.set("note", JsonValue::makeObject());
    note.set("type", text("string"));
  }
  JsonValue out = JsonValue::makeObject();
  out.set("type", text("object"));
  out.set("properties", std::move(properties));
  if (!required.items.empty()) out.set("required", std::move(required));
  out.set("additionalProperties", JsonValue::makeBoolean(false));
  return out;
}

}  // namespace

JsonValue SchemaDefinitions::reference(const ObjectType& type) {
  if (byName.find(type.name) == byName.end()) {
    byName[type.name] = JsonValue{};  // Stands for the definition while it refers to itself.
    byName[type.name] = type.definition(*this);
  }
  JsonValue out = JsonValue::makeObject();
  out.set("$ref", text("#/$defs/" + type.name));
  return out;
}

JsonValue ObjectType::schema(SchemaDefinitions& definitions) const {
  return definitions.reference(*this);
}

void ObjectType::addFieldSchemas(SchemaDefinitions& definitions, JsonValue& properties,
                                 JsonValue& required) const {
  for (const FieldInfo& field : fields) {
    JsonValue schema = field.type().schema(definitions);
    addRange(field, schema);
    if (field.listNotEmpty)
      schema.set(schema.find("items") != nullptr ? "minItems" : "minProperties",
                 JsonValue::makeNumber(1));
    schema.set("description", text(field.doc));
    properties.set(field.name, std::move(schema));
    if (field.required) required.items.push_back(text(field.name));
  }
}

JsonValue ObjectType::objectSchema(SchemaDefinitions& definitions) const {
  JsonValue properties = JsonValue::makeObject();
  JsonValue required = JsonValue::makeArray();
  addFieldSchemas(definitions, properties, required);
  if (!choice) return closedObject(std::move(properties), std::move(required));
  if (choice->form == UnionInfo::Form::nested) {
    for (const auto& a : choice->alternatives)
      properties.set(a.type().tag, a.type().schema(definitions));
    JsonValue out = closedObject(std::move(properties), std::move(required));
    out.set("oneOf", exactlyOneTag(*choice));
    return out;
  }
  JsonValue out = JsonValue::makeObject();
  JsonValue& oneOf = out.set("oneOf", JsonValue::makeArray());
  for (const auto& a : choice->alternatives) {
    JsonValue all = properties;
    JsonValue needed = required;
    if (choice->form == UnionInfo::Form::kind) {
      all.set("kind", JsonValue::makeObject()).set("const", text(a.type().tag));
      needed.items.push_back(text("kind"));
    }
    a.type().addFieldSchemas(definitions, all, needed);
    JsonValue alternative = closedObject(std::move(all), std::move(needed));
    alternative.set("title", text(a.type().tag));
    alternative.set("description", text(a.type().doc));
    oneOf.items.push_back(std::move(alternative));
  }
  return out;
}

JsonValue ObjectType::definition(SchemaDefinitions& definitions) const {
  JsonValue out;
  if (shorthands.empty()) {
    out = objectSchema(definitions);
  } else {
    out = JsonValue::makeObject();
    JsonValue forms = JsonValue::makeArray();
    for (const ShorthandInfo& form : shorthands)
      forms.items.push_back(form.type().schema(definitions));
    if (hasObjectForm()) forms.items.push_back(objectSchema(definitions));
    out.set("anyOf", std::move(forms));
  }
  out.set("description", text(doc));
  return out;
}

std::string ObjectType::label() const {
  std::string out;
  for (const ShorthandInfo& form : shorthands)
    out += (out.empty() ? "" : ", or ") + form.type().label();
  if (!hasObjectForm()) return out;
  return (out.empty() ? "" : out + ", or ") + "an object (" + name + ")";
}

bool ObjectType::accepts(const JsonValue& in) const {
  if (in.isObject() && hasObjectForm()) return true;
  for (const ShorthandInfo& form : shorthands)
    if (form.type().accepts(in)) return true;
  return false;
}

}  // namespace headroom
