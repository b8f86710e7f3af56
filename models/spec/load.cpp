#include "models/spec/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/notation/json_parse.h"
#include "models/spec/check.h"
#include "models/spec/check_match.h"
#include "models/spec/document.h"

namespace headroom {
namespace {

/// Reads and checks one document; nothing when it has errors. `base` is the system as written when
/// this is another one: a what-if, by an override or a variant.
std::optional<LoadedVariant> readVariant(const std::string& path, const std::string& name,
                                         JsonValue document, const LoadOptions& options,
                                         const LoadedVariant* base, Diagnostics& diagnostics) {
  Diagnostics own;
  LoadedVariant variant;
  variant.name = name;
  variant.document = std::move(document);
  Reading reading{own};
  objectTypeOf<ScenarioSpec>().read(variant.document, &variant.spec, reading);
  Findings findings{variant.document, path, own};
  if (!own.hasErrors()) {
    if (options.seed) variant.spec.seed = *options.seed;
    checkSystem(variant.spec.system, findings);
    const MatchCheck matches{variant.spec, findings};
    checkSegments(variant.spec, matches, findings);
    checkLimitState(variant.spec.system, matches, findings);
    checkChanges(variant.spec, findings);
    checkMonitors(variant.spec, matches, findings);
    checkScenario(variant.spec, options.maxEvents, findings);
    readSamples(variant.spec, std::filesystem::path(path).parent_path().string(), variant.samples,
                findings);
  }
  if (!own.hasErrors()) {
    if (base == nullptr)
      checkFits(variant.spec.system, findings);
    else
      checkFitsOfVariant(base->spec.system, variant.spec.system, findings);
    lintSystem(variant.spec, findings);
    // A variant is a what-if: its baselines are still those of the document.
    if (name.empty()) lintBaselines(variant, base == nullptr, findings);
  }
  own.silence(variant.spec.silence);
  diagnostics.merge(own);
  if (own.hasErrors()) return std::nullopt;
  return variant;
}

bool applyOverrides(JsonValue& document, const LoadOptions& options, Diagnostics& diagnostics) {
  bool good = true;
  for (const Override& change : options.overrides) {
    Diagnostics quiet;
    std::optional<JsonValue> value = parseJson(change.value, "--set", quiet);
    if (!value) value = JsonValue::makeString(change.value);
    const SourceLocation at{"--set", 0, 0};
    good = setPointer(document, change.pointer, std::move(*value), at, "", diagnostics) && good;
  }
  return good;
}

bool applyVariant(JsonValue& document, const std::string& name, const JsonValue& variant,
                  Diagnostics& diagnostics) {
  const JsonValue* set = variant.find("set");
  bool good = true;
  if (set == nullptr || !set->isObject()) return true;
  for (const JsonMember& change : set->members) {
    const std::string at = "/variants" + pointerToken(name) + "/set" + pointerToken(change.key);
    good = setPointer(document, change.key, change.value, change.where, at, diagnostics) && good;
  }
  return good;
}

/// Variants in the document's order; a document without any is one variant without a name.
std::vector<std::pair<std::string, const JsonValue*>> variantsIn(const JsonValue& document) {
  std::vector<std::pair<std::string, const JsonValue*>> list;
  const JsonValue* variants = document.find("variants");
  if (variants != nullptr && variants->isObject())
    for (const JsonMember& member : variants->members)
      if (member.value.isObject()) list.emplace_back(member.key, &member.value);
  if (list.empty()) list.emplace_back("", nullptr);
  return list;
}

bool checkWanted(const std::vector<std::pair<std::string, const JsonValue*>>& all,
                 const LoadOptions& options, const std::string& path, Diagnostics& diagnostics) {
  bool good = true;
  std::vector<std::string> names;
  for (const auto& [name, value] : all)
    if (value != nullptr) names.push_back(name);
  for (const std::string& wanted : options.variants) {
    if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
    diagnostics.error(
        "E_UNKNOWN_REF", {path, 0, 0}, "/variants",
        fmt::format("there is no variant \"{}\"{}; allowed: {}", wanted, didYouMean(wanted, names),
                    names.empty() ? "the file has none" : listNames(names)));
    good = false;
  }
  return good;
}

/// The document without the overrides that change its system; when it is valid only with them, the
/// one with them is the system as written.
std::optional<LoadedVariant> readAsWritten(const std::string& path, const LoadOptions& options) {
  Diagnostics unsaid;  // Of a text nobody asked about.
  std::optional<JsonValue> document = readDocument(path, unsaid);
  if (!document) return std::nullopt;
  return readVariant(path, "", std::move(*document), options, nullptr, unsaid);
}

bool changesSystem(const LoadOptions& options) {
  return std::any_of(options.overrides.begin(), options.overrides.end(),
                     [](const Override& o) { return o.pointer.starts_with("/system"); });
}

bool isSystemOnly(const JsonValue& document) { return document.find("workload") == nullptr; }

}  // namespace

std::optional<LoadedScenario> loadScenario(const std::string& path, const LoadOptions& options,
                                           Diagnostics& diagnostics) {
  std::optional<JsonValue> document = readDocument(path, diagnostics);
  if (!document || !applyOverrides(*document, options, diagnostics)) return std::nullopt;

  LoadedScenario loaded;
  loaded.file = path;
  loaded.systemOnly = isSystemOnly(*document);
  // The document as written is always checked; its variants only once it holds.
  std::optional<LoadedVariant> written;
  if (changesSystem(options)) written = readAsWritten(path, options);
  std::optional<LoadedVariant> base =
      readVariant(path, "", *document, options, written ? &*written : nullptr, diagnostics);
  if (!base) return std::nullopt;
  loaded.document = *base;
  loaded.asWritten = written ? std::move(*written) : std::move(*base);
  const auto all = variantsIn(*document);
  bool good = checkWanted(all, options, path, diagnostics);
  for (const auto& [name, value] : all) {
    if (value == nullptr) {
      loaded.variants.push_back(loaded.document);
      break;
    }
    const auto& wanted = options.variants;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    JsonValue changed = *document;
    if (!applyVariant(changed, name, *value, diagnostics)) {
      good = false;
      continue;
    }
    std::optional<LoadedVariant> variant =
        readVariant(path, name, std::move(changed), options, &loaded.asWritten, diagnostics);
    if (variant)
      loaded.variants.push_back(std::move(*variant));
    else
      good = false;
  }
  if (!good) return std::nullopt;
  return loaded;
}

}  // namespace headroom
