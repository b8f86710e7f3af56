#include "gui/tables/verdict_signs.h"

namespace headroom::gui {

Sign signFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return Sign::pass;
    case Verdict::fail:
      return Sign::fail;
    case Verdict::inconclusive:
      break;
  }
  return Sign::inconclusive;
}

Sign signFor(const CoursePtr& course) {
  if (!course) return Sign::notRun;
  return course->finished() ? signFor(course->result->verdict) : Sign::running;
}

}  // namespace headroom::gui
