// One chart of the timeline: curves over the stretch of time that all of them show.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "gui/timeline/chart_content.h"
#include "gui/timeline/envelope_pyramid.h"
#include "gui/timeline/ticks.h"
#include "sim/time.h"

class QPainter;

namespace headroom::gui {

struct ChartPlot;

class ChartView : public QWidget {
  Q_OBJECT
 public:
  explicit ChartView(ChartKind kind, QWidget* parent = nullptr);
  ~ChartView() override;

  ChartKind kind() const;
  void setContent(ChartContent content);
  const ChartContent& content() const;

  /// The stretch of time from left to right.
  void setShownTime(Time from, Time to);
  void setWindows(std::vector<ShadedWindow> windows);
  /// What comes after is hatched, and `word` said there ("stopped at 42s"). kNever: nothing is.
  void setEnd(Time end, const QString& word);
  /// Where the cursor line stands; redraws no curve.
  void setMoment(Time at);
  /// A stretch that is being chosen.
  void setBrush(std::optional<std::pair<Time, Time>> stretch);

  /// For labels of the value axis; the same in all charts, so that their time axes line up.
  int neededLeftMargin() const;
  void setLeftMargin(int margin);
  static constexpr int kRightMargin = 10;
  /// Where the curves are, in the widget's pixels.
  QRectF plotBox() const;
  Time timeAt(double x) const;
  double xOf(Time at) const;

  std::vector<Tick> shownValueTicks() const;
  /// Lowest and highest of the value axis.
  std::pair<double, double> valueRange() const;
  /// "at 1m15s: offered 2.98k/s, goodput 512/s"
  QString describe() const;
  /// With curves and cursor, at any size; lines stay lines where `painter` keeps them.
  void paintOn(QPainter& painter, const QRectF& box);
  /// A picture of a curve for tables: its line with its mark.
  QPixmap sampleOf(const Curve& curve) const;
  /// Draws everything again at once, as changed() does a little later.
  void redraw();

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void scrubbed(headroom::Time at);
  void brushing(headroom::Time from, headroom::Time to);
  /// The stretch was chosen.
  void brushed(headroom::Time from, headroom::Time to);
  /// A wheel with Ctrl: below 1 is closer.
  void zoomed(headroom::Time at, double factor);
  /// A wheel sideways, or with Shift.
  void panned(headroom::Duration by);
  void wholeAsked();
  /// Labels of the value axis became wider or narrower.
  void marginChanged();

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  std::unique_ptr<ChartPlot> plot_;
  std::optional<Time> brushFrom_;
  bool scrubbing_ = false;
};

}  // namespace headroom::gui
