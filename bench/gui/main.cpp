// The window's figures: how long it is busy while a run goes on, how fast a large system opens and
// is scrubbed, how long a chart of a million points takes. Without a screen, drawn all the same.
// Prints one line a figure; judges nothing.
#include <fmt/format.h>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "bench/driver/shapes.h"
#include "gui/app/main_window.h"
#include "gui/canvas/canvas_view.h"
#include "gui/timeline/chart_view.h"
#include "gui/timeline/timeline_view.h"

namespace {

using namespace headroom;
using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// How long the event loop was busy at a stretch: from waking to falling asleep. It may say that it
/// is awake several times between.
class LoopWatch : public QObject {
 public:
  LoopWatch() {
    QAbstractEventDispatcher* loop = QAbstractEventDispatcher::instance();
    connect(loop, &QAbstractEventDispatcher::awake, this, [this] {
      if (std::exchange(asleep_, false)) begin_ = Clock::now();
    });
    connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
      if (!std::exchange(asleep_, true)) busy_.push_back(millisecondsSince(begin_));
    });
  }
  double longest() const {
    return busy_.empty() ? 0 : *std::max_element(busy_.begin(), busy_.end());
  }
  double share(double milliseconds) const {
    double sum = 0;
    for (const double b : busy_) sum += b;
    return sum / milliseconds;
  }

 private:
  Clock::time_point begin_ = Clock::now();
  bool asleep_ = true;
  std::vector<double> busy_;
};

void say(const std::string& what, double value, const char* unit, const std::string& aim) {
  fmt::print("{:<66} {:>9.2f} {:<4} aim {}\n", what, value, unit, aim);
}

double quantile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

QString write(const QTemporaryDir& folder, const char* name, const std::string& text) {
  const QString path = folder.filePath(QLatin1String(name));
  QFile file{path};
  if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write a temporary file");
  file.write(QByteArray::fromStdString(text));
  return path;
}

std::unique_ptr<gui::MainWindow> makeWindow(QSize size) {
  auto window = std::make_unique<gui::MainWindow>();
  window->resize(size);
  window->show();
  if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
  return window;
}

void runToEnd(gui::MainWindow& window) {
  QSignalSpy finished{&window.runs(), &gui::Runs::finished};
  QTest::keyClick(&window, Qt::Key_F5);
  while (finished.count() == 0) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// The flagship as it is, its load for so long that ten million requests come.
void measureBlocks(const QTemporaryDir& folder) {
  QFile flagship{QStringLiteral(HEADROOM_SOURCE_DIR "/scenarios/cache-loss.scenario.json")};
  if (!flagship.open(QIODevice::ReadOnly)) qFatal("no flagship");
  QByteArray text = flagship.readAll();
  text.replace("\"duration\": \"3m\"", "\"duration\": \"3312s\"");
  text.truncate(text.indexOf("\"variants\""));
  text.truncate(text.lastIndexOf(','));
  text += "}";
  auto window = makeWindow({1280, 800});
  window->open(write(folder, "long.json", text.toStdString()));
  QCoreApplication::processEvents();
  const Clock::time_point begin = Clock::now();
  LoopWatch watch;
  runToEnd(*window);
  const double took = millisecondsSince(begin);
  const gui::CoursePtr course = window->runs().course(0);
  std::uint64_t requests = 0;
  for (const FlowOutcome& flow : course->result->outcome.flows) requests += flow.books.offered;
  say(fmt::format("longest block of the event loop, run of {} requests", requests), watch.longest(),
      "ms", "< 50");
  say("  share of the time the loop was busy", 100 * watch.share(took), "%", "-");
  say("  the run took", took / 1000, "s", "-");
}

void measureLargeSystem(const QTemporaryDir& folder) {
  const QString path = write(folder, "large.json", bench::treeDocument(10, 2000, 60));
  auto window = makeWindow({1280, 800});
  const Clock::time_point begin = Clock::now();
  window->open(path);
  window->repaint();
  QCoreApplication::processEvents();
  const std::size_t parts = window->document().scenario()->document.spec.system.parts.size();
  say(fmt::format("opening a system of {} parts, to its first picture", parts),
      millisecondsSince(begin), "ms", "< 1000");
  LoopWatch watch;
  runToEnd(*window);
  say("  longest block of the event loop while it runs", watch.longest(), "ms", "< 50");
  auto* canvas = window->findChild<gui::CanvasView*>();
  auto* timeline = window->findChild<gui::TimelineView*>();
  for (const QSize size : {QSize{1280, 800}, QSize{2560, 1440}}) {
    window->resize(size);
    QTest::qWait(200);
    std::vector<double> frames;
    for (int i = 0; i < 300; ++i) {
      const Clock::time_point frame = Clock::now();
      window->focus().setCursor(std::chrono::milliseconds{i * 200});
      canvas->viewport()->repaint();
      timeline->repaint();
      QCoreApplication::processEvents();
      frames.push_back(millisecondsSince(frame));
    }
    say(fmt::format("scrubbing it, a frame at {}x{}: median", size.width(), size.height()),
        quantile(frames, 0.5), "ms", "< 16.7");
    say("  99th percentile", quantile(frames, 0.99), "ms", "-");
  }
}

void measureRedraw() {
  constexpr std::size_t kCurves = 10, kPoints = 100'000;
  gui::ChartContent content;
  content.kind = gui::ChartKind::utilisation;
  content.unit = "1";
  for (std::size_t c = 0; c < kCurves; ++c) {
    auto values = std::make_shared<std::vector<double>>();
    for (std::size_t i = 0; i < kPoints; ++i)
      values->push_back(static_cast<double>(c) + std::sin(static_cast<double>(i * (c + 1)) * 0.01) *
                                                     static_cast<double>((i * 2654435761U) % 1000) /
                                                     1000);
    gui::Curve curve;
    curve.name = QString::number(c);
    curve.unit = "1";
    curve.look.category = static_cast<int>(c);
    curve.values = std::move(values);
    content.curves.push_back(std::move(curve));
  }
  gui::ChartView chart{gui::ChartKind::utilisation};
  chart.resize(1900, 300);
  chart.setContent(content);
  chart.setShownTime(Time::zero(), std::chrono::seconds{kPoints});
  chart.show();
  QTest::qWait(100);
  std::vector<double> times;
  for (int i = 0; i < 50; ++i) {
    // Another stretch every time, so that nothing can be kept.
    chart.setShownTime(std::chrono::seconds{i}, std::chrono::seconds{kPoints - 50 + i});
    const Clock::time_point begin = Clock::now();
    chart.redraw();
    chart.repaint();
    times.push_back(millisecondsSince(begin));
  }
  say(fmt::format("redrawing a chart of {} points, 1900 wide: median", kCurves * kPoints),
      quantile(times, 0.5), "ms", "< 20");
  say("  longest", quantile(times, 1), "ms", "-");
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // GLib's event loop polls and dispatches in one call, so that nobody can see when it sleeps.
  qputenv("QT_NO_GLIB", "1");
  QApplication application{argc, argv};
  QCoreApplication::setOrganizationName(QStringLiteral("headroom-bench"));
  QTemporaryDir folder;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
  gui::applyTheme(gui::Theme::light);
  measureRedraw();
  measureLargeSystem(folder);
  measureBlocks(folder);
  return 0;
}
