// A tree or table as our panels show it: marks beside text, a word where there is nothing yet, and
// everything to be had with the keyboard.
#pragma once

#include <QTreeView>
#include <functional>

namespace headroom::gui {

class TreeView : public QTreeView {
  Q_OBJECT
 public:
  enum class Rows {
    cells,   ///< Columns of short texts.
    entries  ///< One column; each row is laid out in paragraphs (roles.h).
  };
  TreeView(Rows rows, const QString& name, QWidget* parent = nullptr);

  /// What is said where there are no rows: what will be here, and what to do.
  void setEmptyText(const QString& text);
  QString emptyText() const { return emptyText_; }
  /// What Ctrl+C copies; the current row when there is none.
  void setCopyText(std::function<QString()> copyText) { copyText_ = std::move(copyText); }
  void copy() const;
  /// As high as its rows, up to so many lines.
  void fitRows(int mostLines);

 Q_SIGNALS:
  /// Clicked, or Enter was pressed on it.
  void chosen(const QModelIndex& index);

 protected:
  void initViewItemOption(QStyleOptionViewItem* option) const override;
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QString emptyText_;
  std::function<QString()> copyText_;
  Rows rows_;
};

}  // namespace headroom::gui
