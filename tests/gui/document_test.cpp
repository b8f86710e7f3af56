// The open file: its findings, and what the disk does meanwhile.
#include <QFile>
#include <QTemporaryDir>

#include "tests/gui/waiting.h"

namespace headroom::test {
namespace {

using gui::Document;
using gui::Focus;

/// A copy of the flagship that a test may spoil.
class Copy {
 public:
  Copy() { QFile::copy(bundled("cache-loss.scenario.json"), path()); }
  QString path() const { return folder_.filePath(QStringLiteral("copy.scenario.json")); }
  void replace(const QByteArray& what, const QByteArray& by) const {
    QFile file{path()};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    ASSERT_TRUE(text.contains(what));
    text.replace(what, by);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
  }

 private:
  QTemporaryDir folder_;
};

TEST(GuiDocument, HoldsTheScenarioAndItsTitle) {
  Document document;
  QSignalSpy changed{&document, &Document::changed};
  document.open(bundled("cache-loss.scenario.json"));
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(document.title(), QStringLiteral("The cache dies at peak"));
  EXPECT_FALSE(document.hasErrors());
  ASSERT_NE(document.scenario(), nullptr);
  EXPECT_EQ(document.scenario()->variants.size(), 4U);
}

TEST(GuiDocument, AFileWithErrorsIsOpenWithItsFindings) {
  const Copy copy;
  copy.replace("\"connections\": 40", "\"conections\": 40");
  Document document;
  document.open(copy.path());
  EXPECT_TRUE(document.isOpen());
  EXPECT_TRUE(document.hasErrors());
  EXPECT_EQ(document.scenario(), nullptr);
  ASSERT_FALSE(document.findings().empty());
  EXPECT_GT(document.findings().front().where.line, 0U);
}

TEST(GuiDocument, AFileThatIsNotThereIsAFinding) {
  Document document;
  document.open(QStringLiteral("/nowhere/at/all.json"));
  EXPECT_TRUE(document.isOpen());
  EXPECT_TRUE(document.hasErrors());
}

TEST(GuiDocument, TellsWhenTheFileChangesOnDiskAndReadsItAgain) {
  const Copy copy;
  Document document;
  document.open(copy.path());
  QSignalSpy disk{&document, &Document::diskChanged};
  copy.replace("The cache dies at peak", "The cache dies at noon");
  ASSERT_TRUE(comesTrue([&] { return document.differsFromDisk(); }));
  EXPECT_EQ(document.title(), QStringLiteral("The cache dies at peak"));
  const std::uint64_t before = document.revision();
  document.reload();
  EXPECT_EQ(document.title(), QStringLiteral("The cache dies at noon"));
  EXPECT_GT(document.revision(), before);
  EXPECT_FALSE(document.differsFromDisk());
  ASSERT_GE(disk.count(), 2);
  EXPECT_FALSE(disk.back().at(0).toBool());
}

TEST(GuiDocument, AFileThatIsWrittenAsItWasDoesNotDiffer) {
  const Copy copy;
  Document document;
  document.open(copy.path());
  copy.replace("peak", "noon");
  ASSERT_TRUE(comesTrue([&] { return document.differsFromDisk(); }));
  copy.replace("noon", "peak");
  EXPECT_TRUE(comesTrue([&] { return !document.differsFromDisk(); }));
}

TEST(GuiDocument, TheSystemFileOfAScenarioIsWatchedToo) {
  QTemporaryDir folder;
  for (const char* name :
       {"node-shop.system.json", "node-shop.durations.csv", "d_spike5x.scenario.json"})
    QFile::copy(bundled("recorded/") + QLatin1String(name), folder.filePath(QLatin1String(name)));
  Document document;
  document.open(folder.filePath(QStringLiteral("d_spike5x.scenario.json")));
  ASSERT_FALSE(document.hasErrors());
  QFile system{folder.filePath(QStringLiteral("node-shop.system.json"))};
  ASSERT_TRUE(system.open(QIODevice::Append));
  system.write("\n");
  system.close();
  EXPECT_TRUE(comesTrue([&] { return document.differsFromDisk(); }));
}

TEST(GuiFocus, TheCursorFollowsARunUntilTheUserMovesIt) {
  using std::chrono::seconds;
  Focus focus;
  focus.reset(seconds{100});
  focus.runReached(seconds{10});
  EXPECT_EQ(focus.cursor(), seconds{10});
  focus.setCursor(seconds{5});
  focus.runReached(seconds{20});
  EXPECT_EQ(focus.cursor(), seconds{5});
  focus.setCursor(seconds{500});
  EXPECT_EQ(focus.cursor(), seconds{100});
}

TEST(GuiFocus, AVariantIsNeverComparedWithItself) {
  Focus focus;
  focus.setCompared(0);
  EXPECT_FALSE(focus.compared());
  focus.setCompared(2);
  focus.setVariant(2);
  EXPECT_EQ(focus.variant(), 2U);
  EXPECT_EQ(focus.compared(), 0U);
}

}  // namespace
}  // namespace headroom::test
