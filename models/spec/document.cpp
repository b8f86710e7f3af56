#include "models/spec/document.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "models/notation/json_parse.h"

namespace headroom {
namespace {

/// The system a `system` path leads to: the member of that name, or the whole file.
std::optional<JsonValue> readSystem(const JsonValue& reference, const std::string& path,
                                    Diagnostics& diagnostics) {
  const std::filesystem::path target = std::filesystem::path(path).parent_path() / reference.text;
  std::optional<JsonValue> file = readJsonFile(target.string(), diagnostics);
  if (!file) {
    diagnostics.error("E_IO", reference.where, "/system",
                      fmt::format("the system file \"{}\" cannot be used", reference.text));
    return std::nullopt;
  }
  if (const JsonValue* system = file->find("system")) {
    if (system->isObject()) return *system;
    diagnostics.error("E_TYPE", system->where, "/system",
                      "a system file holds its system inline: a path to a path is not followed");
    return std::nullopt;
  }
  return file;
}

/// Steps from `node` by one token; nullptr with a reason when there is no such place.
JsonValue* child(JsonValue& node, const std::string& token, std::string& problem) {
  if (node.isObject()) {
    if (JsonValue* found = node.find(token)) return found;
    std::vector<std::string> keys;
    for (const JsonMember& member : node.members) keys.push_back(member.key);
    problem = fmt::format("there is no \"{}\"{}; there: {}", token, didYouMean(token, keys),
                          keys.empty() ? "nothing" : listNames(keys));
    return nullptr;
  }
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool whole = error == std::errc{} && end == token.data() + token.size();
  if (node.isArray() && whole && index < node.items.size()) return &node.items[index];
  problem = node.isArray() ? fmt::format("\"{}\" is no index; there: 0 to {}", token,
                                         static_cast<std::int64_t>(node.items.size()) - 1)
                           : fmt::format("\"{}\" leads into {}", token, node.excerpt());
  return nullptr;
}

}  // namespace

std::optional<JsonValue> readDocument(const std::string& path, Diagnostics& diagnostics) {
  std::optional<JsonValue> document = readJsonFile(path, diagnostics);
  if (!document) return std::nullopt;
  if (!document->isObject()) {
    diagnostics.error("E_JSON", document->where, "",
                      fmt::format("expected an object, found {}", document->excerpt()));
    return std::nullopt;
  }
  JsonValue* system = document->find("system");
  if (system != nullptr && system->isString()) {
    std::optional<JsonValue> inlined = readSystem(*system, path, diagnostics);
    if (!inlined) return std::nullopt;
    *system = std::move(*inlined);
  }
  return document;
}

bool setPointer(JsonValue& document, const std::string& pointer, JsonValue value,
                const SourceLocation& at, const std::string& reportedPointer,
                Diagnostics& diagnostics) {
  const auto fail = [&](const std::string& problem) {
    diagnostics.error("E_POINTER", at, reportedPointer,
                      fmt::format("found the pointer \"{}\"; {}", pointer, problem));
    return false;
  };
  if (pointer.empty() || pointer.front() != '/')
    return fail("allowed: a JSON pointer such as \"/system/parts/app/workers\"");
  const std::vector<std::string> tokens = pointerTokens(pointer);
  JsonValue* node = &document;
  std::string problem;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    node = child(*node, tokens[i], problem);
    if (node == nullptr) return fail(problem);
  }
  const std::string& last = tokens.back();
  if (node->isObject()) {
    node->set(last, std::move(value));
    return true;
  }
  if (node->isArray() && last == "-") {
    node->items.push_back(std::move(value));
    return true;
  }
  node = child(*node, last, problem);
  if (node == nullptr) return fail(problem);
  *node = std::move(value);
  return true;
}

}  // namespace headroom
