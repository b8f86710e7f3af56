#include "gui/app/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include "gui/look/icons.h"

namespace headroom::gui {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      icon_(new QLabel{this}),
      text_(new QLabel{this}),
      action_(new QPushButton{this}),
      close_(new QToolButton{this}) {
  setObjectName(QStringLiteral("messageBar"));
  setAutoFillBackground(true);
  auto* row = new QHBoxLayout{this};
  row->setContentsMargins(10, 5, 6, 5);
  row->addWidget(icon_);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  row->addWidget(text_, 1);
  row->addWidget(action_);
  close_->setText(QStringLiteral("×"));
  close_->setAutoRaise(true);
  close_->setAccessibleName(tr("Dismiss the message"));
  close_->setToolTip(tr("Dismiss"));
  row->addWidget(close_);
  connect(close_, &QToolButton::clicked, this, &MessageBar::clear);
  connect(action_, &QPushButton::clicked, this, [this] {
    // What it does may say something else here.
    const std::function<void()> act = act_;
    clear();
    if (act) act();
  });
  hide();
}

void MessageBar::say(Kind kind, const QString& message, const QString& action,
                     std::function<void()> act) {
  kind_ = kind;
  text_->setText(message);
  setAccessibleName(message);
  action_->setText(action);
  action_->setAccessibleName(action);
  action_->setVisible(!action.isEmpty());
  act_ = std::move(act);
  showIcon();
  show();
}

void MessageBar::clear() {
  text_->clear();
  act_ = {};
  hide();
}

QString MessageBar::message() const { return text_->text(); }

QColor MessageBar::colour() const {
  const Colours colours = coloursOf(palette());
  return kind_ == Kind::error     ? colours.failed
         : kind_ == Kind::warning ? colours.saturated
                                  : colours.accent;
}

void MessageBar::showIcon() {
  const QString name = kind_ == Kind::error     ? QStringLiteral("error")
                       : kind_ == Kind::warning ? QStringLiteral("warning")
                                                : QStringLiteral("help");
  icon_->setPixmap(iconPixmap(name, colour(), 18, devicePixelRatioF()));
}

void MessageBar::paintEvent(QPaintEvent*) {
  QPainter painter{this};
  painter.fillRect(0, 0, 4, height(), colour());
  painter.fillRect(0, height() - 1, width(), 1, coloursOf(palette()).border);
}

void MessageBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) showIcon();
}

}  // namespace headroom::gui
