#include <gtest/gtest.h>

#include "cli/catalogue.h"
#include "models/notation/shape.h"
#include "models/spec/scenario_spec.h"
#include "tests/cli/cli_runner.h"

namespace headroom {
namespace {

using test::headroomCall;

std::string described(const std::string& thing) {
  const auto run = headroomCall({"describe", thing});
  EXPECT_EQ(run.exit, 0) << run.err;
  return run.out;
}

void expectSays(const std::string& text, const std::string& what) {
  EXPECT_NE(text.find(what), std::string::npos) << what << " is not in:\n" << text;
}

TEST(Describe, OverviewListsEveryTypeThatCanStandInAFile) {
  const auto run = headroomCall({"describe"});
  EXPECT_EQ(run.exit, 0);
  const Catalogue catalogue{objectTypeOf<ScenarioSpec>()};
  EXPECT_GT(catalogue.entries().size(), 40U);
  std::size_t grouped = 0;
  for (const std::string& group : catalogue.groups()) grouped += catalogue.inGroup(group).size();
  EXPECT_EQ(grouped, catalogue.entries().size());
  for (const ReferenceEntry& entry : catalogue.entries())
    expectSays(run.out, callName(*entry.type));
}

TEST(Describe, AKindIsToldWithItsFieldsTypesDefaultsAndRanges) {
  const std::string text = described("instance");
  expectSays(text, "a kind of Part");
  expectSays(text, "replicas");
  expectSays(text, "default 1; >= 1 and <= 1000");
  expectSays(text, "required");
}

TEST(Describe, AFieldByItsPathOrByItsNameAlone) {
  const std::string byPath = described("instance.workers");
  expectSays(byPath, "instance.workers");
  expectSays(byPath, "Request slots");
  expectSays(described("workers"), "Request slots");
  expectSays(described("queue.capacity"), "finds them taken gets");
}

TEST(Describe, APathLeadsThroughChoicesAndShorthand) {
  expectSays(described("system.parts.cache.ttl"), "does not extend it");
  expectSays(described("instance.operations.call.timeout"), "504 at the caller");
  expectSays(described("limit.token_bucket.burst"), "at once");
}

TEST(Describe, AChoiceListsItsAlternatives) {
  const std::string text = described("Distribution");
  expectSays(text, "lognormal");
  expectSays(text, "hyperexponential");
  expectSays(text, "In short: a duration");
}

TEST(Describe, UnknownGetsTheNearestName) {
  const auto run = headroomCall({"describe", "instnace"});
  EXPECT_EQ(run.exit, 2);
  EXPECT_EQ(run.out, "");
  expectSays(run.err, "did you mean \"instance\"?");
  expectSays(headroomCall({"describe", "instance.wokers"}).err, "did you mean \"workers\"?");
}

TEST(Describe, MarkdownHoldsEveryField) {
  const auto run = headroomCall({"describe", "--markdown"});
  EXPECT_EQ(run.exit, 0);
  const Catalogue catalogue{objectTypeOf<ScenarioSpec>()};
  for (const ReferenceEntry& entry : catalogue.entries())
    for (const FieldInfo& field : entry.type->fields)
      if (!isNote(field)) expectSays(run.out, "| `" + field.name + "` |");
}

}  // namespace
}  // namespace headroom
