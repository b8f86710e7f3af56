#include "gui/timeline/value_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/look/words.h"

namespace headroom::gui {
namespace {

/// Cuts names that are too long where one sees that they are cut.
class ElidingHeader : public QHeaderView {
 public:
  explicit ElidingHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

 protected:
  void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override {
    QHeaderView::initStyleOptionForIndex(option, section);
    const int margin = 2 * style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this) + 4;
    option->text =
        fontMetrics().elidedText(option->text, Qt::ElideRight, sectionSize(section) - margin);
  }
};

}  // namespace

ValueTable::ValueTable(ValueModel& model, QWidget* parent)
    : QWidget(parent), model_(model), moment_(new QLabel(this)), table_(new QTableView(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 2, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(moment_);
  layout->addWidget(table_);
  QFont bold = font();
  bold.setBold(true);
  moment_->setFont(bold);
  moment_->setObjectName(QStringLiteral("moment"));
  table_->setHorizontalHeader(new ElidingHeader(table_));
  table_->setModel(&model_);
  table_->setAccessibleName(QStringLiteral("Values at the cursor"));
  table_->setToolTip(QStringLiteral("What each curve is in the interval that the cursor lies in"));
  table_->setShowGrid(false);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setWordWrap(false);
  table_->setTextElideMode(Qt::ElideRight);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setTabKeyNavigation(false);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionsClickable(false);
  connect(&model_, &QAbstractItemModel::modelReset, this, &ValueTable::fitColumns);
  connect(&model_, &QAbstractItemModel::headerDataChanged, this, &ValueTable::fitColumns);
  setMoment(Time{}, Time{}, Duration{});
  fitColumns();
}

// Of fixed widths: columns that follow their contents would jump at every move of the cursor.
void ValueTable::fitColumns() {
  const QFontMetrics metrics(table_->font());
  const int row = metrics.height() + 3;
  table_->verticalHeader()->setMinimumSectionSize(row);
  table_->verticalHeader()->setDefaultSectionSize(row);
  table_->setIconSize(QSize(row * 3 / 2, row));
  QHeaderView* header = table_->horizontalHeader();
  header->setMinimumSectionSize(20);
  header->setSectionResizeMode(ValueModel::curve, QHeaderView::Stretch);
  for (int column = ValueModel::value; column < model_.columnCount(); ++column) {
    header->setSectionResizeMode(column, QHeaderView::Fixed);
    header->resizeSection(column, valueWidth());
  }
  table_->clearSpans();
  for (int i = 0; i < model_.rowCount(); ++i)
    if (model_.index(i, 0).data(ValueModel::kHeadingRole).toBool())
      table_->setSpan(i, 0, 1, model_.columnCount());
}

int ValueTable::valueWidth() const {
  const QFontMetrics metrics(table_->font());
  int name = 0;
  for (int column = ValueModel::value; column < model_.columnCount(); ++column)
    name = std::max(
        name, metrics.horizontalAdvance(model_.headerData(column, Qt::Horizontal).toString()));
  return std::max(metrics.horizontalAdvance(QStringLiteral("888.8k/s")),
                  std::min(name, metrics.horizontalAdvance(u'0') * 12)) +
         16;
}

void ValueTable::setMoment(Time at, Time from, Duration length) {
  moment_->setText(QStringLiteral("at %1").arg(momentText(at)));
  moment_->setToolTip(length > Duration{} ? QStringLiteral("Values of the interval from %1 to %2")
                                                .arg(momentText(from), momentText(from + length))
                                          : QStringLiteral("The run has not come here"));
}

QString ValueTable::headline() const { return moment_->text(); }

QSize ValueTable::sizeHint() const {
  const QFontMetrics metrics(font());
  const int names = metrics.horizontalAdvance(u'0') * 20;
  return {names + valueWidth() * (model_.columnCount() - 1), metrics.height() * 12};
}

void ValueTable::changeEvent(QEvent* event) {
  if (event->type() == QEvent::FontChange) fitColumns();
  QWidget::changeEvent(event);
}

}  // namespace headroom::gui
