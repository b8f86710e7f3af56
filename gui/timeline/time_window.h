// The stretch of time that the charts show, and the way back to what they showed before.
#pragma once

#include <vector>

#include "sim/time.h"

namespace headroom::gui {

class TimeWindow {
 public:
  /// Shows 0..end; nothing narrower than `smallest` can be shown.
  void reset(Time end, Duration smallest);

  Time from() const { return shown_.from; }
  Time to() const { return shown_.to; }
  Time end() const { return end_; }
  bool isWhole() const { return shown_.from == Time{} && shown_.to == end_; }
  bool canGoBack() const { return !before_.empty(); }

  /// To a stretch that was chosen; in either order.
  void zoomTo(Time from, Time to);
  /// By a wheel: `at` stays where it is. Several in a row are one step on the way back.
  void zoomAt(Time at, double factor);
  void pan(Duration by);
  /// Pans as little as shows `at`.
  void reveal(Time at);
  /// To what was shown before; everything when there is nothing before.
  void back();
  void showAll();

 private:
  struct Stretch {
    Time from{}, to{};
    bool operator==(const Stretch&) const = default;
  };
  void show(Stretch stretch);
  void remember();

  Time end_{};
  Duration smallest_{1};
  Stretch shown_;
  std::vector<Stretch> before_;
  bool byWheel_ = false;
};

}  // namespace headroom::gui
