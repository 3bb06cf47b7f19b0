#include <fmt/format.h>

#include <algorithm>

#include "cell_checks.hpp"
#include "change_apply.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

using Cells = std::vector<std::pair<std::string, std::string>>;

constexpr double kHoursPerWeek = 168.0;

void put(Cells& cells, const std::string& column, std::string text) {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [&](const auto& cell) { return cell.first == column; });
  if (found != cells.end()) {
    found->second = std::move(text);
  } else {
    cells.emplace_back(column, std::move(text));
  }
}

std::string get(const Cells& cells, std::string_view column) {
  const auto found = std::find_if(cells.begin(), cells.end(),
                                  [&](const auto& cell) { return cell.first == column; });
  return found == cells.end() ? std::string() : found->second;
}

// Makes one new row from the keys of an add_ change.
class Adder {
 public:
  Adder(const Change& change, ChangeContext& context)
      : change_(change), context_(context), editor_(context.editor) {}

  ChangeEffect run() {
    Table* table = find_table();
    if (table == nullptr) return refuse();
    collect_defaults(*table);
    for (const FieldValue& field : change_.fields) collect(field, *table);
    if (effect_.refused) return std::move(effect_);
    complete(*table);
    if (!check(*table)) return refuse();
    editor_.add_row(*table, cells_);
    effect_.changed = true;
    effect_.matched = 1;
    effect_.words.push_back(in_words());
    return std::move(effect_);
  }

 private:
  ChangeEffect refuse() {
    effect_.refused = true;
    return std::move(effect_);
  }

  void fail(const FieldValue& field, Trouble trouble) {
    effect_.refused = true;
    report(editor_.findings(), trouble.code, change_.source->locate(field.mark),
           std::move(trouble.words));
  }

  Table* find_table() {
    const FieldValue* mode = change_.find("mode");
    const std::vector<std::string> tables = words_of(change_.verb->tables);
    if (tables.size() == 1 || mode == nullptr) return &editor_.need_table(tables.front());
    for (const std::string& table : tables) {
      if (names_of(table).mode == mode->texts.front()) return &editor_.need_table(table);
    }
    fail(*mode, {"E204",
                 {fmt::format("`{}` is no mode of a link", mode->texts.front()),
                  "road, rail or sea", ""}});
    return nullptr;
  }

  void collect_defaults(const Table& table) {
    for (const std::string& item : words_of(change_.verb->defaults)) {
      const std::vector<std::string> parts = split(item, '=');
      if (table.spec->find(parts[0])) put(cells_, parts[0], parts[1]);
    }
    put(cells_, "grade", "D");
  }

  void collect(const FieldValue& field, const Table& table) {
    bool has_column = field.key->columns.empty();
    for (const std::string& column : words_of(field.key->columns)) {
      const auto position = table.spec->find(column);
      if (!position) continue;
      has_column = true;
      const ColumnSpec& spec = table.spec->columns[*position];
      if (field.key->type == KeyType::kValue) {
        put_number(field, spec);
      } else {
        put_text(field, spec);
      }
    }
    if (has_column) return;
    fail(field, {"E225",
                 {fmt::format("`{}` means nothing for a {}", field.key->name,
                              names_of(table.spec->name).noun),
                  std::string(field.key->what), ""}});
  }

  void put_number(const FieldValue& field, const ColumnSpec& spec) {
    Trouble trouble;
    const bool by_interval = field.key->effect == Effect::kInterval;
    auto value = express(field.quantity, by_interval ? "h" : spec.unit, context_.rates, trouble);
    if (!value && trouble.code == "E206") {
      value = express(field.quantity, words_of(field.key->units).front(), context_.rates, trouble);
    }
    if (!value) return fail(field, std::move(trouble));
    if (by_interval) *value = *value > 0.0 ? kHoursPerWeek / *value : -1.0;
    if (*value < spec.least || *value > spec.most) {
      fail(field, {"E207",
                   {fmt::format("`{}` is outside what `{}` can be", field.shown(), field.key->name),
                    std::string(field.key->what), ""}});
    }
    put(cells_, std::string(spec.name), format_number(*value));
  }

  void put_text(const FieldValue& field, const ColumnSpec& spec) {
    std::vector<std::string> texts = field.texts;
    for (std::string& text : texts) {
      for (const std::string& synonym : words_of(field.key->words)) {
        if (synonym.starts_with(text + "=")) text = synonym.substr(text.size() + 1);
      }
      if (spec.options == "places") text = resolve_place(editor_.tables(), text);
    }
    if (const auto problem = check_cell(spec, join(texts, ";"))) {
      fail(field, {problem->code,
                   {fmt::format("`{}`: {}", field.key->name, problem->what), problem->hint,
                    problem->help}});
    }
    put(cells_, std::string(spec.name), join(texts, ";"));
  }

  // What follows from the keys and the world.
  void complete(const Table& table) {
    const std::string id = get(cells_, "id");
    if (table.spec->find("name") && get(cells_, "name").empty()) put(cells_, "name", id);
    if (table.spec->name == "initial_stock" && get(cells_, "date").empty()) {
      put(cells_, "date", format_date(first_day(context_.period.start)));
    }
    if (table.spec->name == "demand") complete_load(id);
    if (get(cells_, "source").empty()) put(cells_, "source", scenario_source(context_));
  }

  // A fixed load hangs on a region of its own, which stands at the port, or where its way begins.
  void complete_load(const std::string& id) {
    const std::string at = change_.text("at");
    const std::vector<std::string> via = split(get(cells_, "via"), ';');
    if (at.empty() == via.empty()) {
      report(editor_.findings(), "E220", change_.location(),
             {"`add_load` needs either `at` or `via`", "",
              "`at: karachi` for a quay, `via: [a, b]` for a way"});
      effect_.refused = true;
      return;
    }
    const std::string place = resolve_place(editor_.tables(), at.empty() ? via.front() : at);
    if (!at.empty() && !has_terminal(place)) {
      return fail(*change_.find("at"),
                  {"E225",
                   {fmt::format("`at: {}` means nothing: no terminal stands there", at), "",
                    "name a port of terminals.csv, or a way by `via`"}});
    }
    const std::string region = "load-" + id;
    const std::string country = at.empty() ? "transit" : country_region(place, region);
    put(cells_, "country", country);
    put(cells_, "partner", region);
    put(cells_, "data_year", std::to_string(context_.period.start.year));
    complete_weights();
    const std::string source = scenario_source(context_);
    need_region(region, at.empty() ? "transit" : "port_load");
    if (at.empty()) need_region(country, "transit");
    editor_.add_row(editor_.need_table("region_places"), {{"id", "rp-" + id},
                                                          {"region", region},
                                                          {"for_country", country},
                                                          {"access", "port"},
                                                          {"place", place},
                                                          {"share_pct", "100"},
                                                          {"grade", "D"},
                                                          {"source", source}});
  }

  [[nodiscard]] bool has_terminal(const std::string& place) const {
    const Table* terminals = editor_.tables().find("terminals");
    if (terminals == nullptr) return false;
    for (std::size_t row = 0; row < terminals->rows.size(); ++row) {
      if (terminals->text(row, "place") == place) return true;
    }
    return false;
  }

  void need_region(const std::string& id, const std::string& kind) {
    Table& regions = editor_.need_table("regions");
    if (regions.row_of.contains(id)) return;
    editor_.add_row(regions, {{"id", id},
                              {"name", id},
                              {"kind", kind},
                              {"contestable", "no"},
                              {"grade", "D"},
                              {"source", scenario_source(context_)}});
  }

  // The demand region of the place's country, or `none` where it has none.
  std::string country_region(const std::string& place, const std::string& none) {
    const Table* places = editor_.tables().find("places");
    const Table* regions = editor_.tables().find("regions");
    if (places == nullptr || regions == nullptr) return none;
    const auto found = places->row_of.find(place);
    if (found == places->row_of.end()) return none;
    const std::string& code = places->text(found->second, "country");
    for (const auto& [id, row] : regions->row_of) {
      if (matches_glob(code, id)) return id;
    }
    return none;
  }

  // Source: README of the demand table: a 40 ft box is 1.25 times as heavy as a 20 ft, 28 t at
  // most.
  void complete_weights() {
    constexpr double kHeavier = 1.25;
    constexpr double kMost = 28.0;
    const double mean = std::stod(get(cells_, "t_per_teu"));
    const double share_40 = std::stod(get(cells_, "share_40"));
    const double box_20 = mean / (1.0 - share_40 + kHeavier / 2.0 * share_40);
    put(cells_, "t_per_box_20", format_number(std::min(box_20, kMost)));
    put(cells_, "t_per_box_40", format_number(std::min(kHeavier * box_20, kMost)));
  }

  bool check(const Table& table) {
    if (effect_.refused) return false;
    const std::string id = get(cells_, "id");
    const auto known = table.row_of.find(id);
    if (known != table.row_of.end()) {
      const TableRow& row = table.rows[known->second];
      report(editor_.findings(), "E223", change_.source->locate(change_.find("id")->mark),
             {fmt::format("there is already a {} `{}`", names_of(table.spec->name).noun, id), "",
              fmt::format("it stands in {}:{}; choose another id", row.file, row.line)});
      return false;
    }
    bool complete = true;
    for (const ColumnSpec& column : table.spec->columns) {
      if (column.required && get(cells_, column.name).empty()) {
        complete = false;
        report_missing(table, column);
      }
    }
    return complete;
  }

  void report_missing(const Table& table, const ColumnSpec& column) {
    std::string_view name = column.name;
    for (const KeySpec& key : change_.verb->keys) {
      const std::vector<std::string> columns = words_of(key.columns);
      if (std::find(columns.begin(), columns.end(), name) != columns.end()) name = key.name;
    }
    report(editor_.findings(), "E220", change_.location(),
           {fmt::format("`{}` of a {} needs the key `{}`", change_.verb->name,
                        names_of(table.spec->name).noun, name),
            std::string(column.what),
            fmt::format("for example {}: {}", change_.verb->name, change_.verb->example)});
  }

  std::string in_words() const {
    std::vector<std::string> parts;
    for (const FieldValue& field : change_.fields) {
      const std::string_view name = field.key->name;
      if (name == "id" || name == "notes" || name == "source" || name == "grade") continue;
      parts.push_back(fmt::format("{} {}", name, field.shown()));
    }
    return fmt::format("{} {}: added ({})", change_.verb->noun, get(cells_, "id"), join(parts));
  }

  const Change& change_;
  ChangeContext& context_;
  Editor& editor_;
  Cells cells_;
  ChangeEffect effect_;
};

}  // namespace

ChangeEffect add_row(const Change& change, ChangeContext& context) {
  return Adder(change, context).run();
}

}  // namespace corridor::input
