#include <array>
#include <cmath>

#include "corridor/outcome/arc_flows.hpp"
#include "corridor/results/tables.hpp"
#include "facility_sums.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using model::Grade;
using outcome::Outcome;

constexpr std::array<Grade, 4> kGrades = {Grade::kA, Grade::kB, Grade::kC, Grade::kD};
using ByGrade = std::array<double, kGrades.size()>;

// What the boxes of the first choice group pay, wait and are, by the grade of the row behind it.
class GradeSums {
 public:
  explicit GradeSums(const Outcome& outcome) : outcome_(outcome) {
    if (!outcome.choices.empty()) add(outcome.choices.front());
  }

  ByGrade demand{};  ///< laden TEU
  ByGrade money{};   ///< USD
  ByGrade time{};    ///< USD of valued time and its spread

 private:
  const Outcome& outcome_;

  [[nodiscard]] std::size_t grade_of(model::RowId row) const {
    const auto& rows = outcome_.network->scenario->rows;
    // What no row sets is an assumption of the model.
    return static_cast<std::size_t>(row.is_none() || !rows ? Grade::kD : (*rows)[row].grade);
  }

  void add(const outcome::MonthChoice& choice) {
    const model::Scenario& world = *outcome_.network->scenario;
    const Column<model::DemandId, double> teu = outcome::teu_in(outcome_, choice.months);
    for (const outcome::Movement& movement : outcome_.movements)
      demand[grade_of(world.demand[movement.demand].row)] += teu[movement.demand] * movement.share;
    const network::MonthState& state =
        outcome_.months[static_cast<std::size_t>(choice.months.front())];
    const auto class_of = [&](outcome::MovementId id) { return outcome_.movements[id].cargo; };
    outcome::for_each_arc_flow(
        outcome_, {&choice, 1}, class_of,
        [&](std::uint32_t cargo, network::ArcId arc, std::span<const double> flow) {
          add_boxes(outcome_.cargo_classes[cargo], state, arc, flow.front());
        });
  }

  void add_boxes(const network::CargoClass& cargo, const network::MonthState& state,
                 network::ArcId arc, double teu) {
    for (const network::CostItem& item :
         network::itemize(*outcome_.network, cargo, state, {&arc, 1})) {
      const bool is_money = static_cast<int>(item.component) < network::kMoneyComponents;
      (is_money ? money : time)[grade_of(item.row)] += std::abs(item.usd_per_teu) * teu;
    }
  }
};

// Facilities in use whose capacity is known, by its grade.
ByGrade count_capacities(const Outcome& outcome) {
  ByGrade count{};
  for (const network::FacilityId id : outcome.loads.ids()) {
    const network::Facility& facility = outcome.network->facilities[id];
    if (facility.capacity.value() <= 0.0 || !has_load(outcome, id)) continue;
    count[static_cast<std::size_t>(facility.capacity_grade)] += 1.0;
  }
  return count;
}

void add_rows(const std::string& what, const ByGrade& sums, const std::string& unit, Table& table) {
  double total = 0.0;
  for (const double sum : sums) total += sum;
  for (std::size_t i = 0; i < sums.size() && total > 0.0; ++i) {
    table.add_row(what, std::string(1, model::letter(kGrades[i])), sums[i], unit, sums[i] / total);
  }
}

}  // namespace

Table make_grades(const Outcome& outcome) {
  Table table{"grades",
              {{"what", ""}, {"grade", ""}, {"value", "", 0}, {"unit", ""}, {"share", "share", 4}},
              {}};
  const GradeSums sums(outcome);
  const std::size_t months = outcome.choices.empty() ? 1 : outcome.choices.front().months.size();
  add_rows("demand", sums.demand, per_months("TEU", months), table);
  add_rows("money", sums.money, per_months("USD", months), table);
  add_rows("time", sums.time, per_months("USD", months), table);
  add_rows("capacity", count_capacities(outcome), "facilities in use", table);
  return table;
}

}  // namespace corridor::results
