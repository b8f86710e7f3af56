// Grammar and strings are nlohmann_json's. It tells no positions, so a cursor walks the text in
// step with its events; and its messages speak of parsers, so the common mistakes are explained
// here.
#include "models/notation/json_parse.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unordered_map>

namespace headroom {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
/// Each costs a message of some hundred bytes; a file of nothing else would fill the memory.
constexpr std::size_t kMaxDuplicateKeys = 1000;
constexpr std::size_t kMaxSiblings = 10000;

struct Problem {
  std::string code;
  std::size_t offset = 0;
  std::string message;
};

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isWordPart(char c) { return isLetter(c) || isDigit(c) || c == '_' || c == '.'; }
bool isNumberPart(char c) { return isDigit(c) || c == '-' || c == '.'; }
bool isUnitPart(char c) { return isLetter(c) || c == '%' || c == '/'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isBetweenTokens(char c) { return isBlank(c) || c == ',' || c == ':'; }
/// A place in the text; knows its line and column, and can only go forward.
class Cursor {
 public:
  Cursor(std::string_view text, const std::string& file) : text_(text), where_{file, 1, 1} {
    if (text_.starts_with(kBom)) offset_ = kBom.size();
  }
  std::size_t offset() const { return offset_; }
  const SourceLocation& where() const { return where_; }

  void advanceTo(std::size_t offset) {
    while (offset_ < std::min(offset, text_.size())) step();
  }
  /// To the first character of the next token. Commas and colons carry no value.
  void skipToToken() {
    while (offset_ < text_.size() && isBetweenTokens(text_[offset_])) step();
  }
  /// Past the token that begins here: a string, number, literal or bracket the lexer accepted.
  /// Returns its text.
  std::string_view takeToken() {
    const std::size_t begin = offset_;
    advanceTo(tokenEnd());
    return text_.substr(begin, offset_ - begin);
  }

 private:
  void step() {
    const char c = text_[offset_++];
    if (c == '\n') {
      ++where_.line;
      where_.column = 1;
    } else if (offset_ == text_.size() || !isContinuation(text_[offset_])) {
      ++where_.column;  // Counted at a character's last byte.
    }
  }
  std::size_t tokenEnd() const {
    switch (offset_ < text_.size() ? text_[offset_] : '\0') {
      case '"':
        return stringEnd();
      case 't':
      case 'n':
        return offset_ + 4;
      case 'f':
        return offset_ + 5;
      case '[':
      case '{':
      case ']':
      case '}':
        return offset_ + 1;
      default:
        return numberEnd();
    }
  }
  std::size_t stringEnd() const {
    std::size_t end = offset_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    return end + 1;
  }
  /// By the grammar, as the lexer does it: of "01" only the zero is the number.
  std::size_t numberEnd() const {
    std::size_t end = offset_;
    const auto at = [this, &end](std::string_view any) {
      return end < text_.size() && any.find(text_[end]) != std::string_view::npos;
    };
    const auto digits = [&] {
      while (at("0123456789")) ++end;
    };
    if (at("-")) ++end;
    if (at("0"))
      ++end;
    else
      digits();
    if (at(".")) ++end, digits();
    if (!at("eE")) return end;
    ++end;
    if (at("+-")) ++end;
    digits();
    return end;
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  SourceLocation where_;
};

SourceLocation locate(std::string_view text, std::size_t offset, const std::string& file) {
  Cursor cursor{text, file};
  cursor.advanceTo(offset);
  return cursor.where();
}

std::size_t skipBetweenTokens(std::string_view text, std::size_t offset) {
  while (offset < text.size() && isBetweenTokens(text[offset])) ++offset;
  return offset;
}

// --- What the bytes are --------------------------------------------------------------------------

/// The name of a UTF-16 or UTF-32 encoding, by its BOM or by the zero bytes its ASCII begins with.
std::string_view wideEncoding(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv)) return "UTF-16";
  if (text.size() < 4) return {};
  const std::array<bool, 4> zero{text[0] == 0, text[1] == 0, text[2] == 0, text[3] == 0};
  const auto is = [&zero](std::array<bool, 4> pattern) { return zero == pattern; };
  if (is({true, true, true, false}) || is({false, true, true, true})) return "UTF-32";
  if (is({true, false, true, false}) || is({false, true, false, true})) return "UTF-16";
  return {};
}

/// The length of the UTF-8 sequence that begins the text, or 0 when it is malformed: cut short,
/// overlong, a surrogate, or beyond U+10FFFF (Unicode 15, table 3-7).
std::size_t utf8Length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (first == 0xE0) low = 0xA0;
  if (first == 0xED) high = 0x9F;
  if (first == 0xF0) low = 0x90;
  if (first == 0xF4) high = 0x8F;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!isContinuation(text[i])) return 0;
  return length;
}

std::optional<Problem> malformedUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8Length(text.substr(i));
    if (length == 0)
      return Problem{"E_UTF8", i,
                     fmt::format("malformed UTF-8: byte 0x{:02X} at offset {}; save the file as "
                                 "UTF-8",
                                 static_cast<unsigned char>(text[i]), i)};
    i += length;
  }
  return {};
}

/// Reasons not to hand the text to the parser at all.
std::optional<Problem> unreadable(std::string_view text) {
  if (text.size() > kMaxDocumentBytes)
    return Problem{
        "E_TOO_LARGE", 0,
        fmt::format("found {} bytes; allowed: at most {}", text.size(), kMaxDocumentBytes)};
  const std::string_view body = text.substr(text.starts_with(kBom) ? kBom.size() : 0);
  if (std::all_of(body.begin(), body.end(), isBlank))
    return Problem{"E_JSON", 0, "expected an object, the file is empty"};
  if (const std::string_view wide = wideEncoding(text); !wide.empty())
    return Problem{"E_UTF8", 0, fmt::format("expected UTF-8, found {}; save it as UTF-8", wide)};
  if (auto problem = malformedUtf8(text)) return problem;
  // nlohmann_json takes a zero byte for the end of its input: what follows would go unread.
  const std::size_t zero = text.find('\0');
  if (zero != std::string_view::npos)
    return Problem{"E_JSON", zero, fmt::format("a zero byte at offset {}", zero)};
  return {};
}

// --- What the grammar has against it -------------------------------------------------------------

/// The parser's own words without its preamble and without the text it had read last, which is the
/// user's: what remains can be searched for the parser's phrases.
std::string tidied(std::string what) {
  if (const std::size_t user = what.find("; last read: '"); user != std::string::npos)
    what.erase(user);
  constexpr std::string_view kPreamble = "syntax error while ";
  if (const std::size_t at = what.find(kPreamble); at != std::string::npos)
    what.erase(0, at + kPreamble.size());
  return what;
}

bool has(const std::string& text, std::string_view phrase) {
  return text.find(phrase) != std::string::npos;
}

/// What follows the phrase, or all of it.
std::string after(const std::string& text, std::string_view phrase) {
  return has(text, phrase) ? text.substr(text.find(phrase) + phrase.size()) : text;
}

std::string quotedCharacter(std::string_view text, std::size_t offset) {
  const std::string_view c = text.substr(offset, utf8Length(text.substr(offset)));
  if (c.size() == 1 && (c[0] < 0x20 || c[0] == 0x7F))
    return fmt::format("character U+{:04X}", static_cast<unsigned char>(c[0]));
  return fmt::format("'{}'", c);
}

std::string afterTheEnd(std::string_view text, std::size_t offset) {
  return fmt::format("found {} after the end of the document", quotedCharacter(text, offset));
}

/// What the grammar has a place for.
enum class Expected { value, key, nothing };

/// A word where none belongs: a literal of another language, or a key or text without quotes.
std::string explainWord(std::string_view text, std::size_t offset, Expected expected) {
  std::size_t end = offset;
  while (end < text.size() && end < offset + 40 && isWordPart(text[end])) ++end;
  const std::string word{text.substr(offset, end - offset)};
  if (expected == Expected::key)
    return fmt::format("found {}; keys are written in double quotes: \"{}\"", word, word);
  const std::string nearest =
      nearestName(word == "None" ? "null" : word, {"true", "false", "null"});
  if (!nearest.empty()) return fmt::format("found {}; write {}", word, nearest);
  if (word == "NaN" || word == "Infinity" || word == "Inf" || word == "inf" || word == "nan")
    return fmt::format("found {}; numbers are finite", word);
  return fmt::format("found {}; text is written in double quotes: \"{}\"", word, word);
}

/// What the number before `offset` runs into: a unit, mostly.
std::string explainAfterNumber(std::string_view text, std::size_t offset) {
  if (text[offset] == '_') return "numbers are written without underscores";
  std::size_t begin = offset;
  while (begin > 0 && offset - begin < 40 && isNumberPart(text[begin - 1])) --begin;
  std::size_t end = offset;
  while (end < text.size() && end - offset < 40 && (isUnitPart(text[end]) || isDigit(text[end])))
    ++end;
  const std::string_view found = text.substr(begin, end - begin);
  return fmt::format("found {}; a number with a unit is written in double quotes: \"{}\"", found,
                     found);
}

/// The lexer could not begin a token at `offset`, or not finish a literal.
std::string explainUnknownToken(std::string_view text, std::size_t offset, Expected expected) {
  const std::string_view rest = text.substr(offset);
  const char c = rest.front();
  const bool comment = rest.starts_with("//") || rest.starts_with("/*");
  if (!comment && offset > 0 && isDigit(text[offset - 1]) && (isUnitPart(c) || c == '_'))
    return explainAfterNumber(text, offset);
  if (c == '/' || c == '#') return "JSON has no comments; every object accepts \"note\"";
  if (expected == Expected::nothing) return afterTheEnd(text, offset);
  if (c == '\'') return "found a single quote; text is written in double quotes";
  if (c == '+') return "found '+'; numbers are written without a plus sign";
  if (c == '.') return "found '.'; a number begins with a digit, as in 0.5";
  if (isLetter(c) || c == '_') return explainWord(text, offset, expected);
  if (rest.starts_with(kBom)) return "a second byte order mark";
  return fmt::format("unexpected {}", quotedCharacter(text, offset));
}

/// The lexer stopped inside a string or number at `offset`.
std::string explainInside(std::string_view text, std::size_t offset, const std::string& tidy) {
  if (text[offset] == '\n' || text[offset] == '\r')
    return "the string is not closed on its line; a line break inside is written \\n";
  return after(tidy, " - ");
}

/// The parser's names of tokens are those of its source.
std::string inPlainWords(std::string message) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kWords{
      {{"'[', '{', or a literal", "a value"},
       {"string literal", "a string"},
       {"number literal", "a number"},
       {"true literal", "true"},
       {"false literal", "false"},
       {"null literal", "null"},
       {"; expected ']'", "; expected ',' or ']'"},
       {"; expected '}'", "; expected ',' or '}'"}}};
  for (const auto& [theirs, ours] : kWords)
    if (const std::size_t at = message.find(theirs); at != std::string::npos)
      message.replace(at, theirs.size(), ours);
  return message;
}

/// A whole token that the grammar has no place for.
std::string explainUnexpected(std::string_view text, std::size_t offset, const std::string& tidy,
                              Expected expected) {
  if (offset > 0 && isDigit(text[offset]) && isDigit(text[offset - 1]))
    return "a number has no leading zeros";
  if (expected == Expected::nothing) return afterTheEnd(text, offset);
  std::size_t before = offset;
  while (before > 0 && isBlank(text[before - 1])) --before;
  const char c = text[offset];
  const bool closing = c == ']' || c == '}';
  if (closing && before > 0 && text[before - 1] == ',')
    return fmt::format("a trailing comma; remove the comma before '{}'", c);
  const bool value = !closing && c != ',' && c != ':';
  const bool separated = has(tidy, "; expected ']'") || has(tidy, "; expected '}'");
  return inPlainWords("found " + after(tidy, "unexpected ")) +
         (value && separated ? "; is a comma missing?" : "");
}

/// The lexer saw it at `stopped`, after the escape or within the one that follows it.
Problem loneSurrogate(std::string_view text, std::size_t stopped) {
  std::size_t escape = text.rfind("\\u", stopped);
  const auto isSurrogate = [text](std::size_t at) {
    const std::string_view digits = text.substr(at + 2);
    return digits.starts_with('d') || digits.starts_with('D');
  };
  if (escape != std::string_view::npos && !isSurrogate(escape))
    escape = text.rfind("\\u", escape - 1);
  const std::size_t at = std::min(escape, stopped);
  return {"E_UTF8", at,
          fmt::format("a lone surrogate {} at offset {}; characters beyond U+FFFF take a pair",
                      text.substr(at, 6), at)};
}

/// What the parser told us when it gave up.
struct Failure {
  std::size_t stopped = 0;    ///< Where the lexer stood.
  std::size_t delivered = 0;  ///< The end of the last token that was delivered.
  bool documentComplete = false;
};

Problem explain(std::string_view text, const Failure& failure,
                const nlohmann::detail::exception& ex) {
  const std::size_t stopped = failure.stopped;
  const std::size_t token = skipBetweenTokens(text, failure.delivered);
  if (ex.id == 406)
    return {"E_RANGE", token, "the number is too large; allowed: magnitudes up to 1.79e308"};
  if (stopped >= text.size()) return {"E_JSON", text.size(), "unexpected end of the file"};
  const std::string tidy = tidied(ex.what());
  if (has(tidy, "invalid string: surrogate")) return loneSurrogate(text, stopped);
  const Expected expected = failure.documentComplete  ? Expected::nothing
                            : has(tidy, "object key") ? Expected::key
                                                      : Expected::value;
  if (has(tidy, "invalid literal"))
    return {"E_JSON", token, explainUnknownToken(text, token, expected)};
  if (has(tidy, "invalid ")) return {"E_JSON", stopped, explainInside(text, stopped, tidy)};
  // A bracket, comma or colon ends where the lexer stopped; any other token is the first one after
  // the last that was delivered.
  const bool sign = has(tidy, fmt::format("unexpected '{}'", text[stopped]));
  const std::size_t at = sign ? stopped : token;
  return {"E_JSON", at, explainUnexpected(text, at, tidy, expected)};
}

// --- The tree ------------------------------------------------------------------------------------

/// Receives nlohmann_json's events. After false, parsing stops.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const std::string& file, Diagnostics& diagnostics)
      : text_(text), file_(file), diagnostics_(diagnostics), cursor_(text, file) {}

  JsonValue takeRoot() { return std::move(root_); }

  bool null() { return scalar(JsonValue{}); }
  bool boolean(bool b) { return scalar(JsonValue::makeBoolean(b)); }
  bool number_integer(std::int64_t n) { return number(static_cast<double>(n)); }
  bool number_unsigned(std::uint64_t n) { return number(static_cast<double>(n)); }
  bool number_float(double n, const std::string&) { return number(n); }
  bool string(std::string& s) { return scalar(JsonValue::makeString(std::move(s))); }
  bool binary(std::vector<std::uint8_t>&) { return false; }  // Of binary formats only.
  bool start_object(std::size_t) { return open(JsonValue::makeObject()); }
  bool start_array(std::size_t) { return open(JsonValue::makeArray()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name);
  bool parse_error(std::size_t charactersRead, const std::string&,
                   const nlohmann::detail::exception& ex);

 private:
  struct Level {
    JsonValue* value;  ///< Stays put while it is open: only the innermost level grows.
    std::unordered_map<std::string, SourceLocation> keys;
  };

  JsonValue& add(JsonValue value);
  bool scalar(JsonValue value);
  bool number(double n);
  bool open(JsonValue container);
  bool close();
  bool reportDuplicate(const std::string& name, const SourceLocation& first);
  std::string pointer() const;

  std::string_view text_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  Cursor cursor_;
  JsonValue root_;
  std::vector<Level> levels_;
  bool started_ = false;  ///< The document's first token was met.
  std::size_t duplicateKeys_ = 0;
};

/// Puts the value of the next token where it belongs. The cursor then stands on that token.
JsonValue& TreeBuilder::add(JsonValue value) {
  cursor_.skipToToken();
  value.where = cursor_.where();
  started_ = true;
  if (levels_.empty()) return root_ = std::move(value);
  JsonValue& parent = *levels_.back().value;
  if (parent.isArray()) return parent.items.emplace_back(std::move(value));
  return parent.members.back().value = std::move(value);
}

bool TreeBuilder::scalar(JsonValue value) {
  add(std::move(value));
  cursor_.takeToken();
  return true;
}

bool TreeBuilder::number(double n) {
  JsonValue value;
  value.kind = JsonValue::Kind::number;
  value.number = n;
  JsonValue& added = add(std::move(value));
  added.text = cursor_.takeToken();
  return true;
}

bool TreeBuilder::open(JsonValue container) {
  JsonValue& added = add(std::move(container));
  if (levels_.size() == kMaxNestingDepth) {
    diagnostics_.error("E_DEPTH", added.where, pointer(),
                       fmt::format("nested deeper than {} levels", kMaxNestingDepth));
    return false;
  }
  cursor_.takeToken();
  levels_.push_back({&added, {}});
  return true;
}

bool TreeBuilder::close() {
  cursor_.skipToToken();
  cursor_.takeToken();
  levels_.pop_back();
  return true;
}

bool TreeBuilder::key(std::string& name) {
  cursor_.skipToToken();
  Level& level = levels_.back();
  const auto [first, isNew] = level.keys.emplace(name, cursor_.where());
  // A second one is kept as well: the tree is thrown away, and its own problems are still found.
  level.value->members.push_back({name, {}, cursor_.where()});
  const bool goOn = isNew || reportDuplicate(name, first->second);
  cursor_.takeToken();
  return goOn;
}

bool TreeBuilder::reportDuplicate(const std::string& name, const SourceLocation& first) {
  const bool last = ++duplicateKeys_ == kMaxDuplicateKeys;
  diagnostics_.error("E_DUPLICATE_KEY", cursor_.where(), pointer(),
                     fmt::format("the key {} stands here and at line {}, column {}; keep one{}",
                                 JsonValue::makeString(name).excerpt(), first.line, first.column,
                                 last ? "; there may be more, reading stopped here" : ""));
  return !last;
}

/// Of the value or key met last.
std::string TreeBuilder::pointer() const {
  std::string out;
  for (const Level& level : levels_)
    out += level.value->isArray() ? pointerToken(std::to_string(level.value->items.size() - 1))
                                  : pointerToken(level.value->members.back().key);
  return out;
}

bool TreeBuilder::parse_error(std::size_t charactersRead, const std::string&,
                              const nlohmann::detail::exception& ex) {
  const Failure failure{charactersRead > 0 ? charactersRead - 1 : 0, cursor_.offset(),
                        started_ && levels_.empty()};
  Problem problem = explain(text_, failure, ex);
  diagnostics_.error(std::move(problem.code), locate(text_, problem.offset, file_), "",
                     std::move(problem.message));
  return false;
}

// --- The file ------------------------------------------------------------------------------------

std::string systemReason(int error) { return std::generic_category().message(error); }

/// An open file, closed on every path.
class File {
 public:
  /// Without blocking on a FIFO, and without making a terminal ours.
  explicit File(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

std::string kindOf(const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return "a directory";
  if (S_ISFIFO(status.st_mode)) return "a FIFO";
  if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode)) return "a device";
  return "a special file";
}

/// For a name that does not exist: the most similar one beside it.
std::string nearestSibling(const std::string& path) {
  namespace fs = std::filesystem;
  const fs::path wanted{path};
  const fs::path directory = wanted.has_parent_path() ? wanted.parent_path() : fs::path{"."};
  std::vector<std::string> names;
  std::error_code ignored;  // Then there is nothing to suggest.
  for (fs::directory_iterator it{directory, ignored}, end;
       !ignored && it != end && names.size() < kMaxSiblings; it.increment(ignored))
    names.push_back(it->path().filename().string());
  std::sort(names.begin(), names.end());  // Directory order is the file system's whim.
  return didYouMean(wanted.filename().string(), names);
}

/// All of a regular file's bytes. One that grows past the limit meanwhile is too large as well.
std::optional<std::string> readAll(int descriptor, std::size_t sizeHint, int& error) {
  std::string bytes;
  std::size_t used = 0;
  while (used <= kMaxDocumentBytes) {
    bytes.resize(std::max(used + 65536, sizeHint + 1));
    const ssize_t got = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      error = errno;
      return {};
    }
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return bytes;
}

}  // namespace

std::optional<JsonValue> parseJson(std::string_view text, const std::string& file,
                                   Diagnostics& diagnostics) {
  if (auto problem = unreadable(text)) {
    diagnostics.error(std::move(problem->code), locate(text, problem->offset, file), "",
                      std::move(problem->message));
    return {};
  }
  const std::size_t before = diagnostics.errorCount();
  TreeBuilder builder{text, file, diagnostics};
  const bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!complete || diagnostics.errorCount() != before) return {};
  return builder.takeRoot();
}

std::optional<JsonValue> readJsonFile(const std::string& path, Diagnostics& diagnostics) {
  const auto refuse = [&](std::string code, std::string message) -> std::optional<JsonValue> {
    diagnostics.error(std::move(code), {path, 0, 0}, "", std::move(message));
    return {};
  };
  const File file{path};
  struct stat status {};
  if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) {
    const int error = errno;
    return refuse("E_IO", fmt::format("cannot be read: {}{}", systemReason(error),
                                      error == ENOENT ? nearestSibling(path) : ""));
  }
  if (!S_ISREG(status.st_mode))
    return refuse("E_IO", fmt::format("cannot be read: it is {}, not a file", kindOf(status)));
  const auto size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
  if (size > kMaxDocumentBytes)
    return refuse("E_TOO_LARGE",
                  fmt::format("found {} bytes; allowed: at most {}", size, kMaxDocumentBytes));
  int error = 0;
  const auto bytes = readAll(file.descriptor(), static_cast<std::size_t>(size), error);
  if (!bytes) return refuse("E_IO", "cannot be read: " + systemReason(error));
  return parseJson(*bytes, path, diagnostics);
}

}  // namespace headroom
