// A Scenario is the whole effective world of one run: base files, extensions, changes and overrides
// already applied and checked by `input`. Engines read it; nobody changes it in place except
// `studies`, which moves values of a copy inside their ranges.
//
// Absent on purpose: YAML, files, text of changes, the graph. Every record knows its data row.
// Invariants: ids refer to records of this scenario; ranges are ordered; shares sum to 1.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "corridor/model/evidence.hpp"
#include "corridor/model/parameter.hpp"
#include "corridor/model/traffic.hpp"

namespace corridor::model {

struct Period {
  Month start;
  int months = 12;
  friend bool operator==(const Period&, const Period&) = default;
};

/// What to do with boxes that find no way.
enum class StrandedPolicy : unsigned char { kError, kPenalty };

/// What `run` answers with.
enum class Engine : unsigned char {
  kEquilibrium,
  kSimulation,  ///< the equilibrium's flows, simulated
  kBoth,        ///< the same, with the waits of the simulation back in the choice until they agree
};
[[nodiscard]] const char* name_of(Engine engine);

/// Switches of a run that are not facts of the world.
struct Settings {
  Engine engine = Engine::kEquilibrium;
  int rates_year = 0;         ///< which year's ocean prices, sailings and premiums hold
  std::string value_of_time;  ///< preset in force
  StrandedPolicy stranded = StrandedPolicy::kError;
  bool add_fee_on_tfi_rates = false;  ///< upper bound: border fee on top of prices that hold it
  bool price_carbon = false;          ///< CO2e is a cost of the choice, at econ.carbon_price
  bool demand_is_elastic = false;     ///< boxes come with the days that the base's ways would save
};

/// One change of a scenario in words, with what it matched; for changes.txt and `compare`.
struct AppliedChange {
  std::string words;  ///< "border chaman: capacity 500 -> 800 trucks/day"
  std::string file;
  int line = 0;
  int matched = 0;
};

struct Scenario {
  std::string slug;
  std::string title;
  Period period;
  Settings settings;
  Parameters parameters;
  ValueOfTime value_of_time;  ///< in force
  std::vector<ValueOfTime> value_of_time_presets;

  Column<CountryId, Country> countries;
  Column<PlaceId, Place> places;
  Column<LinkId, Link> links;
  Column<BorderId, Border> borders;
  Column<ServiceId, Service> services;
  Column<TerminalId, Terminal> terminals;
  std::vector<OffDockYard> off_dock_yards;
  Column<RegionId, Region> regions;
  std::vector<RegionPlace> region_places;
  Column<CommodityId, std::string> commodities;
  Column<ProfileId, MonthProfile> profiles;
  Column<DemandId, Demand> demand;
  std::vector<HaulRate> haul_rates;
  std::vector<LaneRate> lane_rates;
  std::vector<LaneException> lane_exceptions;
  std::vector<BoxCharge> box_charges;
  std::vector<EntryFee> entry_fees;
  std::vector<Regime> regimes;
  std::vector<Closure> closures;
  std::vector<ClosureProcess> closure_processes;
  std::vector<Rotation> rotations;
  std::vector<Backlog> backlogs;
  std::vector<RiskPremium> risk_premiums;
  std::vector<Surcharge> surcharges;
  std::vector<AssumptionGroup> assumption_groups;
  std::vector<ReportedRoute> reported_routes;
  std::vector<Observation> observations;
  std::vector<PublishedTariff> published_tariffs;

  std::shared_ptr<const Column<RowId, Row>> rows;
  std::vector<AppliedChange> changes;
};

/// What an hour costs one TEU of this demand under the value of time in force.
[[nodiscard]] UsdPerTeuHour value_of_time(const Scenario& scenario, const Demand& demand);

/// Laden flow in month `index` of the period: yearly flow grown from its data year to the year of
/// that month, times the month's share of the year.
[[nodiscard]] TeuPerHour flow_in_month(const Scenario& scenario, const Demand& demand, int index);

/// Whether a regime holds: its dates touch the middle of the period.
[[nodiscard]] bool is_in_force(const Scenario& scenario, const Regime& regime);

/// Shares of a row's boxes by what the lists of the regimes in force say of their goods; sums to 1.
/// The listed shares of all goods that come by sea under a regime
/// (`Parameters::negative_list_share` by TEU, `fee_listed_share` by value) lie in the commodities
/// that its lists name, in each of these alike; the fee falls on what may pass. Cost: linear in
/// the rows of demand.
/// Assumed: in each alike, because no source says how much of a commodity is listed.
using GoodsShares = std::array<double, kGoodsRules>;  // [rule]
[[nodiscard]] GoodsShares goods_shares(const Scenario& scenario, const Demand& demand);
/// The rule of most of the row's boxes that may pass.
[[nodiscard]] GoodsRule usual_rule(const Scenario& scenario, const Demand& demand);

/// Days of month `index` of the period.
[[nodiscard]] int days_in_month(const Period& period, int index);

/// The scenario with one group of inputs moved: `position` in [-1, 1] goes from every low over the
/// value (0) to every high. Value of time switches its preset at the ends and blends linearly.
[[nodiscard]] Scenario move_group(const Scenario& scenario, const AssumptionGroup& group,
                                  double position);

}  // namespace corridor::model
