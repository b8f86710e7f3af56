// Colours that views share: what stands for what, in light and dark.
//
// Told apart by people who see colours differently (Okabe and Ito's palette, lightness adjusted to
// the ground); what matters is said by a mark, a dash or a word as well.
#pragma once

#include <QColor>
#include <QPalette>

namespace headroom::gui {

/// How a part does at an instant; each has a colour and a mark (paintMark in icons.h).
enum class Condition {
  unknown,    ///< Nothing simulated yet
  ok,         ///< Serves what it is asked
  saturated,  ///< A resource is full and something waits for it
  rejecting,  ///< It refuses, or fails, some of what it is asked
  down        ///< A fault keeps it from serving
};

struct Colours {
  bool dark = false;
  // Surfaces and text, from the palette.
  QColor ground, panel, card, border, grid, text, dim, accent;
  // Curves.
  QColor offered, goodput, degraded, refused, failed, p50, p95, p99;
  // Conditions, as strokes and as fills behind text.
  QColor ok, saturated, rejecting, down, unknown;
  QColor fault;  ///< Ground of fault windows.

  QColor of(Condition condition) const;
  /// For curves without a meaning of their own: utilisation of several resources. Repeats after 7,
  /// where dashes (dashOf) tell apart.
  QColor categorical(int index) const;
};

/// Light or dark as the palette's window is.
bool isDark(const QPalette& palette);
Colours coloursOf(const QPalette& palette);
/// Solid for the first seven, then dashed, then dotted.
Qt::PenStyle dashOf(int index);

enum class Theme { system, light, dark };
/// Fusion with our palette, for the whole application; `system` keeps the desktop's light or dark.
void applyTheme(Theme theme);

}  // namespace headroom::gui
