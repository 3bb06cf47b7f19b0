#include "corridor/results/select_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "facility_sums.hpp"
#include "json_table.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using model::Scenario;
using studies::SelectedBoxes;

// Less is a tail of the choice model, not cargo.
constexpr double kLeastTeu = 0.05;

using Key = std::vector<std::string>;
using Amount = std::vector<double>;  // [side]

// What tells boxes apart, in words that mean the same in every scenario.
struct Labels {
  std::string region;
  std::string partner;
  std::string trade;
  std::string from;
  std::string to;
  std::string goods;
  double box_ft = 40.0;
};

Labels labels_of(const SelectSide& side, const SelectedBoxes& boxes) {
  const Scenario& world = *side.outcome.network->scenario;
  const outcome::Movement& movement = side.outcome.movements[boxes.movement];
  const model::Demand& demand = world.demand[movement.demand];
  const bool is_import = demand.direction == model::TradeDirection::kImport;
  const bool is_20 = side.outcome.cargo_classes[movement.cargo].size == model::BoxSize::k20;
  return {world.regions[demand.country].name,
          world.regions[demand.partner].name,
          is_import ? "import" : "export",
          world.places[movement.origin].name,
          world.places[movement.destination].name,
          world.commodities[demand.commodity],
          is_20 ? 20.0 : 40.0};
}

double largest(const Amount& amount) {
  return *std::max_element(amount.begin(), amount.end());
}

// Laden TEU of each side by a key of the labels, largest first.
template <class KeyOf>
std::vector<std::pair<Key, Amount>> sum_by(const SelectSides& sides, KeyOf key_of) {
  std::map<Key, Amount> sums;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    for (const SelectedBoxes& boxes : sides[s].selected.boxes) {
      Amount& sum = sums[key_of(labels_of(sides[s], boxes))];
      sum.resize(sides.size(), 0.0);
      sum[s] += boxes.laden_teu;
    }
  }
  std::vector<std::pair<Key, Amount>> rows(sums.begin(), sums.end());
  std::erase_if(rows, [](const auto& row) { return largest(row.second) < kLeastTeu; });
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return largest(a.second) > largest(b.second);
  });
  return rows;
}

std::string unit_of(const SelectSides& sides) {
  return per_period(sides.front().outcome, "TEU");
}

void add_amount_columns(const SelectSides& sides, const std::string& what, Table& table) {
  const std::string unit = unit_of(sides);
  if (sides.size() == 1) {
    table.columns.push_back({what + "_teu", unit, 1});
    return;
  }
  for (const char* when : {"_before", "_after", "_change"})
    table.columns.push_back({what + when, unit, 1});
}

void add_amounts(const Amount& amount, Table& table) {
  for (const double teu : amount) table.add_cell(teu);
  if (amount.size() == 2) table.add_cell(amount[1] - amount[0]);
}

template <class KeyOf>
Table table_by(const SelectSides& sides, const std::string& name, const Key& columns,
               KeyOf key_of) {
  Table table{name, {}, {}};
  for (const std::string& column : columns) table.columns.push_back({column});
  add_amount_columns(sides, "laden", table);
  table.columns.push_back({"share", "share", 3});
  const auto rows = sum_by(sides, key_of);
  double all = 0.0;
  for (const auto& [key, amount] : rows) all += amount.back();
  for (const auto& [key, amount] : rows) {
    for (const std::string& word : key) table.add_cell(word);
    add_amounts(amount, table);
    table.add_cell(all > 0.0 ? Cell(amount.back() / all) : Cell());
  }
  return table;
}

// Laden and empty TEU of a side by month of its period.
struct ByMonth {
  std::vector<double> laden;
  std::vector<double> empty;
};

ByMonth by_month(const SelectSide& side) {
  ByMonth sums;
  sums.laden.resize(side.outcome.months.size(), 0.0);
  sums.empty.resize(side.outcome.months.size(), 0.0);
  for (const SelectedBoxes& boxes : side.selected.boxes) {
    sums.laden[static_cast<std::size_t>(boxes.month)] += boxes.laden_teu;
    sums.empty[static_cast<std::size_t>(boxes.month)] += boxes.empty_teu;
  }
  return sums;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace

Table make_select_owners(const SelectSides& sides) {
  return table_by(sides, "select_owners", {"region", "trade", "with"}, [](const Labels& labels) {
    return Key{labels.region, labels.trade, labels.partner};
  });
}

Table make_select_pairs(const SelectSides& sides) {
  return table_by(sides, "select_pairs", {"from", "to"}, [](const Labels& labels) {
    return Key{labels.from, labels.to};
  });
}

Table make_select_goods(const SelectSides& sides) {
  return table_by(sides, "select_goods", {"goods"},
                  [](const Labels& labels) { return Key{labels.goods}; });
}

Table make_select_months(const SelectSides& sides) {
  Table table{"select_months", {{"month"}}, {}};
  add_amount_columns(sides, "laden", table);
  add_amount_columns(sides, "empty", table);
  std::vector<ByMonth> sums;
  std::size_t months = 0;
  for (const SelectSide& side : sides) {
    sums.push_back(by_month(side));
    months = std::max(months, sums.back().laden.size());
  }
  for (std::size_t month = 0; month < months; ++month) {
    Amount laden;
    Amount empty;
    std::string name;
    for (std::size_t s = 0; s < sides.size(); ++s) {
      const bool has = month < sums[s].laden.size();
      laden.push_back(has ? sums[s].laden[month] : 0.0);
      empty.push_back(has ? sums[s].empty[month] : 0.0);
      if (!has) continue;
      const std::string own = name_of_month(sides[s].outcome, static_cast<int>(month));
      if (name != own) name += (name.empty() ? "" : " / ") + own;
    }
    table.add_cell(name);
    add_amounts(laden, table);
    add_amounts(empty, table);
  }
  return table;
}

Table make_select_facilities(const SelectSides& sides) {
  Table table{"select_facilities",
              {{"scenario"},
               {"kind"},
               {"facility"},
               {"direction"},
               {"laden_teu", "TEU", 1},
               {"empty_teu", "TEU", 1},
               {"base_teu", "TEU", 1},
               {"use", "share", 3},
               {"unit"}},
              {}};
  for (const SelectSide& side : sides) {
    for (const network::FacilityId id : studies::facilities_on(*side.outcome.network, side.arcs)) {
      const network::Facility& facility = side.outcome.network->facilities[id];
      const Amounts sum = amounts_of_period(side.outcome, id);
      if (sum.teu() < kLeastTeu) continue;
      const bool is_forward = facility.direction == model::Direction::kForward;
      Cell use;
      if (sum.capacity > 0.0) use = (sum.load + sum.base_load) / sum.capacity;
      table.add_row(side.name, std::string(network::name_of(facility.kind)), facility.name,
                    std::string(is_forward ? "forward" : "backward"), sum.laden_teu, sum.empty_teu,
                    sum.base_teu, use, per_period(side.outcome, "TEU"));
    }
  }
  return table;
}

Table make_select_link(const SelectSides& sides) {
  Table table{"select_link",
              {{"scenario"},
               {"region"},
               {"partner"},
               {"trade"},
               {"from"},
               {"to"},
               {"goods"},
               {"box_ft", "ft", 0},
               {"month"},
               {"laden_teu", "TEU/month", 3},
               {"empty_teu", "TEU/month", 3},
               {"unit"}},
              {}};
  for (const SelectSide& side : sides) {
    for (const SelectedBoxes& boxes : side.selected.boxes) {
      const Labels labels = labels_of(side, boxes);
      table.add_row(side.name, labels.region, labels.partner, labels.trade, labels.from, labels.to,
                    labels.goods, labels.box_ft, name_of_month(side.outcome, boxes.month),
                    boxes.laden_teu, boxes.empty_teu, std::string("TEU/month"));
    }
  }
  return table;
}

std::string describe_selection(const SelectSides& sides) {
  std::string text;
  for (const SelectSide& side : sides) {
    const ByMonth sums = by_month(side);
    const double laden = sum_of(sums.laden);
    const double moved = side.selected.moved_teu;
    text += fmt::format(
        "{}: {:.0f} TEU laden pass ({:.2g} % of all that moved), {:.0f} TEU empty\n", side.name,
        laden, moved > 0.0 ? 100.0 * laden / moved : 0.0, sum_of(sums.empty));
  }
  return text;
}

std::string write_select_json(const std::string& what, const SelectSides& sides) {
  nlohmann::ordered_json json;
  json["selected"] = what;
  json["scenarios"] = nlohmann::ordered_json::array();
  for (const SelectSide& side : sides) json["scenarios"].push_back(side.name);
  json["unit"] = unit_of(sides);
  json["owners"] = to_json(make_select_owners(sides));
  json["pairs"] = to_json(make_select_pairs(sides));
  json["goods"] = to_json(make_select_goods(sides));
  json["months"] = to_json(make_select_months(sides));
  json["facilities"] = to_json(make_select_facilities(sides));
  return print_json(json);
}

}  // namespace corridor::results
