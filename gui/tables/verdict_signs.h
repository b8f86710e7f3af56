// How it came out, as a mark.
#pragma once

#include "gui/look/signs.h"
#include "gui/run/course.h"

namespace headroom::gui {

Sign signFor(Verdict verdict);
/// Also of what runs, and of what has not been run (nullptr).
Sign signFor(const CoursePtr& course);

}  // namespace headroom::gui
