// Cutting a CSV text into rows of cells, and the characters in it. Knows nothing of tables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace corridor::input {

/// Characters of a UTF-8 text.
[[nodiscard]] std::size_t count_characters(std::string_view text);

/// Offset of the first byte that is not UTF-8, or npos.
/// Source: Unicode 15, table 3-7.
[[nodiscard]] std::size_t find_bad_byte(std::string_view text);

struct RawCell {
  std::string text;
  std::size_t begin = 0;  ///< of it in the file, quotes included
  std::size_t end = 0;
};

enum class QuoteFault : unsigned char { kNone, kOpen, kTextAfter };

struct RawRow {
  std::size_t begin = 0;
  int line = 0;
  std::vector<RawCell> cells;  ///< at least one
  QuoteFault fault = QuoteFault::kNone;
  std::size_t fault_at = 0;
};

/// Cuts a text, which must outlive it, into rows. Source: RFC 4180.
class RowCutter {
 public:
  explicit RowCutter(std::string_view text) : text_(text) {}

  /// The next row that is not an empty line, or nothing at the end.
  [[nodiscard]] std::optional<RawRow> next();

 private:
  [[nodiscard]] bool is_line_end() const;
  void skip_line_end();
  bool cut_cell(RawRow& row);
  void cut_quoted(RawRow& row, RawCell& cell);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t width_ = 0;  ///< cells of the row before
  int line_ = 1;
};

}  // namespace corridor::input
