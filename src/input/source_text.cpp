#include "source_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "csv_text.hpp"

namespace corridor::input {
namespace {

constexpr std::size_t kMostBytes = std::size_t{8} * 1024 * 1024;
constexpr std::size_t kLongestExcerpt = 200;

int line_of(std::string_view text, std::size_t position) {
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<long>(position), '\n'));
}

}  // namespace

std::string_view SourceText::line(int number) const {
  std::string_view rest = text;
  for (int i = 1; i < number; ++i) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
  return rest;
}

Location SourceText::locate(TextMark mark) const {
  Location where{name, mark.line, mark.column, std::max(1, mark.width), {}};
  if (mark.line <= 0) return where;
  const std::string_view excerpt = line(mark.line);
  if (excerpt.size() <= kLongestExcerpt) where.excerpt = excerpt;
  const auto bytes_before = static_cast<std::size_t>(std::max(0, mark.column - 1));
  where.column = 1 + static_cast<int>(count_characters(excerpt.substr(0, bytes_before)));
  const int room = static_cast<int>(count_characters(excerpt)) - where.column + 1;
  where.width = std::clamp(mark.width, 1, std::max(1, room));
  return where;
}

void report(std::vector<Finding>& findings, std::string code, Location where, Words words) {
  findings.push_back({Severity::kError, std::move(code), std::move(words.message), std::move(where),
                      std::move(words.hint), std::move(words.help)});
}

void report_warning(std::vector<Finding>& findings, std::string code, Location where, Words words) {
  report(findings, std::move(code), std::move(where), std::move(words));
  findings.back().severity = Severity::kWarning;
}

bool check_source(const SourceText& source, std::vector<Finding>& findings) {
  const std::string& text = source.text;
  const Location whole{source.name, 0, 0, 1, {}};
  if (text.size() > kMostBytes) {
    report(findings, "E216", whole,
           {fmt::format("`{}` is larger than 8 MB", source.name), "",
            "a scenario is a list of changes; put bulk data into CSV tables of a data folder"});
    return false;
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    report(findings, "E218", whole,
           {fmt::format("`{}` begins with a byte-order mark", source.name), "",
            "save the file as UTF-8 without BOM"});
    return false;
  }
  const std::size_t bad = find_bad_byte(text);
  if (bad != std::string_view::npos) {
    const int line = line_of(text, bad);
    report(findings, "E217", {source.name, line, 0, 1, {}},
           {fmt::format("`{}` is not UTF-8: byte 0x{:02X} in line {}", source.name,
                        static_cast<unsigned char>(text[bad]), line),
            "", "save the file as UTF-8"});
    return false;
  }
  return true;
}

std::optional<SourceText> read_source(const std::string& path, const std::string& shown_name,
                                      const Location& asked_by, std::vector<Finding>& findings) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    report(findings, "E214", asked_by,
           {fmt::format("no scenario file `{}`", shown_name), "",
            "name a .yaml file, relative to the file that names it"});
    return std::nullopt;
  }
  std::ifstream stream(path, std::ios::binary);
  if (!std::filesystem::is_regular_file(status) || !stream) {
    report(findings, "E215", asked_by,
           {fmt::format("`{}` cannot be read as a file", shown_name), "",
            "check that it is a file and that you may read it"});
    return std::nullopt;
  }
  SourceText source{shown_name, {}};
  if (std::filesystem::file_size(path, error) > kMostBytes) {
    source.text.resize(kMostBytes + 1);
  } else {
    source.text.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  if (!check_source(source, findings)) return std::nullopt;
  return source;
}

}  // namespace corridor::input
