// What is shown of one variant: its run as far as it has come, or whole with everything judged.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/scenario_result.h"
#include "studies/ribbons.h"

namespace headroom::gui {

/// Immutable once published: views on the window's thread read it while the run goes on.
struct Course {
  std::size_t variant = 0;  ///< Index in LoadedScenario::variants.
  std::string name;         ///< "" when the document has no variants.
  std::string modelHash;    ///< Of what was run (models/spec/fingerprint.h).
  std::uint64_t seed = 0;
  std::uint64_t revision = 0;  ///< Of the document it is of.
  Duration duration{};         ///< Planned.
  Time reached{};
  std::uint64_t events = 0;
  std::vector<FaultWindow> faults;  ///< In the document's order.

  Series live;                    ///< So far; empty once there is a result.
  std::vector<LogEntry> liveLog;  ///< The same of the log.

  std::shared_ptr<const VariantResult> result;  ///< Once it ended, also when it was stopped.
  std::shared_ptr<const Ribbons> ribbons;       ///< Once there are several runs.

  bool finished() const { return result != nullptr; }
  const Series& series() const { return result ? result->outcome.series : live; }
  const std::vector<LogEntry>& log() const { return result ? result->outcome.log : liveLog; }
};
using CoursePtr = std::shared_ptr<const Course>;

/// The interval that `at` lies in; the head of a run, or its end, belongs to the last one. Nothing
/// beyond that: it was not run.
std::optional<std::size_t> intervalAt(Duration interval, std::size_t intervals, Time at);
std::optional<std::size_t> intervalAt(const Series& series, Time at);

}  // namespace headroom::gui
