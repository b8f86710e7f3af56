// Which curves of a run each chart shows, for what is selected.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gui/document/focus.h"
#include "gui/run/course.h"
#include "gui/run/series_index.h"
#include "gui/timeline/chart_content.h"

namespace headroom::gui {

/// A run, and where its curves stand.
struct IndexedCourse {
  CoursePtr course;
  std::shared_ptr<const SeriesIndex> index;
  bool empty() const { return !course || !index || index->empty(); }
};

/// A resource, or a cache (then `resource` is ""), and which colour and mark it has been given.
struct Shown {
  std::string part;
  std::string resource;
  int slot = 0;
  bool sameThing(const Shown& other) const {
    return part == other.part && resource == other.resource;
  }
};

/// Chooses the resources with the highest peaks. What was shown keeps its colour while a run goes
/// on and others come and go.
class BusiestResources {
 public:
  /// Looks at the intervals that it has not seen.
  void update(const IndexedCourse& shown, std::size_t most);
  /// By part and resource.
  const std::vector<Shown>& resources() const { return shown_; }

 private:
  struct Peak {
    std::string part, resource;
    int column = -1;
    double peak = 0;
  };
  bool sameRun(const Course& course) const;
  void startOver(const IndexedCourse& shown);
  void choose(std::size_t most);

  std::string modelHash_;
  std::uint64_t seed_ = 0;
  std::uint64_t revision_ = 0;
  std::size_t seen_ = 0;
  std::vector<Peak> peaks_;
  std::vector<Shown> shown_;
};

struct ChartChoice {
  Subject stream;    ///< A flow or a segment; none: all flows.
  std::string part;  ///< The selected one, or "".
  std::vector<Shown> resources;
};
/// What is chosen, if the run has it; of a run with a single flow, that one also for none.
Subject streamIn(const SeriesIndex& index, const Subject& chosen);
/// All resources of a part.
std::vector<Shown> resourcesOf(const SeriesIndex& index, const std::string& part);

/// Nothing of `compared` where it is empty.
ChartContent chartContent(ChartKind kind, const IndexedCourse& shown, const IndexedCourse& compared,
                          const ChartChoice& choice);

}  // namespace headroom::gui
