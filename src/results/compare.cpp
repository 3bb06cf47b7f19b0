#include "corridor/results/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "corridor/results/text_table.hpp"

namespace corridor::results {
namespace {

// Measures whose names, not numbers, are the answer.
constexpr const char* kGateway = "leading_gateway";
constexpr const char* kFirstOver = "first_over_capacity";

struct Key {
  std::string measure;
  std::string object;
  std::string part;
  std::string id;  ///< tells facilities of one name apart; not shown
  friend auto operator<=>(const Key&, const Key&) = default;
};

struct Value {
  std::optional<double> number;
  std::string unit;
};

// Both runs' values of one measure of one object; in the order in which they were met.
struct Pair {
  Key key;
  std::array<Value, 2> value;
};

class Pairs {
 public:
  void add(std::size_t run, const Key& key, std::optional<double> number, const std::string& unit) {
    const auto [found, is_new] = position_.try_emplace(key, pairs_.size());
    if (is_new) pairs_.push_back({key, {}});
    pairs_[found->second].value[run] = {number, unit};
  }
  [[nodiscard]] std::vector<Pair>& all() { return pairs_; }

 private:
  std::map<Key, std::size_t> position_;
  std::vector<Pair> pairs_;
};

void add_summary(std::size_t run, const Table& summary, Pairs& pairs) {
  for (std::size_t row = 0; row < summary.row_count(); ++row) {
    const std::string measure = summary.text(row, "measure");
    if (measure == kGateway || measure == kFirstOver) continue;
    pairs.add(run, {measure, summary.text(row, "object"), summary.text(row, "part"), ""},
              summary.number(row, "value"), summary.text(row, "unit"));
  }
}

// Saved tables are rounded; fresh ones are brought to the same digits.
std::optional<double> rounded(std::optional<double> value, int digits) {
  return value ? std::optional(round_to(*value, digits)) : std::nullopt;
}

void add_facilities(std::size_t run, const Table& table, const std::string& unit, Pairs& pairs) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string id =
        table.text(row, "kind") + " " + table.text(row, "slug") + " " + table.text(row, "from");
    const std::string name = table.text(row, "name");
    double teu = 0.0;
    for (const char* column : {"laden_teu", "empty_teu", "base_teu"}) {
      teu += rounded(table.number(row, column), 1).value_or(0.0);
    }
    pairs.add(run, {table.name + "_teu", name, "", id}, round_to(teu, 1), unit);
    // How full a capacity is that was read from traffic says nothing.
    if (table.text(row, "circular") == "yes") continue;
    pairs.add(run, {"peak_utilisation", name, "", id},
              rounded(table.number(row, "peak_utilisation"), 4), "share");
  }
}

// Whether a run that does not list the measure has none of it.
bool is_zero_when_absent(const Key& key) {
  constexpr std::array<const char*, 7> kSums = {"gateway_share", "gateway_revenue", "stranded_teu",
                                                "demand_teu",    "ports_teu",       "borders_teu",
                                                "services_teu"};
  const bool is_cost_part =
      key.measure == "landed_cost" && key.part != "total" && key.part != "money";
  return is_cost_part || std::any_of(kSums.begin(), kSums.end(),
                                     [&](const char* sum) { return key.measure == sum; });
}

void fill_absent(Pair& pair) {
  if (!is_zero_when_absent(pair.key)) return;
  for (std::size_t run = 0; run < 2; ++run) {
    Value& value = pair.value[run];
    if (!value.number) value = {0.0, pair.value[1 - run].unit};
  }
}

struct Difference {
  Pair pair;
  std::optional<double> change;
  std::optional<double> relative;
  double size = 0.0;
};

// Share of each country in the boxes that want to move, the larger of both runs; 1 for what is no
// country.
class Weights {
 public:
  explicit Weights(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
      if (pair.key.measure != "demand_teu") continue;
      for (const Value& value : pair.value) {
        double& teu = teu_[pair.key.object];
        teu = std::max(teu, value.number.value_or(0.0));
      }
    }
  }
  [[nodiscard]] double of(const std::string& object) const {
    const auto own = teu_.find(object);
    const auto all = teu_.find("all");
    if (own == teu_.end() || all == teu_.end() || all->second <= 0.0) return 1.0;
    return own->second / all->second;
  }

 private:
  std::map<std::string, double> teu_;
};

std::vector<Difference> find_differences(Pairs& pairs) {
  const Weights weights(pairs.all());
  std::map<std::string, double> largest;  // value of each measure in either run
  for (Pair& pair : pairs.all()) {
    fill_absent(pair);
    for (const Value& value : pair.value) {
      double& most = largest[pair.key.measure];
      most = std::max(most, std::abs(value.number.value_or(0.0)));
    }
  }
  std::vector<Difference> differences;
  for (const Pair& pair : pairs.all()) {
    const auto& [before, after] = pair.value;
    if (before.number == after.number && before.unit == after.unit) continue;
    const double most = largest[pair.key.measure];
    Difference difference{pair, std::nullopt, std::nullopt, 0.0};
    if (before.number && after.number && before.unit == after.unit) {
      difference.change = *after.number - *before.number;
      if (*before.number != 0.0)
        difference.relative = *difference.change / std::abs(*before.number);
      difference.size = std::abs(*difference.change) / most;
    } else if (most > 0.0 && before.number.has_value() != after.number.has_value()) {
      difference.size = std::abs(before.number.value_or(after.number.value_or(0.0))) / most;
    } else {
      difference.size = 1.0;
    }
    difference.size *= weights.of(pair.key.object);
    differences.push_back(difference);
  }
  std::stable_sort(differences.begin(), differences.end(),
                   [](const Difference& a, const Difference& b) { return a.size > b.size; });
  return differences;
}

std::string object_of(const Table& summary, const char* measure) {
  for (std::size_t row = 0; row < summary.row_count(); ++row) {
    if (summary.text(row, "measure") == measure) return summary.text(row, "object");
  }
  return "none";
}

std::string unit_of(const Table& summary) {
  for (std::size_t row = 0; row < summary.row_count(); ++row) {
    if (summary.text(row, "measure") == "contestable_teu") return summary.text(row, "unit");
  }
  return "TEU";
}

std::string joined_unit(const Value& before, const Value& after) {
  if (before.unit.empty()) return after.unit;
  if (after.unit.empty() || before.unit == after.unit) return before.unit;
  return before.unit + " -> " + after.unit;
}

Cell cell_of(std::optional<double> number) {
  return number ? Cell(*number) : Cell();
}

Cell cell_of(const std::string& text) {
  return text.empty() ? Cell() : Cell(text);
}

int digits_of(const std::string& unit) {
  return unit == "share" ? 4 : 2;
}

std::string signed_number(double value) {
  std::string text = value > 0.0 ? "+" : "";
  return text.append(format_number(value));
}

}  // namespace

RunTables make_compared(const outcome::Outcome& outcome) {
  RunTables tables;
  tables.summary = make_summary(outcome);
  tables.ports = make_ports(outcome);
  tables.borders = make_borders(outcome);
  tables.services = make_services(outcome);
  for (Table* table : tables.all()) round_cells(*table);
  return tables;
}

void keep_compared(RunTables& tables) {
  RunTables kept;
  kept.summary = std::move(tables.summary);
  kept.ports = std::move(tables.ports);
  kept.borders = std::move(tables.borders);
  kept.services = std::move(tables.services);
  tables = std::move(kept);
}

Table compare_runs(const RunTables& before, const RunTables& after) {
  Table table{"differences",
              {{"measure", ""},
               {"object", ""},
               {"part", ""},
               {"before", ""},
               {"after", ""},
               {"change", ""},
               {"relative", "share", 4},
               {"size", "share", 4},
               {"unit", ""}},
              {}};
  for (const char* measure : {kGateway, kFirstOver}) {
    const std::string old_name = object_of(before.summary, measure);
    const std::string new_name = object_of(after.summary, measure);
    if (old_name == new_name) continue;
    table.add_row(std::string(measure), Cell(), Cell(), old_name, new_name, Cell(), Cell(), Cell(),
                  std::string("name"));
  }
  Pairs pairs;
  for (std::size_t run = 0; run < 2; ++run) {
    const RunTables& tables = run == 0 ? before : after;
    add_summary(run, tables.summary, pairs);
    for (const Table* facilities : {&tables.ports, &tables.borders, &tables.services}) {
      add_facilities(run, *facilities, unit_of(tables.summary), pairs);
    }
  }
  for (const Difference& difference : find_differences(pairs)) {
    const auto& [key, value] = difference.pair;
    const std::string unit = joined_unit(value[0], value[1]);
    std::optional<double> change = difference.change;
    if (change) change = round_to(*change, digits_of(unit));
    table.add_row(key.measure, key.object, cell_of(key.part), cell_of(value[0].number),
                  cell_of(value[1].number), cell_of(change), cell_of(difference.relative),
                  difference.size, unit);
  }
  return table;
}

std::string write_comparison(const Table& differences, const ComparisonText& text) {
  std::string out = text.before + " -> " + text.after + "\n\n";
  out += text.input_lines.empty() ? "no inputs differ\n" : "inputs that differ\n";
  for (const std::string& line : text.input_lines) out.append("  ").append(line).append("\n");
  if (differences.row_count() == 0) return out + "\nno results differ\n";
  out += "\nresults that differ, largest first\n";
  return out + write_text_table(differences, {text.max_width, text.max_rows});
}

std::string describe_largest(const Table& differences) {
  if (differences.row_count() == 0) return "nothing changes";
  const auto number = [&](const char* column) { return differences.number(0, column); };
  std::string words = differences.text(0, "measure");
  for (const char* column : {"object", "part"}) {
    const std::string text = differences.text(0, column);
    if (!text.empty()) words.append(" ").append(text);
  }
  const auto side = [&](const char* column) {
    return number(column) ? format_number(*number(column)) : differences.text(0, column);
  };
  words += ": " + side("before") + " -> " + side("after");
  const std::string unit = differences.text(0, "unit");
  if (unit != "name") words.append(" ").append(unit);
  if (const auto change = number("change")) {
    words.append(" (").append(signed_number(*change)).append(")");
  }
  return words;
}

}  // namespace corridor::results
