#include "editor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corridor/base/error.hpp"

namespace corridor::input {
namespace {

std::string place_of(const Location& where) {
  return fmt::format("{}:{}", where.file, where.line);
}

std::optional<double> number_of(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

void Editor::begin(std::size_t file, Location where) {
  file_ = file;
  where_ = std::move(where);
}

Editor::Result Editor::claim(const std::string& key, const std::string& value) {
  const auto [found, is_new] = touched_.try_emplace(key, Touch{file_, value, where_});
  if (is_new) return Result::kChanged;
  Touch& last = found->second;
  const bool strangers = relations_.are_strangers(file_, last.file);
  const bool agrees = last.value == value;
  const bool conflict = strangers && !agrees && !relations_.replaces[file_];
  if (conflict && !relations_.last_wins[file_][last.file]) {
    report(findings_, "E212", where_,
           {fmt::format("two files set `{}`: `{}` here, `{}` in {}", key, value, last.value,
                        place_of(last.where)),
            "",
            "keep one of them, let one file extend the other, or say `on_conflict: last` where "
            "both are extended or in the later file"});
    return Result::kRefused;
  }
  if (conflict) {
    report_warning(findings_, "W201", where_,
                   {fmt::format("`{}` is set twice; `{}` replaces `{}` of {}", key, value,
                                last.value, place_of(last.where)),
                    "", "on_conflict: last"});
  }
  last = {file_, value, where_};
  return strangers && agrees ? Result::kAgreed : Result::kChanged;
}

Editor::Result Editor::write(Table& table, std::size_t row, std::size_t column, std::string text) {
  Cell& cell = table.rows[row].cells[column];
  const std::string& id = table.rows[row].cells.front().text;
  const std::string key =
      fmt::format("{}.{}.{}", table.spec->name, id, table.spec->columns[column].name);
  if (cell.text == text && !touched_.contains(key)) return Result::kSame;
  const Result claimed = claim(key, text);
  if (claimed == Result::kRefused || claimed == Result::kAgreed) return claimed;
  if (cell.text == text) return Result::kSame;
  tables_.origins.push_back({where_, std::move(cell.text)});
  cell.text = std::move(text);
  cell.origin = static_cast<std::uint32_t>(tables_.origins.size() - 1);
  return Result::kChanged;
}

Editor::Result Editor::set_text(Table& table, std::size_t row, std::string_view column,
                                std::string text) {
  const auto position = table.spec->find(column);
  CORRIDOR_ASSERT(position.has_value(), "verbs name columns that exist");
  return write(table, row, *position, std::move(text));
}

Editor::Result Editor::set_number(Table& table, std::size_t row, std::string_view column,
                                  double value) {
  const auto before = number_of(table.text(row, column));
  const std::string text = format_number(value);
  if (before && format_number(*before) == text) {
    return set_text(table, row, column, table.text(row, column));
  }
  const Result result = set_text(table, row, column, text);
  if (result == Result::kChanged) scale_range(table, row, column, before.value_or(0.0), value);
  return result;
}

void Editor::scale_range(Table& table, std::size_t row, std::string_view column, double before,
                         double after) {
  for (const char* end : {"_low", "_high"}) {
    const auto position = table.spec->find(std::string(column) + end);
    if (!position) continue;
    const auto old = number_of(table.rows[row].cells[*position].text);
    if (!old) continue;
    std::string text;
    if (before != 0.0) {
      const double moved = *old * (after / before);
      const bool is_low = std::string_view(end) == "_low";
      text = format_number(is_low ? std::min(moved, after) : std::max(moved, after));
    }
    write(table, row, *position, std::move(text));
  }
}

std::size_t Editor::add_row(Table& table,
                            const std::vector<std::pair<std::string, std::string>>& cells) {
  TableRow row;
  row.file = where_.file;
  row.line = where_.line;
  row.cells.resize(table.spec->columns.size());
  for (const auto& [column, text] : cells) {
    const auto position = table.spec->find(column);
    CORRIDOR_ASSERT(position.has_value(), "verbs name columns that exist");
    row.cells[*position].text = text;
  }
  const std::string id = row.cells.front().text;
  table.row_of[id] = table.rows.size();
  table.rows.push_back(std::move(row));
  touched_[fmt::format("{}.{}", table.spec->name, id)] = {file_, id, where_};
  return table.rows.size() - 1;
}

Table& Editor::need_table(std::string_view name) {
  if (Table* table = tables_.find(name)) return *table;
  Table table;
  table.spec = find_table_spec(name);
  CORRIDOR_ASSERT(table.spec != nullptr, "verbs name tables that exist");
  return tables_.tables.emplace(std::string(name), std::move(table)).first->second;
}

Location Editor::origin_of(const Table& table, std::size_t row, std::string_view column) const {
  const TableRow& record = table.rows[row];
  const auto position = table.spec->find(column);
  const std::uint32_t origin = position ? record.cells[*position].origin : 0;
  if (origin != 0) return tables_.origins[origin].where;
  return {record.file, record.line, 0, 1, {}};
}

}  // namespace corridor::input
