// A small shop whose requests are told apart: two flows, two segments, limits of several kinds, and
// something that monitors them.
#pragma once

#include "tests/gui/panels_support.h"

namespace headroom::test {

inline constexpr const char* kLimitedShop = R"({
  "headroom": "1",
  "title": "Who is let in",
  "system": {
    "segments": {
      "customers": { "attributes": { "client": "customer" } },
      "partners": { "attributes": { "client": "partner" } }
    },
    "monitors": {
      "db busy": {
        "part": "db", "resource": "connections", "metric": "utilisation", "interval": "1s"
      }
    },
    "flows": {
      "browse": {
        "entry": "app.browse", "timeout": "1s",
        "attributes": { "client": { "customer": "80%", "partner": "20%" } }
      },
      "feed": {
        "entry": "app.feed", "timeout": "1s", "degraded_counts_as": "failure",
        "attributes": { "client": "partner" }
      }
    },
    "parts": {
      "app": {
        "kind": "instance",
        "workers": 40,
        "limits": [
          {
            "name": "feed",
            "match": { "flow": "feed" },
            "token_bucket": { "rate": "50/s", "burst": 5 },
            "fallback": [ { "work": "1ms" }, { "call": "db.read", "timeout": "300ms" } ],
            "shares": [ { "match": { "operation": "feed" }, "share": "40%" } ]
          },
          {
            "match": { "segment": "partners" },
            "concurrency": { "limit": 3 },
            "queue": { "capacity": 4, "timeout": "200ms", "discipline": "lifo" }
          }
        ],
        "operations": {
          "browse": [ { "work": "2ms" }, { "call": "db.read" } ],
          "feed": [ { "call": "db.scan" } ]
        }
      },
      "db": {
        "kind": "database",
        "connections": 20,
        "operations": { "read": { "exponential": "5ms" }, "scan": { "exponential": "40ms" } }
      }
    }
  },
  "workload": [
    { "flow": "browse", "start_rate": "200/s", "stages": [ { "target": "200/s", "duration": "12s" } ] },
    { "flow": "feed", "start_rate": "150/s", "stages": [ { "target": "150/s", "duration": "12s" } ] }
  ],
  "assert": [
    { "flow": "browse", "metric": "success_ratio", "op": "gte", "value": "50%" },
    {
      "segment": "customers", "metric": "success_ratio", "op": "gte", "value": "99%",
      "window": { "from": "3s", "to": "9s" }
    }
  ],
  "variants": {
    "limited": {},
    "open": { "set": { "/system/parts/app/limits/0/token_bucket/rate": "500/s" } }
  }
})";

class LimitsTest : public PanelTest {
 protected:
  void openShop() {
    QFile file{folder_.filePath(QStringLiteral("shop.scenario.json"))};
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(kLimitedShop);
    file.close();
    open(file.fileName());
    ASSERT_NE(document.scenario(), nullptr);
  }
  void runShop(int replications = 1) {
    openShop();
    run(replications);
  }
  /// What a column of the shown variant holds at the cursor's second; NaN when there is none.
  double valueAt(const std::string& part, const std::string& segment, const std::string& metric,
                 const std::string& stat) const {
    const Series& series = runs.course(focus.variant())->series();
    const SeriesColumn* column = series.find(part, segment, metric, stat);
    const auto interval = gui::intervalAt(series, focus.cursor());
    return column && interval ? column->values[*interval] : std::nan("");
  }

 private:
  QTemporaryDir folder_;
};

}  // namespace headroom::test
