#include "cell_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "corridor/base/date.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

// A column without a bound of its own has one beyond this.
constexpr double kNoBound = 1e300;

std::string with_unit(double value, std::string_view unit) {
  return unit.empty() ? fmt::format("{}", value) : fmt::format("{} {}", value, unit);
}

// The two readings of a number with commas, for a hint.
std::string number_hint(std::string_view text) {
  const std::string_view bare = trim(text);
  if (bare != text && parse_decimal(bare)) return "remove the blanks around it";
  std::string with_point(text);
  std::string without(text);
  std::replace(with_point.begin(), with_point.end(), ',', '.');
  std::erase(without, ',');
  if (std::count(text.begin(), text.end(), ',') == 0 || !parse_decimal(without)) return "";
  if (!parse_decimal(with_point)) return fmt::format("write {}: no thousands separator", without);
  const bool is_grouped = text.size() - text.find(',') == 4;
  return is_grouped
             ? fmt::format("write {} or {}: the decimal sign is a point", with_point, without)
             : fmt::format("write {}: the decimal sign is a point", with_point);
}

std::optional<CellProblem> check_number(const ColumnSpec& column, std::string_view text) {
  const std::optional<double> value = parse_decimal(text);
  const bool is_whole = column.type == CellType::kInteger;
  if (!value || (is_whole && *value != std::floor(*value))) {
    return CellProblem{
        .code = "E108",
        .what = fmt::format("{} expected, got `{}`", is_whole ? "whole number" : "number", text),
        .hint = number_hint(text),
        .help = fmt::format("write a plain decimal{}{}; leave it blank when it is not known",
                            column.unit.empty() ? "" : " in ", column.unit)};
  }
  const bool is_low = *value < column.least;
  if (!is_low && *value <= column.most) return std::nullopt;
  const std::string least = with_unit(column.least, column.unit);
  const std::string most = with_unit(column.most, column.unit);
  return CellProblem{.code = "E109",
                     .what = fmt::format("{} is {}", text,
                                         is_low ? "below the least value " + least
                                                : "above the greatest value " + most),
                     .hint = "",
                     .help = column.most > kNoBound ? fmt::format("at least {}", least)
                                                    : fmt::format("from {} to {}", least, most)};
}

std::optional<CellProblem> check_word(std::string_view words, std::string_view text) {
  const std::vector<std::string> known = split(words, ' ');
  if (std::find(known.begin(), known.end(), text) != known.end()) return std::nullopt;
  return CellProblem{.code = "E115",
                     .what = fmt::format("unknown word `{}`", text),
                     .hint = did_you_mean(text, known),
                     .help = "words: " + join(known)};
}

std::optional<CellProblem> check_list(const ColumnSpec& column, std::string_view text) {
  if (text.front() == ';' || text.back() == ';' || text.find(";;") != std::string_view::npos) {
    return CellProblem{.code = "E110",
                       .what = fmt::format("an item of the list `{}` is blank", text),
                       .hint = "",
                       .help = "join the items by one `;` each"};
  }
  if (column.type != CellType::kList || column.options.empty()) return std::nullopt;
  for (const std::string& item : split(text, ';')) {
    if (auto problem = check_word(column.options, item)) return problem;
  }
  return std::nullopt;
}

std::optional<CellProblem> check_id(std::string_view text) {
  if (is_slug(text)) return std::nullopt;
  return CellProblem{.code = "E117",
                     .what = fmt::format("`{}` is no id", text),
                     .hint = "",
                     .help = "letters, digits, `_`, `-` and `.`, without blanks"};
}

std::optional<CellProblem> check_date(std::string_view text) {
  if (parse_date(text)) return std::nullopt;
  return CellProblem{.code = "E116",
                     .what = fmt::format("date expected, got `{}`", text),
                     .hint = "",
                     .help = "YYYY-MM-DD, a day that exists; leave it blank when it is open"};
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  // from_chars would also read `inf` and `nan`.
  const std::size_t first = text.empty() || text.front() != '-' ? 0 : 1;
  if (first >= text.size() || !is_digit(text[first])) return std::nullopt;
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

bool is_slug(std::string_view text) {
  const auto is_allowed = [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-' || c == '.';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_allowed);
}

std::string did_you_mean(std::string_view word, std::span<const std::string> names) {
  for (const std::string& name : names) {
    if (is_same_letters(word, name)) return fmt::format("did you mean `{}`?", name);
  }
  // Every other letter is near to a single one.
  const std::vector<std::string> near =
      word.size() < 2 ? std::vector<std::string>() : nearest_names(word, names);
  return near.empty() ? "" : fmt::format("did you mean `{}`?", join(near, "` or `"));
}

std::optional<CellProblem> check_cell(const ColumnSpec& column, std::string_view text) {
  if (text.empty()) {
    if (!column.required) return std::nullopt;
    return CellProblem{.code = "E110",
                       .what = "is blank",
                       .hint = "",
                       .help = fmt::format("it is required: {}", column.what)};
  }
  switch (column.type) {
    case CellType::kKey:
      return check_id(text);
    case CellType::kNumber:
    case CellType::kInteger:
      return check_number(column, text);
    case CellType::kYesNo:
      return check_word("yes no", text);
    case CellType::kDate:
      return check_date(text);
    case CellType::kChoice:
      return check_word(column.options, text);
    case CellType::kGrade:
      return check_word("A B C D", text);
    case CellType::kList:
    case CellType::kRefList:
    case CellType::kSource:
      return check_list(column, text);
    case CellType::kText:
    case CellType::kRef:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace corridor::input
