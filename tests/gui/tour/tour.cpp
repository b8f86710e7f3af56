// A walk through the window on a real screen, from the start page to the comparison, that leaves a
// picture of each station: scripts/screenshots. Clicks and keys as by hand.
// Usage: headroom_tour OUT WIDTH HEIGHT light|dark
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <cstdio>

#include "gui/app/main_window.h"
#include "gui/app/scenario_card.h"
#include "gui/panels/problems_panel.h"

namespace {

using namespace headroom;
using gui::MainWindow;
using gui::Runs;
using std::chrono::seconds;

class Tour {
 public:
  Tour(const QString& out, QSize size) : out_(QDir{}.absoluteFilePath(out)) {
    window_.setGeometry(QRect{{0, 0}, size});
    window_.show();
    check(QTest::qWaitForWindowExposed(&window_), "the window is shown");
    // Where nothing manages windows, nobody makes one active.
    QApplication::setActiveWindow(&window_);
  }

  void walk() {
    picture("start");
    live();
    whole();
    compare();
    replications();
    problems();
  }

 private:
  /// The flagship by its card, at a hundred times real time, seen in the middle of the outage.
  void live() {
    combo("Speed of the run")->setCurrentIndex(combo("Speed of the run")->findData(50));
    QTest::mouseClick(window_.findChildren<gui::ScenarioCard*>().front(), Qt::LeftButton);
    check(QTest::qWaitFor(
              [this] {
                const gui::CoursePtr course = window_.runs().course(0);
                return course && course->reached >= seconds{78};
              },
              60'000),
          "the run reaches the outage");
    QTest::keyClick(&window_, Qt::Key_Space);
    check(QTest::qWaitFor([this] { return window_.runs().state() == Runs::State::paused; }),
          "it pauses");
    window_.focus().selectPart("orders-db");
    picture("live");
    combo("Speed of the run")->setCurrentIndex(0);
    QTest::keyClick(&window_, Qt::Key_Space);
    waitForTheEnd();
  }

  void whole() {
    window_.focus().setCursor(seconds{75});
    window_.focus().selectPart("product-cache");
    dock("why");
    picture("why");
    dock("verdicts");
    picture("verdicts");
    window_.focus().selectPart("app");
    dock("inspector");
    picture("inspector");
    QTest::keyClick(&window_, Qt::Key_K, Qt::ControlModifier);
    QTest::qWait(100);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("ord"));
    picture("finder");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  }

  void compare() {
    choose("Design that is shown", 2);
    choose("Design it is compared with", 3);
    window_.focus().setCursor(seconds{95});
    window_.focus().select({gui::Subject::Kind::flow, "order"});
    dock("compare");
    picture("compare");
  }

  void replications() {
    for (auto* box : window_.findChildren<QSpinBox*>())
      if (box->accessibleName() == QLatin1String("Runs of each design")) box->setValue(20);
    QSignalSpy finished{&window_.runs(), &Runs::finished};
    QTest::keyClick(&window_, Qt::Key_F5);
    check(QTest::qWaitFor([&] { return finished.count() > 0; }, 120'000), "twenty runs end");
    window_.focus().setCursor(seconds{95});
    picture("replications");
  }

  void problems() {
    QFile flagship{qEnvironmentVariable("HEADROOM_SCENARIOS") +
                   QStringLiteral("/cache-loss.scenario.json")};
    check(flagship.open(QIODevice::ReadOnly), "the flagship can be read");
    QByteArray text = flagship.readAll();
    text.replace("\"connections\": 40", "\"conections\": 40");
    text.replace("\"connection_timeout\": \"2s\"", "\"connection_timeout\": \"2 sec\"");
    text.replace("\"cache\": \"product-cache\"", "\"cache\": \"produkt-cache\"");
    QFile broken{folder_.filePath(QStringLiteral("broken.scenario.json"))};
    check(broken.open(QIODevice::WriteOnly), "a copy can be written");
    broken.write(text);
    broken.close();
    // So that the command at the bottom names the file, and not where this machine keeps it.
    QDir::setCurrent(folder_.path());
    window_.open(broken.fileName());
    QTest::qWait(100);
    for (auto* list :
         window_.findChild<gui::ProblemsPanel*>()->findChildren<QAbstractItemView*>()) {
      list->setCurrentIndex(list->model()->index(2, 0));
      QTest::keyClick(list, Qt::Key_Return);
    }
    picture("problems");
  }

  void picture(const char* name) {
    QTest::qWait(250);  // For what is drawn a little later.
    const QString path = QStringLiteral("%1/%2.png").arg(out_, QLatin1String(name));
    // Of the screen: what pops up is seen too.
    const QRect box = window_.geometry();
    check(window_.screen()
              ->grabWindow(0, box.x(), box.y(), box.width(), box.height())
              .save(path, "PNG", 0),
          "the picture is written");
    std::printf("%s\n", qPrintable(path));
  }
  void waitForTheEnd() {
    check(QTest::qWaitFor([this] { return !window_.runs().isActive(); }, 120'000), "the run ends");
  }
  QComboBox* combo(const char* name) {
    for (auto* box : window_.findChildren<QComboBox*>())
      if (box->accessibleName() == QLatin1String(name)) return box;
    check(false, name);
    return nullptr;
  }
  void choose(const char* name, int data) {
    QComboBox* box = combo(name);
    const int found = box->findData(data);
    const int row = found >= 0 ? found : data;
    box->setCurrentIndex(row);
    Q_EMIT box->activated(row);
  }
  void dock(const char* name) {
    auto* found = window_.findChild<QDockWidget*>(QLatin1String(name));
    check(found != nullptr, name);
    found->show();
    found->raise();
  }
  static void check(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "headroom_tour: failed: %s\n", what);
    std::exit(1);
  }

  QString out_;
  QTemporaryDir folder_;
  MainWindow window_;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication application{argc, argv};
  if (argc != 5) {
    std::fprintf(stderr, "usage: headroom_tour OUT WIDTH HEIGHT light|dark\n");
    return 2;
  }
  QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  QCoreApplication::setOrganizationName(QStringLiteral("headroom-tour"));
  gui::applyTheme(QLatin1String(argv[4]) == QLatin1String("dark") ? gui::Theme::dark
                                                                  : gui::Theme::light);
  QDir{}.mkpath(QLatin1String(argv[1]));
  Tour{QLatin1String(argv[1]), {std::atoi(argv[2]), std::atoi(argv[3])}}.walk();
  return 0;
}
