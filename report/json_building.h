// Small words for putting JSON together.
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "models/notation/json_value.h"
#include "sim/time.h"

namespace headroom {

/// null when not finite.
inline JsonValue jsonNumber(double value) {
  return std::isfinite(value) ? JsonValue::makeNumber(value) : JsonValue{};
}

namespace json {

inline JsonValue text(std::string s) { return JsonValue::makeString(std::move(s)); }
inline JsonValue count(std::uint64_t n) { return JsonValue::makeNumber(static_cast<double>(n)); }
/// Divided, not multiplied: the nearest double to the decimal, which is then its shortest spelling.
inline JsonValue seconds(Duration d) { return jsonNumber(static_cast<double>(d.count()) / 1e9); }
inline JsonValue ratio(std::uint64_t part, std::uint64_t whole) {
  return jsonNumber(static_cast<double>(part) / static_cast<double>(whole));
}
/// Six digits: an interval's ends come from a library whose last digits nobody promises.
JsonValue roundedNumber(double value);

using Members = std::initializer_list<std::pair<const char*, JsonValue>>;
inline JsonValue object(Members members) {
  JsonValue out = JsonValue::makeObject();
  for (const auto& [key, value] : members) out.members.push_back({key, value, {}});
  return out;
}

template <class List, class ToJson>
JsonValue array(const List& list, ToJson toJson) {
  JsonValue out = JsonValue::makeArray();
  for (const auto& item : list) out.items.push_back(toJson(item));
  return out;
}

}  // namespace json
}  // namespace headroom
