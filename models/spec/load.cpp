#include "models/spec/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/analytic/capacity_bound.h"
#include "models/notation/json_parse.h"
#include "models/spec/check.h"
#include "models/spec/document.h"

namespace headroom {
namespace {

/// A measurement that no setting of the model can reach is a mistake in one of the two.
void lintBaselines(const LoadedVariant& variant, Findings& findings) {
  for (const auto& [name, part] : variant.spec.system.parts) {
    const auto* instance = std::get_if<InstanceSpec>(&part.body);
    for (std::size_t i = 0; instance != nullptr && i < instance->baselines.size(); ++i) {
      const BaselineSpec& baseline = instance->baselines[i];
      const auto bound = capacityBound(variant.spec.system, variant.samples, name,
                                       baseline.operation, baseline.without);
      if (bound && baseline.throughput.perSecond > 1.05 * bound->perSecond)
        findings.warning(
            "baseline-above-capacity",
            fmt::format("/system/parts{}/baselines/{}/throughput", pointerToken(name), i),
            fmt::format("measured {}, but the {} allow at most {:.4g}/s",
                        toText(baseline.throughput), bound->resource, bound->perSecond));
    }
  }
}

/// Reads and checks one document; nothing when it has errors.
std::optional<LoadedVariant> readVariant(const std::string& path, const std::string& name,
                                         JsonValue document, const LoadOptions& options,
                                         Diagnostics& diagnostics) {
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
    checkScenario(variant.spec, options.maxEvents, findings);
    readSamples(variant.spec, std::filesystem::path(path).parent_path().string(), variant.samples,
                findings);
  }
  if (!own.hasErrors()) {
    lintSystem(variant.spec, findings);
    if (name.empty()) lintBaselines(variant, findings);  // They speak of the system as written.
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
  std::optional<LoadedVariant> base = readVariant(path, "", *document, options, diagnostics);
  if (!base) return std::nullopt;
  const auto all = variantsIn(*document);
  bool good = checkWanted(all, options, path, diagnostics);
  for (const auto& [name, value] : all) {
    if (value == nullptr) {
      loaded.variants.push_back(std::move(*base));
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
        readVariant(path, name, std::move(changed), options, diagnostics);
    if (variant)
      loaded.variants.push_back(std::move(*variant));
    else
      good = false;
  }
  if (!good) return std::nullopt;
  return loaded;
}

}  // namespace headroom
