// A file as it stands on disk, with line numbers and a place that is marked. To read, not to edit.
#pragma once

#include <QPlainTextEdit>

#include "models/notation/json_value.h"

namespace headroom::gui {

class SourceView : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit SourceView(QWidget* parent = nullptr);

  /// Reads the file and goes to the place; false when it cannot be read, or is too large to.
  bool showPlace(const QString& path, const SourceLocation& where);
  void clear();
  /// The line that is marked, from 1; 0: none.
  int markedLine() const { return marked_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Margin;
  int marginWidth() const;
  void paintMargin(QPaintEvent* event);
  void place();
  void mark(int column);

  Margin* margin_;
  int marked_ = 0;
  int column_ = 1;
};

}  // namespace headroom::gui
