// Why it came so: the outage in a few sentences, and the chain of causes beneath.
#pragma once

#include <vector>

#include "gui/panels/panel.h"
#include "gui/tables/cause_model.h"
#include "gui/tables/story.h"

class QLabel;
class QTextBrowser;
class QToolButton;

namespace headroom::gui {

class TreeView;

class WhyPanel : public Panel {
  Q_OBJECT
 public:
  WhyPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent = nullptr);

  /// Story and chain as text: what Ctrl+C copies.
  QString asText() const;

 protected:
  void refresh() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void tell(const CoursePtr& course);
  void showStory();
  void fitStory();
  void moveTo(Time cursor);
  void open(const QModelIndex& index);

  Document& document_;
  Runs& runs_;
  Focus& focus_;
  CauseModel model_;
  std::vector<StoryLine> story_;
  QLabel* title_;
  QToolButton* copy_;
  QTextBrowser* storyView_;
  TreeView* list_;
  CoursePtr told_;  ///< What story and chain were made from.
};

}  // namespace headroom::gui
