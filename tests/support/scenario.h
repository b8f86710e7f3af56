// Scenarios in tests: a document as text in, outcomes out, through the same door users take.
#pragma once

#include <string>
#include <vector>

#include "models/outcome/outcome.h"
#include "models/spec/load.h"
#include "models/world/world.h"
#include "report/scenario_result.h"

namespace headroom::test {

/// Loads a document from text; a test failure with all diagnostics when it is not valid.
LoadedScenario load(const std::string& text, const LoadOptions& options = {});
/// Loads a bundled scenario by its name in scenarios/.
LoadedScenario loadBundled(const std::string& name, const LoadOptions& options = {});

/// The diagnostics of a document that must not load.
std::string errorsOf(const std::string& text);

/// All that is said of a document, lints included; "" when there is nothing to say.
std::string diagnosticsOf(const std::string& text, const LoadOptions& options = {});

/// Runs the first (or named) variant.
Outcome runFirst(const std::string& text, int replication = 0);

/// One logical request as its client saw it.
struct Answer {
  std::string flow;
  std::uint64_t number = 0;
  std::int64_t issued = 0;
  std::int64_t answered = 0;
  Cause cause = Cause::none;
  bool degraded = false;
  auto operator<=>(const Answer&) const = default;
};
/// The model of a document's first variant.
std::shared_ptr<const Model> modelOf(const std::string& text);
/// Every answered request of a run, sorted by flow and number.
std::vector<Answer> answersOf(const LoadedVariant& variant);

/// result.json and series.csv of all variants, as the command line writes them.
std::string bytesOf(const LoadedScenario& scenario);

/// The flow or part of that name; fails the test when there is none.
const FlowOutcome& flow(const Outcome& outcome, const std::string& name);
const PartOutcome& part(const Outcome& outcome, const std::string& name);
const ResourceOutcome& resource(const PartOutcome& part, const std::string& name);

/// A document with one flow "f" into instance "app" (JSON of its body) at `rate`/s for `duration`.
std::string singleInstance(const std::string& instanceBody, const std::string& work,
                           const std::string& rate, const std::string& duration,
                           const std::string& flowExtra = "", const std::string& more = "");

}  // namespace headroom::test
