// A self-contained table: name, columns, cells of text or number. What a run writes as CSV, what
// report and terminal show, and what is read back from a saved run.
// Invariant: each row has a cell for each column. Absent: any meaning of a column.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::results {

/// Nothing, text, or a finite number.
using Cell = std::variant<std::monostate, std::string, double>;

/// Digits that read back to the same number.
inline constexpr int kShortest = -1;

struct TableColumn {
  std::string name;        ///< with its unit where all rows share one: hours, total_usd_per_teu
  std::string unit = {};   ///< for people; empty = a text, a count, or told by the `unit` column
  int digits = kShortest;  ///< after the point in files
  friend bool operator==(const TableColumn&, const TableColumn&) = default;
};

struct Table {
  std::string name;  ///< file stem
  std::vector<TableColumn> columns;
  std::vector<std::vector<Cell>> rows;  ///< [row][column]

  [[nodiscard]] std::size_t row_count() const { return rows.size(); }
  [[nodiscard]] std::span<const Cell> row(std::size_t row) const { return rows[row]; }
  /// Position of a column, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
  /// Text of a cell; empty when it is blank, a number, or the column is absent.
  [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
  /// Number of a cell; nothing when it is blank, text, or the column is absent.
  [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column) const;

  /// Appends a cell to the row under way, or to the next when it is whole.
  void add_cell(Cell cell);
  /// Appends a row, one argument a column: text, double or Cell.
  template <class... C>
  void add_row(C&&... values) {
    CORRIDOR_ASSERT(sizeof...(C) == columns.size(), "a row has one cell for each column");
    (add_cell(Cell(std::forward<C>(values))), ...);
  }
  friend bool operator==(const Table&, const Table&) = default;
};

/// The number in plain decimal notation, never with an exponent, "0" for minus zero. With
/// `digits`, rounded half away from zero and padded.
[[nodiscard]] std::string format_number(double value, int digits = kShortest);

/// `value` rounded to `digits` after the point.
[[nodiscard]] double round_to(double value, int digits);

/// Rounds the numbers of the table as its file will show them.
void round_cells(Table& table);

/// The table as UTF-8 CSV with a header line. Quotes as RFC 4180; lines end in LF. Text that reads
/// as a number, and empty text, is quoted, so that reading gives the same cells.
[[nodiscard]] std::string write_csv(const Table& table);

/// The table that `write_csv` wrote; `digits` and the columns' units are not in the file. An
/// unquoted cell that is a number is a number. Accepts CRLF. Throws ScenarioError (E701) with file,
/// line and column when the text is not such a table.
[[nodiscard]] Table read_csv(std::string_view text, const std::string& name,
                             const std::string& file);

}  // namespace corridor::results
