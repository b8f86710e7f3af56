#include "models/notation/json_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "sim/check.h"

namespace headroom {
namespace {

using nlohmann::ordered_json;

constexpr double kExactIntegers = 9007199254740992.0;  // 2^53: below, every whole double is exact.
constexpr std::size_t kExcerptColumns = 40;

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Whole numbers stay whole: as spelled when they fit 64 bits, else when the double is exact.
ordered_json numberToJson(const JsonValue& value) {
  const char* first = value.text.data();
  const char* last = first + value.text.size();
  std::int64_t whole = 0;
  const auto [end, problem] = std::from_chars(first, last, whole);
  if (!value.text.empty() && problem == std::errc{} && end == last) return whole;
  if (value.number == std::floor(value.number) && std::abs(value.number) < kExactIntegers)
    return static_cast<std::int64_t>(value.number);
  return value.number;
}

ordered_json toOrderedJson(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null:
      return nullptr;
    case JsonValue::Kind::boolean:
      return value.boolean;
    case JsonValue::Kind::number:
      return numberToJson(value);
    case JsonValue::Kind::string:
      return value.text;
    case JsonValue::Kind::array: {
      ordered_json::array_t items;
      items.reserve(value.items.size());
      for (const JsonValue& item : value.items) items.push_back(toOrderedJson(item));
      return items;
    }
    case JsonValue::Kind::object: {
      // Straight into the underlying vector: ordered_json's own insertion searches all keys.
      ordered_json::object_t members;
      members.reserve(value.members.size());
      for (const JsonMember& m : value.members) members.emplace_back(m.key, toOrderedJson(m.value));
      return members;
    }
  }
  return nullptr;
}

std::string dump(const ordered_json& json, int indent) {
  // Strings that came from a command line may be no UTF-8; printing them must not throw.
  return json.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

/// Compact JSON that stops growing soon after `limit` bytes: excerpts of large documents are cheap.
void appendCompact(const JsonValue& value, std::size_t limit, std::string& out) {
  const auto quoted = [limit](const std::string& s) { return dump(s.substr(0, limit), -1); };
  if (value.isArray()) {
    out += '[';
    for (std::size_t i = 0; i < value.items.size() && out.size() < limit; ++i) {
      if (i > 0) out += ',';
      appendCompact(value.items[i], limit, out);
    }
    out += ']';
  } else if (value.isObject()) {
    out += '{';
    for (std::size_t i = 0; i < value.members.size() && out.size() < limit; ++i) {
      if (i > 0) out += ',';
      out += quoted(value.members[i].key) + ':';
      appendCompact(value.members[i].value, limit, out);
    }
    out += '}';
  } else if (value.isString()) {
    out += quoted(value.text);
  } else if (value.isNumber() && !value.text.empty()) {
    out += value.text.substr(0, limit);
  } else {
    out += dump(toOrderedJson(value), -1);
  }
}

bool sameItems(const JsonValue& a, const JsonValue& b) {
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                    [](const JsonValue& x, const JsonValue& y) { return x.sameValue(y); });
}

std::vector<const JsonMember*> sortedMembers(const JsonValue& object) {
  std::vector<const JsonMember*> sorted;
  sorted.reserve(object.members.size());
  for (const JsonMember& m : object.members) sorted.push_back(&m);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* x, const auto* y) { return x->key < y->key; });
  return sorted;
}

bool sameMembers(const JsonValue& a, const JsonValue& b) {
  const auto as = sortedMembers(a);
  const auto bs = sortedMembers(b);
  return std::equal(as.begin(), as.end(), bs.begin(), bs.end(), [](const auto* x, const auto* y) {
    return x->key == y->key && x->value.sameValue(y->value);
  });
}

/// An array index as RFC 6901 has it: decimal digits without leading zeros.
const JsonValue* itemAt(const JsonValue& array, const std::string& token) {
  std::size_t index = 0;
  const char* last = token.data() + token.size();
  const auto [end, problem] = std::from_chars(token.data(), last, index);
  const bool leadingZero = token.size() > 1 && token.front() == '0';
  if (problem != std::errc{} || end != last || leadingZero) return nullptr;
  return index < array.items.size() ? &array.items[index] : nullptr;
}

std::string unescapeToken(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char next = token[i] == '~' && i + 1 < token.size() ? token[i + 1] : '\0';
    const bool escape = next == '0' || next == '1';
    out += !escape ? token[i] : next == '0' ? '~' : '/';
    if (escape) ++i;
  }
  return out;
}

}  // namespace

JsonValue JsonValue::makeString(std::string s) {
  JsonValue out;
  out.kind = Kind::string;
  out.text = std::move(s);
  return out;
}

JsonValue JsonValue::makeNumber(double n) {
  HEADROOM_CHECK(std::isfinite(n), "JSON has no number for this");
  JsonValue out;
  out.kind = Kind::number;
  out.number = n == 0 ? 0 : n;  // No "-0".
  const bool whole = n == std::floor(n) && std::abs(n) < kExactIntegers;
  out.text = whole ? fmt::format("{}", static_cast<std::int64_t>(n)) : fmt::format("{}", n);
  return out;
}

JsonValue JsonValue::makeBoolean(bool b) {
  JsonValue out;
  out.kind = Kind::boolean;
  out.boolean = b;
  return out;
}

JsonValue JsonValue::makeArray() {
  JsonValue out;
  out.kind = Kind::array;
  return out;
}

JsonValue JsonValue::makeObject() {
  JsonValue out;
  out.kind = Kind::object;
  return out;
}

const JsonValue* JsonValue::find(std::string_view key) const {
  if (!isObject()) return nullptr;
  const auto found = std::find_if(members.begin(), members.end(),
                                  [key](const JsonMember& m) { return m.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

JsonValue* JsonValue::find(std::string_view key) {
  return const_cast<JsonValue*>(std::as_const(*this).find(key));
}

JsonValue& JsonValue::set(std::string key, JsonValue value) {
  HEADROOM_CHECK(isObject(), "set(\"" + key + "\") on " + std::string{kindName()});
  if (JsonValue* existing = find(key)) return *existing = std::move(value);
  members.push_back({std::move(key), std::move(value), {}});
  return members.back().value;
}

std::string_view JsonValue::kindName() const {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "a boolean";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return "null";
}

std::string JsonValue::excerpt() const {
  std::string out;
  // Four bytes a code point at most, and room to see whether anything is left.
  appendCompact(*this, 4 * kExcerptColumns + 8, out);
  std::size_t columns = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (isContinuation(out[i]) || ++columns <= kExcerptColumns) continue;
    return out.substr(0, i) + "…";
  }
  return out;
}

bool JsonValue::sameValue(const JsonValue& other) const {
  if (kind != other.kind) return false;
  switch (kind) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return boolean == other.boolean;
    case Kind::number:
      return number == other.number;
    case Kind::string:
      return text == other.text;
    case Kind::array:
      return sameItems(*this, other);
    case Kind::object:
      return sameMembers(*this, other);
  }
  return false;
}

const JsonValue* resolvePointer(const JsonValue& root, std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') return nullptr;
  const JsonValue* at = &root;
  for (const std::string& token : pointerTokens(pointer)) {
    at = at->isArray() ? itemAt(*at, token) : at->find(token);
    if (at == nullptr) return nullptr;
  }
  return at;
}

JsonValue* resolvePointer(JsonValue& root, std::string_view pointer) {
  return const_cast<JsonValue*>(resolvePointer(std::as_const(root), pointer));
}

std::string pointerToken(std::string_view key) {
  std::string out = "/";
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::vector<std::string> pointerTokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // The slash before each token.
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    tokens.push_back(unescapeToken(pointer.substr(0, end)));
    pointer.remove_prefix(end);
  }
  return tokens;
}

std::string toText(const JsonValue& value, int indent) {
  return dump(toOrderedJson(value), indent);
}

}  // namespace headroom
