// Which rows a `where` means: a name, a list of names, a glob (`bx_*`) or a map of conditions.
//
// A name is an id, an id without the prefix of its table, or a text in one of the verb's own
// columns (the end places of a border, the tags of a link); ids win over those. Rows that are only
// planned give way when rows in use bear the same name. A map names columns, or what they imply:
// mode, tag, country, place, from and to (either way round for what can be used both ways; of
// demand: where the boxes start and end).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "change.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {

struct Match {
  std::string_view table;
  std::size_t row = 0;
  friend bool operator==(const Match&, const Match&) = default;
};

struct Selection {
  std::vector<Match> matches;  ///< in order of tables and rows
  std::string shown;           ///< the user's words: "chaman", "mode rail, tag ml1"
};

/// A question to the tables.
struct SelectorQuery {
  std::vector<std::string> tables;
  std::vector<std::string> by;  ///< columns in which a plain name may stand
  bool prefers_used = true;     ///< rows in use before planned ones
  /// Conditions beside `where`: column and words, each row must hold one of them.
  std::vector<std::pair<std::string, std::vector<std::string>>> filters;
};

/// Rows that `where` means; a null or absent node means all. Findings: E209 a name or condition
/// that matches nothing (with the nearest names), E203 a condition that no table knows, E204.
/// With `quiet`, no match is not a finding.
[[nodiscard]] Selection select_rows(const Tables& tables, const SelectorQuery& query,
                                    const YamlNode* where, const SourceText& source,
                                    std::vector<Finding>& findings, bool quiet = false);

/// Names by which rows of `tables` can be meant, sorted: for `did you mean`.
[[nodiscard]] std::vector<std::string> known_names(const Tables& tables,
                                                   const SelectorQuery& query);

/// The id without the prefix of its table and, for borders, without the mode: bx_chaman_road ->
/// chaman.
[[nodiscard]] std::string short_name(std::string_view table, std::string_view id);

/// `name` with `*` for any letters matches the whole `text`, letter case aside.
[[nodiscard]] bool matches_glob(std::string_view name, std::string_view text);

/// The id of the place that `name` means (id or UN/LOCODE), or `name` itself.
[[nodiscard]] std::string resolve_place(const Tables& tables, const std::string& name);

}  // namespace corridor::input
