// What is known of a type a user can write: how it is read, written, and put into a schema.
// Built once per C++ type from its describe() (shape.h); walked by reader, writer, schema and
// reference, which therefore never disagree about a field.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/notation/json_value.h"
#include "models/notation/reading.h"

namespace headroom {

class ObjectType;

/// Collects named definitions while a JSON Schema is put together.
struct SchemaDefinitions {
  std::map<std::string, JsonValue> byName;
  /// {"$ref": "#/$defs/Name"}, defining the object on first use.
  JsonValue reference(const ObjectType& type);
};

/// How values of one C++ type stand in JSON. Values are passed as void* to exactly that type.
class Type {
 public:
  virtual ~Type() = default;
  /// Reads `in` into `*out`; problems go to `reading`, and `*out` is then unspecified but valid.
  virtual void read(const JsonValue& in, void* out, Reading& reading) const = 0;
  virtual JsonValue write(const void* value) const = 0;
  virtual JsonValue schema(SchemaDefinitions& definitions) const = 0;
  /// For messages and reference: `a duration, e.g. "250ms"`.
  virtual std::string label() const = 0;
  /// Whether a JSON value of this kind can be one of this type at all (for shorthand forms).
  virtual bool accepts(const JsonValue& in) const = 0;
  /// A scalar's size in its canonical unit (seconds, per second, share), for range checks.
  virtual std::optional<double> magnitude(const void*) const { return std::nullopt; }
  /// A bound of a range as the user would write it ("250ms").
  virtual std::string magnitudeText(double) const { return {}; }
  /// The object type behind it (itself, or a list's element), or nullptr.
  virtual const ObjectType* object() const { return nullptr; }
};

using TypeOf = const Type& (*)();  ///< Late, so that types may contain themselves.

/// Bounds of a scalar field, in its canonical unit.
struct Range {
  std::optional<double> low;
  std::optional<double> high;
  bool lowOpen = false;
  bool highOpen = false;
  bool contains(double x) const;
  /// "> 0s and <= 1h"; "" when unbounded.
  std::string text(const Type& type) const;
};

/// One key of an object.
struct FieldInfo {
  std::string name;
  std::string doc;
  TypeOf type = nullptr;
  bool required = true;
  Range range;
  std::string rangeCode = "E_RANGE";
  std::string hint;  ///< Appended to a range error: the way out.
  bool listNotEmpty = false;
  std::function<void*(void*)> at;  ///< The member inside the object.
};

/// A choice between alternatives, told apart by their keys.
struct UnionInfo {
  enum class Form {
    nested,  ///< { "token_bucket": { ... } } beside common fields
    flat,    ///< { "call": "db.select", "timeout": "2s" }: the tag is the alternative's first field
    kind     ///< { "kind": "cache", "capacity": ... }
  };
  struct Alternative {
    std::function<const ObjectType&()> type;
    std::function<void*(void*)> emplace;           ///< Makes it the held one; returns it.
    std::function<const void*(const void*)> held;  ///< nullptr when another one is held.
  };
  Form form = Form::nested;
  std::string doc;
  bool required = true;
  std::vector<Alternative> alternatives;
};

/// Another JSON form that stands for the whole object ("4ms" for a constant distribution).
struct ShorthandInfo {
  TypeOf type = nullptr;
  std::string doc;
  std::function<void(const JsonValue&, void*, Reading&)> read;
  std::function<std::optional<JsonValue>(const void*)> write;
};

/// An object with named fields, at most one union, rules across fields and shorthand forms.
class ObjectType final : public Type {
 public:
  std::string name;  ///< "TokenBucket": in schema and reference.
  std::string tag;   ///< "token_bucket": its key or kind inside a union; "" otherwise.
  std::string doc;
  std::vector<FieldInfo> fields;
  std::optional<UnionInfo> choice;
  std::vector<ShorthandInfo> shorthands;
  std::vector<std::function<void(const void*, const JsonValue&, Reading&)>> rules;
  std::function<const void*()> defaults;  ///< A default-constructed value.

  void read(const JsonValue& in, void* out, Reading& reading) const override;
  JsonValue write(const void* value) const override;
  JsonValue schema(SchemaDefinitions& definitions) const override;
  std::string label() const override;
  bool accepts(const JsonValue& in) const override;
  const ObjectType* object() const override { return this; }

  /// The schema's definition body (schema() is a reference to it).
  JsonValue definition(SchemaDefinitions& definitions) const;
  bool hasObjectForm() const { return !fields.empty() || choice.has_value(); }

 private:
  void readObject(const JsonValue& in, void* out, Reading& reading) const;
  void readFields(const JsonValue& in, void* out, Reading& reading) const;
  void readChoice(const JsonValue& in, void* out, Reading& reading) const;
  void reportUnknownKeys(const JsonValue& in, Reading& reading) const;
  std::vector<std::string> keysAllowed(const JsonValue& in) const;
  void writeFields(const void* value, JsonValue& out) const;
  JsonValue objectSchema(SchemaDefinitions& definitions) const;
  void addFieldSchemas(SchemaDefinitions& definitions, JsonValue& properties,
                       JsonValue& required) const;
};

/// Reads one field's value, with its range; shared by objects and unions.
void readField(const FieldInfo& field, const JsonValue& in, void* object, Reading& reading);

}  // namespace headroom
