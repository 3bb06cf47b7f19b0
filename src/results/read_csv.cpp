#include <algorithm>

#include "corridor/results/table.hpp"
#include "csv_number.hpp"

namespace corridor::results {
namespace {

// Reads a CSV text cell by cell and knows where it is.
class CsvScanner {
 public:
  CsvScanner(std::string_view text, const std::string& file) : text_(text), file_(&file) {}

  [[nodiscard]] bool at_end() const { return next_ >= text_.size(); }
  [[nodiscard]] int line() const { return line_; }

  /// The next cell; `ends_row()` tells whether a line ended behind it.
  Cell read_cell() {
    const bool is_quoted = !at_end() && text_[next_] == '"';
    Cell cell = is_quoted ? Cell(read_quoted()) : read_plain();
    if (!at_end() && text_[next_] == '\r') ++next_;
    if (at_end()) {
      ends_row_ = true;
    } else if (text_[next_] == ',') {
      ends_row_ = false;
      ++next_;
    } else if (text_[next_] == '\n') {
      ends_row_ = true;
      ++next_;
      ++line_;
      line_start_ = next_;
    } else {
      fail("text behind a closing quote");
    }
    return cell;
  }
  [[nodiscard]] bool ends_row() const { return ends_row_; }

  [[noreturn]] void fail(const std::string& what) const {
    fail(what, line_, static_cast<int>(next_ - line_start_) + 1);
  }
  [[noreturn]] void fail(const std::string& what, int line, int column) const {
    throw ScenarioError({{Severity::kError,
                          "E701",
                          "a saved table cannot be read: " + what,
                          {*file_, line, column, 1, ""},
                          "",
                          "run the scenario again; tables of a run folder are not meant to be "
                          "edited"}});
  }

 private:
  std::string_view text_;
  const std::string* file_;
  std::size_t next_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  bool ends_row_ = false;

  std::string read_quoted() {
    std::string value;
    for (++next_; !at_end(); ++next_) {
      const char c = text_[next_];
      if (c == '\n') ++line_;
      if (c != '"') {
        value += c;
      } else if (next_ + 1 < text_.size() && text_[next_ + 1] == '"') {
        value += '"';
        ++next_;
      } else {
        ++next_;
        return value;
      }
    }
    fail("a quote is not closed");
  }

  Cell read_plain() {
    const std::size_t begin = next_;
    next_ = std::min(text_.find_first_of(",\r\n\"", begin), text_.size());
    if (!at_end() && text_[next_] == '"') fail("a quote inside a cell");
    const std::string_view value = text_.substr(begin, next_ - begin);
    if (value.empty()) return {};
    if (const auto number = parse_whole_number(value)) return *number;
    return std::string(value);
  }
};

}  // namespace

Table read_csv(std::string_view text, const std::string& name, const std::string& file) {
  Table table;
  table.name = name;
  CsvScanner scanner(text, file);
  if (scanner.at_end()) scanner.fail("the file is empty");
  do {
    const Cell cell = scanner.read_cell();
    const auto* column = std::get_if<std::string>(&cell);
    if (column == nullptr) scanner.fail("a column without a name");
    table.columns.push_back({*column, "", kShortest});
  } while (!scanner.ends_row());
  while (!scanner.at_end()) {
    const int line = scanner.line();
    std::vector<Cell>& row = table.rows.emplace_back();
    row.reserve(table.columns.size());
    do {
      row.push_back(scanner.read_cell());
    } while (!scanner.ends_row());
    if (row.size() != table.columns.size()) {
      scanner.fail("a row of " + std::to_string(row.size()) + " cells under " +
                       std::to_string(table.columns.size()) + " columns",
                   line, 1);
    }
  }
  return table;
}

}  // namespace corridor::results
