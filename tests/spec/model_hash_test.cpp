// What a model's hash feels, and what it does not.
#include <gtest/gtest.h>

#include <set>

#include "models/spec/fingerprint.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

std::string hashWith(const std::vector<Override>& overrides) {
  LoadOptions options;
  options.overrides = overrides;
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json", options);
  return modelHash(loaded.variants.front().spec, loaded.variants.front().samples);
}

TEST(ModelHash, MovesWithEverythingThatMovesFigures) {
  std::set<std::string> hashes{hashWith({})};
  for (const auto& [pointer, value] :
       std::vector<Override>{{"/seed", "2"},
                             {"/system/parts/orders-db/connections", "41"},
                             {"/workload/0/stages/0/target", "3100/s"},
                             {"/faults/0/at", "61s"},
                             {"/system/flows/browse/timeout", "2s"},
                             {"/system/keys/product/zipf/exponent", "1.2"}})
    EXPECT_TRUE(hashes.insert(hashWith({{pointer, value}})).second) << pointer;
}

TEST(ModelHash, DoesNotMoveWithWordsAndSpelling) {
  const std::string plain = hashWith({});
  EXPECT_TRUE(plain.starts_with("m1:")) << plain;
  for (const auto& [pointer, value] :
       std::vector<Override>{{"/title", "another"},
                             {"/question", "another?"},
                             {"/note", "a word"},
                             {"/replications", "7"},
                             {"/system/parts/app/note", "a word"},
                             {"/system/flows/browse/timeout", "1000ms"},
                             {"/assert/0/value", "50%"},
                             {"/system/parts/app/baselines/0/throughput", "4000/s"}})
    EXPECT_EQ(hashWith({{pointer, value}}), plain) << pointer;
}

TEST(ModelHash, VariantsThatDifferHaveOthers) {
  const LoadedScenario loaded = loadBundled("cache-loss.scenario.json");
  std::set<std::string> hashes;
  for (const LoadedVariant& variant : loaded.variants)
    EXPECT_TRUE(hashes.insert(modelHash(variant.spec, variant.samples)).second) << variant.name;
}

}  // namespace
}  // namespace headroom::test
