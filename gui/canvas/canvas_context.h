// What all items of the canvas draw from: one instant of one run, and how things look.
#pragma once

#include <QFont>
#include <QSizeF>
#include <QWidget>

#include "gui/canvas/canvas_state.h"
#include "gui/canvas/topology.h"
#include "gui/document/focus.h"
#include "gui/look/colours.h"

namespace headroom::gui {

/// Sizes in units of the scene, which are pixels at 100 %; all follow from the font.
struct CanvasLook {
  CanvasLook() = default;
  explicit CanvasLook(const QWidget& widget);

  Colours colours;
  QFont font, bold, small;  ///< In pixels, so that pictures of other resolutions look the same.
  qreal line = 0;           ///< Height of a line of text.
  qreal smallLine = 0;
  qreal pad = 0;
  QSizeF part, flow;
};

/// How much can be read at a zoom.
enum class Detail { blocks, names, full };
Detail detailAt(qreal scale, const CanvasLook& look);

struct CanvasContext {
  CanvasLook look;
  Topology topology;
  CanvasReader reader;
  CanvasState state;
  Time cursor{};
  Subject selected;
  /// Calls a second that are drawn with the widest line; a round number.
  double widest = 0;

  bool isSelected(Subject::Kind kind, const std::string& name) const {
    return selected.kind == kind && selected.name == name;
  }
};

}  // namespace headroom::gui
