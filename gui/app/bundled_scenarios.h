// The scenarios that come with headroom, as the start page shows them.
#pragma once

#include <QString>
#include <vector>

namespace headroom::gui {

struct BundledScenario {
  QString path;
  QString title;
  QString question;
};

/// The folder they are in: what HEADROOM_SCENARIOS says, else `scenarios` in a folder above the
/// program; empty when there is none.
QString scenarioFolder();
/// The flagship first, then by path. Files that cannot be read are left out.
std::vector<BundledScenario> bundledScenarios(const QString& folder);

}  // namespace headroom::gui
