// A JSON document as a tree that remembers where each value stood in its file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A place in a file a user wrote. Lines and columns count from 1; columns count UTF-8 code points.
/// Line 0: not from a file (a default, a command-line override).
struct SourceLocation {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  bool operator==(const SourceLocation&) const = default;
};

class JsonValue;

/// One key and its value, in file order.
struct JsonMember;

/// Any JSON value. Numbers keep their spelling, so that "2.9" is never read as 2.
class JsonValue {
 public:
  enum class Kind { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool boolean = false;
  double number = 0;                ///< Finite always: the parser refuses anything else.
  std::string text;                 ///< A string's content (UTF-8), or a number as it was written.
  std::vector<JsonValue> items;     ///< An array's.
  std::vector<JsonMember> members;  ///< An object's, in file order, keys unique.
  SourceLocation where;

  static JsonValue makeString(std::string s);
  /// Spelled as the shortest decimal that reads back to the same double; integers without a point.
  static JsonValue makeNumber(double n);
  static JsonValue makeBoolean(bool b);
  static JsonValue makeArray();
  static JsonValue makeObject();

  bool isObject() const { return kind == Kind::object; }
  bool isArray() const { return kind == Kind::array; }
  bool isString() const { return kind == Kind::string; }
  bool isNumber() const { return kind == Kind::number; }

  /// The member's value, or nullptr (also when this is no object).
  const JsonValue* find(std::string_view key) const;
  JsonValue* find(std::string_view key);
  /// Appends a member, or replaces the value of an existing one. Returns the stored value.
  JsonValue& set(std::string key, JsonValue value);

  /// "null", "a boolean", "a number", "a string", "an array", "an object".
  std::string_view kindName() const;
  /// As one would quote it in a message: compact JSON, cut at about 40 characters with "…".
  std::string excerpt() const;
  /// Same JSON value: spelling of numbers, order of members and places do not count.
  bool sameValue(const JsonValue& other) const;
};

struct JsonMember {
  std::string key;
  JsonValue value;
  SourceLocation where;  ///< Of the key.
};

/// Resolves an RFC 6901 pointer ("" is the root). nullptr when it leads nowhere.
const JsonValue* resolvePointer(const JsonValue& root, std::string_view pointer);
JsonValue* resolvePointer(JsonValue& root, std::string_view pointer);
/// "/a~1b" for the key "a/b": one token, escaped, with its leading slash.
std::string pointerToken(std::string_view key);
/// The reference tokens of a pointer, unescaped. The pointer is "" or starts with "/".
std::vector<std::string> pointerTokens(std::string_view pointer);

/// JSON text, indented by `indent` spaces, or in one line when indent < 0. Ends without a newline.
std::string toText(const JsonValue& value, int indent);

}  // namespace headroom
