#include "corridor/results/text_table.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace corridor::results {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kGap = 2;         // between columns
constexpr std::size_t kLeastWidth = 8;  // of a column that is cut

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Combining marks and signs without width in the scripts of the region, and general ones.
constexpr std::array<Range, 22> kNoWidth = {
    {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
     {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
     {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0901, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948},
     {0x094D, 0x094D}, {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
     {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

constexpr std::array<Range, 12> kWide = {{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0x9FFF},
                                          {0xA000, 0xA4CF},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x3FFFD}}};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, std::uint32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
    return range.first <= code && code <= range.last;
  });
}

struct Character {
  std::string_view bytes;
  std::size_t width = 1;
  bool is_control = false;
};

// The first character of a text that is not empty.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {text.substr(0, 1), 1, lead < 0x20 || lead == 0x7F};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length == 1 || length > text.size()) return {text.substr(0, 1), 1, false};
  std::uint32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {text.substr(0, 1), 1, false};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool is_control = code >= 0x80 && code < 0xA0;
  const std::size_t width = is_in(kNoWidth, code) ? 0 : is_in(kWide, code) ? 2 : 1;
  return {text.substr(0, length), width, is_control};
}

std::string without_controls(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const Character character = first_character(text);
    clean += character.is_control ? std::string_view(" ") : character.bytes;
    text.remove_prefix(character.bytes.size());
  }
  return clean;
}

std::string text_of(const Cell& cell, const TableColumn& column) {
  if (const auto* text = std::get_if<std::string>(&cell)) return without_controls(*text);
  if (const auto* number = std::get_if<double>(&cell)) return format_number(*number, column.digits);
  return {};
}

// Texts of a table and how wide its columns are.
struct Layout {
  std::vector<std::string> texts;  // [row, column], the names of the columns first
  std::vector<std::size_t> widths;
  std::vector<char> is_number;
};

Layout lay_out(const Table& table, std::size_t rows) {
  Layout layout;
  const std::size_t columns = table.columns.size();
  CORRIDOR_ASSERT(columns > 0, "only a table with columns is laid out");
  layout.widths.assign(columns, 0);
  layout.is_number.assign(columns, 0);
  for (const TableColumn& column : table.columns) layout.texts.push_back(column.name);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      const Cell& cell = table.row(row)[i];
      layout.texts.push_back(text_of(cell, table.columns[i]));
      if (std::holds_alternative<double>(cell)) layout.is_number[i] = 1;
    }
  }
  for (std::size_t i = 0; i < layout.texts.size(); ++i) {
    std::size_t& width = layout.widths[i % columns];
    width = std::max(width, display_width(layout.texts[i]));
  }
  return layout;
}

// Takes columns of text back, the widest first, until a line fits.
void shrink(Layout& layout, std::size_t max_width) {
  const auto line_width = [&] {
    std::size_t sum = kGap * (layout.widths.size() - 1);
    for (const std::size_t width : layout.widths) sum += width;
    return sum;
  };
  while (line_width() > max_width) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < layout.widths.size(); ++i) {
      if (layout.is_number[i] == 0 && (widest == nullptr || layout.widths[i] > *widest))
        widest = &layout.widths[i];
    }
    if (widest == nullptr || *widest <= kLeastWidth) return;
    --*widest;
  }
}

void append_line(const Layout& layout, std::size_t line, std::string& out) {
  const std::size_t columns = layout.widths.size();
  const std::size_t begin = out.size();
  for (std::size_t i = 0; i < columns; ++i) {
    if (i > 0) out.append(kGap, ' ');
    const std::string text = cut_to_width(layout.texts[line * columns + i], layout.widths[i]);
    const std::size_t fill = layout.widths[i] - display_width(text);
    if (layout.is_number[i] != 0) out.append(fill, ' ');
    out += text;
    if (layout.is_number[i] == 0) out.append(fill, ' ');
  }
  while (out.size() > begin && out.back() == ' ') out.pop_back();
  out += '\n';
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    width += character.width;
    text.remove_prefix(character.bytes.size());
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::string cut;
  std::size_t used = 1;  // the ellipsis
  while (!text.empty()) {
    const Character character = first_character(text);
    if (used + character.width > width) break;
    used += character.width;
    cut += character.bytes;
    text.remove_prefix(character.bytes.size());
  }
  return cut + std::string(kEllipsis);
}

std::string write_text_table(const Table& table, const TextTableOptions& options) {
  if (table.columns.empty()) return "\n";
  const std::size_t all = table.row_count();
  const std::size_t rows = options.max_rows == 0 ? all : std::min(all, options.max_rows);
  Layout layout = lay_out(table, rows);
  if (options.max_width > 0) shrink(layout, options.max_width);
  std::string out;
  append_line(layout, 0, out);
  for (std::size_t i = 0; i < layout.widths.size(); ++i) {
    if (i > 0) out.append(kGap, ' ');
    out.append(layout.widths[i], '-');
  }
  out += '\n';
  for (std::size_t row = 1; row <= rows; ++row) append_line(layout, row, out);
  if (rows < all) out += "and " + std::to_string(all - rows) + " more\n";
  return out;
}

}  // namespace corridor::results
