// Short words to write verbs with; only the verbs_*.cpp include it.
#pragma once

#include "verb.hpp"

namespace corridor::input {

constexpr KeySpec where(std::string_view what) {
  return {.name = "where", .type = KeyType::kWhere, .what = what, .required = true};
}
constexpr KeySpec needed(KeySpec key) {
  key.required = true;
  return key;
}
constexpr KeySpec amount(std::string_view name, std::string_view units, std::string_view columns,
                         std::string_view what, Effect effect = Effect::kEach) {
  return {.name = name,
          .type = KeyType::kAmount,
          .units = units,
          .columns = columns,
          .what = what,
          .effect = effect};
}
constexpr KeySpec value(std::string_view name, std::string_view units, std::string_view columns,
                        std::string_view what) {
  return {.name = name, .type = KeyType::kValue, .units = units, .columns = columns, .what = what};
}
constexpr KeySpec field(std::string_view name, KeyType type, std::string_view columns,
                        std::string_view what, std::string_view words = {}) {
  return {.name = name, .type = type, .columns = columns, .what = what, .words = words};
}

inline constexpr KeySpec kCircularKey =
    field("circular", KeyType::kList, "circular_fields",
          "capacities that were read from traffic and limit nothing; `none`: all of them limit");
inline constexpr KeySpec kExpectKey = {
    .name = "expect", .type = KeyType::kExpect, .what = "values that must stand there before"};
inline constexpr KeySpec kAlreadyKey = {.name = "already",
                                        .type = KeyType::kAlready,
                                        .what = "`ok`: no error when nothing is left to change"};
inline constexpr KeySpec kIdKey = {.name = "id",
                                   .type = KeyType::kSlug,
                                   .columns = "id",
                                   .what = "name of the new row",
                                   .required = true};
inline constexpr KeySpec kNameKey = field("name", KeyType::kText, "name", "name for people");
inline constexpr KeySpec kGradeKey =
    field("grade", KeyType::kWord, "grade", "A to D; else D, assumed");
inline constexpr KeySpec kSourceKey =
    field("source", KeyType::kRefs, "source", "keys of sources.csv");
inline constexpr KeySpec kNotesKey = field("notes", KeyType::kText, "notes", "remarks");
inline constexpr KeySpec kFromKey = field("from", KeyType::kDate, "from", "first day");
inline constexpr KeySpec kToKey = field("to", KeyType::kDate, "to", "last day");

std::span<const VerbSpec> adjusting_verbs();
std::span<const VerbSpec> other_verbs();

}  // namespace corridor::input
