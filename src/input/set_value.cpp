#include "set_value.hpp"

#include <fmt/format.h>

#include "cell_checks.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

struct CellPath {
  Table* table = nullptr;
  std::size_t row = 0;
  std::size_t column = 0;
};

std::vector<std::string> ids_of(const Table& table) {
  std::vector<std::string> ids;
  for (const auto& [id, row] : table.row_of) ids.push_back(id);
  return ids;
}

std::string unit_of(const CellPath& cell) {
  if (cell.table->spec->name == "parameters") return cell.table->text(cell.row, "unit");
  return std::string(cell.table->spec->columns[cell.column].unit);
}

class PathSetter {
 public:
  PathSetter(const std::string& path, const Location& where, ChangeContext& context)
      : path_(path), where_(where), context_(context), editor_(context.editor) {}

  void set(const std::string& value) {
    const auto cell = find();
    if (!cell) return;
    const ColumnSpec& column = cell->table->spec->columns[cell->column];
    const bool is_number = column.type == CellType::kNumber || column.type == CellType::kInteger;
    const std::string before = cell->table->rows[cell->row].cells[cell->column].text;
    std::string after = value;
    Editor::Result result = Editor::Result::kRefused;
    if (is_number && !value.empty()) {
      const auto number = read_number(*cell, value);
      if (!number || !check(column, format_number(*number))) return;
      after = format_number(*number);
      result = editor_.set_number(*cell->table, cell->row, column.name, *number);
    } else {
      if (!check(column, value)) return;
      result = editor_.set_text(*cell->table, cell->row, column.name, value);
    }
    if (result != Editor::Result::kChanged) return;
    context_.applied.push_back(
        {fmt::format("{}: {} -> {}", path_, before.empty() ? "unknown" : before,
                     after.empty() ? "unknown" : after),
         where_.file, where_.line, 1});
  }

 private:
  void fail(std::string code, Words words) {
    report(editor_.findings(), std::move(code), where_, std::move(words));
  }

  std::optional<CellPath> find() {
    const std::size_t first = path_.find('.');
    const std::size_t last = path_.rfind('.');
    if (first == std::string::npos || first == last) {
      fail("E221", {fmt::format("`{}` is no path to a value", path_), "",
                    "write table.row.column, as borders.bx_chaman_road.fee_out_usd"});
      return std::nullopt;
    }
    Table* table = editor_.tables().find(path_.substr(0, first));
    if (table == nullptr) {
      std::vector<std::string> names;
      for (const auto& [name, known] : editor_.tables().tables) names.push_back(name);
      fail("E221", {fmt::format("`{}`: no table `{}`", path_, path_.substr(0, first)),
                    suggest(path_.substr(0, first), names), ""});
      return std::nullopt;
    }
    return find_cell(*table, path_.substr(first + 1, last - first - 1), path_.substr(last + 1));
  }

  std::optional<CellPath> find_cell(Table& table, const std::string& id, const std::string& name) {
    const auto row = table.row_of.find(id);
    const auto column = table.spec->find(name);
    if (row == table.row_of.end()) {
      fail("E221", {fmt::format("`{}`: table {} has no row `{}`", path_, table.spec->name, id),
                    suggest(id, ids_of(table)), ""});
      return std::nullopt;
    }
    if (column && *column == 0) {
      fail("E221", {fmt::format("`{}`: `id` names the row and cannot be set", path_), "",
                    "add a new row by a change"});
      return std::nullopt;
    }
    if (!column) {
      std::vector<std::string> names;
      for (const ColumnSpec& spec : table.spec->columns) names.emplace_back(spec.name);
      fail("E221",
           {fmt::format("`{}`: table {} has no column `{}` to set", path_, table.spec->name, name),
            suggest(name, names), "columns: " + join(names)});
      return std::nullopt;
    }
    return CellPath{&table, row->second, *column};
  }

  std::optional<double> read_number(const CellPath& cell, const std::string& value) {
    Trouble trouble;
    const auto quantity = parse_quantity(value, trouble);
    const std::string unit = unit_of(cell);
    const auto number = !quantity             ? std::optional<double>()
                        : quantity->is_bare() ? std::optional(quantity->value)
                                              : express(*quantity, unit, context_.rates, trouble);
    if (!number) {
      trouble.words.message = fmt::format("{} in `{}`", trouble.words.message, path_);
      fail(trouble.code, std::move(trouble.words));
    }
    return number;
  }

  bool check(const ColumnSpec& column, const std::string& text) {
    if (text.empty() && !column.required) return true;
    const auto problem = check_cell(column, text);
    if (problem) {
      fail(problem->code, {fmt::format("`{}`{} {}", path_, text.empty() ? "" : ":", problem->what),
                           problem->hint, problem->help});
    }
    return !problem;
  }

  const std::string& path_;
  const Location& where_;
  ChangeContext& context_;
  Editor& editor_;
};

}  // namespace

void set_path(const std::string& path, const std::string& value, const Location& where,
              ChangeContext& context) {
  const Table* parameters = context.editor.tables().find("parameters");
  const std::string start = "parameters.";
  if (path.starts_with(start) && parameters != nullptr) {
    const std::string id = path.substr(start.size());
    const std::size_t last = id.rfind('.');
    const bool names_column = last != std::string::npos &&
                              parameters->spec->find(id.substr(last + 1)) &&
                              parameters->row_of.contains(id.substr(0, last));
    if (!names_column) return set_parameter(id, value, where, context);
  }
  PathSetter(path, where, context).set(value);
}

void set_parameter(const std::string& id, const std::string& value, const Location& where,
                   ChangeContext& context) {
  Table* parameters = context.editor.tables().find("parameters");
  if (parameters == nullptr) return;
  const auto row = parameters->row_of.find(id);
  if (row == parameters->row_of.end()) {
    report(context.editor.findings(), "E209", where,
           {fmt::format("no parameter is called `{}`", id), suggest(id, ids_of(*parameters)),
            "`corridor show parameters` lists them"});
    return;
  }
  const bool is_text = parameters->text(row->second, "value").empty() &&
                       !parameters->text(row->second, "text").empty();
  const std::string path = fmt::format("parameters.{}.{}", id, is_text ? "text" : "value");
  PathSetter(path, where, context).set(value);
}

}  // namespace corridor::input
