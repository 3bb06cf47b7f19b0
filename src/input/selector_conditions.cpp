#include "selector_conditions.hpp"

#include <algorithm>

#include "corridor/base/text.hpp"
#include "selector.hpp"

namespace corridor::input {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

const ColumnSpec* column_of(const Table& table, std::string_view name) {
  const auto position = table.spec->find(name);
  return position ? &table.spec->columns[*position] : nullptr;
}

bool is_list_type(CellType type) {
  return type == CellType::kList || type == CellType::kRefList;
}

bool is_two_way(std::string_view table) {
  return table == "borders" || table.ends_with("_links");
}

constexpr std::pair<std::string_view, std::string_view> kOtherWords[] = {
    {"tag", "tags"},       {"passage", "passages"}, {"stop", "stops"}, {"gauge", "gauge_mm"},
    {"item", "component"}, {"role", "port_role"},   {"port", "place"}, {"year", "price_year"},
};

// Reads conditions of a map on one table.
class Conditions {
 public:
  Conditions(const Tables& tables, const Table& table) : tables_(tables), table_(table) {}

  // What `key` holds in a row, or nothing when this table does not know the key.
  std::optional<std::vector<std::string>> texts(const std::string& key, std::size_t row) const {
    if (key == "id") return ids(row);
    if (key == "from" || key == "to") return ends(key, row);
    if (key == "mode" && column_of(table_, "mode") == nullptr) return implied_mode();
    if (column_of(table_, key) != nullptr) return texts_of(table_, row, key);
    for (const auto& [word, column] : kOtherWords) {
      if (key == word && column_of(table_, column) != nullptr) {
        return texts_of(table_, row, column);
      }
    }
    if (key == "place") return places(row);
    return key == "country" ? countries(row) : std::nullopt;
  }

 private:
  using Texts = std::optional<std::vector<std::string>>;

  [[nodiscard]] std::vector<std::string> ids(std::size_t row) const {
    const std::string& id = table_.rows[row].cells.front().text;
    return {id, short_name(table_.spec->name, id)};
  }

  [[nodiscard]] Texts implied_mode() const {
    const std::string_view mode = names_of(table_.spec->name).mode;
    return mode.empty() ? std::nullopt : Texts({std::string(mode)});
  }

  [[nodiscard]] Texts ends(const std::string& key, std::size_t row) const {
    if (table_.spec->name == "demand") {
      const bool is_import = table_.text(row, "direction") == "import";
      return texts_of(table_, row, is_import == (key == "to") ? "country" : "partner");
    }
    if (column_of(table_, key) == nullptr) return std::nullopt;
    return is_two_way(table_.spec->name) ? places(row) : texts_of(table_, row, key);
  }

  [[nodiscard]] Texts places(std::size_t row) const {
    std::vector<std::string> found;
    bool known = false;
    for (const char* column : {"from", "to", "place", "stops"}) {
      known = known || column_of(table_, column) != nullptr;
      for (std::string& text : texts_of(table_, row, column)) found.push_back(std::move(text));
    }
    return known ? Texts(std::move(found)) : std::nullopt;
  }

  [[nodiscard]] Texts countries(std::size_t row) const {
    auto found = places(row);
    const Table* all = tables_.find("places");
    if (!found || all == nullptr) return found;
    for (std::string& text : *found) {
      const auto place = all->row_of.find(text);
      if (place != all->row_of.end()) text = all->text(place->second, "country");
    }
    return found;
  }

  const Tables& tables_;
  const Table& table_;
};

}  // namespace

std::optional<std::vector<std::string>> condition_texts(const Tables& tables, const Table& table,
                                                        const std::string& key, std::size_t row) {
  return Conditions(tables, table).texts(key, row);
}

std::vector<std::string_view> other_words() {
  std::vector<std::string_view> words = {"mode", "from", "to", "place", "country"};
  for (const auto& [word, column] : kOtherWords) words.push_back(word);
  return words;
}

std::vector<std::string> texts_of(const Table& table, std::size_t row, std::string_view column) {
  const ColumnSpec* spec = column_of(table, column);
  if (spec == nullptr) return {};
  const std::string& text = table.text(row, column);
  if (is_list_type(spec->type)) return split(text, ';');
  return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

bool is_among(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return matches_glob(word, text); });
}

std::string short_name(std::string_view table, std::string_view id) {
  const std::string_view prefix = names_of(table).prefix;
  if (!prefix.empty() && id.starts_with(prefix)) id.remove_prefix(prefix.size());
  if (table != "borders") return std::string(id);
  for (const std::string_view end : {"_planned", "_road", "_rail"}) {
    if (id.ends_with(end)) id.remove_suffix(end.size());
  }
  return std::string(id);
}

bool matches_glob(std::string_view name, std::string_view text) {
  std::size_t in_name = 0;
  std::size_t in_text = 0;
  std::size_t star = std::string_view::npos;  // last `*`, and how much text it has taken
  std::size_t taken = 0;
  while (in_text < text.size()) {
    if (in_name < name.size() && name[in_name] == '*') {
      star = in_name++;
      taken = in_text;
    } else if (in_name < name.size() && lower(name[in_name]) == lower(text[in_text])) {
      ++in_name;
      ++in_text;
    } else if (star != std::string_view::npos) {
      in_name = star + 1;
      in_text = ++taken;
    } else {
      return false;
    }
  }
  return name.find_first_not_of('*', in_name) == std::string_view::npos;
}

std::string resolve_place(const Tables& tables, const std::string& name) {
  constexpr std::size_t kCodeLength = 5;
  const Table* places = tables.find("places");
  if (places == nullptr || name.size() != kCodeLength || places->row_of.contains(name)) return name;
  for (std::size_t row = 0; row < places->rows.size(); ++row) {
    const std::string& code = places->text(row, "unlocode");
    if (!code.empty() && code == name) return places->rows[row].cells.front().text;
  }
  return name;
}

}  // namespace corridor::input
