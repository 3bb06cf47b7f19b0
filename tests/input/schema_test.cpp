#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "../../src/input/verb.hpp"
#include "corridor/input/scenario_file.hpp"

namespace corridor::input {
namespace {

TEST(Schema, HoldsEveryVerbWithItsKeys) {
  const auto schema = nlohmann::json::parse(scenario_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["additionalProperties"], false);
  const auto& verbs = schema["properties"]["changes"]["items"]["properties"];
  EXPECT_EQ(verbs.size(), verb_specs().size());
  for (const VerbSpec& verb : verb_specs()) {
    const auto& keys = verbs[std::string(verb.name)]["properties"];
    EXPECT_EQ(keys.size(), verb.keys.size()) << verb.name;
  }
}

TEST(Schema, KnowsWordsOfColumns) {
  const auto schema = nlohmann::json::parse(scenario_schema());
  const auto& verbs = schema["properties"]["changes"]["items"]["properties"];
  const auto words = verbs["adjust_border"]["properties"]["status"]["enum"];
  EXPECT_EQ(words, (nlohmann::json{"open", "closed", "planned", "passenger_only"}));
  EXPECT_EQ(schema["properties"]["settings"]["properties"]["stranded"]["enum"],
            (nlohmann::json{"error", "penalty"}));
}

TEST(Vocabulary, NamesAreUnique) {
  std::set<std::string_view> verbs;
  for (const VerbSpec& verb : verb_specs()) {
    EXPECT_TRUE(verbs.insert(verb.name).second) << verb.name;
    std::set<std::string_view> keys;
    for (const KeySpec& key : verb.keys) {
      EXPECT_TRUE(keys.insert(key.name).second) << verb.name << "." << key.name;
    }
  }
}

TEST(Language, CommittedReferenceIsThatOfTheCode) {
  std::ifstream stream(std::string(CORRIDOR_SOURCE_DIR) + "/docs/scenario-language.md");
  const std::string committed((std::istreambuf_iterator<char>(stream)),
                              std::istreambuf_iterator<char>());
  EXPECT_EQ(committed, describe_language());
}

}  // namespace
}  // namespace corridor::input
