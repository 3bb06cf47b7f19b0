// The data pack in memory: tables of text cells with the file and line that set each one.
//
// A scenario's changes act on tables, so that every cell keeps its origin; only then is the typed
// model::Scenario built. A TableSpec says once what a table's columns are: the CSV reader, the
// checks, the selectors and verbs of the scenario language, `corridor schema` and the documented
// descriptor scenarios/data/datapackage.json all read it.
// Absent on purpose: any meaning of a value beyond its type (that is build.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::input {

enum class CellType : unsigned char {
  kKey,  ///< the row's own id: unique, a slug
  kText,
  kNumber,  ///< decimal, finite
  kInteger,
  kYesNo,
  kDate,
  kChoice,   ///< one of `options`
  kList,     ///< texts joined by `;`, each one of `options` unless that is empty
  kRef,      ///< id of a row of one of the tables in `options`; an option `*` allows `*`
  kRefList,  ///< such ids joined by `;`
  kGrade,
  kSource,  ///< keys of sources.csv or of an evidence table, joined by `;`
};

struct ColumnSpec {
  std::string_view name;
  std::string_view unit;     ///< of a number: km, h, USD/truck, TEU/day; empty = a count or share
  std::string_view options;  ///< kChoice, kList: words; kRef: tables; separated by a space
  double least = -1e308;     ///< of a number
  double most = 1e308;
  std::string_view what;  ///< one line for people
  CellType type = CellType::kText;
  bool required = false;  ///< blank is an error
  bool may_lack = false;  ///< a file may leave the column out: only scenarios fill it
};

struct TableSpec {
  std::string_view name;  ///< file stem: places; evidence/sea_rates
  std::string_view what;
  std::span<const ColumnSpec> columns;
  bool required = false;  ///< a data folder without it is wrong

  /// Position of a column, or nothing.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
};

/// All tables that a world may have, places first (a table refers only to those the specs name).
[[nodiscard]] std::span<const TableSpec> table_specs();
[[nodiscard]] const TableSpec* find_table_spec(std::string_view name);

struct Cell {
  std::string text;          ///< as it would stand in the file; empty = unknown
  std::uint32_t origin = 0;  ///< Tables::origins; 0 = the row's own file and line
  std::uint32_t column = 0;  ///< 1-based character of TableRow::line; 0 = not known
};

/// What a scenario did to a cell: shown by `show --origin`.
struct Origin {
  Location where;      ///< of the change
  std::string before;  ///< text of the cell before it
};

struct TableRow {
  std::string file;
  int line = 0;             ///< 1-based line of the file where the row begins
  std::vector<Cell> cells;  ///< [column of the spec]
};

struct Table {
  const TableSpec* spec = nullptr;
  std::vector<TableRow> rows;
  std::map<std::string, std::size_t, std::less<>> row_of;  ///< by id
  std::string hash;  ///< of the bytes of its file, when `read_tables` read it

  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const;
  /// Number of a cell that passed the checks; nothing when blank.
  [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column) const;
};

struct Tables {
  std::map<std::string, Table, std::less<>> tables;  ///< by TableSpec::name; only those present
  std::vector<Origin> origins{1};                    ///< [0] is unused

  [[nodiscard]] const Table* find(std::string_view name) const;
  [[nodiscard]] Table* find(std::string_view name);
};

/// Where people find a cell: its change, or its file, line and column.
[[nodiscard]] Location location_of(const Tables& tables, const TableRow& row, std::size_t column);

/// Which columns a CSV text must have; those it leaves out are blank.
enum class Columns : unsigned char { kAll, kNeeded };

/// Reads one CSV text as `spec`. Adds a finding for each: byte-order mark (a warning), wrong
/// encoding, missing, unknown or repeated column, row of the wrong length, open quote, cell of the
/// wrong type, out of bounds, blank although required, repeated id, low > value > high. CRLF and
/// any order of columns are accepted. Rows with a broken id are left out, a row of the wrong length
/// keeps only its id, so that later checks name only what is new. `file` is the name shown to
/// people.
/// Source: RFC 4180.
[[nodiscard]] Table read_csv(std::string_view text, const TableSpec& spec, const std::string& file,
                             std::vector<Finding>& findings, Columns columns = Columns::kAll);

/// Whether the keys of sources are looked up, or were when the world was recorded.
enum class Sources : unsigned char { kChecked, kTrusted };

/// Checks what spans tables: every reference resolves (with the nearest names), sources exist.
void check_references(const Tables& tables, std::vector<Finding>& findings,
                      Sources sources = Sources::kChecked);

/// The table as CSV, as `read_csv` reads it back to equal cells.
[[nodiscard]] std::string write_csv(const Table& table);

/// Reads all tables of `folder` that table_specs() names (others are a finding), `jobs` at a time.
/// A missing file of a required table is a finding.
[[nodiscard]] Tables read_tables(const std::string& folder, std::vector<Finding>& findings,
                                 int jobs = 1);

/// Frictionless descriptor (datapackage.json) of the specs, pretty printed.
/// Source: Frictionless Data Package and Table Schema, version 1.
[[nodiscard]] std::string describe_tables();

/// How many rows of a table stand on each grade, A first.
struct GradeCount {
  std::string table;
  std::size_t rows = 0;
  std::array<std::size_t, 4> by_grade{};
  friend bool operator==(const GradeCount&, const GradeCount&) = default;
};

/// One entry per table that has grades, in the order of table_specs().
[[nodiscard]] std::vector<GradeCount> count_rows_by_grade(const Tables& tables);

/// Text of `corridor help CODE` for findings of tables and of the world built from them (E1xx), or
/// nothing.
[[nodiscard]] const char* explain_table_code(std::string_view code);

}  // namespace corridor::input
