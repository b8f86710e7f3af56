#include "gui/timeline/flag_lane.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "gui/look/colours.h"
#include "gui/look/words.h"
#include "report/cause_chain.h"

namespace headroom::gui {
namespace {

constexpr qsizetype kMaxTold = 12;  // Lines of a tooltip.

MarkLook lookOf(const Flag& flag, const Colours& c) {
  const auto shapeAndColour = [&]() -> std::pair<int, QColor> {
    switch (flag.kind) {
      case LogEntry::Kind::fault:
        return {4, c.down};
      case LogEntry::Kind::limitOn:
      case LogEntry::Kind::limitChanged:
        return {3, c.accent};
      case LogEntry::Kind::saturated:
        return {1, c.saturated};
      case LogEntry::Kind::refusing:
        return {6, c.rejecting};
      case LogEntry::Kind::failing:
        return {5, c.failed};
      case LogEntry::Kind::cold:
        return {7, c.p95};
    }
    return {0, c.text};
  };
  const auto [shape, colour] = shapeAndColour();
  return {shape, colour, c.ground, !flag.begins};
}

}  // namespace

std::vector<Flag> flagsOf(const std::vector<LogEntry>& log) {
  std::vector<Flag> flags;
  for (const ToldEntry& told : causeChain(log)) {
    const LogEntry& entry = told.entry;
    QString words = text(entry.text);
    // A text that does not say of whom it is needs the name before it.
    if (!entry.subject.empty() && entry.text.find(entry.subject) == std::string::npos)
      words = text(entry.subject) + QStringLiteral(": ") + words;
    if (told.leftOut > 0) words += QStringLiteral(" (and %1 more before)").arg(told.leftOut);
    flags.push_back({entry.at, entry.kind, entry.begins, words});
  }
  std::stable_sort(flags.begin(), flags.end(),
                   [](const Flag& a, const Flag& b) { return a.at < b.at; });
  return flags;
}

FlagLane::FlagLane(QWidget* parent) : TimeStrip(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(QStringLiteral("Events"));
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FlagLane::setFlags(std::vector<Flag> flags) {
  flags_ = std::move(flags);
  setAccessibleDescription(
      QStringLiteral("%1 events; PgUp and PgDn go from one to the next").arg(flags_.size()));
  update();
}

void FlagLane::setWindows(std::vector<ShadedWindow> windows) {
  const bool resized = windows.empty() != windows_.empty();
  windows_ = std::move(windows);
  if (resized) updateGeometry();
  update();
}

double FlagLane::rowHeight() const { return QFontMetrics(smallFont()).height() + 1; }

QSize FlagLane::sizeHint() const {
  return {200, static_cast<int>(rowHeight() * (windows_.empty() ? 1 : 2)) + 4};
}

double FlagLane::flagRow(const QRectF& box) const { return box.bottom() - 2 - rowHeight() / 2; }

std::vector<FlagLane::Cluster> FlagLane::clustersIn(const PlotMap& map) const {
  std::vector<Cluster> clusters;
  double last = 0;
  for (std::size_t i = 0; i < flags_.size(); ++i) {
    const double x = map.x(toSeconds(flags_[i].at));
    if (x < map.box.left() - 1 || x > map.box.right() + 1) continue;
    if (!clusters.empty() && x - last < markSize() + 1 &&
        x - clusters.back().x < markSize() * 2.5) {
      clusters.back().last = i + 1;
    } else {
      clusters.push_back({x, i, i + 1});
    }
    last = x;
  }
  return clusters;
}

const FlagLane::Cluster* FlagLane::clusterAt(const std::vector<Cluster>& clusters,
                                             const QPointF& point) const {
  const Cluster* nearest = nullptr;
  if (point.y() < flagRow(rect()) - rowHeight() / 2 - 1) return nullptr;
  for (const Cluster& cluster : clusters) {
    const double away = std::abs(cluster.x - point.x());
    if (away > markSize()) continue;
    if (!nearest || away < std::abs(nearest->x - point.x())) nearest = &cluster;
  }
  return nearest;
}

void FlagLane::paintOn(QPainter& painter, const QRectF& box) {
  const Colours c = coloursOf(palette());
  const PlotMap map = mapOf(box);
  painter.fillRect(box, c.ground);
  painter.setFont(smallFont());
  painter.save();
  painter.setClipRect(map.box);
  paintWindows(painter, map);
  const double x = std::floor(map.x(toSeconds(moment())));
  if (x >= map.box.left() && x <= map.box.right() + 1)
    painter.fillRect(QRectF(x, box.top(), 1.5, box.height()), c.text);
  paintWindowNames(painter, map);
  painter.setClipRect(box);
  for (const Cluster& cluster : clustersIn(map)) paintCluster(painter, cluster, flagRow(box));
  painter.restore();
  painter.setPen(c.dim);
  // As far as can be from a flag at the start.
  const QRectF title(box.left() + 4, flagRow(box) - rowHeight() / 2,
                     map.box.left() - box.left() - 8, rowHeight());
  const QFontMetricsF metrics(painter.font());
  painter.drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                   metrics.elidedText(QStringLiteral("Events"), Qt::ElideRight, title.width()));
}

void FlagLane::paintWindows(QPainter& painter, const PlotMap& map) const {
  for (const ShadedWindow& window : windows_) {
    const double left = map.x(toSeconds(window.from));
    const double right = std::max(left + 1, map.x(toSeconds(window.to)));
    const QRectF shade(left, map.box.top(), right - left, map.box.height());
    if (shade.intersects(map.box)) painter.fillRect(shade & map.box, coloursOf(palette()).fault);
  }
}

// The name of a window may go beyond it as far as the next one, or the name before, leaves room.
void FlagLane::paintWindowNames(QPainter& painter, const PlotMap& map) const {
  const QFontMetricsF metrics(painter.font());
  double taken = map.box.left();
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    const double start = std::max(map.x(toSeconds(windows_[i].from)) + 3, taken);
    double room = map.box.right();
    if (i + 1 < windows_.size())
      room = std::min(room, std::max(start, map.x(toSeconds(windows_[i + 1].from))));
    if (map.x(toSeconds(windows_[i].to)) < map.box.left() || start >= map.box.right()) continue;
    const QString words = metrics.elidedText(windows_[i].label, Qt::ElideRight, room - start - 2);
    if (words.size() <= 1) continue;
    painter.setPen(coloursOf(palette()).text);
    painter.drawText(QRectF(start, map.box.top() + 1, room - start, rowHeight()), Qt::AlignVCenter,
                     words);
    taken = start + metrics.horizontalAdvance(words) + 8;
  }
}

void FlagLane::paintCluster(QPainter& painter, const Cluster& cluster, double y) const {
  const Colours c = coloursOf(palette());
  const std::size_t count = cluster.last - cluster.first;
  if (count == 1) {
    paintCurveMark(painter, {cluster.x, y}, markSize(), lookOf(flags_[cluster.first], c));
    return;
  }
  const QFontMetricsF metrics(painter.font());
  const QString words = QString::number(count);
  const double width = std::max(rowHeight(), metrics.horizontalAdvance(words) + 8);
  const QRectF pill(cluster.x - width / 2, y - rowHeight() / 2 + 1, width, rowHeight() - 2);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(lookOf(flags_[cluster.first], c).colour, 1.5));
  painter.setBrush(c.card);
  painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
  painter.setPen(c.text);
  painter.drawText(pill, Qt::AlignCenter, words);
  painter.restore();
}

QString FlagLane::wordsAt(const QPointF& point) const {
  const PlotMap map = mapOf(rect());
  const std::vector<Cluster> clusters = clustersIn(map);
  QStringList lines;
  if (const Cluster* cluster = clusterAt(clusters, point)) {
    for (std::size_t i = cluster->first; i < cluster->last; ++i)
      lines << momentText(flags_[i].at) + QStringLiteral("  ") + flags_[i].words;
    if (lines.size() > kMaxTold) {
      const qsizetype more = lines.size() - kMaxTold;
      lines = lines.first(kMaxTold);
      lines << QStringLiteral("and %1 more: zoom in to see them").arg(more);
    }
    return lines.join(u'\n');
  }
  const double at = map.secondsAt(point.x());
  for (const ShadedWindow& window : windows_)
    if (at >= toSeconds(window.from) && at < toSeconds(window.to))
      lines << QStringLiteral("%1, from %2 to %3")
                   .arg(window.label, momentText(window.from), momentText(window.to));
  return lines.join(u'\n');
}

bool FlagLane::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return TimeStrip::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString words = wordsAt(help->pos());
  QToolTip::showText(help->globalPos(),
                     words.isEmpty() ? QStringLiteral("Events of the run: a click goes there; PgUp "
                                                      "and PgDn go from one to the next")
                                     : words,
                     this);
  return true;
}

void FlagLane::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return TimeStrip::mousePressEvent(event);
  const std::vector<Cluster> clusters = clustersIn(mapOf(rect()));
  if (const Cluster* cluster = clusterAt(clusters, event->position())) {
    // Clicked again, the next of those that are drawn as one.
    std::size_t next = cluster->first;
    if (moment() >= flags_[next].at && moment() < flags_[cluster->last - 1].at)
      while (flags_[next].at <= moment()) ++next;
    Q_EMIT chosen(flags_[next].at);
    return;
  }
  Q_EMIT scrubbed(timeAt(event->position().x()));
}

void FlagLane::mouseMoveEvent(QMouseEvent* event) {
  const std::vector<Cluster> clusters = clustersIn(mapOf(rect()));
  const bool flag = clusterAt(clusters, event->position()) != nullptr;
  QWidget::setCursor(flag ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (event->buttons() & Qt::LeftButton) Q_EMIT scrubbed(timeAt(event->position().x()));
}

}  // namespace headroom::gui
