#include "corridor/results/table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "csv_number.hpp"

namespace corridor::results {
namespace {

constexpr std::array<double, 10> kPowersOfTen = {1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

// Beyond this a double has no room for the digits asked for.
constexpr double kLargestExact = 9e15;

bool fits(double value, int digits) {
  return digits >= 0 && static_cast<std::size_t>(digits) < kPowersOfTen.size() &&
         std::abs(value) * kPowersOfTen[static_cast<std::size_t>(digits)] < kLargestExact;
}

void append_shortest(std::string& out, double value) {
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 value == 0.0 ? 0.0 : value, std::chars_format::fixed);
  out.append(buffer.data(), end.ptr);
}

void append_rounded(std::string& out, double value, int digits) {
  const double scale = kPowersOfTen[static_cast<std::size_t>(digits)];
  const std::int64_t scaled = std::llround(value * scale);
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(scaled));
  std::string_view all(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  if (scaled < 0) out += '-';
  const auto after_point = static_cast<std::size_t>(digits);
  if (all.size() <= after_point) {
    out += "0.";
    out.append(after_point - all.size(), '0');
    out += all;
  } else if (after_point == 0) {
    out += all;
  } else {
    out += all.substr(0, all.size() - after_point);
    out += '.';
    out += all.substr(all.size() - after_point);
  }
}

bool is_special(char c) {
  return c == ',' || c == '"' || c == '\r' || c == '\n';
}

bool needs_quotes(std::string_view text) {
  return text.empty() || std::any_of(text.begin(), text.end(), is_special) ||
         parse_whole_number(text).has_value();
}

void append_text(std::string& out, std::string_view text) {
  if (!needs_quotes(text)) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_number(std::string& out, double value, int digits) {
  CORRIDOR_ASSERT(std::isfinite(value), "tables hold finite numbers only");
  if (fits(value, digits)) {
    append_rounded(out, value, digits);
  } else {
    append_shortest(out, value);
  }
}

}  // namespace

std::optional<double> parse_whole_number(std::string_view text) {
  if (text.empty() || (text[0] != '-' && (text[0] < '0' || text[0] > '9'))) return std::nullopt;
  double value = 0.0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

void Table::add_cell(Cell cell) {
  if (rows.empty() || rows.back().size() == columns.size())
    rows.emplace_back().reserve(columns.size());
  rows.back().push_back(std::move(cell));
}

std::optional<std::size_t> Table::find(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column) return i;
  }
  return std::nullopt;
}

std::string Table::text(std::size_t row, std::string_view column) const {
  const auto at = find(column);
  if (!at) return {};
  const auto* value = std::get_if<std::string>(&this->row(row)[*at]);
  return value == nullptr ? std::string() : *value;
}

std::optional<double> Table::number(std::size_t row, std::string_view column) const {
  const auto at = find(column);
  if (!at) return std::nullopt;
  const auto* value = std::get_if<double>(&this->row(row)[*at]);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

std::string format_number(double value, int digits) {
  std::string out;
  append_number(out, value, digits);
  return out;
}

double round_to(double value, int digits) {
  if (!fits(value, digits)) return value;
  const double scale = kPowersOfTen[static_cast<std::size_t>(digits)];
  return static_cast<double>(std::llround(value * scale)) / scale;
}

void round_cells(Table& table) {
  for (std::vector<Cell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int digits = table.columns[i].digits;
      auto* number = std::get_if<double>(&row[i]);
      if (number != nullptr && digits != kShortest) *number = round_to(*number, digits);
    }
  }
}

std::string write_csv(const Table& table) {
  std::string out;
  out.reserve(table.rows.size() * table.columns.size() * 14);  // of the largest tables
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) out += ',';
    append_text(out, table.columns[i].name);
  }
  out += '\n';
  for (const std::vector<Cell>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      if (const auto* text = std::get_if<std::string>(&row[i])) {
        append_text(out, *text);
      } else if (const auto* number = std::get_if<double>(&row[i])) {
        append_number(out, *number, table.columns[i].digits);
      }
    }
    out += '\n';
  }
  return out;
}

}  // namespace corridor::results
