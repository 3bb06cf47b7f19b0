#include "amount_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "corridor/base/quantity.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

constexpr double kHoursPerWeek = 168.0;

std::string joined_numbers(const std::vector<double>& numbers) {
  std::vector<std::string> texts;
  for (const double number : numbers) {
    std::string text = format_number(number);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  return texts.empty() ? "unknown" : join(texts, "/");
}

// Plans one key on one row.
class Planner {
 public:
  Planner(const Tables& tables, const Table& table, std::size_t row, const FieldValue& field,
          const MoneyRates& rates)
      : tables_(tables), table_(table), row_(row), field_(field), rates_(rates) {
    for (const std::string& column : words_of(field.key->columns)) {
      if (table.spec->find(column)) columns_.push_back(column);
    }
  }

  std::optional<AmountPlan> plan(Trouble& trouble) {
    if (columns_.empty() || !counts_the_same()) return AmountPlan();
    plan_.unit = column_unit(columns_.front());
    plan_.before = present_amount(table_, row_, *field_.key);
    const bool good = plan_effect(trouble);
    if (!good && trouble.code.empty()) return AmountPlan();
    if (!good) return std::nullopt;
    if (plan_.after.empty()) plan_.after = after();
    return std::move(plan_);
  }

 private:
  bool plan_effect(Trouble& trouble) {
    switch (field_.key->effect) {
      case Effect::kEach:
      case Effect::kParameter:
        return plan_each(trouble);
      case Effect::kSplit:
        return plan_split(trouble);
      case Effect::kLead:
        return plan_lead(trouble);
      case Effect::kInterval:
        return plan_interval(trouble);
      case Effect::kTrains:
        return plan_trains(trouble);
      case Effect::kSpeed:
        return plan_speed(trouble);
      case Effect::kFreeDays:
        return plan_free_days(trouble);
    }
    return false;
  }

  [[nodiscard]] std::optional<double> present(const std::string& column) const {
    return table_.number(row_, column);
  }

  [[nodiscard]] std::string column_unit(const std::string& column) const {
    if (field_.key->effect == Effect::kParameter) return table_.text(row_, "unit");
    const auto position = table_.spec->find(column);
    return std::string(table_.spec->columns[*position].unit);
  }

  // Trucks are not counted in trains, and a price of a truck is none of a box.
  [[nodiscard]] bool counts_the_same() const {
    const Unit& unit = field_.quantity.unit;
    const bool has_unit = !field_.quantity.is_bare() && field_.operation != Operation::kScale;
    if (!has_unit) return true;
    if (table_.spec->find("capacity_unit") && field_.key->columns.starts_with("capacity_")) {
      const bool in_trains = table_.text(row_, "capacity_unit") == "trains";
      return unit.powers[in_trains ? Unit::kTrain : Unit::kTruck] == 1;
    }
    if (table_.spec->find("per") && !unit.currency.empty()) return is_paid_per(unit);
    return true;
  }

  [[nodiscard]] bool is_paid_per(const Unit& unit) const {
    const std::string& per = table_.text(row_, "per");
    const bool by_day = unit.powers[Unit::kTime] != 0;
    if (by_day != (per == "box_day")) return false;
    if (unit.powers[Unit::kTeu] != 0) return per == "teu";
    return unit.powers[Unit::kTruck] == 0 || per == "truck";
  }

  // The written quantity in the unit of the column; in its own where the row says what is counted.
  std::optional<double> written(const std::string& column, Trouble& trouble) const {
    if (field_.key->effect == Effect::kParameter && field_.quantity.is_bare()) {
      return field_.quantity.value;
    }
    const std::string target = column_unit(column);
    const auto unit = parse_unit(target);
    if (field_.quantity.is_bare() || !unit || fits(field_.quantity.unit, *unit)) {
      return express(field_.quantity, target, rates_, trouble);
    }
    for (const std::string& name : words_of(field_.key->units)) {
      const auto accepted = parse_unit(name);
      if (accepted && fits(field_.quantity.unit, *accepted)) {
        return express(field_.quantity, name, rates_, trouble);
      }
    }
    return express(field_.quantity, target, rates_, trouble);
  }

  // What the operation makes of `before`.
  std::optional<double> applied(std::optional<double> before, const std::string& column,
                                Trouble& trouble) const {
    if (field_.operation != Operation::kSet && !before) {
      trouble = {"E224",
                 {fmt::format("{} of {} is not known, so it cannot be scaled or added to",
                              field_.key->name, table_.rows[row_].cells.front().text),
                  "", "give its new value"}};
      return std::nullopt;
    }
    if (field_.operation == Operation::kScale) return *before * field_.factor;
    const auto amount = written(column, trouble);
    if (!amount) return std::nullopt;
    return field_.operation == Operation::kAdd ? *before + *amount : *amount;
  }

  void put(const std::string& column, double value) { plan_.cells.push_back({column, value}); }

  bool plan_each(Trouble& trouble) {
    std::vector<std::string> filled;
    for (const std::string& column : columns_) {
      if (present(column)) filled.push_back(column);
    }
    for (const std::string& column : filled.empty() ? columns_ : filled) {
      const auto value = applied(present(column), column, trouble);
      if (!value) return false;
      put(column, *value);
    }
    return true;
  }

  bool plan_split(Trouble& trouble) {
    const auto first = present(columns_[0]);
    const auto second = present(columns_[1]);
    std::optional<double> before;
    if (first || second) before = first.value_or(0.0) + second.value_or(0.0);
    const auto total = applied(before, columns_[0], trouble);
    if (!total) return false;
    const double share = before && *before > 0.0 ? first.value_or(0.0) / *before : 0.5;
    put(columns_[0], *total * share);
    put(columns_[1], *total - *total * share);
    plan_.after = format_number(*total);
    return true;
  }

  bool plan_lead(Trouble& trouble) {
    const auto before = present(columns_[0]);
    const auto value = applied(before, columns_[0], trouble);
    if (!value) return false;
    put(columns_[0], *value);
    plan_.after = format_number(*value);
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      const auto follower = present(columns_[i]);
      if (follower && before && *before > 0.0) put(columns_[i], *follower * *value / *before);
    }
    return true;
  }

  bool plan_interval(Trouble& trouble) {
    const auto departures = present(columns_[0]);
    std::optional<double> before;
    if (departures && *departures > 0.0) before = kHoursPerWeek / *departures;
    std::optional<double> hours;
    if (field_.operation == Operation::kScale) {
      hours = applied(before, columns_[0], trouble);
    } else if (const auto amount = express(field_.quantity, "h", rates_, trouble)) {
      hours = field_.operation == Operation::kAdd && before ? *before + *amount : *amount;
    }
    if (!hours) return false;
    if (*hours <= 0.0) {
      trouble = {"E207", {"the time between departures must be more than zero", "", ""}};
      return false;
    }
    put(columns_[0], kHoursPerWeek / *hours);
    plan_.before = before ? format_number(*before / kHoursPerDay) : "unknown";
    plan_.after = format_number(*hours / kHoursPerDay);
    plan_.unit = "d";
    return true;
  }

  // Trains a day count both ways and all trains; boxes move in proportion to them.
  bool plan_trains(Trouble& trouble) {
    const bool is_rail = table_.spec->name == "rail_links";
    const bool in_trains = field_.quantity.unit.powers[Unit::kTrain] == 1;
    const std::string& column = columns_.front();
    if (!is_rail || !in_trains || field_.operation == Operation::kScale) {
      const auto unit = parse_unit(column_unit(column));
      const bool counted_here = field_.operation == Operation::kScale ||
                                (unit && field_.quantity.unit.powers == unit->powers);
      if (!counted_here) return false;
      return plan_each(trouble);
    }
    const std::string trains = "capacity_trains_per_day";
    const auto before = present(trains);
    const auto boxes = present(column);
    if (!before || !boxes || *before <= 0.0) {
      trouble = {"E224",
                 {fmt::format("{} has no known number of trains and boxes, so trains a day cannot "
                              "be turned into TEU",
                              table_.rows[row_].cells.front().text),
                  "", "give its capacity in TEU/day and direction"}};
      return false;
    }
    const auto after = applied(before, trains, trouble);
    if (!after) return false;
    put(column, *boxes * *after / *before);
    put(trains, *after);
    plan_.after = fmt::format("{} (trains {} -> {})", format_number(*boxes * *after / *before),
                              format_number(*before), format_number(*after));
    return true;
  }

  bool plan_speed(Trouble& trouble) {
    if (field_.operation == Operation::kSet) return plan_each(trouble);
    const auto before = speed_in_force();
    const auto value = applied(before, columns_[0], trouble);
    if (!value) return false;
    plan_.before = before ? format_number(*before) : "unknown";
    put(columns_[0], *value);
    return true;
  }

  // The own speed, or the slowest of the line's and of the rates of the countries at its ends.
  [[nodiscard]] std::optional<double> speed_in_force() const {
    if (const auto own = present(columns_[0])) return own;
    const bool is_rail = table_.spec->name == "rail_links";
    std::optional<double> speed = present(is_rail ? "line_kmh" : "free_flow_kmh");
    const Table* places = tables_.find("places");
    const Table* rates = tables_.find("haul_rates");
    if (places == nullptr || rates == nullptr) return speed;
    for (const char* end : {"from", "to"}) {
      const auto place = places->row_of.find(table_.text(row_, end));
      if (place == places->row_of.end()) continue;
      const std::string& country = places->text(place->second, "country");
      for (std::size_t rate = 0; rate < rates->rows.size(); ++rate) {
        const bool applies = rates->text(rate, "country") == country &&
                             rates->text(rate, "mode") == (is_rail ? "rail" : "road");
        const auto known = applies ? rates->number(rate, "speed_kmh") : std::nullopt;
        if (known && *known > 0.0) speed = std::min(speed.value_or(*known), *known);
      }
    }
    return speed;
  }

  // The days before storage is charged end one day before its first step.
  bool plan_free_days(Trouble& trouble) {
    const std::string& component = table_.text(row_, "component");
    if (!component.starts_with("storage")) return false;
    const auto before = free_days();
    const auto days = applied(before, "to_day", trouble);
    if (!days) return false;
    if (*days < 1.0 || std::floor(*days) != *days) {
      trouble = {"E207", {"free days are whole days, one or more", "", ""}};
      return false;
    }
    const double moved = *days - before.value_or(0.0);
    if (component != "storage_free") shift("from_day", moved);
    shift("to_day", moved);
    plan_.before = before ? format_number(*before) : "0";
    plan_.after = format_number(*days);
    plan_.unit = "days";
    return true;
  }

  void shift(const std::string& column, double days) {
    if (const auto day = present(column)) put(column, *day + days);
  }

  [[nodiscard]] std::optional<double> free_days() const {
    for (std::size_t other = 0; other < table_.rows.size(); ++other) {
      const bool same_box = table_.text(other, "component") == "storage_free" &&
                            table_.text(other, "place") == table_.text(row_, "place") &&
                            table_.text(other, "trade") == table_.text(row_, "trade") &&
                            table_.text(other, "container") == table_.text(row_, "container");
      if (same_box) return table_.number(other, "to_day");
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string after() const {
    std::vector<double> numbers;
    for (const PlannedNumber& cell : plan_.cells) numbers.push_back(cell.value);
    return joined_numbers(numbers);
  }

  const Tables& tables_;
  const Table& table_;
  std::size_t row_;
  const FieldValue& field_;
  const MoneyRates& rates_;
  std::vector<std::string> columns_;
  AmountPlan plan_;
};

}  // namespace

std::optional<AmountPlan> plan_amount(const Tables& tables, const Table& table, std::size_t row,
                                      const FieldValue& field, const MoneyRates& rates,
                                      Trouble& trouble) {
  return Planner(tables, table, row, field, rates).plan(trouble);
}

std::string present_amount(const Table& table, std::size_t row, const KeySpec& key) {
  std::vector<double> numbers;
  double sum = 0.0;
  for (const std::string& column : words_of(key.columns)) {
    const auto number = table.spec->find(column) ? table.number(row, column) : std::nullopt;
    if (!number) continue;
    numbers.push_back(*number);
    sum += *number;
    if (key.effect == Effect::kLead) break;
  }
  if (key.effect == Effect::kSplit && !numbers.empty()) return format_number(sum);
  return joined_numbers(numbers);
}

}  // namespace corridor::input
