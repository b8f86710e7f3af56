// An outage in a few sentences: what was done, what gave way first, who felt it, and whether it
// came back.
#pragma once

#include <QString>
#include <vector>

#include "gui/look/signs.h"
#include "gui/run/course.h"

namespace headroom::gui {

struct StoryLine {
  Sign sign = Sign::none;
  QString label;  ///< "Fault", "Gave way", or a flow's name.
  QString text;
};

/// In the order of causes; of a run in progress as far as it has come.
std::vector<StoryLine> storyOf(const Course& course);
/// "Fault: product-cache down, 60 s to 90 s", a line each.
QString asText(const std::vector<StoryLine>& story);

}  // namespace headroom::gui
