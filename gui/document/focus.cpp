#include "gui/document/focus.h"

#include <algorithm>

namespace headroom::gui {

void Focus::setCursor(Time at) {
  follows_ = false;
  moveCursor(at);
}

void Focus::runReached(Time at) {
  if (follows_) moveCursor(at);
}

void Focus::moveCursor(Time at) {
  at = std::clamp(at, Time::zero(), end_);
  if (at == cursor_) return;
  cursor_ = at;
  Q_EMIT cursorMoved(at);
}

void Focus::setEnd(Time end) {
  end_ = end;
  moveCursor(cursor_);
}

void Focus::select(const Subject& subject) {
  if (subject == subject_) return;
  subject_ = subject;
  Q_EMIT subjectChanged();
}

void Focus::setVariant(std::size_t variant) {
  if (variant == variant_) return;
  // Who is compared with itself is compared with the one that was shown.
  if (compared_ == variant) compared_ = variant_;
  variant_ = variant;
  Q_EMIT variantsChanged();
}

void Focus::setCompared(std::optional<std::size_t> compared) {
  if (compared == variant_) compared.reset();
  if (compared == compared_) return;
  compared_ = compared;
  Q_EMIT variantsChanged();
}

void Focus::reset(Time end) {
  cursor_ = Time::zero();
  end_ = end;
  follows_ = true;
  subject_ = {};
  variant_ = 0;
  compared_.reset();
  Q_EMIT cursorMoved(cursor_);
  Q_EMIT subjectChanged();
  Q_EMIT variantsChanged();
}

}  // namespace headroom::gui
