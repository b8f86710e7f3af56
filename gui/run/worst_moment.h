// Where a run hurt most: what one wants to see first when it has ended.
#pragma once

#include "gui/run/course.h"

namespace headroom::gui {

/// The beginning of the first interval in which the least share of the offered load, of all flows
/// together, was answered with success; the run's head when no interval fell below 95 %.
Time worstMoment(const Course& course);

}  // namespace headroom::gui
