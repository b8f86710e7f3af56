// describe(): the one declaration of a type's fields. Everything a user sees of a field (strict
// reader, writer, JSON Schema, reference, later the inspector) comes from it.
//
//   struct TokenBucketSpec { Rate rate; std::int64_t burst = 1; std::string note; };
//   inline void describe(Shape<TokenBucketSpec>& s) {
//     s.is("TokenBucket", "token_bucket", "Lets pass what finds a token.");
//     s("rate", &TokenBucketSpec::rate, "Tokens added per second.").positive();
//     s("burst", &TokenBucketSpec::burst, "Most tokens the bucket holds.").optional().atLeast(1);
//   }
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "models/notation/scalar_types.h"
#include "models/notation/type.h"

namespace headroom {

template <class T>
const Type& typeOf();
template <class T>
const ObjectType& objectTypeOf();

/// Narrows a field just declared.
class FieldHandle {
 public:
  explicit FieldHandle(FieldInfo& info) : info_(info) {}
  /// May be left out: the default-constructed object's value holds.
  FieldHandle& optional() { return info_.required = false, *this; }
  FieldHandle& positive() { return info_.range.low = 0, info_.range.lowOpen = true, *this; }
  FieldHandle& atLeast(double low) { return info_.range.low = low, *this; }
  FieldHandle& atMost(double high) { return info_.range.high = high, *this; }
  FieldHandle& above(double low) {
    return info_.range.low = low, info_.range.lowOpen = true, *this;
  }
  FieldHandle& below(double high) {
    return info_.range.high = high, info_.range.highOpen = true, *this;
  }
  FieldHandle& between(double low, double high) { return atLeast(low).atMost(high); }
  /// >= 1, with the code and the reason that belong to a capacity.
  FieldHandle& capacity() {
    info_.rangeCode = "E_ZERO_CAPACITY";
    return atLeast(1).hint("a part with no capacity never serves");
  }
  FieldHandle& code(std::string rangeCode) { return info_.rangeCode = std::move(rangeCode), *this; }
  FieldHandle& hint(std::string wayOut) { return info_.hint = std::move(wayOut), *this; }
  FieldHandle& notEmpty() { return info_.listNotEmpty = true, *this; }

 private:
  FieldInfo& info_;
};

template <class M>
struct IsOptional : std::false_type {};
template <class M>
struct IsOptional<std::optional<M>> : std::true_type {
  using Inner = M;
};

template <class T>
class Shape {
 public:
  explicit Shape(ObjectType& type) : type_(type) {}

  void is(std::string name, std::string tag, std::string doc) {
    type_.name = std::move(name);
    type_.tag = std::move(tag);
    type_.doc = std::move(doc);
  }

  template <class M>
  FieldHandle operator()(std::string name, M T::*member, std::string doc) {
    FieldInfo field;
    field.name = std::move(name);
    field.doc = std::move(doc);
    field.type = &typeOf<M>;
    field.required = !IsOptional<M>::value;
    field.at = [member](void* object) -> void* { return &(static_cast<T*>(object)->*member); };
    type_.fields.push_back(std::move(field));
    return FieldHandle{type_.fields.back()};
  }

  /// The union's member is a std::variant of described types (each with a tag), or an optional one.
  template <class V>
  void choice(UnionInfo::Form form, V T::*member, std::string doc) {
    UnionInfo info;
    info.form = form;
    info.doc = std::move(doc);
    info.required = !IsOptional<V>::value;
    addAlternatives(info, member);
    type_.choice = std::move(info);
  }

  /// A rule across fields, asked once all fields were read without error.
  void rule(std::function<void(const T&, const JsonValue&, Reading&)> check) {
    type_.rules.push_back([check](const void* value, const JsonValue& at, Reading& reading) {
      check(*static_cast<const T*>(value), at, reading);
    });
  }

  /// JSON of type U stands for the whole object; `get` gives it back when the object can be so
  /// written.
  template <class U>
  void shorthand(std::string doc, std::function<void(T&, U)> set,
                 std::function<std::optional<U>(const T&)> get) {
    ShorthandInfo info;
    info.type = &typeOf<U>;
    info.doc = std::move(doc);
    info.read = [set](const JsonValue& in, void* out, Reading& reading) {
      U value{};
      typeOf<U>().read(in, &value, reading);
      set(*static_cast<T*>(out), std::move(value));
    };
    info.write = [get](const void* value) -> std::optional<JsonValue> {
      const std::optional<U> shortForm = get(*static_cast<const T*>(value));
      if (!shortForm) return std::nullopt;
      return typeOf<U>().write(&*shortForm);
    };
    type_.shorthands.push_back(std::move(info));
  }

 private:
  template <class... A>
  void addAlternatives(UnionInfo& info, std::variant<A...> T::*member) {
    (info.alternatives.push_back(alternative<A>(
         [member](void* o) -> std::variant<A...>& { return static_cast<T*>(o)->*member; },
         [member](const void* o) { return std::get_if<A>(&(static_cast<const T*>(o)->*member)); })),
     ...);
  }
  template <class... A>
  void addAlternatives(UnionInfo& info, std::optional<std::variant<A...>> T::*member) {
    (info.alternatives.push_back(alternative<A>(
         [member](void* o) -> std::variant<A...>& {
           return (static_cast<T*>(o)->*member).emplace();
         },
         [member](const void* o) -> const A* {
           const auto& held = static_cast<const T*>(o)->*member;
           return held ? std::get_if<A>(&*held) : nullptr;
         })),
     ...);
  }
  template <class A, class At, class Held>
  static UnionInfo::Alternative alternative(At at, Held held) {
    UnionInfo::Alternative a;
    a.type = []() -> const ObjectType& { return objectTypeOf<A>(); };
    a.emplace = [at](void* object) -> void* { return &at(object).template emplace<A>(); };
    a.held = [held](const void* object) -> const void* { return held(object); };
    return a;
  }

  ObjectType& type_;
};

namespace detail {

/// std::vector<T>: an array.
template <class T>
class ListType final : public Type {
 public:
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    auto& list = *static_cast<std::vector<T>*>(out);
    list.clear();
    if (!in.isArray()) {
      reading.error("E_TYPE", in,
                    "found " + in.excerpt() + "; allowed: an array of " + typeOf<T>().label());
      return;
    }
    for (std::size_t i = 0; i < in.items.size(); ++i) {
      const Reading::Scope scope{reading, std::to_string(i)};
      T item{};
      typeOf<T>().read(in.items[i], &item, reading);
      list.push_back(std::move(item));
    }
  }
  JsonValue write(const void* value) const override {
    JsonValue out = JsonValue::makeArray();
    for (const T& item : *static_cast<const std::vector<T>*>(value))
      out.items.push_back(typeOf<T>().write(&item));
    return out;
  }
  JsonValue schema(SchemaDefinitions& definitions) const override {
    JsonValue out = JsonValue::makeObject();
    out.set("type", JsonValue::makeString("array"));
    out.set("items", typeOf<T>().schema(definitions));
    return out;
  }
  std::string label() const override { return "an array of " + typeOf<T>().label(); }
  bool accepts(const JsonValue& in) const override { return in.isArray(); }
  const ObjectType* object() const override { return typeOf<T>().object(); }
};

/// Whether a key may name something: reports why not. (type.cpp)
void checkName(const JsonMember& member, Reading& reading);
/// Names of one map that differ only in case: the lint `confusable-names`. (type.cpp)
void checkConfusable(const JsonValue& in, Reading& reading);

/// std::map<std::string, T>: an object whose keys are names the user chose. `T` is read under its
/// name; a map of AnyJson has JSON pointers for keys, and those are not names.
template <class T>
class MapType final : public Type {
 public:
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    auto& map = *static_cast<std::map<std::string, T>*>(out);
    map.clear();
    if (!in.isObject()) {
      reading.error("E_TYPE", in, "found " + in.excerpt() + "; allowed: " + label());
      return;
    }
    for (const JsonMember& member : in.members) {
      if (!std::is_same_v<T, AnyJson> && member.key == "note" && member.value.isString()) continue;
      const Reading::Scope scope{reading, member.key};
      if constexpr (!std::is_same_v<T, AnyJson>) checkName(member, reading);
      typeOf<T>().read(member.value, &map[member.key], reading);
    }
    if constexpr (!std::is_same_v<T, AnyJson>) checkConfusable(in, reading);
  }
  JsonValue write(const void* value) const override {
    JsonValue out = JsonValue::makeObject();
    for (const auto& [key, item] : *static_cast<const std::map<std::string, T>*>(value))
      out.set(key, typeOf<T>().write(&item));
    return out;
  }
  JsonValue schema(SchemaDefinitions& definitions) const override {
    JsonValue out = JsonValue::makeObject();
    out.set("type", JsonValue::makeString("object"));
    if constexpr (!std::is_same_v<T, AnyJson>) {
      JsonValue& properties = out.set("properties", JsonValue::makeObject());
      properties.set("note", JsonValue::makeObject());
    }
    out.set("additionalProperties", typeOf<T>().schema(definitions));
    return out;
  }
  std::string label() const override {
    return "an object of names, each with " + typeOf<T>().label();
  }
  bool accepts(const JsonValue& in) const override { return in.isObject(); }
  const ObjectType* object() const override { return typeOf<T>().object(); }
};

/// std::optional<T>: a field that may be left out; where it stands, it stands as a T.
template <class T>
class OptionalType final : public Type {
 public:
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    typeOf<T>().read(in, &static_cast<std::optional<T>*>(out)->emplace(), reading);
  }
  JsonValue write(const void* value) const override {
    const auto& held = *static_cast<const std::optional<T>*>(value);
    return held ? typeOf<T>().write(&*held) : JsonValue{};
  }
  JsonValue schema(SchemaDefinitions& d) const override { return typeOf<T>().schema(d); }
  std::string label() const override { return typeOf<T>().label(); }
  bool accepts(const JsonValue& in) const override { return typeOf<T>().accepts(in); }
  std::optional<double> magnitude(const void* value) const override {
    const auto& held = *static_cast<const std::optional<T>*>(value);
    return held ? typeOf<T>().magnitude(&*held) : std::nullopt;
  }
  std::string magnitudeText(double x) const override { return typeOf<T>().magnitudeText(x); }
  const ObjectType* object() const override { return typeOf<T>().object(); }
};

template <class T>
struct TypeFor {
  static const Type& get() {
    if constexpr (std::is_enum_v<T>) {
      static const EnumType type{
          EnumNames<T>::what(), EnumNames<T>::names(),
          [](const void* v) { return static_cast<int>(*static_cast<const T*>(v)); },
          [](void* v, int i) { *static_cast<T*>(v) = static_cast<T>(i); }};
      return type;
    } else {
      return objectTypeOf<T>();
    }
  }
};
template <class T>
struct TypeFor<std::vector<T>> {
  static const Type& get() {
    static const ListType<T> type;
    return type;
  }
};
template <class T>
struct TypeFor<std::map<std::string, T>> {
  static const Type& get() {
    static const MapType<T> type;
    return type;
  }
};
template <class T>
struct TypeFor<std::optional<T>> {
  static const Type& get() {
    static const OptionalType<T> type;
    return type;
  }
};
template <NameKind kind>
struct TypeFor<Reference<kind>> {
  static const Type& get() { return referenceType(kind); }
};
template <>
struct TypeFor<Duration> {
  static const Type& get() { return durationType(); }
};
template <>
struct TypeFor<Rate> {
  static const Type& get() { return rateType(); }
};
template <>
struct TypeFor<Ratio> {
  static const Type& get() { return ratioType(); }
};
template <>
struct TypeFor<std::int64_t> {
  static const Type& get() { return countType(); }
};
template <>
struct TypeFor<double> {
  static const Type& get() { return numberType(); }
};
template <>
struct TypeFor<bool> {
  static const Type& get() { return booleanType(); }
};
template <>
struct TypeFor<std::string> {
  static const Type& get() { return textType(); }
};
template <>
struct TypeFor<AnyJson> {
  static const Type& get() { return anyJsonType(); }
};

}  // namespace detail

template <class T>
const Type& typeOf() {
  return detail::TypeFor<T>::get();
}

template <class T>
const ObjectType& objectTypeOf() {
  static const std::unique_ptr<const ObjectType> type = [] {
    auto made = std::make_unique<ObjectType>();
    Shape<T> shape{*made};
    describe(shape);
    if constexpr (requires { &T::note; }) {
      if (made->hasObjectForm())
        shape("note", &T::note, "Free text for whoever reads the file; it changes nothing.")
            .optional();
    }
    made->defaults = []() -> const void* {
      static const T value{};
      return &value;
    };
    return made;
  }();
  return *type;
}

}  // namespace headroom
