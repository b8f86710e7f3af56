// The scalars a user can write, each with its unit, its label and its schema.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/notation/type.h"
#include "models/notation/units.h"

namespace headroom {

/// A name defined elsewhere in the document; checked against the names that exist by the rules.
enum class NameKind { part, operation, flow, keys, segment, monitor };
template <NameKind kind>
struct Reference {
  std::string name;
  auto operator<=>(const Reference&) const = default;
};
using PartRef = Reference<NameKind::part>;
using OperationRef = Reference<NameKind::operation>;  ///< "part.operation"
using FlowRef = Reference<NameKind::flow>;
using KeysRef = Reference<NameKind::keys>;
using SegmentRef = Reference<NameKind::segment>;
using MonitorRef = Reference<NameKind::monitor>;

/// A JSON value kept as it is (a variant's replacement values).
struct AnyJson {
  JsonValue value;
  bool operator==(const AnyJson& other) const { return value.sameValue(other.value); }
};

/// Names of an enumeration's values, in declaration order; specialise for each enumeration.
template <class E>
struct EnumNames;  // static const std::vector<std::string>& names();  static std::string what();

const Type& durationType();
const Type& rateType();
const Type& ratioType();
const Type& countType();   ///< std::int64_t, 0 .. 2^53
const Type& numberType();  ///< double
const Type& booleanType();
const Type& textType();
const Type& anyJsonType();
const Type& referenceType(NameKind kind);

/// An enumeration stored as int by its position in `names`.
class EnumType final : public Type {
 public:
  EnumType(std::string what, std::vector<std::string> names, std::function<int(const void*)> get,
           std::function<void(void*, int)> set);
  void read(const JsonValue& in, void* out, Reading& reading) const override;
  JsonValue write(const void* value) const override;
  JsonValue schema(SchemaDefinitions& definitions) const override;
  std::string label() const override;
  bool accepts(const JsonValue& in) const override { return in.isString(); }

 private:
  std::string what_;
  std::vector<std::string> names_;
  std::function<int(const void*)> get_;
  std::function<void(void*, int)> set_;
};

}  // namespace headroom
