#include "corridor/base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Text, NearestNamesComeInOrderOfDistance) {
  const std::vector<std::string> names = {"karaganda", "karachi", "kerman", "kabul"};
  EXPECT_THAT(nearest_names("karchi", names), ElementsAre("karachi"));
  EXPECT_THAT(nearest_names("kabull", names), ElementsAre("kabul"));
  EXPECT_THAT(nearest_names("xyz", names), IsEmpty());
}

TEST(Text, SwappedLettersAreOneEdit) {
  const std::vector<std::string> names = {"fee"};
  EXPECT_THAT(nearest_names("efe", names), ElementsAre("fee"));
}

TEST(Text, SplitsAndTrimsAndJoins) {
  EXPECT_THAT(split("a; b;;c", ';'), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(split("", ';'), IsEmpty());
  const std::vector<std::string> items = {"x", "y"};
  EXPECT_EQ(join(items, " + "), "x + y");
}

TEST(Text, LargeNumbersHaveTheirDigitsInThrees) {
  EXPECT_EQ(with_commas(41000.4), "41,000");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(with_commas(-999999), "-999,999");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(99.96), "100");
  EXPECT_EQ(with_commas(2.4567), "2.46");
  EXPECT_EQ(with_commas(0), "0");
}

}  // namespace
}  // namespace corridor
