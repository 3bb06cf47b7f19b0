#include "corridor/results/empties_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "corridor/base/text.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using outcome::EmptyPair;
using outcome::EmptyReturns;
using outcome::EmptyTotal;
using outcome::Outcome;

// Fewer TEU over the period are a matter of rounding.
constexpr double kLeastChange = 1.0;

double change_of(const EmptyPair& pair) {
  return pair.teu_at_least_cost - pair.teu_as_sent;
}

class EmptiesTable {
 public:
  EmptiesTable(const Outcome& outcome, const EmptyReturns& returns, Table& table)
      : outcome_(&outcome), returns_(&returns), table_(&table) {}

  void fill() {
    add_total(returns_->as_sent, "as the run sends them");
    add_total(returns_->same_at_least_cost, "the same boxes at least cost");
    add_total(returns_->left_over_at_least_cost, "all that laden boxes leave over, at least cost");
    for (const outcome::RegionBoxes& region : returns_->regions) add_region(region);
    std::size_t shown = 0;
    for (const EmptyPair& pair : returns_->pairs) {
      if (shown == kMostEmptyChanges || std::abs(change_of(pair)) < kLeastChange) break;
      add_change(pair);
      ++shown;
    }
  }

 private:
  const Outcome* outcome_;
  const EmptyReturns* returns_;
  Table* table_;

  void add(const std::string& measure, const std::string& object, const std::string& part,
           double value, const std::string& unit, const std::string& note) {
    table_->add_row(measure, object, part, value, per_period(*outcome_, unit), note);
  }

  void add_total(const EmptyTotal& total, const std::string& which) {
    add("empties", which, "", total.teu, "TEU", "");
    add("empties_cost", which, "", total.usd, "USD", "");
    if (total.without_a_way_teu > 0.0)
      add("empties_without_a_way", which, "", total.without_a_way_teu, "TEU", "");
  }

  void add_region(const outcome::RegionBoxes& region) {
    const std::string& name = outcome_->network->scenario->regions[region.region].name;
    add("laden_in", name, "", region.laden_in, "TEU", "");
    add("laden_out", name, "", region.laden_out, "TEU", "");
    add("left_over", name, "", region.laden_in - region.laden_out, "TEU",
        "laden in less laden out");
    add("empties_of_rows", name, "", region.empties_out, "TEU",
        "empty_teu_per_year of its demand rows, for the boxes that moved");
  }

  [[nodiscard]] const std::string& name_of(model::PlaceId place) const {
    return outcome_->network->scenario->places[place].name;
  }

  // Where most of the boxes of a place go that would not go there at least cost.
  [[nodiscard]] std::string instead_of(const EmptyPair& pair) const {
    const EmptyPair* most = nullptr;
    for (const EmptyPair& other : returns_->pairs) {
      const bool is_less = change_of(other) < (most == nullptr ? 0.0 : change_of(*most));
      if (other.from == pair.from && is_less) most = &other;
    }
    return most == nullptr ? "" : " instead of back to " + name_of(most->to);
  }

  void add_change(const EmptyPair& pair) {
    const double change = change_of(pair);
    std::string note;
    if (change > 0.0) {
      note = fmt::format("{} {} would go from {} to {}{}", with_commas(change),
                         per_period(*outcome_, "TEU"), name_of(pair.from), name_of(pair.to),
                         instead_of(pair));
    }
    add("empties_change", name_of(pair.from), name_of(pair.to), change, "TEU", note);
  }
};

// "1.42 million", "12,300".
std::string about(double value) {
  constexpr double kMillion = 1e6;
  return value < kMillion ? with_commas(value) : with_commas(value / kMillion) + " million";
}

}  // namespace

Table make_empties(const Outcome& outcome, const EmptyReturns& returns) {
  Table table{
      "empties",
      {{"measure", ""}, {"object", ""}, {"part", ""}, {"value", "", 0}, {"unit", ""}, {"note", ""}},
      {}};
  EmptiesTable(outcome, returns, table).fill();
  return table;
}

std::string describe(const Outcome& outcome, const EmptyReturns& returns) {
  const std::string unit = per_period(outcome, "USD");
  return fmt::format("{} TEU go back empty for {} {}; the same boxes at least cost: {}",
                     about(returns.as_sent.teu), about(returns.as_sent.usd), unit,
                     about(returns.same_at_least_cost.usd));
}

}  // namespace corridor::results
