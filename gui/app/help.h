// What F1 and "About" show.
#pragma once

class QWidget;

namespace headroom::gui {

/// What the keys and the mouse do, in every view.
void showKeys(QWidget* parent);
/// Version, licences, and what the program stands on.
void showAbout(QWidget* parent);

}  // namespace headroom::gui
