#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "amount_plan.hpp"
#include "cell_checks.hpp"
#include "change_apply.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

constexpr std::size_t kShownRows = 3;

bool is_amount(const KeySpec& key) {
  return key.type == KeyType::kAmount || key.type == KeyType::kValue;
}

std::string unit_after(std::string_view unit) {
  return unit.empty() ? std::string() : fmt::format(" {}", unit);
}

// Applies the keys of one adjust_ change to the rows it selects.
class Adjuster {
 public:
  Adjuster(const Change& change, ChangeContext& context)
      : change_(change), context_(context), editor_(context.editor) {}

  ChangeEffect run() {
    const Selection selection = select();
    if (selection.matches.empty()) {
      effect_.refused = true;
      return std::move(effect_);
    }
    matches_ = selection.matches;
    effect_.matched = static_cast<int>(matches_.size());
    for (const FieldValue& expected : change_.expects) check_expected(expected);
    if (effect_.refused) return std::move(effect_);
    for (const FieldValue& field : change_.fields) {
      if (field.key->type != KeyType::kFilter) apply(field);
    }
    return std::move(effect_);
  }

 private:
  struct RowPlan {
    Match match;
    AmountPlan amount;
  };

  Table& table_of(const Match& match) { return *editor_.tables().find(match.table); }

  Selection select() {
    SelectorQuery query{words_of(change_.verb->tables), words_of(change_.verb->by), true, {}};
    for (const FieldValue& field : change_.fields) {
      if (field.key->type == KeyType::kFilter && check_filter(field)) add_filter(field, query);
    }
    if (effect_.refused) return {};
    return select_rows(editor_.tables(), query, change_.where, *change_.source, editor_.findings());
  }

  // Words of a filter are those of its column, and `all`.
  bool check_filter(const FieldValue& field) {
    const TableSpec& table = *find_table_spec(words_of(change_.verb->tables).front());
    std::vector<std::string> words =
        words_of(table.columns[*table.find(field.key->columns)].options);
    words.emplace_back("all");
    for (const std::string& word : field.texts) {
      if (std::find(words.begin(), words.end(), word) != words.end()) continue;
      fail(field, {"E115",
                   {fmt::format("`{}`: unknown word `{}`", field.key->name, word),
                    suggest(word, words), "words: " + join(words)}});
      return false;
    }
    return true;
  }

  // `storage` stands for all its steps, `all` for no filter.
  static void add_filter(const FieldValue& field, SelectorQuery& query) {
    std::vector<std::string> words = field.texts;
    for (std::string& word : words) {
      if (word == "storage") word = "storage*";
      if (word == "all") return;
    }
    query.filters.emplace_back(field.key->columns, std::move(words));
  }

  void fail(const FieldValue& field, Trouble trouble) {
    effect_.refused = true;
    if (trouble.code == "E205" || trouble.code == "E206" || trouble.code == "E222") {
      trouble.words.message = fmt::format("{} in `{}` of `{}`", trouble.words.message,
                                          field.key->name, change_.verb->name);
    }
    report(editor_.findings(), trouble.code, change_.source->locate(field.mark),
           std::move(trouble.words));
  }

  void apply(const FieldValue& field) {
    if (is_amount(*field.key)) {
      apply_amount(field);
    } else {
      apply_text(field);
    }
  }

  void apply_amount(const FieldValue& field) {
    std::vector<RowPlan> plans;
    Trouble first_trouble;
    for (const Match& match : matches_) {
      Trouble trouble;
      auto plan =
          plan_amount(editor_.tables(), table_of(match), match.row, field, context_.rates, trouble);
      if (!plan && first_trouble.code.empty()) first_trouble = trouble;
      if (plan && !plan->cells.empty()) plans.push_back({match, std::move(*plan)});
    }
    const bool only_unknown = first_trouble.code == "E224" && !plans.empty();
    if (!first_trouble.code.empty() && !only_unknown) {
      fail(field, std::move(first_trouble));
    } else if (plans.empty()) {
      fail(field, does_not_apply(field));
    } else {
      write(field, plans);
    }
  }

  Trouble does_not_apply(const FieldValue& field) {
    return {"E225",
            {fmt::format("`{}: {}` means nothing for {}", field.key->name, field.shown(),
                         words_for(matches_, editor_.tables())),
             std::string(field.key->what), ""}};
  }

  void write(const FieldValue& field, const std::vector<RowPlan>& plans) {
    std::vector<Match> touched;
    std::vector<std::string> details;
    for (const RowPlan& plan : plans) {
      Table& table = table_of(plan.match);
      if (!check_bounds(field, table, plan.amount)) return;
      bool changed = false;
      for (const PlannedNumber& cell : plan.amount.cells) {
        const auto result = editor_.set_number(table, plan.match.row, cell.column, cell.value);
        effect_.add(result);
        changed = changed || result == Editor::Result::kChanged;
        const bool is_stated = field.operation == Operation::kSet;
        if (is_stated && end_circular(table, plan.match.row, cell.column)) changed = true;
      }
      if (!changed) continue;
      touched.push_back(plan.match);
      details.push_back(fmt::format("{}: {} {} -> {}{}", words_for({plan.match}, editor_.tables()),
                                    field.key->name, plan.amount.before, plan.amount.after,
                                    unit_after(shown_unit(field, plan))));
    }
    if (touched.empty()) {
      effect_.words.push_back(fmt::format("{}: {} is {}{} already",
                                          words_for({plans.front().match}, editor_.tables()),
                                          field.key->name, plans.front().amount.before,
                                          unit_after(shown_unit(field, plans.front()))));
    } else if (touched.size() <= kShownRows) {
      effect_.words.insert(effect_.words.end(), details.begin(), details.end());
    } else {
      effect_.words.push_back(fmt::format("{}: {} {}", words_for(touched, editor_.tables()),
                                          field.key->name, field.shown()));
    }
  }

  std::string shown_unit(const FieldValue& field, const RowPlan& plan) {
    const Table& table = table_of(plan.match);
    const bool by_row = plan.amount.unit == "/day" && table.spec->find("capacity_unit");
    if (by_row) return table.text(plan.match.row, "capacity_unit") + plan.amount.unit;
    const std::vector<std::string> units = words_of(field.key->units);
    return plan.amount.unit.starts_with("/") && !units.empty() ? units.front() : plan.amount.unit;
  }

  bool check_bounds(const FieldValue& field, const Table& table, const AmountPlan& plan) {
    for (const PlannedNumber& cell : plan.cells) {
      const ColumnSpec& spec = table.spec->columns[*table.spec->find(cell.column)];
      const bool fractional =
          spec.type == CellType::kInteger && std::floor(cell.value) != cell.value;
      if (cell.value == 0.0 && is_unknown_at_zero(cell.column)) {
        fail(field, {"E207",
                     {fmt::format("`{}` would be 0, which stands for not known", field.key->name),
                      "", "to shut it, use `close`"}});
        return false;
      }
      if (cell.value >= spec.least && cell.value <= spec.most && !fractional) continue;
      const std::string bound = fractional ? "a whole number"
                                : cell.value < spec.least
                                    ? fmt::format("at least {}", format_number(spec.least))
                                    : fmt::format("at most {}", format_number(spec.most));
      fail(field, {"E207",
                   {fmt::format("`{}` would be {}; it must be {}", field.key->name,
                                format_number(cell.value), bound),
                    hint_of(field, spec), ""}});
      return false;
    }
    return true;
  }

  static bool is_unknown_at_zero(std::string_view column) {
    return column.starts_with("capacity_") || column.ends_with("_capacity_per_day") ||
           column == "own_kmh" || column == "speed_kmh";
  }

  // A bare number that is no share was meant in per cent.
  static std::string hint_of(const FieldValue& field, const ColumnSpec& spec) {
    const bool is_share = spec.most == 1.0 && field.key->units.find('%') != std::string_view::npos;
    const bool is_bare = field.operation == Operation::kSet && field.quantity.is_bare();
    return is_share && is_bare ? fmt::format("write `{} %` or a share", field.shown()) : "";
  }

  // Room that the user states was not derived from throughput; whether it was.
  bool end_circular(Table& table, std::size_t row, const std::string& column) {
    if (!table.spec->find("circular_fields")) return false;
    std::vector<std::string> fields = split(table.text(row, "circular_fields"), ';');
    if (std::erase(fields, column) == 0) return false;
    effect_.add(editor_.set_text(table, row, "circular_fields", join(fields, ";")));
    return true;
  }

  // `none` empties a list.
  static std::string text_of(const FieldValue& field) {
    if (field.key->type == KeyType::kList && field.texts == std::vector<std::string>{"none"})
      return {};
    return join(field.texts, ";");
  }

  void apply_text(const FieldValue& field) {
    std::vector<Match> touched;
    bool applies = false;
    for (const Match& match : matches_) {
      Table& table = table_of(match);
      for (const std::string& column : words_of(field.key->columns)) {
        const auto position = table.spec->find(column);
        if (!position) continue;
        applies = true;
        const std::string text = text_of(field);
        if (!check_text(field, table.spec->columns[*position], text)) return;
        const auto result = editor_.set_text(table, match.row, column, text);
        effect_.add(result);
        if (result == Editor::Result::kChanged) touched.push_back(match);
      }
    }
    if (!applies) fail(field, does_not_apply(field));
    if (touched.empty()) {
      if (applies)
        effect_.words.push_back(fmt::format("{}: {} is {} already",
                                            words_for(matches_, editor_.tables()), field.key->name,
                                            join(field.texts, ";")));
      return;
    }
    effect_.words.push_back(fmt::format("{}: {} -> {}", words_for(touched, editor_.tables()),
                                        field.key->name, join(field.texts, ";")));
  }

  bool check_text(const FieldValue& field, const ColumnSpec& column, const std::string& text) {
    const auto problem = check_cell(column, text);
    if (problem) {
      fail(field, {problem->code,
                   {fmt::format("`{}`: {}", field.key->name, problem->what), problem->hint,
                    problem->help}});
    }
    return !problem;
  }

  void check_expected(const FieldValue& expected) {
    for (const Match& match : matches_) {
      Table& table = table_of(match);
      std::string found;
      std::string wanted;
      if (is_amount(*expected.key)) {
        Trouble trouble;
        const auto plan =
            plan_amount(editor_.tables(), table, match.row, expected, context_.rates, trouble);
        if (!plan) fail(expected, std::move(trouble));
        if (!plan || plan->cells.empty()) continue;
        const std::string unit = unit_after(shown_unit(expected, {match, *plan}));
        found = plan->before + unit;
        wanted = plan->after + unit;
      } else {
        found = table.text(match.row, words_of(expected.key->columns).front());
        wanted = text_of(expected);
      }
      if (found != wanted) report_unexpected(expected, match, found);
    }
  }

  void report_unexpected(const FieldValue& expected, const Match& match, const std::string& found) {
    effect_.refused = true;
    const Table& table = table_of(match);
    const std::vector<std::string> columns = words_of(expected.key->columns);
    std::string column = columns.front();
    for (const std::string& other : columns) {
      if (!table.spec->find(column)) column = other;
    }
    const Location origin = editor_.origin_of(table, match.row, column);
    report(editor_.findings(), "E211", change_.source->locate(expected.mark),
           {fmt::format("{} of {} was expected to be {}, but is {}", expected.key->name,
                        words_for({match}, editor_.tables()), expected.shown(), found),
            "", fmt::format("it was set in {}:{}", origin.file, origin.line)});
  }

  const Change& change_;
  ChangeContext& context_;
  Editor& editor_;
  std::vector<Match> matches_;
  ChangeEffect effect_;
};

}  // namespace

ChangeEffect adjust_rows(const Change& change, ChangeContext& context) {
  return Adjuster(change, context).run();
}

}  // namespace corridor::input
