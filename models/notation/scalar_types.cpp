#include "models/notation/scalar_types.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {
namespace {

JsonValue stringSchema(const std::string& pattern, const std::string& example) {
  JsonValue out = JsonValue::makeObject();
  out.set("type", JsonValue::makeString("string"));
  if (!pattern.empty()) out.set("pattern", JsonValue::makeString(pattern));
  if (!example.empty())
    out.set("examples", JsonValue::makeArray()).items.push_back(JsonValue::makeString(example));
  return out;
}

/// A value written as text with a unit. `parse` and the two directions of its canonical size.
template <class T>
class UnitType final : public Type {
 public:
  UnitType(std::string what, std::string example, std::string pattern,
           Parsed<T> (*parse)(std::string_view), double (*size)(const T&), T (*ofSize)(double))
      : what_(std::move(what)),
        example_(std::move(example)),
        pattern_(std::move(pattern)),
        parse_(parse),
        size_(size),
        ofSize_(ofSize) {}

  void read(const JsonValue& in, void* out, Reading& reading) const override {
    if (!in.isString() && !in.isNumber()) {
      reading.error("E_TYPE", in, fmt::format("found {}; allowed: {}", in.excerpt(), label()));
      return;
    }
    const Parsed<T> parsed = parse_(in.text);
    if (in.isString() && parsed.ok) {
      *static_cast<T*>(out) = parsed.value;
      return;
    }
    const bool tooLarge = parsed.problem.find("maximum") != std::string::npos;
    reading.error(in.isNumber() ? "E_UNIT"
                  : tooLarge    ? "E_TOO_LARGE"
                                : "E_UNIT",
                  in,
                  fmt::format("found {}; {}; allowed: {}", in.excerpt(),
                              parsed.ok ? "a number where text belongs" : parsed.problem, label()));
  }
  JsonValue write(const void* value) const override {
    return JsonValue::makeString(toText(*static_cast<const T*>(value)));
  }
  JsonValue schema(SchemaDefinitions&) const override { return stringSchema(pattern_, example_); }
  std::string label() const override { return fmt::format("{}, e.g. \"{}\"", what_, example_); }
  bool accepts(const JsonValue& in) const override { return in.isString() || in.isNumber(); }
  std::optional<double> magnitude(const void* v) const override {
    return size_(*static_cast<const T*>(v));
  }
  std::string magnitudeText(double x) const override { return toText(ofSize_(x)); }

 private:
  std::string what_, example_, pattern_;
  Parsed<T> (*parse_)(std::string_view);
  double (*size_)(const T&);
  T (*ofSize_)(double);
};

class NumberType final : public Type {
 public:
  explicit NumberType(bool whole) : whole_(whole) {}
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    if (!in.isNumber()) {
      const std::string fix = in.isString() ? "; write it without quotes" : "";
      reading.error("E_TYPE", in,
                    fmt::format("found {}; allowed: {}{}", in.excerpt(), label(), fix));
      return;
    }
    if (!whole_) {
      *static_cast<double*>(out) = in.number;
      return;
    }
    constexpr double kMax = 9007199254740992.0;  // 2^53: beyond, a double is no longer exact.
    if (in.number != std::floor(in.number) || in.number < -kMax || in.number > kMax) {
      reading.error("E_TYPE", in, fmt::format("found {}; allowed: {}", in.excerpt(), label()));
      return;
    }
    *static_cast<std::int64_t*>(out) = static_cast<std::int64_t>(in.number);
  }
  JsonValue write(const void* v) const override {
    return JsonValue::makeNumber(whole_ ? static_cast<double>(*static_cast<const std::int64_t*>(v))
                                        : *static_cast<const double*>(v));
  }
  JsonValue schema(SchemaDefinitions&) const override {
    JsonValue out = JsonValue::makeObject();
    out.set("type", JsonValue::makeString(whole_ ? "integer" : "number"));
    return out;
  }
  std::string label() const override { return whole_ ? "a whole number" : "a number"; }
  bool accepts(const JsonValue& in) const override { return in.isNumber(); }
  std::optional<double> magnitude(const void* v) const override {
    return whole_ ? static_cast<double>(*static_cast<const std::int64_t*>(v))
                  : *static_cast<const double*>(v);
  }
  std::string magnitudeText(double x) const override { return fmt::format("{}", x); }

 private:
  bool whole_;
};

class BooleanType final : public Type {
 public:
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    if (in.kind == JsonValue::Kind::boolean)
      *static_cast<bool*>(out) = in.boolean;
    else
      reading.error("E_TYPE", in, fmt::format("found {}; allowed: {}", in.excerpt(), label()));
  }
  JsonValue write(const void* v) const override {
    return JsonValue::makeBoolean(*static_cast<const bool*>(v));
  }
  JsonValue schema(SchemaDefinitions&) const override {
    JsonValue out = JsonValue::makeObject();
    out.set("type", JsonValue::makeString("boolean"));
    return out;
  }
  std::string label() const override { return "true or false"; }
  bool accepts(const JsonValue& in) const override { return in.kind == JsonValue::Kind::boolean; }
};

/// Text and references: a JSON string kept as it is.
class StringType final : public Type {
 public:
  StringType(std::string what, std::string pattern)
      : what_(std::move(what)), pattern_(std::move(pattern)) {}
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    if (in.isString())
      *static_cast<std::string*>(out) = in.text;
    else
      reading.error("E_TYPE", in, fmt::format("found {}; allowed: {}", in.excerpt(), what_));
  }
  JsonValue write(const void* v) const override {
    return JsonValue::makeString(*static_cast<const std::string*>(v));
  }
  JsonValue schema(SchemaDefinitions&) const override { return stringSchema(pattern_, ""); }
  std::string label() const override { return what_; }
  bool accepts(const JsonValue& in) const override { return in.isString(); }

 private:
  std::string what_, pattern_;
};

class AnyJsonType final : public Type {
 public:
  void read(const JsonValue& in, void* out, Reading&) const override {
    static_cast<AnyJson*>(out)->value = in;
  }
  JsonValue write(const void* v) const override { return static_cast<const AnyJson*>(v)->value; }
  JsonValue schema(SchemaDefinitions&) const override { return JsonValue::makeObject(); }
  std::string label() const override { return "any JSON value"; }
  bool accepts(const JsonValue&) const override { return true; }
};

/// A reference is read as the string that is its only member.
template <NameKind kind>
class ReferenceType final : public Type {
 public:
  explicit ReferenceType(std::string what) : text_(std::move(what), "") {}
  void read(const JsonValue& in, void* out, Reading& reading) const override {
    text_.read(in, &static_cast<Reference<kind>*>(out)->name, reading);
  }
  JsonValue write(const void* v) const override {
    return text_.write(&static_cast<const Reference<kind>*>(v)->name);
  }
  JsonValue schema(SchemaDefinitions& d) const override { return text_.schema(d); }
  std::string label() const override { return text_.label(); }
  bool accepts(const JsonValue& in) const override { return in.isString(); }

 private:
  StringType text_;
};

}  // namespace

const Type& durationType() {
  static const UnitType<Duration> type{"a duration",
                                       "250ms",
                                       "^([0-9]+(\\.[0-9]+)?(d|h|m|s|ms|us|\u00b5s|ns))+$",
                                       &parseDuration,
                                       [](const Duration& d) { return toSeconds(d); },
                                       [](double s) { return fromSeconds(s); }};
  return type;
}

const Type& rateType() {
  static const UnitType<Rate> type{"a rate",
                                   "500/s",
                                   "^[0-9]+(\\.[0-9]+)?/(s|m|min|h|d)$",
                                   &parseRate,
                                   [](const Rate& r) { return r.perSecond; },
                                   [](double x) { return Rate{x}; }};
  return type;
}

const Type& ratioType() {
  static const UnitType<Ratio> type{"a percentage",
                                    "85%",
                                    "^[0-9]+(\\.[0-9]+)?%$",
                                    &parseRatio,
                                    [](const Ratio& r) { return r.value; },
                                    [](double x) { return Ratio{x}; }};
  return type;
}

const Type& countType() {
  static const NumberType type{true};
  return type;
}
const Type& numberType() {
  static const NumberType type{false};
  return type;
}
const Type& booleanType() {
  static const BooleanType type;
  return type;
}
const Type& textType() {
  static const StringType type{"text", ""};
  return type;
}
const Type& anyJsonType() {
  static const AnyJsonType type;
  return type;
}

const Type& referenceType(NameKind kind) {
  static const ReferenceType<NameKind::part> part{"the name of a part"};
  static const ReferenceType<NameKind::operation> operation{"\"part.operation\""};
  static const ReferenceType<NameKind::flow> flow{"the name of a flow"};
  static const ReferenceType<NameKind::keys> keys{"the name of a key set"};
  static const ReferenceType<NameKind::segment> segment{"the name of a segment"};
  static const ReferenceType<NameKind::monitor> monitor{"the name of a monitor"};
  switch (kind) {
    case NameKind::part:
      return part;
    case NameKind::operation:
      return operation;
    case NameKind::flow:
      return flow;
    case NameKind::keys:
      return keys;
    case NameKind::segment:
      return segment;
    case NameKind::monitor:
      return monitor;
  }
  return part;
}

EnumType::EnumType(std::string what, std::vector<std::string> names,
                   std::function<int(const void*)> get, std::function<void(void*, int)> set)
    : what_(std::move(what)),
      names_(std::move(names)),
      get_(std::move(get)),
      set_(std::move(set)) {}

void EnumType::read(const JsonValue& in, void* out, Reading& reading) const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (in.isString() && in.text == names_[i]) return set_(out, static_cast<int>(i));
  reading.error(in.isString() ? "E_ENUM" : "E_TYPE", in,
                fmt::format("found {}; allowed: {}{}", in.excerpt(), listNames(names_, 20),
                            in.isString() ? didYouMean(in.text, names_) : ""));
}

JsonValue EnumType::write(const void* value) const {
  return JsonValue::makeString(names_[static_cast<std::size_t>(get_(value))]);
}

JsonValue EnumType::schema(SchemaDefinitions&) const {
  JsonValue out = JsonValue::makeObject();
  JsonValue& values = out.set("enum", JsonValue::makeArray());
  for (const std::string& name : names_) values.items.push_back(JsonValue::makeString(name));
  return out;
}

std::string EnumType::label() const { return what_ + " (" + listNames(names_, 20) + ")"; }

}  // namespace headroom
