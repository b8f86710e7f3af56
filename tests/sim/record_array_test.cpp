#include "sim/record_array.h"

#include <gtest/gtest.h>

namespace headroom::sim {
namespace {

struct Odd {
  std::uint64_t words[3];
};

TEST(RecordArray, KeepsItsRecordsAndTheirLinesWhileItGrows) {
  RecordArray<Odd> array;
  EXPECT_TRUE(array.empty());
  for (std::uint64_t i = 0; i < 300'000; ++i) {
    array.pushBack({{i, ~i, 3 * i}});
    if ((i & (i - 1)) == 0) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&array[0]) % 64, 0u);
    }
  }
  ASSERT_EQ(array.size(), 300'000u);
  for (std::uint64_t i = 0; i < array.size(); ++i) {
    ASSERT_EQ(array[i].words[0], i);
    ASSERT_EQ(array[i].words[2], 3 * i);
  }
  array.popBack();
  EXPECT_EQ(array.size(), 299'999u);
}

TEST(RecordArray, ACopyIsAnArrayOfItsOwn) {
  RecordArray<Odd> array;
  for (std::uint64_t i = 0; i < 1'000; ++i) array.pushBack({{i, i, i}});
  RecordArray<Odd> copy = array;
  array[5].words[0] = 99;
  EXPECT_EQ(copy[5].words[0], 5u);
  const RecordArray<Odd> empty = RecordArray<Odd>{};
  copy = empty;
  EXPECT_TRUE(copy.empty());
  copy = std::move(array);
  EXPECT_EQ(copy[5].words[0], 99u);
}

}  // namespace
}  // namespace headroom::sim
