#include "gui/panels/why_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/look/icons.h"
#include "gui/look/words.h"
#include "gui/panels/tree_view.h"
#include "gui/panels/wording.h"

namespace headroom::gui {
namespace {

bool tellsTheSame(const Course* before, const Course* now) {
  if (before == nullptr || now == nullptr) return before == now;
  return before->variant == now->variant && before->revision == now->revision &&
         before->result == now->result && before->reached <= now->reached &&
         before->log().size() == now->log().size();
}

}  // namespace

WhyPanel::WhyPanel(Document& document, Runs& runs, Focus& focus, QWidget* parent)
    : Panel(parent), document_(document), runs_(runs), focus_(focus) {
  title_ = headingLabel(this);
  copy_ = new QToolButton(this);
  copy_->setAutoRaise(true);
  copy_->setAccessibleName(tr("Copy as text"));
  copy_->setToolTip(tr("Copy the story and the chain of causes as text (Ctrl+C in the list)"));
  storyView_ = new QTextBrowser(this);
  storyView_->setOpenLinks(false);
  storyView_->setAccessibleName(tr("What happened, in short"));
  storyView_->setTabChangesFocus(true);
  list_ = new TreeView(TreeView::Rows::entries, tr("Chain of causes"), this);
  list_->setModel(&model_);
  list_->setCopyText([this] { return asText(); });

  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(copy_, 0, Qt::AlignTop);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(storyView_);
  splitter->addWidget(list_);
  splitter->setStretchFactor(0, 2);
  splitter->setStretchFactor(1, 3);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(head);
  layout->addWidget(splitter, 1);

  connect(copy_, &QToolButton::clicked, list_, &TreeView::copy);
  connect(list_, &TreeView::chosen, this, &WhyPanel::open);
  connect(&document, &Document::changed, this, &Panel::later);
  connect(&runs, &Runs::courseChanged, this, [this](std::size_t variant) {
    if (variant == focus_.variant()) later();
  });
  connect(&runs, &Runs::stateChanged, this, &Panel::later);
  connect(&focus, &Focus::variantsChanged, this, &Panel::later);
  connect(&focus, &Focus::cursorMoved, this, &WhyPanel::moveTo);
}

void WhyPanel::refresh() {
  const CoursePtr course = courseOf(document_, runs_, focus_.variant());
  const auto scenario = document_.scenario();
  title_->setText(scenario ? variantName(*scenario, focus_.variant()) : tr("Why"));
  copy_->setIcon(icon(QStringLiteral("copy"), palette()));
  if (!scenario)
    list_->setEmptyText(document_.isOpen()
                            ? tr("The file has errors: see Problems.")
                            : tr("Open a scenario (Ctrl+O) and run it to see what causes what."));
  else if (scenario->systemOnly)
    list_->setEmptyText(tr("The file has no workload: nothing can happen in it."));
  else if (!course)
    list_->setEmptyText(
        tr("Run (F5) to see the chain of causes: what was done, what gave way, "
           "who failed, and what came back."));
  else
    list_->setEmptyText(course->finished() ? tr("Nothing happened that is worth telling.")
                                           : tr("Nothing has happened yet."));
  tell(course);
  moveTo(focus_.cursor());
}

/// Thirty snapshots a second tell little new: the chain is made again only when the log has grown.
void WhyPanel::tell(const CoursePtr& course) {
  if (!tellsTheSame(told_.get(), course.get())) {
    model_.setChain(course ? causeChain(course->log()) : std::vector<ToldEntry>{});
    story_ = course ? storyOf(*course) : std::vector<StoryLine>{};
  }
  told_ = course;
  copy_->setEnabled(!story_.empty() || model_.rowCount() > 0);
  storyView_->setVisible(!story_.empty());
  showStory();
}

void WhyPanel::showStory() {
  const Colours colours = coloursOf(palette());
  QTextDocument& document = *storyView_->document();
  QString html;
  for (const StoryLine& line : story_) {
    const QString image = QString("sign:%1").arg(static_cast<int>(line.sign));
    document.addResource(QTextDocument::ImageResource, QUrl(image),
                         signPixmap(line.sign, colours, fontMetrics().ascent(), 2));
    html += QString("<p style='margin:0 0 5px 0'><img src='%1' height='%2'> <b>%3</b> %4</p>")
                .arg(image)
                .arg(fontMetrics().ascent())
                .arg(line.label.toHtmlEscaped(), line.text.toHtmlEscaped());
  }
  // Setting it anew drops a selection and the place one has read to.
  if (storyView_->property("shown").toString() == html + colours.text.name()) return;
  storyView_->setProperty("shown", html + colours.text.name());
  storyView_->setHtml(html);
  fitStory();
}

/// No higher than what it says: the chain gets the rest.
void WhyPanel::fitStory() {
  const int wanted =
      static_cast<int>(storyView_->document()->size().height()) + 2 * storyView_->frameWidth() + 2;
  storyView_->setMaximumHeight(std::max(wanted, 3 * fontMetrics().height()));
}

void WhyPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  QTimer::singleShot(0, this, &WhyPanel::fitStory);  // Once the story has its new width.
}

void WhyPanel::moveTo(Time cursor) {
  const int before = model_.currentRow();
  model_.setCursor(cursor);
  if (!isVisible() || model_.currentRow() == before || model_.currentRow() < 0) return;
  list_->scrollTo(model_.index(model_.currentRow()));
}

void WhyPanel::open(const QModelIndex& index) {
  if (!index.isValid()) return;
  const LogEntry entry = model_.at(index.row()).entry;
  focus_.setCursor(entry.at);
  const auto scenario = document_.scenario();
  if (!scenario) return;
  const SystemSpec& system = scenario->document.spec.system;
  if (system.parts.contains(entry.subject))
    focus_.selectPart(entry.subject);
  else if (system.flows.contains(entry.subject))
    focus_.select({Subject::Kind::flow, entry.subject});
  else if (system.segments.contains(entry.subject))
    focus_.select({Subject::Kind::segment, entry.subject});
}

QString WhyPanel::asText() const {
  QString out = gui::asText(story_);
  if (!out.isEmpty()) out += '\n';
  for (int row = 0; row < model_.rowCount(); ++row) out += model_.lineOf(row) + '\n';
  return out;
}

}  // namespace headroom::gui
