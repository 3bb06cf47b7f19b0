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

}  // namespace
}  // namespace corridor
