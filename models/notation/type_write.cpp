// The writer: what is as by default is left out, shorthand is used where it says the same.
#include "models/notation/type.h"

namespace headroom {

JsonValue ObjectType::write(const void* value) const {
  for (const ShorthandInfo& form : shorthands)
    if (std::optional<JsonValue> written = form.write(value)) return *written;
  JsonValue out = JsonValue::makeObject();
  if (choice && choice->form == UnionInfo::Form::kind) {
    for (const auto& a : choice->alternatives)
      if (a.held(value) != nullptr) out.set("kind", JsonValue::makeString(a.type().tag));
  }
  writeFields(value, out);
  if (!choice) return out;
  for (const auto& a : choice->alternatives) {
    const void* held = a.held(value);
    if (held == nullptr) continue;
    if (choice->form == UnionInfo::Form::nested)
      out.set(a.type().tag, a.type().write(held));
    else
      a.type().writeFields(held, out);
  }
  return out;
}

void ObjectType::writeFields(const void* value, JsonValue& out) const {
  for (const FieldInfo& field : fields) {
    // FieldInfo::at hands out a mutable pointer because the reader needs one; nothing is changed.
    const auto memberOf = [&field](const void* object) {
      return field.at(const_cast<void*>(object));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    };
    JsonValue written = field.type().write(memberOf(value));
    if (!field.required && written.sameValue(field.type().write(memberOf(defaults())))) continue;
    out.set(field.name, std::move(written));
  }
}

}  // namespace headroom
