// Parameters by key, values of time, risk premiums, groups of assumptions.
#include <fmt/format.h>

#include <algorithm>

#include "cell_checks.hpp"
#include "corridor/base/text.hpp"
#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

/// A row of parameters.csv that every world needs.
struct NeededParameter {
  std::string_view key;
  std::string_view units;  ///< as the row may write it, separated by `|`; the first is told
  void (*set)(Parameters& parameters, const Ranged<double>& number);
  bool may_be_zero = true;
};

constexpr NeededParameter kNeeded[] = {
    {"choice.theta_corridor_default", "per USD/TEU",
     [](Parameters& p, const Ranged<double>& n) { p.theta = n; }, false},
    {"choice.theta_gateway", "per USD/TEU",
     [](Parameters& p, const Ranged<double>& n) { p.theta_gateway = n.value; }},
    {"choice.theta_route", "per USD/TEU",
     [](Parameters& p, const Ranged<double>& n) { p.theta_route = n.value; }},
    {"vor.reliability_ratio", "VOR/VOT",
     [](Parameters& p, const Ranged<double>& n) { p.reliability_ratio = n.value; }},
    {"road_rail.lift_usd_per_box", "USD/box",
     [](Parameters& p, const Ranged<double>& n) { p.lift = Usd(n.value); }},
    {"road_rail.lift_hours", "h|hours",
     [](Parameters& p, const Ranged<double>& n) { p.lift_time = Hours(n.value); }},
    {"gauge_change.default_usd_per_box", "USD/box",
     [](Parameters& p, const Ranged<double>& n) {
       p.gauge_change = {Usd(n.value), Usd(n.low), Usd(n.high)};
     }},
    {"gauge_change.default_hours", "h|hours",
     [](Parameters& p, const Ranged<double>& n) {
       p.gauge_change_time = {Hours(n.value), Hours(n.low), Hours(n.high)};
     }},
    {"truck_swap.usd_per_truck", "USD/truck",
     [](Parameters& p, const Ranged<double>& n) { p.truck_swap = Usd(n.value); }},
    {"truck_swap.hours", "h|hours",
     [](Parameters& p, const Ranged<double>& n) { p.truck_swap_time = Hours(n.value); }},
    {"quay.hours", "h|hours",
     [](Parameters& p, const Ranged<double>& n) { p.quay_time = Hours(n.value); }},
    {"block_train.default_lift_hours", "h|hours",
     [](Parameters& p, const Ranged<double>& n) { p.train_lift_time = Hours(n.value); }},
    {"block_train.default_departures_per_week", "departures/week",
     [](Parameters& p, const Ranged<double>& n) {
       p.default_train_departures = PerHour(n.value / kHoursPerWeek);
     },
     false},
    {"port.gate.trucks_per_lane_hour", "trucks/h",
     [](Parameters& p, const Ranged<double>& n) { p.trucks_per_lane_hour = n.value; }},
    {"port.gate.teu_per_truck", "TEU/truck",
     [](Parameters& p, const Ranged<double>& n) { p.teu_per_gate_truck = n.value; }},
    {"port.default_calls_per_week", "calls/week",
     [](Parameters& p, const Ranged<double>& n) {
       p.default_ship_calls = PerHour(n.value / kHoursPerWeek);
     }},
    {"vessel.export_room_share", "share of what waits",
     [](Parameters& p, const Ranged<double>& n) { p.ship_room_share = n.value; }},
    {"quay.cranes_per_ship", "cranes",
     [](Parameters& p, const Ranged<double>& n) { p.cranes_per_ship = n.value; }},
    {"quay.teu_per_move", "TEU/move",
     [](Parameters& p, const Ranged<double>& n) { p.teu_per_move = n.value; }},
    {"quay.crane_up_hours", "h",
     [](Parameters& p, const Ranged<double>& n) { p.crane_up = Hours(n.value); }},
    {"quay.crane_repair_hours", "h",
     [](Parameters& p, const Ranged<double>& n) { p.crane_repair = Hours(n.value); }},
    {"vessel.draught_1000_teu_m", "m",
     [](Parameters& p, const Ranged<double>& n) { p.vessel_draught_m = n.value; }},
    {"vessel.draught_per_doubling_m", "m",
     [](Parameters& p, const Ranged<double>& n) { p.vessel_draught_growth_m = n.value; }},
    {"vessel.light_draught_share", "share of laden draught",
     [](Parameters& p, const Ranged<double>& n) { p.vessel_light_share = n.value; }},
    {"empty.turn_hours", "h",
     [](Parameters& p, const Ranged<double>& n) { p.truck_return_time = Hours(n.value); }},
    {"empty.cost_factor", "x laden cost",
     [](Parameters& p, const Ranged<double>& n) { p.empty_cost_factor = n.value; }},
    {"cost.detention.free_days", "days",
     [](Parameters& p, const Ranged<double>& n) {
       p.detention_free = Hours(n.value * kHoursPerDay);
     }},
    {"cost.detention.att", "USD/container-day",
     [](Parameters& p, const Ranged<double>& n) { p.detention_per_box_day = Usd(n.value); }},
    {"reroute.least_days", "days",
     [](Parameters& p, const Ranged<double>& n) {
       p.least_patience = Hours(n.value * kHoursPerDay);
     }},
    {"box.carrier_owned_share", "share of boxes",
     [](Parameters& p, const Ranged<double>& n) { p.carrier_owned_share = n.value; }},
    {"shipment.due_slack_share", "share of the usual time",
     [](Parameters& p, const Ranged<double>& n) { p.due_slack_share = n.value; }},
    {"truck.fleet_spare_share", "share of trucks needed",
     [](Parameters& p, const Ranged<double>& n) { p.fleet_spare_share = n.value; }},
    {"truck.driver_hours_per_day", "h/day",
     [](Parameters& p, const Ranged<double>& n) { p.drive_h_per_day = n.value; }},
    {"truck.hire_hours", "h",
     [](Parameters& p, const Ranged<double>& n) { p.hire_patience = Hours(n.value); }},
    {"truck.shortage_price", "x usual price",
     [](Parameters& p, const Ranged<double>& n) { p.shortage_price = n.value; }},
    {"truck.free_wait_hours", "h",
     [](Parameters& p, const Ranged<double>& n) { p.truck_free_wait = Hours(n.value); }},
    {"truck.wait_usd_per_day", "USD/truck-day",
     [](Parameters& p, const Ranged<double>& n) { p.truck_wait_per_day = Usd(n.value); }},
    {"truck.payload_t", "t of cargo per truck|t/truck",
     [](Parameters& p, const Ranged<double>& n) { p.truck_payload = Tonnes(n.value); }, false},
    {"rail.cis.train_teu_default", "TEU/train",
     [](Parameters& p, const Ranged<double>& n) { p.teu_per_train = n.value; }, false},
    {"regime.att.listed_share", "share of value",
     [](Parameters& p, const Ranged<double>& n) { p.fee_listed_share = n.value; }},
    {"regime.att.negative_list_share", "share of TEU",
     [](Parameters& p, const Ranged<double>& n) { p.negative_list_share = n.value; }},
    {"co2.road_g_per_t_km", "g CO2e/t-km, well to wheel",
     [](Parameters& p, const Ranged<double>& n) { p.road_kg_per_t_km = n.value * kKgPerGram; }},
    {"co2.rail_g_per_t_km", "g CO2e/t-km, well to wheel",
     [](Parameters& p, const Ranged<double>& n) { p.rail_kg_per_t_km = n.value * kKgPerGram; }},
    {"co2.sea_g_per_t_km", "g CO2e/t-km, well to wheel",
     [](Parameters& p, const Ranged<double>& n) { p.sea_kg_per_t_km = n.value * kKgPerGram; }},
    {"stranded.penalty_usd_per_teu", "USD/TEU",
     [](Parameters& p, const Ranged<double>& n) { p.stranded_penalty = UsdPerTeu(n.value); }},
};

// Needed where the scenario says settings.price_carbon.
constexpr NeededParameter kCarbonPrice = {
    "econ.carbon_price", "USD/tCO2e",
    [](Parameters& p, const Ranged<double>& n) { p.carbon_usd_per_kg = n.value * kTonnesPerKg; }};

// Needed where the scenario says settings.demand: elastic.
constexpr NeededParameter kTimeElasticity = {
    "trade.time_elasticity", "% trade per day saved",
    [](Parameters& p, const Ranged<double>& n) { p.time_elasticity = n.value * kPercent; }};

constexpr std::string_view kInsideLaneRates = "inside_lane_rates";
constexpr std::string_view kTimeKey = "vot.";
constexpr std::string_view kThetaKey = "choice.theta_";
// Of the shares of value that were estimated, the one for all goods.
// Source: Hummels and Schaur 2013 (sources.csv); low end of 0.6 to 2.1 % a day.
constexpr std::string_view kShareKey = "vot.advalorem_low";

constexpr Word<GroupKind> kGroups[] = {{"rail_price", GroupKind::kRailPrice},
                                       {"truck_price", GroupKind::kTruckPrice},
                                       {"rail_speed", GroupKind::kRailSpeed},
                                       {"sea_price", GroupKind::kSeaPrice},
                                       {"port_charges", GroupKind::kPortCharges},
                                       {"border_time", GroupKind::kBorderTime},
                                       {"border_capacity", GroupKind::kBorderCapacity},
                                       {"terminal_room", GroupKind::kTerminalRoom},
                                       {"value_of_time", GroupKind::kValueOfTime},
                                       {"choice_scale", GroupKind::kChoiceScale},
                                       {"fees_and_guarantee", GroupKind::kFeesAndGuarantee},
                                       {"demand", GroupKind::kDemand},
                                       {"risk_premium", GroupKind::kRiskPremium}};

bool holds(const std::vector<std::string>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

void report_missing(const WorldBuild& build, std::string_view key, std::string_view unit) {
  Location where;
  const Table* parameters = build.tables.find("parameters");
  if (parameters != nullptr && !parameters->rows.empty()) where.file = parameters->rows[0].file;
  build.add("E130", fmt::format("parameter `{}` is missing", key), where).help =
      fmt::format("add a row `{}` in {} to parameters.csv", key, unit);
}

void check_above_zero(const WorldBuild& build, const RowReader& row, bool may_be_zero) {
  if (may_be_zero || row.number("value") > 0.0) return;
  build
      .add("E109", fmt::format("`value` of `{}`: {} is not above 0", row.id(), row.text("value")),
           row.where("value"))
      .help = fmt::format("write a value above 0, in {}", row.text("unit"));
}

void read_parameter(WorldBuild& build, const RowReader& row, const NeededParameter& needed) {
  const std::vector<std::string> units = split(needed.units, '|');
  if (!row.maybe("value")) return report_missing(build, needed.key, units.front());
  if (!holds(units, row.text("unit"))) {
    build
        .add("E130",
             fmt::format("`unit` of `{}`: {} expected, got `{}`", row.id(), units.front(),
                         row.text("unit")),
             row.where("unit"))
        .help = "write the value in that unit";
  }
  check_above_zero(build, row, needed.may_be_zero);
  needed.set(build.world.parameters, row.ranged<double>("value"));
}

// One row of a value of time, by its unit.
void read_value_of_time(const WorldBuild& build, const RowReader& row, ValueOfTime& preset) {
  const std::string& unit = row.text("unit");
  if (unit == "USD/TEU-hour") preset.flat = row.value<UsdPerTeuHour>("value");
  if (unit == "% of value per day" && row.id() == kShareKey) {
    preset.share_of_value_per_hour = row.number("value") * kPercent / kHoursPerDay;
  }
  if (unit != "USD/TEU-day") return;
  const CommodityId commodity = id_of(build.commodities, row.id().substr(kTimeKey.size()));
  if (commodity.is_none()) return;
  if (preset.by_commodity.empty()) preset.by_commodity.assign(build.world.commodities.size(), {});
  preset.by_commodity[commodity] = row.value<UsdPerTeuHour>("value", 1.0 / kHoursPerDay);
}

// Goods that choose their way need a value of time in a preset that has no other.
void check_commodities(const WorldBuild& build, const ValueOfTime& preset) {
  if (preset.flat || preset.share_of_value_per_hour) return;
  std::vector<std::string> missing;
  for (const Demand& demand : build.world.demand) {
    if (demand.load_kind != LoadKind::kChoice) continue;
    const bool is_known =
        !preset.by_commodity.empty() && preset.by_commodity[demand.commodity] > UsdPerTeuHour(0.0);
    const std::string& name = build.world.commodities[demand.commodity];
    if (!is_known && !holds(missing, name)) missing.push_back(name);
  }
  for (const std::string& commodity : missing) {
    report_missing(build, fmt::format("{}{}", kTimeKey, commodity),
                   fmt::format("USD/TEU-day, preset {},", preset.preset));
  }
}

void choose_value_of_time(WorldBuild& build) {
  const std::string& chosen = build.world.settings.value_of_time;
  std::vector<std::string> names;
  for (const ValueOfTime& preset : build.world.value_of_time_presets) {
    names.push_back(preset.preset);
    if (preset.preset == chosen) build.world.value_of_time = preset;
  }
  if (holds(names, chosen)) return;
  Finding& finding = build.add("E141", fmt::format("no value of time is called `{}`", chosen), {});
  finding.hint = did_you_mean(chosen, names);
  finding.help = "settings.value_of_time: " + join(names);
}

}  // namespace

void build_parameters(WorldBuild& build) {
  std::vector<NeededParameter> all(std::begin(kNeeded), std::end(kNeeded));
  if (build.world.settings.price_carbon) all.push_back(kCarbonPrice);
  if (build.world.settings.demand_is_elastic) all.push_back(kTimeElasticity);
  std::vector<bool> is_found(all.size(), false);
  build.for_each_row("parameters", [&](const RowReader& row) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].key != row.id()) continue;
      is_found[i] = true;
      read_parameter(build, row, all[i]);
    }
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_found[i]) continue;
    report_missing(build, all[i].key, split(all[i].units, '|').front());
  }
}

void build_values_of_time(WorldBuild& build) {
  std::map<std::string, ValueOfTime> presets;
  build.for_each_row("parameters", [&](const RowReader& row) {
    const std::vector<std::string> names = row.list("preset");
    for (const std::string& name : names) {
      if (!row.id().starts_with(kTimeKey)) continue;
      presets[name].preset = name;
      read_value_of_time(build, row, presets[name]);
    }
    // A preset may bring the scale of choice that it was estimated with.
    if (row.id().starts_with(kThetaKey) && holds(names, build.world.settings.value_of_time)) {
      check_above_zero(build, row, false);
      build.world.parameters.theta = row.ranged<double>("value");
    }
  });
  for (const auto& [name, preset] : presets) {
    check_commodities(build, preset);
    build.world.value_of_time_presets.push_back(preset);
  }
  choose_value_of_time(build);
}

void build_risk_premiums(WorldBuild& build) {
  build.for_each_row("parameters", [&](const RowReader& row) {
    if (!row.id().starts_with("risk.") || holds(row.list("preset"), kInsideLaneRates)) return;
    RiskPremium risk;
    for (const std::string& slug : row.list("scope")) {
      const PlaceId place = id_of(build.places, slug);
      if (!place.is_none()) {
        risk.places.push_back(place);
        continue;
      }
      build
          .add("E113", fmt::format("`scope` of `{}`: no row `{}` in table places", row.id(), slug),
               row.where("scope"))
          .help = "a risk premium names the places that pay it, joined by `;`";
    }
    // Without a year it holds in every year.
    risk.year =
        row.maybe("price_year") ? row.integer("price_year") : build.world.settings.rates_year;
    risk.premium = row.ranged<UsdPerTeu>("value");
    risk.row = row.row();
    build.world.risk_premiums.push_back(std::move(risk));
  });
}

void build_assumption_groups(WorldBuild& build) {
  std::vector<std::string> names;
  for (const Word<GroupKind>& group : kGroups) names.emplace_back(group.text);
  build.for_each_row("assumption_groups", [&](const RowReader& row) {
    const std::optional<GroupKind> kind = meaning_of(row.id(), kGroups);
    if (!kind) {
      Finding& finding = build.add(
          "E144", fmt::format("no group of assumptions is called `{}`", row.id()), row.where("id"));
      finding.hint = did_you_mean(row.id(), names);
      finding.help = "groups: " + join(names);
      return;
    }
    // The scale of choice has values, not factors, and a range of its own.
    const bool has_factors = *kind != GroupKind::kChoiceScale;
    build.world.assumption_groups.push_back(
        {.kind = *kind,
         .slug = row.id(),
         .name = row.text("what"),
         .low = has_factors ? parse_decimal(row.text("low")).value_or(0.0) : 0.0,
         .high = has_factors ? parse_decimal(row.text("high")).value_or(0.0) : 0.0,
         .row = row.row()});
  });
}

}  // namespace corridor::input
