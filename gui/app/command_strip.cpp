#include "gui/app/command_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace headroom::gui {

CommandStrip::CommandStrip(QWidget* parent) : QWidget(parent), line_(new QLineEdit{this}) {
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(6, 1, 6, 1);
  row->addWidget(new QLabel{tr("Same figures without a window:"), this});
  line_->setReadOnly(true);
  line_->setFrame(false);
  line_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  line_->setAccessibleName(tr("Equivalent command line"));
  row->addWidget(line_, 1);
  auto* button = new QToolButton{this};
  button->setText(tr("Copy"));
  button->setAccessibleName(tr("Copy the command line"));
  button->setToolTip(tr("Copy the command line (Ctrl+Shift+C)"));
  connect(button, &QToolButton::clicked, this, &CommandStrip::copy);
  row->addWidget(button);
}

void CommandStrip::setCommand(const QString& command) {
  if (command == line_->text()) return;
  line_->setText(command);
  line_->setCursorPosition(0);
  line_->setToolTip(command);
}

QString CommandStrip::command() const { return line_->text(); }

void CommandStrip::copy() {
  QApplication::clipboard()->setText(line_->text());
  Q_EMIT copied();
}

}  // namespace headroom::gui
