// Labels as our panels have them.
#pragma once

#include <QLabel>

namespace headroom::gui {

/// The first line of a panel: larger, and wrapped where it must be.
QLabel* headingLabel(QWidget* parent);
/// A paragraph that wraps, as plain text: what it says comes from files.
QLabel* wrappedLabel(QWidget* parent);

}  // namespace headroom::gui
