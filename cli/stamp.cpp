#include "cli/stamp.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "cli/exit_code.h"
#include "models/notation/json_parse.h"
#include "report/text.h"

namespace headroom {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& file, const std::string& reason) {
  throw UserError{fmt::format("--stamp: {} stays as it is: {}", file, reason)};
}

/// The byte at a line and a column of code points; the text's size when there is none.
std::size_t offsetOf(const std::string& text, const SourceLocation& where) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < where.line; ++line) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) return text.size();
    at = end + 1;
  }
  if (where.line == 1 && text.starts_with("\xEF\xBB\xBF")) at = 3;
  const auto continues = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  for (std::size_t column = 1; column < where.column && at < text.size(); ++column) do
      ++at;
    while (continues(at));
  return at;
}

/// One past the end of the string that begins at `at`.
std::size_t endOfString(const std::string& text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

/// The brace that closes the object that begins at `at`.
std::size_t closingBrace(const std::string& text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    if (text[at] == '"') {
      at = endOfString(text, at);
      continue;
    }
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && --depth == 0) return at;
    ++at;
  }
  return at;
}

/// Where the value of the object's own member "fingerprint" begins; npos when it has none.
std::size_t fingerprintValue(const std::string& text, std::size_t open, std::size_t close) {
  int depth = 0;
  for (std::size_t at = open; at < close;) {
    if (text[at] == '"') {
      const std::size_t end = endOfString(text, at);
      const std::size_t next = text.find_first_not_of(" \t\r\n", end);
      const bool isKey = depth == 1 && text[next] == ':';
      if (isKey && text.compare(at, end - at, "\"fingerprint\"") == 0) return text.find('"', next);
      at = end;
      continue;
    }
    if (text[at] == '{' || text[at] == '[') ++depth;
    if (text[at] == '}' || text[at] == ']') --depth;
    ++at;
  }
  return std::string::npos;
}

/// A member added behind the last one: on a line of its own where the brace stands on its own.
void append(std::string& text, std::size_t close, const std::string& member) {
  const std::size_t last = text.find_last_not_of(" \t\r\n", close - 1);
  std::string between = " ";
  if (const std::size_t newline = text.find('\n', last); newline < close) {
    const std::size_t begin = text.rfind('\n', last);
    const std::size_t from = begin == std::string::npos ? 0 : begin + 1;
    const std::size_t indent = text.find_first_not_of(" \t", from);
    between = (text[newline - 1] == '\r' ? "\r\n" : "\n") + text.substr(from, indent - from);
  }
  text.insert(last + 1, "," + between + member);
}

const JsonValue* objectAt(const JsonValue& value, const SourceLocation& where) {
  if (value.isObject() && value.where.line == where.line && value.where.column == where.column)
    return &value;
  for (const JsonValue& item : value.items)
    if (const JsonValue* found = objectAt(item, where)) return found;
  for (const JsonMember& member : value.members)
    if (const JsonValue* found = objectAt(member.value, where)) return found;
  return nullptr;
}

void dropFingerprints(JsonValue& value) {
  std::erase_if(value.members, [](const JsonMember& m) { return m.key == "fingerprint"; });
  for (JsonValue& item : value.items) dropFingerprints(item);
  for (JsonMember& member : value.members) dropFingerprints(member.value);
}

JsonValue parsed(const std::string& text, const std::string& file) {
  Diagnostics diagnostics;
  std::optional<JsonValue> value = parseJson(text, file, diagnostics);
  if (!value) refuse(file, "it can no longer be read; was it changed meanwhile?");
  return std::move(*value);
}

std::string contentOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) refuse(file, "it can no longer be read");
  return out.str();
}

/// Through a temporary file beside it, so that no reader and no crash meets half a file.
void replaceFile(const std::string& file, const std::string& text) {
  std::error_code problem;
  const fs::path target = fs::canonical(file, problem);
  if (problem) refuse(file, problem.message());
  fs::path temporary = target;
  temporary += fmt::format(".{}.tmp", getpid());
  std::ofstream out{temporary, std::ios::binary | std::ios::trunc};
  out << text;
  out.close();
  if (!out) problem = std::make_error_code(std::errc::io_error);
  if (!problem) fs::permissions(temporary, fs::status(target).permissions(), problem);
  if (!problem) fs::rename(temporary, target, problem);
  if (!problem) return;
  std::error_code ignored;
  fs::remove(temporary, ignored);
  refuse(file, problem.message());
}

void stampFile(const std::string& file, const std::vector<Stamp>& stamps,
               const LoadedScenario& scenario, const std::vector<std::string>& pointers) {
  const std::string before = contentOf(file);
  JsonValue was = parsed(before, file);
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    const JsonValue* now = objectAt(was, stamps[i].where);
    const JsonValue* read = resolvePointer(scenario.document.document, pointers[i]);
    if (now == nullptr || read == nullptr || !now->sameValue(*read))
      refuse(file, "it was changed since it was read");
  }
  const std::string after = stamped(before, stamps);
  JsonValue is = parsed(after, file);
  dropFingerprints(was);
  dropFingerprints(is);
  if (!is.sameValue(was)) refuse(file, "more than fingerprints would change");
  if (after != before) replaceFile(file, after);
}

}  // namespace

std::string stamped(const std::string& text, const std::vector<Stamp>& stamps) {
  std::vector<std::pair<std::size_t, std::string>> edits;
  for (const Stamp& stamp : stamps)
    edits.emplace_back(offsetOf(text, stamp.where), "\"" + stamp.fingerprint + "\"");
  // From the end on, so that no edit moves the place of another.
  std::sort(edits.begin(), edits.end(), std::greater<>{});
  std::string out = text;
  for (const auto& [open, value] : edits) {
    const std::size_t close = closingBrace(out, open);
    if (close >= out.size() || out[open] != '{') continue;
    const std::size_t old = fingerprintValue(out, open, close);
    if (old == std::string::npos)
      append(out, close, "\"fingerprint\": " + value);
    else
      out.replace(old, endOfString(out, old) - old, value);
  }
  return out;
}

std::vector<std::string> stampBaselines(const LoadedScenario& scenario,
                                        const std::vector<BaselineLevel>& levels) {
  std::vector<std::string> told;
  std::map<std::string, std::vector<Stamp>> stamps;
  std::map<std::string, std::vector<std::string>> pointers;
  for (const BaselineLevel& level : levels) {
    const JsonValue* object = resolvePointer(scenario.document.document, level.pointer);
    const std::string name = printable(level.name);
    if (!level.holds()) {
      told.push_back(fmt::format("not stamped: {} misses", name));
    } else if (level.baseline.fingerprint == level.fingerprint) {
      told.push_back(fmt::format("unchanged: {} has {}", name, level.fingerprint));
    } else {
      stamps[object->where.file].push_back({object->where, level.fingerprint});
      pointers[object->where.file].push_back(level.pointer);
      told.push_back(fmt::format("stamped: {} has {}", name, level.fingerprint));
    }
  }
  for (const auto& [file, list] : stamps) stampFile(file, list, scenario, pointers[file]);
  return told;
}

}  // namespace headroom
