// The vocabulary of `changes:` as data. The parser, the help of messages, the JSON Schema and
// docs/scenario-language.md are all made from this table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/input/table.hpp"

namespace corridor::input {

/// What a key's value is.
enum class KeyType : unsigned char {
  kWhere,   ///< selects rows: a name, a list of names, a glob or a map of columns
  kFilter,  ///< narrows the selection: a word or a list of words for `columns`
  kAmount,  ///< `number unit`, {scale: n} or {add: number unit}
  kValue,   ///< `number unit` only
  kWord,    ///< one of the words of the column, or a synonym
  kText,
  kSlug,  ///< the id of a new row
  kRef,   ///< id of a row of the column's table
  kRefs,  ///< list of such ids
  kList,  ///< list of texts
  kYesNo,
  kDate,
  kYear,
  kExpect,   ///< map of the verb's fields to their values before
  kAlready,  ///< the word `ok`
};

/// How an amount acts on the columns of a row.
enum class Effect : unsigned char {
  kEach,       ///< on each column that is filled (on all when none is)
  kSplit,      ///< on the sum of the columns, split in their present ratio
  kLead,       ///< on the first column; the others move in proportion
  kInterval,   ///< the time between departures: the column holds departures
  kTrains,     ///< trains or TEU a day of a railway
  kSpeed,      ///< the link's own speed; scaled from the speed in force
  kFreeDays,   ///< days without storage charge: the steps of storage move
  kParameter,  ///< in the unit that the row itself names
};

struct KeySpec {
  std::string_view name = {};
  KeyType type = KeyType::kText;
  std::string_view units = {};    ///< accepted, separated by a space, first one shown
  std::string_view columns = {};  ///< acted on, separated by a space; those the row's table has
  std::string_view what = {};     ///< one line for people
  Effect effect = Effect::kEach;
  bool required = false;
  std::string_view words = {};  ///< kWord: synonyms `sea=feeder`
};

enum class Action : unsigned char { kAdjust, kAdd, kRemove, kOpen, kClose, kReroute, kGrow };

struct VerbSpec {
  std::string_view name = {};
  Action action = Action::kAdjust;
  std::string_view tables = {};    ///< acted on, in order
  std::string_view by = {};        ///< columns that a plain name may stand in, besides id
  std::string_view noun = {};      ///< of a row, for people
  std::string_view defaults = {};  ///< kAdd: cells of a new row, `column=text`
  std::span<const KeySpec> keys = {};
  std::string_view what = {};
  std::string_view example = {};  ///< body of the change

  [[nodiscard]] const KeySpec* find(std::string_view key) const;
  /// Names of its keys, in order.
  [[nodiscard]] std::vector<std::string> key_names() const;
};

[[nodiscard]] std::span<const VerbSpec> verb_specs();
[[nodiscard]] const VerbSpec* find_verb(std::string_view name);

/// What tables are called and how their ids are shortened.
struct TableNames {
  std::string_view table;
  std::string_view noun = {};
  std::string_view prefix;  ///< left out of ids by people
  std::string_view mode;    ///< of every row; empty = a column says it, or none
  std::string_view kind;    ///< word in closures.object_kind, surcharges.object_kind
};
[[nodiscard]] const TableNames& names_of(std::string_view table);

/// The words of a list separated by spaces.
[[nodiscard]] std::vector<std::string> words_of(std::string_view list);

}  // namespace corridor::input
