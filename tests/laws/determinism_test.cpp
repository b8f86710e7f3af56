// Same seed, same bytes: twice, with keys permuted, at -O0 and -O3; and what one request draws is
// nobody else's business.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "models/notation/json_parse.h"
#include "models/world/simulate.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

std::string readText(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string flagship() {
  return readText(std::string{HEADROOM_SOURCE_DIR} + "/scenarios/cache-loss.scenario.json");
}

/// The flagship in a sixth of its time: every mechanism, in a test's time.
LoadOptions shortened() {
  LoadOptions options;
  for (const char* entry : {"0", "1"})
    options.overrides.push_back({fmt::format("/workload/{}/stages/0/duration", entry), "30s"});
  options.overrides.push_back({"/faults/0/at", "8s"});
  options.overrides.push_back({"/faults/0/duration", "6s"});
  options.overrides.push_back({"/assert/1/window", R"({"from": "9s", "to": "14s"})"});
  options.overrides.push_back({"/assert/2/after", "14s"});
  return options;
}

void permuteKeys(JsonValue& value, std::uint64_t& state) {
  for (JsonValue& item : value.items) permuteKeys(item, state);
  for (JsonMember& member : value.members) permuteKeys(member.value, state);
  for (std::size_t i = value.members.size(); i > 1; --i) {
    state = sim::mix64(state + 1);
    std::swap(value.members[i - 1], value.members[state % i]);
  }
}

TEST(Determinism, TheSameSeedGivesTheSameBytesTwice) {
  const LoadedScenario scenario = load(flagship(), shortened());
  EXPECT_EQ(bytesOf(scenario), bytesOf(scenario));
}

TEST(Determinism, AnotherSeedGivesOthers) {
  LoadOptions other = shortened();
  other.seed = 2;
  EXPECT_NE(bytesOf(load(flagship(), shortened())), bytesOf(load(flagship(), other)));
}

TEST(Determinism, TheOrderOfKeysInAFileDoesNotMatter) {
  Diagnostics diagnostics;
  const JsonValue original = *parseJson(flagship(), "flagship", diagnostics);
  const std::string expected = bytesOf(load(flagship(), shortened()));
  std::uint64_t state = 1;
  for (int round = 0; round < 3; ++round) {
    JsonValue permuted = original;
    permuteKeys(permuted, state);
    ASSERT_NE(toText(permuted, 1), toText(original, 1));
    EXPECT_EQ(bytesOf(load(toText(permuted, 1), shortened())), expected);
  }
}

std::string outputOf(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string out;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    out.append(buffer.data(), n);
  return out;
}

TEST(Determinism, OptimisationDoesNotChangeABit) {
  std::string arguments = " run --format json --quiet";
  for (const Override& change : shortened().overrides)
    arguments += fmt::format(" --set '{}={}'", change.pointer, change.value);
  arguments += fmt::format(" '{}/scenarios/cache-loss.scenario.json'", HEADROOM_SOURCE_DIR);
  const std::string optimised = outputOf(std::string{HEADROOM_BINARY} + arguments);
  const std::string plain = outputOf(std::string{HEADROOM_BINARY_O0} + arguments);
  ASSERT_GT(optimised.size(), 10'000u) << optimised;
  EXPECT_EQ(optimised, plain);
}

/// Two flows through one part without bounds; the second meets an unreliable service.
std::string twoFlows(const std::string& retry, const std::string& extraPart) {
  return fmt::format(R"({{"headroom": "1", "system": {{
    "flows": {{"calm": {{"entry": "app.calm"}}, "shaky": {{"entry": "app.shaky"{}}}}},
    "parts": {{ {}
      "app": {{"kind": "instance", "operations": {{
        "calm": [{{"work": {{"exponential": "5ms"}}}}, {{"call": "db.read"}}],
        "shaky": [{{"work": {{"exponential": "5ms"}}}}, {{"call": "far.ask"}}]}}}},
      "db": {{"kind": "database", "connections": 1000, "operations": {{"read": {{"exponential": "9ms"}}}}}},
      "far": {{"kind": "external", "error_rate": "30%", "operations": {{"ask": {{"exponential": "20ms"}}}}}}
    }}}},
    "workload": [
      {{"flow": "calm", "start_rate": "200/s", "stages": [{{"target": "200/s", "duration": "10s"}}]}},
      {{"flow": "shaky", "start_rate": "100/s", "stages": [{{"target": "100/s", "duration": "10s"}}]}}]
    }})",
                     retry, extraPart);
}

std::vector<Answer> answersOfFirst(const std::string& text) {
  return answersOf(load(text).variants.front());
}

TEST(Determinism, OneMoreRetryChangesNothingForWhoeverDoesNotRetry) {
  const auto once = answersOfFirst(twoFlows("", ""));
  const auto twice =
      answersOfFirst(twoFlows(R"(, "retry": {"max_attempts": 2, "retry_on": ["500"]})", ""));
  ASSERT_GT(once.size(), 2000u);
  std::size_t compared = 0;
  for (const Answer& answer : once) {
    if (answer.flow == "shaky" && answer.cause != Cause::none) continue;  // It retries now.
    ++compared;
    EXPECT_TRUE(std::binary_search(twice.begin(), twice.end(), answer))
        << answer.flow << " " << answer.number;
  }
  EXPECT_GT(compared, 1500u);
  EXPECT_NE(once, twice);
}

TEST(Determinism, AnUnrelatedPartChangesNothing) {
  const auto without = answersOfFirst(twoFlows("", ""));
  // Its name sorts first, so that every number of a part moves.
  const auto with =
      answersOfFirst(twoFlows("", R"("aaa": {"kind": "cache", "capacity": 10, "read": "1ms"}, )"));
  EXPECT_EQ(without, with);
}

}  // namespace
}  // namespace headroom::test
