// The lane above the charts: what was done to the system, and what happened then, as flags.
#pragma once

#include <QString>
#include <vector>

#include "gui/timeline/chart_content.h"
#include "gui/timeline/time_strip.h"
#include "models/outcome/outcome.h"

namespace headroom::gui {

/// Something worth telling, and when.
struct Flag {
  Time at{};
  LogEntry::Kind kind = LogEntry::Kind::fault;
  bool begins = true;
  QString words;
};
/// The chain of causes of a log, by time.
std::vector<Flag> flagsOf(const std::vector<LogEntry>& log);

class FlagLane : public TimeStrip {
  Q_OBJECT
 public:
  explicit FlagLane(QWidget* parent);

  void setFlags(std::vector<Flag> flags);
  const std::vector<Flag>& flags() const { return flags_; }
  void setWindows(std::vector<ShadedWindow> windows);
  void paintOn(QPainter& painter, const QRectF& box) override;
  /// What a tooltip says at a point; "" where there is nothing.
  QString wordsAt(const QPointF& point) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

 Q_SIGNALS:
  /// A flag was clicked; of several in one place, the first, then one after the other.
  void chosen(headroom::Time at);
  /// A place without flags was clicked or dragged over.
  void scrubbed(headroom::Time at);

 protected:
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  /// Flags that would overlap are drawn as one.
  struct Cluster {
    double x = 0;
    std::size_t first = 0, last = 0;  ///< first..last-1 of the flags.
  };
  std::vector<Cluster> clustersIn(const PlotMap& map) const;
  const Cluster* clusterAt(const std::vector<Cluster>& clusters, const QPointF& point) const;
  double rowHeight() const;
  double markSize() const { return rowHeight() * 0.72; }
  double flagRow(const QRectF& box) const;
  void paintWindows(QPainter& painter, const PlotMap& map) const;
  void paintWindowNames(QPainter& painter, const PlotMap& map) const;
  void paintCluster(QPainter& painter, const Cluster& cluster, double y) const;

  std::vector<Flag> flags_;
  std::vector<ShadedWindow> windows_;
};

}  // namespace headroom::gui
