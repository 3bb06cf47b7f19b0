#include "selector.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "corridor/base/text.hpp"
#include "selector_conditions.hpp"

namespace corridor::input {
namespace {

class Selector {
 public:
  Selector(const Tables& tables, const SelectorQuery& query, const SourceText& source,
           std::vector<Finding>& findings, bool quiet)
      : tables_(tables), query_(query), source_(source), findings_(findings), quiet_(quiet) {
    for (const std::string& name : query.tables) {
      if (const Table* table = tables.find(name)) present_.push_back(table);
    }
  }

  Selection select(const YamlNode* where) {
    if (where == nullptr || where->kind == YamlNode::Kind::kNull) {
      selection_.shown = "all";
      add_all([](const Table&, std::size_t) { return true; });
    } else if (where->is_map()) {
      select_by_map(*where);
    } else {
      select_by_names(*where);
    }
    return std::move(selection_);
  }

 private:
  using Predicate = std::function<bool(const Table&, std::size_t)>;

  std::size_t add_all(const Predicate& holds) {
    std::vector<Match> found;
    for (const Table* table : present_) {
      for (std::size_t row = 0; row < table->rows.size(); ++row) {
        if (passes_filters(*table, row) && holds(*table, row)) {
          found.push_back({table->spec->name, row});
        }
      }
    }
    for (const Match& match : found) {
      auto& all = selection_.matches;
      if (std::find(all.begin(), all.end(), match) == all.end()) all.push_back(match);
    }
    return found.size();
  }

  bool passes_filters(const Table& table, std::size_t row) const {
    return std::all_of(query_.filters.begin(), query_.filters.end(), [&](const auto& filter) {
      const auto texts = condition_texts(tables_, table, filter.first, row);
      return texts && std::any_of(texts->begin(), texts->end(), [&](const std::string& text) {
               return is_among(text, filter.second);
             });
    });
  }

  void select_by_names(const YamlNode& where) {
    if (!where.is_list()) {
      select_by_name(where);
      return;
    }
    for (const YamlNode& item : where.items) select_by_name(item);
  }

  void select_by_name(const YamlNode& node) {
    if (!node.is_text()) {
      report(
          findings_, "E204", source_.locate(node.mark),
          {fmt::format("`where` must be a name, a list of names or a map, got {}", node.describe()),
           "", "for example where: chaman, or where: {mode: rail, tag: ml1}"});
      return;
    }
    if (!selection_.shown.empty()) selection_.shown += ", ";
    selection_.shown += node.text;
    if (add_named(node.text) != 0 || quiet_) return;
    report(findings_, "E209", source_.locate(node.mark),
           {fmt::format("no {} is called `{}`{}", nouns(), node.text, filter_words()),
            suggest(node.text, known_names(tables_, query_)), known_help()});
  }

  std::size_t add_named(const std::string& name) {
    const std::string place = resolve_place(tables_, name);
    const auto by_id = [&](const Table& table, std::size_t row) {
      const std::string& id = table.rows[row].cells.front().text;
      return matches_glob(name, id) || matches_glob(name, short_name(table.spec->name, id));
    };
    const auto by_column = [&](const Table& table, std::size_t row) {
      return std::any_of(query_.by.begin(), query_.by.end(), [&](const std::string& column) {
        return is_among(place, texts_of(table, row, column)) ||
               is_among(name, texts_of(table, row, column));
      });
    };
    for (const auto& holds : {Predicate(by_id), Predicate(by_column)}) {
      const std::size_t used =
          !query_.prefers_used ? 0 : add_all([&](const Table& t, std::size_t row) {
            return is_used(t, row) && holds(t, row);
          });
      if (used != 0) return used;
      if (const std::size_t found = add_all(holds)) return found;
    }
    return 0;
  }

  static bool is_used(const Table& table, std::size_t row) {
    if (table.spec->name == "demand") return table.text(row, "load_kind") != "calibration";
    if (!table.spec->find("status")) return true;
    const std::string& status = table.text(row, "status");
    return status != "planned" && status != "under_construction" && status != "passenger_only";
  }

  void select_by_map(const YamlNode& where) {
    std::vector<std::pair<std::string, std::vector<std::string>>> wanted;
    for (const YamlEntry& entry : where.entries) {
      if (!check_condition(entry)) return;
      std::vector<std::string> words;
      if (entry.value.is_text()) words = {entry.value.text};
      for (const YamlNode& item : entry.value.items) words.push_back(item.text);
      if (!selection_.shown.empty()) selection_.shown += ", ";
      selection_.shown += entry.key + " " + join(words, " or ");
      for (std::string& word : words) word = resolve_place(tables_, word);
      wanted.emplace_back(entry.key, std::move(words));
    }
    const bool names_kind = where.find("load_kind") != nullptr || where.find("id") != nullptr;
    const std::size_t found = add_all([&](const Table& table, std::size_t row) {
      const bool observed = table.spec->name == "demand" && !names_kind && !is_used(table, row);
      return !observed && holds_all(table, row, wanted);
    });
    if (found == 0 && !quiet_) report_no_match(where, wanted);
  }

  template <class Wanted>
  bool holds_all(const Table& table, std::size_t row, const Wanted& wanted) const {
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto& condition) {
      const auto texts = condition_texts(tables_, table, condition.first, row);
      return texts && std::any_of(texts->begin(), texts->end(), [&](const std::string& text) {
               return is_among(text, condition.second);
             });
    });
  }

  bool check_condition(const YamlEntry& entry) {
    const bool has_text = entry.value.is_text() || entry.value.is_list();
    const bool known = std::any_of(present_.begin(), present_.end(), [&](const Table* table) {
      return !table->rows.empty() && condition_texts(tables_, *table, entry.key, 0);
    });
    const bool nothing_to_ask = std::all_of(present_.begin(), present_.end(),
                                            [](const Table* table) { return table->rows.empty(); });
    if (has_text && (known || nothing_to_ask)) return true;
    if (!has_text) {
      report(findings_, "E204", source_.locate(entry.value.mark),
             {fmt::format("condition `{}` must be a word or a list of words, got {}", entry.key,
                          entry.value.describe()),
              "", ""});
      return false;
    }
    const std::vector<std::string> keys = condition_keys();
    report(findings_, "E203", source_.locate(entry.mark),
           {fmt::format("unknown condition `{}` in `where`", entry.key), suggest(entry.key, keys),
            "conditions: " + join(keys)});
    return false;
  }

  std::vector<std::string> condition_keys() const {
    std::set<std::string> keys = {"id"};
    const auto add_if_known = [&](const Table& table, std::string_view word) {
      const std::string key(word);
      if (!table.rows.empty() && condition_texts(tables_, table, key, 0)) keys.insert(key);
    };
    for (const Table* table : present_) {
      for (const ColumnSpec& column : table->spec->columns) {
        const bool is_word = column.type != CellType::kNumber && column.type != CellType::kText;
        if (is_word && column.type != CellType::kGrade) add_if_known(*table, column.name);
      }
      for (const std::string_view word : other_words()) add_if_known(*table, word);
    }
    return {keys.begin(), keys.end()};
  }

  template <class Wanted>
  void report_no_match(const YamlNode& where, const Wanted& wanted) {
    std::string hint;
    for (const auto& [key, words] : wanted) {
      std::set<std::string> values;
      for (const Table* table : present_) {
        for (std::size_t row = 0; row < table->rows.size(); ++row) {
          const auto texts = condition_texts(tables_, *table, key, row);
          if (texts) values.insert(texts->begin(), texts->end());
        }
      }
      const std::vector<std::string> names(values.begin(), values.end());
      const std::vector<std::string>& asked = words;
      const bool is_there = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return is_among(name, asked);
      });
      if (!is_there && hint.empty() && !words.empty()) hint = suggest(words.front(), names);
    }
    report(findings_, "E209", source_.locate(where.mark),
           {fmt::format("no {} has {}{}", nouns(), selection_.shown, filter_words()), hint,
            "all conditions must hold for one row"});
  }

  std::string nouns() const {
    std::vector<std::string> nouns;
    for (const std::string& table : query_.tables) nouns.emplace_back(names_of(table).noun);
    return join(nouns, " or ");
  }

  std::string filter_words() const {
    std::string words;
    for (const auto& [column, texts] : query_.filters) {
      words += fmt::format(" with {} {}", column, join(texts, " or "));
    }
    return words;
  }

  std::string known_help() const {
    constexpr std::size_t kShown = 12;
    std::vector<std::string> names = known_names(tables_, query_);
    if (names.empty()) return "there is none in this world";
    const std::size_t count = names.size();
    if (count > kShown) names.resize(kShown);
    return fmt::format("known: {}{}", join(names), count > kShown ? ", ..." : "");
  }

  const Tables& tables_;
  const SelectorQuery& query_;
  const SourceText& source_;
  std::vector<Finding>& findings_;
  bool quiet_;
  std::vector<const Table*> present_;
  Selection selection_;
};

}  // namespace

Selection select_rows(const Tables& tables, const SelectorQuery& query, const YamlNode* where,
                      const SourceText& source, std::vector<Finding>& findings, bool quiet) {
  return Selector(tables, query, source, findings, quiet).select(where);
}

std::vector<std::string> known_names(const Tables& tables, const SelectorQuery& query) {
  std::set<std::string> names;
  for (const std::string& name : query.tables) {
    const Table* table = tables.find(name);
    if (table == nullptr) continue;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      names.insert(short_name(name, table->rows[row].cells.front().text));
      for (const std::string& column : query.by) {
        for (std::string& text : texts_of(*table, row, column)) names.insert(std::move(text));
      }
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace corridor::input
