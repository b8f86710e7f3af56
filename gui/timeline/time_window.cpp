#include "gui/timeline/time_window.h"

#include <algorithm>
#include <cstdint>

namespace headroom::gui {
namespace {

constexpr std::size_t kMaxSteps = 100;  // On the way back.

}  // namespace

void TimeWindow::reset(Time end, Duration smallest) {
  end_ = std::max(end, Time{1});
  smallest_ = std::clamp(smallest, Duration{1}, Duration{end_});
  shown_ = {Time{}, end_};
  before_.clear();
  byWheel_ = false;
}

void TimeWindow::show(Stretch stretch) {
  if (stretch.to - stretch.from < smallest_) {
    const Time middle = stretch.from + (stretch.to - stretch.from) / 2;
    stretch = {middle - smallest_ / 2, middle - smallest_ / 2 + smallest_};
  }
  const Duration width = std::min<Duration>(stretch.to - stretch.from, end_);
  const Time from = std::clamp<Time>(stretch.from, Time{}, end_ - width);
  shown_ = {from, from + width};
}

void TimeWindow::remember() {
  before_.push_back(shown_);
  if (before_.size() > kMaxSteps) before_.erase(before_.begin());
}

void TimeWindow::zoomTo(Time from, Time to) {
  byWheel_ = false;
  const Stretch previous = shown_;
  remember();
  show(
      {std::clamp(std::min(from, to), Time{}, end_), std::clamp(std::max(from, to), Time{}, end_)});
  if (shown_ == previous) before_.pop_back();
}

void TimeWindow::zoomAt(Time at, double factor) {
  const auto scaled = [&](Duration d) {
    return Duration{static_cast<std::int64_t>(static_cast<double>(d.count()) * factor)};
  };
  if (!byWheel_) remember();
  byWheel_ = true;
  show({at - scaled(at - shown_.from), at + scaled(shown_.to - at)});
}

void TimeWindow::pan(Duration by) { show({shown_.from + by, shown_.to + by}); }

void TimeWindow::reveal(Time at) {
  if (at < shown_.from) pan(at - shown_.from);
  if (at > shown_.to) pan(at - shown_.to);
}

void TimeWindow::back() {
  byWheel_ = false;
  if (before_.empty()) {
    shown_ = {Time{}, end_};
    return;
  }
  shown_ = before_.back();
  before_.pop_back();
}

void TimeWindow::showAll() {
  byWheel_ = false;
  if (isWhole()) return;
  remember();
  shown_ = {Time{}, end_};
}

}  // namespace headroom::gui
