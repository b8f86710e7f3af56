// Who got what of a run: each segment's share of the traffic, of the goodput, and of the work of
// the parts.
#pragma once

#include "gui/panels/panel.h"
#include "gui/tables/segment_model.h"

class QLabel;

namespace headroom::gui {

class TreeView;

class SegmentsPanel : public Panel {
  Q_OBJECT
 public:
  SegmentsPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

 protected:
  void refresh() override;

 private:
  void showEmpty(const LoadedScenario* scenario, bool anySegments);
  void showSelected();
  void layOut();

  Document& document_;
  Runs& runs_;
  Focus& focus_;
  SegmentModel traffic_;
  ServiceModel service_;
  CoursePtr told_;  ///< The run that the tables are of.
  std::uint64_t revision_ = 0;
  std::size_t variant_ = ~std::size_t{0};

  QLabel* title_;
  QLabel* what_;
  TreeView* trafficView_;
  QLabel* serviceTitle_;
  TreeView* serviceView_;
};

}  // namespace headroom::gui
