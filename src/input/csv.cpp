// CSV to table and back. One pass over the text; where a finding is gets worked out only for what
// is wrong.
#include <fmt/format.h>

#include <algorithm>

#include "cell_checks.hpp"
#include "corridor/base/text.hpp"
#include "corridor/input/table.hpp"
#include "csv_text.hpp"

namespace corridor::input {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLongestExcerpt = 160;
constexpr std::size_t kNotFound = std::string_view::npos;

/// Reads one text as one table and collects what is wrong with it.
class TableReader {
 public:
  TableReader(std::string_view text, const TableSpec& spec, const std::string& file,
              std::vector<Finding>& findings, Columns columns)
      : text_(text), spec_(spec), file_(file), findings_(findings), columns_(columns) {
    table_.spec = &spec;
  }

  Table read() {
    if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      Finding& mark = add("E101", "the file begins with a byte-order mark, which is skipped", 0);
      mark.severity = Severity::kWarning;
      mark.help = "save it as UTF-8 without a byte-order mark";
      text_.remove_prefix(kByteOrderMark.size());
    }
    if (const std::size_t bad = find_bad_byte(text_); bad != kNotFound) {
      const auto value = static_cast<unsigned>(static_cast<unsigned char>(text_[bad]));
      add("E102", fmt::format("the file is not UTF-8: byte {:#04x}", value), 0, bad).help =
          "save it as UTF-8; nothing of it was read";
      return std::move(table_);
    }
    RowCutter cutter(text_);
    const std::optional<RawRow> header = cutter.next();
    if (!header) {
      add("E120", fmt::format("table `{}` is empty: it has no header", spec_.name), 0).help =
          "first line: " + column_names(",");
      return std::move(table_);
    }
    if (!read_header(*header)) return std::move(table_);
    while (std::optional<RawRow> row = cutter.next()) read_row(*row);
    return std::move(table_);
  }

 private:
  // A finding at `width` bytes of the text; without `begin` about the whole file.
  Finding& add(std::string_view code, std::string message, std::size_t width,
               std::size_t begin = kNotFound) {
    Finding finding;
    finding.code = code;
    finding.message = std::move(message);
    finding.where.file = file_;
    if (begin != kNotFound) locate(begin, width, finding.where);
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  void locate(std::size_t begin, std::size_t width, Location& where) const {
    const std::string_view before = text_.substr(0, begin);
    const std::size_t line_begin = before.rfind('\n') == kNotFound ? 0 : before.rfind('\n') + 1;
    const std::size_t line_end = std::min(text_.find('\n', begin), text_.size());
    std::string_view line = text_.substr(line_begin, line_end - line_begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    where.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    where.column = 1 + static_cast<int>(count_characters(before.substr(line_begin)));
    const std::size_t stop = std::min(begin + width, line_begin + line.size());
    where.width = std::max(
        1, static_cast<int>(count_characters(text_.substr(begin, stop - std::min(begin, stop)))));
    const bool is_readable = find_bad_byte(line) == kNotFound;
    if (is_readable && count_characters(line) < kLongestExcerpt) where.excerpt = line;
  }

  Finding& add_at(std::string_view code, std::string message, const RawCell& cell) {
    return add(code, std::move(message), cell.end - cell.begin, cell.begin);
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const ColumnSpec& column : spec_.columns) names.emplace_back(column.name);
    return names;
  }
  [[nodiscard]] std::string column_names(std::string_view separator) const {
    const std::vector<std::string> all = names();
    return join(all, separator);
  }

  // Whether rows can be read at all.
  bool read_header(const RawRow& header) {
    const std::string& first = header.cells.front().text;
    if (header.cells.size() == 1 && first.find_first_of(";\t") != kNotFound) {
      add_at("E122", "columns are not separated by commas", header.cells.front()).help =
          "save it as comma separated values";
      return false;
    }
    column_of_.assign(header.cells.size(), kNotFound);
    std::vector<bool> is_present(spec_.columns.size(), false);
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const RawCell& cell = header.cells[i];
      const std::optional<std::size_t> column = spec_.find(cell.text);
      if (!column) {
        Finding& finding = add_at(
            "E104", fmt::format("unknown column `{}` in table `{}`", cell.text, spec_.name), cell);
        finding.hint = did_you_mean(cell.text, names());
        finding.help = "columns: " + column_names(", ");
      } else if (is_present[*column]) {
        add_at("E105", fmt::format("column `{}` stands twice in table `{}`", cell.text, spec_.name),
               cell)
            .help = "keep one of them";
      } else {
        is_present[*column] = true;
        column_of_[i] = *column;
      }
    }
    report_missing(header, is_present);
    return is_present.front();
  }

  void report_missing(const RawRow& header, const std::vector<bool>& is_present) {
    for (std::size_t column = 0; column < spec_.columns.size(); ++column) {
      const ColumnSpec& missing = spec_.columns[column];
      const bool may_lack = missing.may_lack || (columns_ == Columns::kNeeded && !missing.required);
      if (is_present[column] || may_lack) continue;
      add("E103", fmt::format("table `{}` has no column `{}`", spec_.name, missing.name), 1,
          header.begin)
          .help =
          fmt::format("{}: {}; cells that are not known stay blank", missing.name, missing.what);
    }
  }

  void read_row(RawRow& raw) {
    const std::string id = id_of(raw);
    if (raw.fault != QuoteFault::kNone) {
      const bool is_open = raw.fault == QuoteFault::kOpen;
      add("E107",
          fmt::format("row `{}`: {}", id,
                      is_open ? "a quote is never closed" : "text after the closing quote"),
          1, raw.fault_at)
          .help = "a cell in quotes ends with one `\"`; a quote inside it is written `\"\"`";
      if (is_open) return;
    }
    TableRow row{.file = file_, .line = raw.line, .cells = {}};
    row.cells.resize(spec_.columns.size());
    const bool is_whole = raw.cells.size() == column_of_.size();
    if (!is_whole) report_length(raw, id);
    if (!check_id(raw, id)) return;
    row.cells.front().text = id;
    if (is_whole) {
      move_cells(raw, row);
      check_ranges(raw, row);
    }
    table_.row_of.emplace(id, table_.rows.size());
    table_.rows.push_back(std::move(row));
  }

  [[nodiscard]] std::size_t place_of(std::size_t column) const {
    return static_cast<std::size_t>(std::find(column_of_.begin(), column_of_.end(), column) -
                                    column_of_.begin());
  }

  [[nodiscard]] std::string id_of(const RawRow& raw) const {
    const std::size_t place = place_of(0);
    return place < raw.cells.size() ? raw.cells[place].text : std::string();
  }

  void report_length(const RawRow& raw, const std::string& id) {
    const bool is_long = raw.cells.size() > column_of_.size();
    const RawCell& at = is_long ? raw.cells[column_of_.size()] : raw.cells.back();
    add("E106",
        fmt::format("row `{}` has {} cells, the header has {}", id, raw.cells.size(),
                    column_of_.size()),
        is_long ? at.end - at.begin : 1, is_long ? at.begin : at.end)
        .help = is_long ? "a text with a comma stands in quotes; the decimal sign is a point"
                        : "an unknown value is an empty cell between two commas";
  }

  bool check_id(const RawRow& raw, const std::string& id) {
    const std::size_t place = std::min(place_of(0), raw.cells.size() - 1);
    const RawCell& cell = raw.cells[place];
    if (const auto problem = check_cell(spec_.columns.front(), id)) {
      add_at(problem->code,
             fmt::format("`id` of a row of `{}`{} {}", spec_.name, id.empty() ? "" : ":",
                         problem->what),
             cell)
          .help = problem->help;
      return false;
    }
    const auto known = table_.row_of.find(id);
    if (known == table_.row_of.end()) return true;
    add_at("E111", fmt::format("id `{}` stands twice in table `{}`", id, spec_.name), cell).help =
        fmt::format("it stands first on line {}; give one of them another id",
                    table_.rows[known->second].line);
    return false;
  }

  void move_cells(RawRow& raw, TableRow& row) {
    std::size_t character = 1;
    bool is_first_line = true;
    for (std::size_t i = 0; i < raw.cells.size(); ++i) {
      RawCell& cell = raw.cells[i];
      const std::string_view written = text_.substr(cell.begin, cell.end - cell.begin);
      const std::size_t column = column_of_[i];
      if (column != kNotFound) {
        if (column > 0) check(cell, spec_.columns[column], row.cells.front().text);
        row.cells[column].text = std::move(cell.text);
        if (is_first_line) row.cells[column].column = static_cast<std::uint32_t>(character);
      }
      character += count_characters(written) + 1;
      is_first_line = is_first_line && written.find('\n') == kNotFound;
    }
  }

  void check(const RawCell& cell, const ColumnSpec& column, const std::string& id) {
    const auto problem = check_cell(column, cell.text);
    if (!problem) return;
    const char* colon = cell.text.empty() ? "" : ":";
    Finding& finding =
        add_at(problem->code,
               fmt::format("`{}` of `{}`{} {}", column.name, id, colon, problem->what), cell);
    finding.hint = problem->hint;
    finding.help = problem->help;
  }

  // low <= value <= high for each column that has `_low` and `_high` beside it.
  void check_ranges(const RawRow& raw, const TableRow& row) {
    for (const Range& range : ranges()) {
      check_order(raw, row, range.low, range.value);
      check_order(raw, row, range.value, range.high);
      if (row.cells[range.value].text.empty()) check_order(raw, row, range.low, range.high);
    }
  }

  void check_order(const RawRow& raw, const TableRow& row, std::size_t lower, std::size_t upper) {
    const auto less = parse_decimal(row.cells[lower].text);
    const auto more = parse_decimal(row.cells[upper].text);
    if (!less || !more || *less <= *more) return;
    add_at("E112",
           fmt::format("`{}` of `{}`: {} is above `{}` of {}", spec_.columns[lower].name,
                       row.cells.front().text, row.cells[lower].text, spec_.columns[upper].name,
                       row.cells[upper].text),
           raw.cells[place_of(lower)])
        .help = "low <= value <= high";
  }

  struct Range {
    std::size_t low = 0;
    std::size_t value = 0;
    std::size_t high = 0;
  };
  const std::vector<Range>& ranges() {
    if (!ranges_known_) {
      for (std::size_t value = 0; value < spec_.columns.size(); ++value) {
        const std::string name(spec_.columns[value].name);
        const auto low = spec_.find(name + "_low");
        const auto high = spec_.find(name + "_high");
        if (low && high) ranges_.push_back({*low, value, *high});
      }
      ranges_known_ = true;
    }
    return ranges_;
  }

  std::string_view text_;
  const TableSpec& spec_;
  const std::string& file_;
  std::vector<Finding>& findings_;
  Columns columns_;
  Table table_;
  std::vector<std::size_t> column_of_;  ///< [cell of the file] -> column of the spec
  std::vector<Range> ranges_;
  bool ranges_known_ = false;
};

void append_cell(std::string& csv, const std::string& text) {
  if (text.find_first_of(",\"\r\n") == kNotFound) {
    csv += text;
    return;
  }
  csv += '"';
  for (const char c : text) {
    if (c == '"') csv += '"';
    csv += c;
  }
  csv += '"';
}

}  // namespace

Table read_csv(std::string_view text, const TableSpec& spec, const std::string& file,
               std::vector<Finding>& findings, Columns columns) {
  return TableReader(text, spec, file, findings, columns).read();
}

std::string write_csv(const Table& table) {
  std::string csv;
  for (const ColumnSpec& column : table.spec->columns) {
    if (!csv.empty()) csv += ',';
    csv += column.name;
  }
  csv += '\n';
  for (const TableRow& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) csv += ',';
      append_cell(csv, row.cells[i].text);
    }
    csv += '\n';
  }
  return csv;
}

}  // namespace corridor::input
