// Waiting for what happens on another thread: until it does, not for a time.
#pragma once

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "gui/document/document.h"
#include "gui/document/focus.h"
#include "gui/run/runs.h"
#include "tests/support/scenario.h"

namespace headroom::test {

/// Long, for busy machines: only a failure takes it.
inline constexpr int kPatienceMs = 60'000;

/// Processes events until `holds`; fails after kPatienceMs.
template <class Condition>
[[nodiscard]] testing::AssertionResult comesTrue(const Condition& holds) {
  if (QTest::qWaitFor(holds, kPatienceMs)) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "not within " << kPatienceMs << " ms";
}

/// "scenarios/NAME" of the repository.
inline QString bundled(const char* name) {
  return QStringLiteral(HEADROOM_SOURCE_DIR "/scenarios/") + QLatin1String(name);
}

enum class Designs { shown, all };

/// Runs the variant that is shown, or all, to the end.
inline void runToEnd(const gui::Document& document, gui::Focus& focus, gui::Runs& runs,
                     int replications = 1, Designs designs = Designs::shown) {
  gui::RunRequest request;
  request.scenario = document.scenario();
  request.revision = document.revision();
  request.first = focus.variant();
  request.replications = replications;
  request.others = designs == Designs::all;
  QSignalSpy finished{&runs, &gui::Runs::finished};
  runs.start(request);
  ASSERT_TRUE(comesTrue([&finished] { return finished.count() > 0; }));
}

}  // namespace headroom::test
