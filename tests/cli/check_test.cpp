// headroom check, as a user meets it.
#include <gtest/gtest.h>

#include "cli/stamp.h"
#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

using test::headroomCall;
using test::readFile;
using test::TemporaryFolder;

const std::string kFlagship = HEADROOM_SOURCE_DIR "/scenarios/cache-loss.scenario.json";

/// One connection of 10 ms, a patient client: 100/s.
std::string service(const std::string& baselines) {
  return R"({
  "headroom": "1",
  "system": {
    "flows": { "f": { "entry": "db.q", "timeout": "500ms" } },
    "parts": {
      "db": { "kind": "database", "connections": 1, "operations": { "q": "10ms" },
              "baselines": [ )" +
         baselines + R"( ] }
    }
  }
}
)";
}

void expectSays(const std::string& text, const std::vector<std::string>& parts) {
  for (const std::string& part : parts)
    EXPECT_NE(text.find(part), std::string::npos) << "\"" << part << "\" is not in\n" << text;
}

TEST(Check, TheFlagshipsBaselinesComeOut) {
  const auto check = headroomCall({"check", kFlagship});
  EXPECT_EQ(check.exit, 0) << check.out << check.err;
  EXPECT_EQ(check.err, "");
  expectSays(check.out, {"2 of 2 baselines hold", "app browse", "app browse without product-cache",
                         "5000/s", "500/s", "load test of 2026-10-02, warm cache",
                         "h1:", "bisections on common random numbers", "96.1 %"});
}

TEST(Check, TheBaselinesOfTheRecordedSystemComeOut) {
  // Measured on real programs, saturated; nothing of the model was fitted to them.
  const auto check =
      headroomCall({"check", HEADROOM_SOURCE_DIR "/scenarios/recorded/node-shop.system.json"});
  EXPECT_EQ(check.exit, 0) << check.out << check.err;
  expectSays(check.out, {"2 of 2 baselines hold", "1224/s", "227/s"});
}

TEST(Check, HalfThePoolMissesAndSaysWhatStandsInTheWay) {
  const auto check = headroomCall({"check", kFlagship, "--replications", "3", "--set",
                                   "/system/parts/app/pools/orders-db/size=20"});
  EXPECT_EQ(check.exit, 1) << check.err;
  expectSays(check.out, {"MISS", "app browse without product-cache", "pool orders-db"});
}

TEST(Check, PrintsTheSameAtAnyNumberOfJobs) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("a.json", service(R"({ "operation": "q", "throughput": "90/s" })"));
  for (const char* format : {"text", "json"}) {
    const auto one = headroomCall({"check", file, "--format", format, "-j", "1"});
    const auto four = headroomCall({"check", file, "--format", format, "-j", "4"});
    EXPECT_EQ(one.out, four.out);
    EXPECT_NE(one.out, headroomCall({"check", file, "--format", format, "--seed", "7"}).out);
  }
}

TEST(Check, AFileWithoutBaselinesIsToldSo) {
  const TemporaryFolder folder;
  const auto check = headroomCall({"check", folder.write("a.json", test::tinyScenario(""))});
  EXPECT_EQ(check.exit, 2);
  EXPECT_EQ(check.out, "");
  expectSays(check.err, {"E_EMPTY", "baselines", "nothing was checked"});
}

TEST(Check, ProvenanceAndLatencyBoundAreSaid) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.json", service(R"({ "operation": "q", "throughput": "40/s", "latency": "p(99)<40ms",
                             "date": "2026-11-02", "tool": "k6 0.54", "tolerance": "60%" })"));
  const auto check = headroomCall({"check", file, "--replications", "3"});
  EXPECT_EQ(check.exit, 0) << check.out << check.err;
  expectSays(check.out, {"Measured: 2026-11-02, k6 0.54.", "f latency p99 < 40 ms, found"});
}

TEST(Check, RunAndCheckSayWhatWasFilledIn) {
  const TemporaryFolder folder;
  std::string text = service(R"({ "operation": "q", "throughput": "90/s" })");
  text.replace(text.find("\"10ms\""), 6, R"({ "fit": { "law": "constant" } })");
  const auto check = headroomCall({"check", folder.write("a.json", text)});
  EXPECT_EQ(check.exit, 0) << check.out << check.err;
  expectSays(check.out, {"/system/parts/db/operations/q: constant, mean", "from db q",
                         "A duration was filled in from it"});
  const std::string runnable =
      folder.write("b.json", text.substr(0, text.rfind('}')) +
                                 R"(, "workload": [{ "flow": "f", "start_rate": "9/s",
                        "stages": [{ "target": "9/s", "duration": "5s" }] }] })");
  expectSays(headroomCall({"run", runnable}).out,
             {"/system/parts/db/operations/q: constant, mean"});
  expectSays(headroomCall({"run", runnable, "--format", "json"}).out,
             {"\"filled_in\"", "\"mean_s\""});
  EXPECT_EQ(headroomCall({"validate", runnable}).exit, 0);
}

TEST(Check, StampWritesFingerprintsAndNothingElse) {
  const TemporaryFolder folder;
  const std::string before = service(R"({ "operation": "q", "throughput": "90/s" },
                { "operation": "q", "throughput": "9/s", "note": "a miss: \"}\"" },
                {
                  "note": "écrit",
                  "operation": "q",
                  "throughput": "91/s"
                })");
  const std::string file = folder.write("a.json", before);
  const auto check = headroomCall({"check", file, "--stamp", "--replications", "3"});
  EXPECT_EQ(check.exit, 1) << check.out << check.err;  // The second misses, and is not stamped.
  expectSays(check.err, {"stamped: db q has h1:", "not stamped: db q misses"});
  std::string after = readFile(file);
  const std::size_t at = after.find("h1:");
  ASSERT_NE(at, std::string::npos);
  const std::string mark = "\"fingerprint\": \"" + after.substr(at, 19) + "\"";
  EXPECT_EQ(test::count(after, mark), 2U);
  const auto drop = [&after](const std::string& text) {
    ASSERT_NE(after.find(text), std::string::npos) << text << after;
    after.erase(after.find(text), text.size());
  };
  drop(", " + mark);
  drop(",\n                  " + mark);
  EXPECT_EQ(after, before);
  EXPECT_EQ(folder.files(), std::vector<std::string>{"a.json"});
}

TEST(Check, StampRenewsAStaleFingerprint) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.json", service(R"({ "fingerprint" : "h1:0", "operation": "q", "throughput": "90/s" })"));
  const auto stale = headroomCall({"check", file, "--replications", "3"});
  expectSays(stale.err, {"stale-baseline"});
  expectSays(stale.out, {"measured on another configuration, h1:0"});
  headroomCall({"check", file, "--stamp", "--replications", "3"});
  const auto fresh = headroomCall({"check", file, "--replications", "3"});
  EXPECT_EQ(fresh.err, "");
  expectSays(fresh.out, {", as stated."});
  expectSays(readFile(file), {"{ \"fingerprint\" : \"h1:"});
}

TEST(Check, StampFollowsASystemIntoItsOwnFile) {
  const TemporaryFolder folder;
  const std::string system =
      folder.write("shop.system.json", service(R"({ "operation": "q", "throughput": "90/s" })"));
  const std::string scenario =
      folder.write("a.json", R"({ "headroom": "1", "system": "shop.system.json" })");
  const std::string before = readFile(scenario);
  const auto check = headroomCall({"check", scenario, "--stamp", "--replications", "3"});
  EXPECT_EQ(check.exit, 0) << check.err;
  EXPECT_EQ(readFile(scenario), before);
  expectSays(readFile(system), {"\"fingerprint\": \"h1:"});
}

TEST(Check, StampIsOfTheFileAsItIsWritten) {
  const auto check = headroomCall({"check", kFlagship, "--stamp", "--set", "/title=x"});
  EXPECT_EQ(check.exit, 2);
  expectSays(check.err, {"--stamp", "--set"});
}

TEST(Stamp, KeepsWindowsLineEndsAndByteOrderMark) {
  const std::string text = "\xEF\xBB\xBF{\r\n  \"a\": [1],\r\n  \"b\": 2\r\n}\r\n";
  EXPECT_EQ(
      stamped(text, {{{"f", 1, 1}, "h1:x"}}),
      "\xEF\xBB\xBF{\r\n  \"a\": [1],\r\n  \"b\": 2,\r\n  \"fingerprint\": \"h1:x\"\r\n}\r\n");
}

TEST(Stamp, KnowsTheObjectsOwnMemberFromOneFurtherIn) {
  const std::string text = R"({"n": {"fingerprint": "h1:in"}, "fingerprint": "h1:old", "k": 1})";
  EXPECT_EQ(stamped(text, {{{"f", 1, 1}, "h1:new"}}),
            R"({"n": {"fingerprint": "h1:in"}, "fingerprint": "h1:new", "k": 1})");
}

}  // namespace
}  // namespace headroom
