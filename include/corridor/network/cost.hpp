// What a box pays on each arc. A cargo class turns facts of arcs (money per truck, box or TEU;
// hours; standard deviations) into generalised cost in USD per TEU, and into its named components.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "corridor/network/calendar.hpp"
#include "corridor/network/network.hpp"

namespace corridor::network {

/// Boxes that see the same costs on every arc. What cannot matter is left at its default, so that
/// rows of the demand table that pay alike are one class: the value of goods that no charge is
/// counted on, the home of boxes that have no gateway at home, the weight where carbon has no
/// price.
struct CargoClass {
  model::BoxSize size = model::BoxSize::k40;
  double trucks_per_box = 1.0;
  UsdPerTeuHour value_of_time;
  UsdPerTeu value;
  TonnesPerTeu weight;
  model::CountryId home;  ///< country of the inland end; none = all gateways see transit
  model::TradeDirection direction = model::TradeDirection::kImport;  ///< seen from home
  std::uint64_t regimes = 0;                         ///< bit r: under Scenario::regimes[r]
  model::GoodsRule goods = model::GoodsRule::kFree;  ///< what the lists of these regimes say
  friend bool operator==(const CargoClass&, const CargoClass&) = default;
};

/// Trucks that one box takes: clamp(max(TEU / 2, t / payload), 0.5, 1).
/// Source: truck.share.rule of parameters.csv.
[[nodiscard]] double trucks_per_box(model::BoxSize size, Tonnes per_box, Tonnes payload);

/// The class of a demand row's boxes of one size, for boxes of `region`'s country.
[[nodiscard]] CargoClass cargo_class(const model::Scenario& scenario, const model::Demand& demand,
                                     model::BoxSize size, model::CountryId home,
                                     model::GoodsRule goods);

/// Tonnes in one TEU of a demand row's boxes of one size.
[[nodiscard]] TonnesPerTeu weight_of(const model::Demand& demand, model::BoxSize size);

/// Whether boxes of the class pay or use what `payer` names.
[[nodiscard]] bool applies(const Payer& payer, const CargoClass& cargo);

/// Capacity units that one TEU of the class takes at the facility: TEU, trucks, trains or boxes.
[[nodiscard]] double units_per_teu(const Facility& facility, const CargoClass& cargo);

/// Generalised costs of one month, class after class: what is the same for all is worked out once.
class CostFiller {
 public:
  /// `network` must outlive it.
  CostFiller(const Network& network, const MonthState& state);
  /// Generalised cost [arc] in USD/TEU; +infinity where a facility is shut or the goods may not
  /// pass.
  void fill(const CargoClass& cargo, std::vector<double>& costs) const;

  /// Arcs whose costs are not those of another month of the same network.
  [[nodiscard]] std::vector<ArcId> arcs_unlike(const CostFiller& other) const;
  /// Brings the costs of these arcs, which are those of another month, up to this one.
  void refill(const CargoClass& cargo, std::span<const ArcId> arcs,
              std::vector<double>& costs) const;

 private:
  struct Arc {
    double hours = 0.0;
    double sd_hours = 0.0;
    double co2_kg_per_t = 0.0;
    bool is_shut = false;
    friend bool operator==(const Arc&, const Arc&) = default;
  };
  const Network* network_;
  Column<ArcId, Arc> arcs_;

  template <class Arcs>
  void fill_these(const CargoClass& cargo, const Arcs& arcs, std::vector<double>& costs) const;
};

/// The same for one class.
void fill_costs(const Network& network, const CargoClass& cargo, const MonthState& state,
                std::vector<double>& costs);

/// Cost by component of a sequence of arcs, USD/TEU. Sums to the arcs' generalised cost.
using Breakdown = std::array<double, kComponents>;
[[nodiscard]] Breakdown break_down(const Network& network, const CargoClass& cargo,
                                   const MonthState& state, std::span<const ArcId> arcs);

/// One amount that a box pays on an arc. Valued time, unreliability and carbon come from the row of
/// the arc's time; money from the row of its charge.
struct CostItem {
  ArcId arc;
  Component component = Component::kHaulage;
  double usd_per_teu = 0.0;
  model::RowId row;  ///< none where a parameter of the model sets it
};

/// Every amount other than zero along `arcs`, in order of passage. Sums to `break_down`, component
/// by component.
[[nodiscard]] std::vector<CostItem> itemize(const Network& network, const CargoClass& cargo,
                                            const MonthState& state, std::span<const ArcId> arcs);

/// Length, time and its spread along a sequence of arcs.
struct Journey {
  Km length;
  Hours time;
  double variance_h2 = 0.0;
  double co2_kg_per_t = 0.0;  ///< of cargo
};
[[nodiscard]] Journey journey(const Network& network, const MonthState& state,
                              std::span<const ArcId> arcs);

}  // namespace corridor::network
