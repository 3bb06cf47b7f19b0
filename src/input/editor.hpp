// The only writer of cells after the tables are read: keeps the origin of each changed cell, moves
// ranges with their value, and finds two files that touch one field without knowing of each other.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/input/table.hpp"
#include "quantity.hpp"

namespace corridor::input {

/// How the files of a scenario stand to each other, by their position in the order of application.
struct FileRelations {
  std::vector<std::vector<bool>> builds_on;  ///< [later][earlier] extends it, directly or not
  std::vector<std::vector<bool>> last_wins;  ///< [later][earlier] joined with on_conflict: last
  std::vector<bool> replaces;  ///< [file] says on_conflict: last itself, and wins over all before

  [[nodiscard]] bool are_strangers(std::size_t later, std::size_t earlier) const {
    return later != earlier && !builds_on[later][earlier];
  }
};

class Editor {
 public:
  enum class Result : unsigned char { kSame, kChanged, kAgreed, kRefused };

  Editor(Tables& tables, const FileRelations& relations, std::vector<Finding>& findings)
      : tables_(tables), relations_(relations), findings_(findings) {}

  /// What follows is done by the change at `where` of the file at position `file`.
  void begin(std::size_t file, Location where);

  /// Writes a text. kSame: it stood there; kAgreed: another file had set the same; kRefused: a
  /// conflict, reported.
  Result set_text(Table& table, std::size_t row, std::string_view column, std::string text);
  /// Writes a number; `<column>_low` and `_high` move in proportion and stay around it.
  Result set_number(Table& table, std::size_t row, std::string_view column, double value);

  /// Appends a row with `cells` (column, text) and returns its position.
  std::size_t add_row(Table& table, const std::vector<std::pair<std::string, std::string>>& cells);

  /// The table, made empty when the world has none yet.
  Table& need_table(std::string_view name);
  [[nodiscard]] Tables& tables() { return tables_; }
  [[nodiscard]] std::vector<Finding>& findings() { return findings_; }

  /// File and line that set a cell.
  [[nodiscard]] Location origin_of(const Table& table, std::size_t row,
                                   std::string_view column) const;

  /// For keys outside the tables (period.start): kRefused, reported, when a stranger set `key` to
  /// another value.
  Result claim(const std::string& key, const std::string& value);

 private:
  struct Touch {
    std::size_t file = 0;
    std::string value;
    Location where;
  };

  void scale_range(Table& table, std::size_t row, std::string_view column, double before,
                   double after);
  Result write(Table& table, std::size_t row, std::size_t column, std::string text);

  Tables& tables_;
  const FileRelations& relations_;
  std::vector<Finding>& findings_;
  std::map<std::string, Touch, std::less<>> touched_;
  std::size_t file_ = 0;
  Location where_;
};

}  // namespace corridor::input
