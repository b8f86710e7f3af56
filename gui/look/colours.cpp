#include "gui/look/colours.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>
#include <array>

namespace headroom::gui {
namespace {

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QPalette lightPalette() {
  QPalette p{QColor{0xF3, 0xF4, 0xF6}};
  p.setColor(QPalette::Window, QColor{0xF3, 0xF4, 0xF6});
  p.setColor(QPalette::WindowText, QColor{0x1B, 0x1F, 0x24});
  p.setColor(QPalette::Base, QColor{0xFF, 0xFF, 0xFF});
  p.setColor(QPalette::AlternateBase, QColor{0xF7, 0xF8, 0xFA});
  p.setColor(QPalette::Text, QColor{0x1B, 0x1F, 0x24});
  p.setColor(QPalette::Button, QColor{0xE9, 0xEB, 0xEF});
  p.setColor(QPalette::ButtonText, QColor{0x1B, 0x1F, 0x24});
  p.setColor(QPalette::PlaceholderText, QColor{0x6A, 0x72, 0x7D});
  p.setColor(QPalette::ToolTipBase, QColor{0xFF, 0xFF, 0xFF});
  p.setColor(QPalette::ToolTipText, QColor{0x1B, 0x1F, 0x24});
  p.setColor(QPalette::Highlight, QColor{0x1F, 0x5F, 0xBF});
  p.setColor(QPalette::HighlightedText, QColor{0xFF, 0xFF, 0xFF});
  p.setColor(QPalette::Link, QColor{0x1F, 0x5F, 0xBF});
  p.setColor(QPalette::Mid, QColor{0xC9, 0xCE, 0xD6});
  return p;
}

QPalette darkPalette() {
  QPalette p{QColor{0x20, 0x24, 0x2A}};
  p.setColor(QPalette::Window, QColor{0x20, 0x24, 0x2A});
  p.setColor(QPalette::WindowText, QColor{0xE8, 0xEB, 0xEF});
  p.setColor(QPalette::Base, QColor{0x17, 0x1A, 0x1F});
  p.setColor(QPalette::AlternateBase, QColor{0x1D, 0x21, 0x27});
  p.setColor(QPalette::Text, QColor{0xE8, 0xEB, 0xEF});
  p.setColor(QPalette::Button, QColor{0x2C, 0x31, 0x39});
  p.setColor(QPalette::ButtonText, QColor{0xE8, 0xEB, 0xEF});
  p.setColor(QPalette::PlaceholderText, QColor{0x9A, 0xA3, 0xAF});
  p.setColor(QPalette::ToolTipBase, QColor{0x2C, 0x31, 0x39});
  p.setColor(QPalette::ToolTipText, QColor{0xE8, 0xEB, 0xEF});
  p.setColor(QPalette::Highlight, QColor{0x3B, 0x7D, 0xD8});
  p.setColor(QPalette::HighlightedText, QColor{0xFF, 0xFF, 0xFF});
  p.setColor(QPalette::Link, QColor{0x7F, 0xB2, 0xF5});
  p.setColor(QPalette::Mid, QColor{0x45, 0x4C, 0x57});
  return p;
}

void dimDisabled(QPalette& p) {
  const QColor dim = mixed(p.color(QPalette::WindowText), p.color(QPalette::Window), 0.55);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    p.setColor(QPalette::Disabled, role, dim);
}

}  // namespace

QColor Colours::of(Condition condition) const {
  switch (condition) {
    case Condition::ok:
      return ok;
    case Condition::saturated:
      return saturated;
    case Condition::rejecting:
      return rejecting;
    case Condition::down:
      return down;
    case Condition::unknown:
      return unknown;
  }
  return unknown;
}

QColor Colours::categorical(int index) const {
  static const std::array<QColor, 7> onLight{QColor{0x00, 0x72, 0xB2}, QColor{0xC4, 0x4E, 0x00},
                                             QColor{0x00, 0x85, 0x62}, QColor{0xB1, 0x4A, 0x86},
                                             QColor{0x8A, 0x6D, 0x00}, QColor{0x2B, 0x8F, 0xC4},
                                             QColor{0x55, 0x55, 0x55}};
  static const std::array<QColor, 7> onDark{QColor{0x5A, 0xB4, 0xF0}, QColor{0xF0, 0x8A, 0x3C},
                                            QColor{0x35, 0xC5, 0x9C}, QColor{0xE5, 0x92, 0xC4},
                                            QColor{0xE8, 0xD8, 0x4A}, QColor{0x9A, 0xD6, 0xF7},
                                            QColor{0xC0, 0xC4, 0xCA}};
  const auto at = static_cast<std::size_t>(index) % onLight.size();
  return dark ? onDark[at] : onLight[at];
}

Qt::PenStyle dashOf(int index) {
  static constexpr std::array kStyles{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
  return kStyles[static_cast<std::size_t>(index / 7) % kStyles.size()];
}

bool isDark(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; }

Colours coloursOf(const QPalette& palette) {
  Colours c;
  c.dark = isDark(palette);
  c.ground = palette.color(QPalette::Base);
  c.panel = palette.color(QPalette::Window);
  c.card = c.dark ? QColor{0x2A, 0x2F, 0x37} : QColor{0xFF, 0xFF, 0xFF};
  c.text = palette.color(QPalette::Text);
  c.dim = palette.color(QPalette::PlaceholderText);
  c.border = palette.color(QPalette::Mid);
  c.grid = mixed(c.ground, c.text, c.dark ? 0.13 : 0.09);
  c.accent = palette.color(QPalette::Highlight);
  const auto pick = [&c](QRgb onLight, QRgb onDark) { return QColor{c.dark ? onDark : onLight}; };
  c.offered = pick(0x6A727D, 0xA9B1BC);
  c.goodput = pick(0x008562, 0x35C59C);
  c.degraded = pick(0x5B4FCF, 0xA99CFF);
  c.refused = pick(0xC98A00, 0xF0B72E);
  c.failed = pick(0xC8321E, 0xFF6B54);
  c.p50 = pick(0x56A5DC, 0x8CCBF5);
  c.p95 = pick(0x0072B2, 0x4BA3E3);
  c.p99 = pick(0x7A3E9D, 0xC996E8);
  c.ok = pick(0x008562, 0x35C59C);
  c.saturated = pick(0xB87A00, 0xF0B72E);
  c.rejecting = pick(0xC8501E, 0xFF8A5C);
  c.down = pick(0xA3123A, 0xFF5C7E);
  c.unknown = pick(0x9AA1AB, 0x6C7580);
  c.fault = c.dark ? QColor{255, 92, 126, 38} : QColor{163, 18, 58, 24};
  return c;
}

void applyTheme(Theme theme) {
  // What the desktop wants, before anything of ours has replaced it.
  static const bool desktopIsDark = isDark(QGuiApplication::palette());
  const bool dark = theme == Theme::dark || (theme == Theme::system && desktopIsDark);
  QPalette palette = dark ? darkPalette() : lightPalette();
  dimDisabled(palette);
  // Once: widgets that are there keep their colours when the style is set anew.
  if (QApplication::style()->name() != QLatin1String("fusion"))
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setPalette(palette);
}

}  // namespace headroom::gui
