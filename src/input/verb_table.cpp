#include <algorithm>

#include "corridor/base/text.hpp"
#include "verb.hpp"
#include "verb_words.hpp"

namespace corridor::input {
namespace {

constexpr TableNames kTableNames[] = {
    {"borders", "border", "bx_", "", "border"},
    {"road_links", "road", "r_", "road", "road_link"},
    {"rail_links", "railway", "t_", "rail", "rail_link"},
    {"sea_links", "sea lane", "sl_", "sea", "sea_link"},
    {"services", "service", "sv_", "", "service"},
    {"terminals", "terminal", "T_", "", ""},
    {"places", "place", "", "", "place"},
    {"box_charges", "charge", "", "", ""},
    {"haul_rates", "haul rate", "hr_", "", ""},
    {"lane_rates", "lane rate", "", "sea", ""},
    {"demand", "demand", "", "", ""},
    {"regimes", "regime", "", "", ""},
    {"parameters", "parameter", "", "", ""},
    {"countries", "country", "", "", ""},
};

}  // namespace

const KeySpec* VerbSpec::find(std::string_view key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const KeySpec& spec) { return spec.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> VerbSpec::key_names() const {
  std::vector<std::string> names;
  for (const KeySpec& spec : keys) names.emplace_back(spec.name);
  return names;
}

std::span<const VerbSpec> verb_specs() {
  static const std::vector<VerbSpec> verbs = [] {
    const auto adjusting = adjusting_verbs();
    const auto other = other_verbs();
    std::vector<VerbSpec> all(adjusting.begin(), adjusting.end());
    all.insert(all.end(), other.begin(), other.end());
    return all;
  }();
  return verbs;
}

const VerbSpec* find_verb(std::string_view name) {
  const auto verbs = verb_specs();
  const auto found = std::find_if(verbs.begin(), verbs.end(),
                                  [&](const VerbSpec& verb) { return verb.name == name; });
  return found == verbs.end() ? nullptr : &*found;
}

const TableNames& names_of(std::string_view table) {
  static constexpr TableNames kUnnamed = {"", "row", "", "", ""};
  const auto found = std::find_if(std::begin(kTableNames), std::end(kTableNames),
                                  [&](const TableNames& names) { return names.table == table; });
  return found == std::end(kTableNames) ? kUnnamed : *found;
}

std::vector<std::string> words_of(std::string_view list) {
  return split(list, ' ');
}

}  // namespace corridor::input
