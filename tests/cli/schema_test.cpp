// `headroom schema` against an independent validator, and against our own reader.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/cli/cli_runner.h"
#include "tests/cli/tiny_scenarios.h"

namespace headroom {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::headroomCall;
using test::TemporaryFolder;
using test::tinyScenario;

/// A Python that has jsonschema 4: Debian's own first, whatever stands before it in the PATH.
std::string python() {
  for (const char* candidate : {"/usr/bin/python3", "python3", "python"}) {
    const std::string probe =
        std::string{candidate} + " -c 'from jsonschema import Draft202012Validator' 2>/dev/null";
    if (std::system(probe.c_str()) == 0) return candidate;
  }
  return {};
}

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    python_ = python();
    ASSERT_FALSE(python_.empty())
        << "No Python with jsonschema 4 was found. Remedy: apt-get install python3-jsonschema";
    const auto run = headroomCall({"schema"});
    ASSERT_EQ(run.exit, 0);
    schema_ = folder_.write("schema.json", run.out);
  }
  test::CliResult validator(const std::string& files) const {
    return test::shell(python_ + " " + HEADROOM_SOURCE_DIR + "/tests/cli/schema_validator.py " +
                       schema_ + " " + files);
  }

  TemporaryFolder folder_;
  std::string python_;
  std::string schema_;
};

std::vector<std::string> scenarioFiles() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(std::string{HEADROOM_SOURCE_DIR} + "/scenarios"))
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

TEST_F(Schema, KeepsToTheMetaschema) {
  const auto run = validator("");
  EXPECT_EQ(run.exit, 0) << run.out << run.err;
}

TEST_F(Schema, AcceptsEveryScenarioOfTheRepository) {
  ASSERT_FALSE(scenarioFiles().empty());
  std::string files;
  for (const std::string& file : scenarioFiles()) files += " " + file;
  const auto run = validator(files);
  EXPECT_EQ(run.exit, 0) << run.out << run.err;
}

TEST_F(Schema, AcceptsASystemAloneAndASystemByItsPath) {
  const std::string system = folder_.write("shop.system.json", test::systemOnly());
  const std::string scenario =
      folder_.write("a.json", R"({ "headroom": "1", "system": "shop.system.json", "workload":
        [ { "flow": "read", "start_rate": "5/s", "stages": [ { "target": "5/s", "duration": "2s" } ] } ] })");
  EXPECT_EQ(validator(system + " " + scenario).exit, 0);
  EXPECT_EQ(headroomCall({"validate", system, scenario}).exit, 0);
}

TEST_F(Schema, IsTheOneThatTheRepositoryKeeps) {
  const fs::path kept = fs::path{HEADROOM_SOURCE_DIR} / "docs/schema/scenario.schema.json";
  if (!fs::exists(kept)) GTEST_SKIP() << "docs/schema/scenario.schema.json is not there yet";
  EXPECT_EQ(test::readFile(kept), test::readFile(schema_))
      << "Remedy: headroom schema > docs/schema/scenario.schema.json";
}

/// What is done to a valid document to make it structurally wrong.
struct Damage {
  const char* name;
  void (*apply)(json&);
};
void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

json& app(json& d) { return d["system"]["parts"]["app"]; }
json& step(json& d) { return app(d)["operations"]["read"][0]; }

const std::vector<Damage> kDamages{
    {"no version", [](json& d) { d.erase("headroom"); }},
    {"no system", [](json& d) { d.erase("system"); }},
    {"unknown key at the top", [](json& d) { d["worklaod"] = json::array(); }},
    {"workload is an object", [](json& d) { d["workload"] = json::object(); }},
    {"no flow in a workload", [](json& d) { d["workload"][0].erase("flow"); }},
    {"rate without unit", [](json& d) { d["workload"][0]["start_rate"] = 50; }},
    {"rate in a wrong unit", [](json& d) { d["workload"][0]["start_rate"] = "50ms"; }},
    {"duration as a bare number", [](json& d) { step(d)["work"] = 5; }},
    {"duration without unit", [](json& d) { step(d)["work"] = "5"; }},
    {"no stages", [](json& d) { d["workload"][0]["stages"] = json::array(); }},
    {"unknown arrivals", [](json& d) { d["workload"][0]["arrivals"] = "possion"; }},
    {"unknown kind", [](json& d) { app(d)["kind"] = "instnace"; }},
    {"no kind", [](json& d) { app(d).erase("kind"); }},
    {"a field of another kind", [](json& d) { app(d)["eviction"] = "lru"; }},
    {"count as text", [](json& d) { app(d)["workers"] = "10"; }},
    {"count with a fraction", [](json& d) { app(d)["workers"] = 2.5; }},
    {"no capacity", [](json& d) { app(d)["workers"] = 0; }},
    {"no operations", [](json& d) { app(d).erase("operations"); }},
    {"two kinds of step in one", [](json& d) { step(d)["call"] = "app.read"; }},
    {"an empty step", [](json& d) { step(d) = json::object(); }},
    {"two laws in one distribution",
     [](json& d) {
       step(d)["work"] = {{"exponential", "5ms"}, {"constant", "5ms"}};
     }},
    {"unknown law",
     [](json& d) {
       step(d)["work"] = {{"lognromal", {{"mean", "5ms"}}}};
     }},
    {"a limit without limiter", [](json& d) { app(d)["limits"] = {json::object()}; }},
    {"a limit with two limiters",
     [](json& d) {
       app(d)["limits"] = {{{"token_bucket", {{"rate", "5/s"}}}, {"concurrency", {{"limit", 5}}}}};
     }},
    {"unknown metric", [](json& d) { d["assert"][0]["metric"] = "throughput"; }},
    {"unknown comparison", [](json& d) { d["assert"][0]["op"] = ">="; }},
    {"a fault without effect",
     [](json& d) {
       d["faults"] = {{{"at", "1s"}, {"part", "app"}}};
     }},
    {"a negative seed", [](json& d) { d["seed"] = -1; }},
    {"a note that is no text", [](json& d) { app(d)["note"] = 5; }},
    {"no attempts",
     [](json& d) {
       d["system"]["flows"]["read"]["retry"] = {{"max_attempts", 0}};
     }},
};

class Damaged : public Schema, public testing::WithParamInterface<Damage> {};

TEST_P(Damaged, IsRefusedByTheSchemaAndByOurReader) {
  json document = json::parse(tinyScenario(test::kHolds));
  GetParam().apply(document);
  const std::string file = folder_.write("damaged.json", document.dump(2));
  const auto independent = validator(file);
  EXPECT_EQ(independent.exit, 1) << independent.out << independent.err;
  const auto ours = headroomCall({"validate", file});
  EXPECT_EQ(ours.exit, 2) << ours.out;
}

INSTANTIATE_TEST_SUITE_P(Schema, Damaged, testing::ValuesIn(kDamages),
                         [](const testing::TestParamInfo<Damage>& damage) {
                           std::string name = damage.param.name;
                           std::replace(name.begin(), name.end(), ' ', '_');
                           return name;
                         });

}  // namespace
}  // namespace headroom
