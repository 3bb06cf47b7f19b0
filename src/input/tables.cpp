// Tables as a whole: reading a folder, looking cells up, following references.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "cell_checks.hpp"
#include "corridor/base/hash.hpp"
#include "corridor/base/parallel.hpp"
#include "corridor/base/text.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = std::uintmax_t{64} << 20U;
constexpr std::string_view kEvidence = "evidence/";

Finding& add(std::vector<Finding>& findings, std::string_view code, std::string message,
             Location where) {
  Finding finding;
  finding.code = code;
  finding.message = std::move(message);
  finding.where = std::move(where);
  findings.push_back(std::move(finding));
  return findings.back();
}

Location whole_file(std::string file) {
  return {.file = std::move(file), .excerpt = {}};
}

// Bytes of the file, or nothing and a finding.
std::optional<std::string> read_file(const std::string& path, std::vector<Finding>& findings) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > kLargestFile) {
    add(findings, "E119", fmt::format("the file holds {} MB, more than 64", size >> 20U),
        whole_file(path))
        .help = "a table of the data pack is much smaller: is this the right file?";
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(error ? 0 : size, '\0');
  if (stream) stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (error || !stream) {
    add(findings, "E118", "the file cannot be read", whole_file(path)).help =
        "check that it is a plain file and that you may read it";
    return std::nullopt;
  }
  return bytes;
}

// Stems of the CSV files below `folder`, sorted.
std::vector<std::string> list_tables(const std::string& folder) {
  std::vector<std::string> stems;
  std::error_code error;
  for (const std::string_view below : {std::string_view(), kEvidence}) {
    for (fs::directory_iterator file(fs::path(folder) / below, error), end; file != end;
         file.increment(error)) {
      if (error) break;
      const fs::path& path = file->path();
      if (path.extension() == ".csv") stems.push_back(std::string(below) + path.stem().string());
    }
  }
  std::sort(stems.begin(), stems.end());
  return stems;
}

void report_strangers(const std::string& folder, const std::vector<std::string>& stems,
                      std::vector<Finding>& findings) {
  std::vector<std::string> known;
  for (const TableSpec& spec : table_specs()) known.emplace_back(spec.name);
  for (const std::string& stem : stems) {
    if (find_table_spec(stem) != nullptr) continue;
    Finding& finding = add(findings, "E121", fmt::format("no table is called `{}`", stem),
                           whole_file(fmt::format("{}/{}.csv", folder, stem)));
    finding.hint = did_you_mean(stem, known);
    finding.help = "move it out of the data folder; tables: " + join(known);
  }
}

/// Where ids of the tables that a column refers to are looked up.
struct Targets {
  std::vector<const Table*> tables;
  bool allows_any = false;
  std::string names;

  [[nodiscard]] bool hold(const std::string& id) const {
    return (allows_any && id == "*") ||
           std::any_of(tables.begin(), tables.end(),
                       [&](const Table* table) { return table->row_of.count(id) > 0; });
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const Table* table : tables) {
      for (const auto& [id, row] : table->row_of) ids.push_back(id);
    }
    return ids;
  }
};

Targets targets_of(const Tables& tables, const ColumnSpec& column) {
  Targets targets;
  if (column.type == CellType::kSource) {
    targets.names = "sources";
    for (const auto& [name, table] : tables.tables) {
      if (name == "sources" || name.starts_with(kEvidence)) targets.tables.push_back(&table);
    }
    return targets;
  }
  for (const std::string& name : split(column.options, ' ')) {
    if (name == "*") {
      targets.allows_any = true;
      continue;
    }
    targets.names += (targets.names.empty() ? "" : " or ") + name;
    if (const Table* table = tables.find(name)) targets.tables.push_back(table);
  }
  return targets;
}

bool is_reference(CellType type) {
  return type == CellType::kRef || type == CellType::kRefList || type == CellType::kSource;
}

void report_unknown(const Tables& tables, const Table& table, const TableRow& row,
                    std::size_t index, const Targets& targets, const std::string& id,
                    std::vector<Finding>& findings) {
  const ColumnSpec& column = table.spec->columns[index];
  const bool is_source = column.type == CellType::kSource;
  Finding& finding = add(findings, is_source ? "E114" : "E113",
                         fmt::format("`{}` of `{}`: no row `{}` in table {}", column.name,
                                     row.cells.front().text, id, targets.names),
                         location_of(tables, row, index));
  finding.hint = did_you_mean(id, targets.ids());
  finding.help = is_source
                     ? "add the source to sources.csv, or name an evidence row"
                     : fmt::format("write an id of {}.csv, or add the row there", targets.names);
}

void check_column(const Tables& tables, const Table& table, std::size_t index,
                  std::vector<Finding>& findings) {
  const ColumnSpec& column = table.spec->columns[index];
  const Targets targets = targets_of(tables, column);
  for (const TableRow& row : table.rows) {
    const std::string& text = row.cells[index].text;
    if (text.empty()) continue;
    if (targets.tables.empty()) {
      add(findings, "E113",
          fmt::format("column `{}` of table `{}` refers to table {}, which is missing", column.name,
                      table.spec->name, targets.names),
          location_of(tables, row, index))
          .help = fmt::format("add {}.csv to the data folder", targets.names);
      return;
    }
    const std::vector<std::string> ids =
        column.type == CellType::kRef ? std::vector<std::string>{text} : split(text, ';');
    for (const std::string& id : ids) {
      // An empty item is a finding of the list itself.
      if (id.empty() || targets.hold(id)) continue;
      report_unknown(tables, table, row, index, targets, id, findings);
    }
  }
}

}  // namespace

const std::string& Table::text(std::size_t row, std::string_view column) const {
  const std::optional<std::size_t> index = spec->find(column);
  CORRIDOR_ASSERT(index.has_value(), "a table is asked only for columns of its spec");
  return rows[row].cells[*index].text;
}

std::optional<double> Table::number(std::size_t row, std::string_view column) const {
  return parse_decimal(text(row, column));
}

const Table* Tables::find(std::string_view name) const {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

Table* Tables::find(std::string_view name) {
  const auto found = tables.find(name);
  return found == tables.end() ? nullptr : &found->second;
}

Location location_of(const Tables& tables, const TableRow& row, std::size_t column) {
  const Cell& cell = row.cells[column];
  if (cell.origin != 0) return tables.origins[cell.origin].where;
  Location where;
  where.file = row.file;
  where.line = row.line;
  where.column = static_cast<int>(cell.column);
  return where;
}

void check_references(const Tables& tables, std::vector<Finding>& findings, Sources sources) {
  for (const auto& [name, table] : tables.tables) {
    for (std::size_t index = 0; index < table.spec->columns.size(); ++index) {
      const CellType type = table.spec->columns[index].type;
      const bool is_trusted = type == CellType::kSource && sources == Sources::kTrusted;
      if (is_reference(type) && !is_trusted) check_column(tables, table, index, findings);
    }
  }
}

Tables read_tables(const std::string& folder, std::vector<Finding>& findings, int jobs) {
  Tables tables;
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    add(findings, "E118", fmt::format("there is no data folder `{}`", folder), whole_file(folder))
        .help = "name a folder with the tables of the data pack";
    return tables;
  }
  const std::vector<std::string> stems = list_tables(folder);
  report_strangers(folder, stems, findings);
  struct Read {
    std::optional<Table> table;
    std::vector<Finding> findings;
  };
  const std::span<const TableSpec> specs = table_specs();
  std::vector<Read> read(specs.size());
  for_each_index(specs.size(), jobs, [&](std::size_t i, int) {
    const TableSpec& spec = specs[i];
    const std::string file = fmt::format("{}/{}.csv", folder, spec.name);
    if (!std::binary_search(stems.begin(), stems.end(), spec.name)) {
      if (!spec.required) return;
      add(read[i].findings, "E118", fmt::format("table `{}` is missing", spec.name),
          whole_file(file))
          .help = fmt::format("every data folder needs it: {}", spec.what);
    } else if (const std::optional<std::string> bytes = read_file(file, read[i].findings)) {
      read[i].table = read_csv(*bytes, spec, file, read[i].findings);
      read[i].table->hash = content_hash(*bytes);
    }
  });
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (read[i].table) tables.tables.emplace(specs[i].name, std::move(*read[i].table));
    std::move(read[i].findings.begin(), read[i].findings.end(), std::back_inserter(findings));
  }
  return tables;
}

std::vector<GradeCount> count_rows_by_grade(const Tables& tables) {
  std::vector<GradeCount> counts;
  for (const TableSpec& spec : table_specs()) {
    const Table* table = tables.find(spec.name);
    if (table == nullptr || !spec.find("grade")) continue;
    GradeCount count{.table = std::string(spec.name), .rows = table->rows.size(), .by_grade = {}};
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      const std::string& grade = table->text(row, "grade");
      if (grade.size() == 1 && grade[0] >= 'A' && grade[0] <= 'D') {
        ++count.by_grade.at(static_cast<std::size_t>(grade[0] - 'A'));
      }
    }
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace corridor::input
