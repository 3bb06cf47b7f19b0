#include "corridor/results/gateway_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "period.hpp"
#include "way_rows.hpp"

namespace corridor::results {
namespace {

using model::PlaceId;
using model::Scenario;
using network::Component;
using network::Network;

constexpr double kHoursPerYear = 8760.0;
constexpr double kMostStretch = 2.0;  // rivals dearer than this times the cheapest are not shown
constexpr const char* kCallItem = "port_dues_50000GRT";

double sum_of(const outcome::Breakdown& cost, std::initializer_list<Component> components) {
  double sum = 0.0;
  for (const Component component : components) sum += cost[static_cast<std::size_t>(component)];
  return sum;
}

// What stands at a port, over all its terminals.
struct PortFacts {
  double berths = 0.0;
  double draught_m = 0.0;
  double capacity = 0.0;    ///< TEU a year
  double throughput = 0.0;  ///< TEU a year
  bool is_circular = false;
  model::Grade grade = model::Grade::kA;
  bool is_known = false;
};

PortFacts facts_of(const Scenario& world, PlaceId place) {
  PortFacts facts;
  for (const model::Terminal& terminal : world.terminals) {
    if (terminal.place != place) continue;
    facts.is_known = true;
    facts.berths += terminal.berths;
    facts.draught_m = std::max(facts.draught_m, terminal.draught_m);
    facts.capacity += terminal.capacity.value.value() * kHoursPerYear;
    facts.throughput += terminal.throughput.value.value() * kHoursPerYear;
    facts.is_circular = facts.is_circular || terminal.capacity_is_circular;
    facts.grade = std::max(facts.grade, terminal.capacity_grade);
  }
  return facts;
}

// Money that a transit box of a size pays at a gateway's quay, coming from the sea, risk included.
double transit_charge(const Network& network, PlaceId gateway, model::BoxSize size) {
  network::CargoClass cargo;
  cargo.size = size;
  const network::MonthState state{
      Column<network::FacilityId, char>(network.facilities.size(), 0),
      Column<network::FacilityId, double>(network.facilities.size(), 1.0),
      Column<network::FacilityId, double>(network.facilities.size(), 1.0), 30};
  for (const network::ArcId arc : network.arcs.ids()) {
    if (network.arcs[arc].kind != network::ArcKind::kDischarge ||
        network.tail(arc).place != gateway)
      continue;
    const outcome::Breakdown cost = network::break_down(network, cargo, state, {&arc, 1});
    return std::accumulate(cost.begin(), cost.begin() + network::kMoneyComponents, 0.0) *
           teu_of(size).value();
  }
  return 0.0;
}

// What each port charges for one item.
struct ItemPrices {
  std::string item;
  std::string unit;
  std::map<PlaceId, double> usd;
  std::vector<model::RowId> rows;
};

const char* name_of_charge(model::ChargeKind kind) {
  switch (kind) {
    case model::ChargeKind::kThc:
      return "terminal handling";
    case model::ChargeKind::kWharfage:
      return "wharfage";
    case model::ChargeKind::kScanning:
      return "scanning";
    case model::ChargeKind::kTracking:
      return "tracking";
    case model::ChargeKind::kExamination:
      return "examination";
    case model::ChargeKind::kWeighment:
      return "weighment";
    case model::ChargeKind::kDocuments:
      return "documents";
    case model::ChargeKind::kStorage:
      return "storage";
  }
  return "";
}

bool is_of_transit_40(const Scenario& world, const model::BoxCharge& charge) {
  return charge.trade == model::Trade::kTransit && charge.size == model::BoxSize::k40 &&
         world.places[charge.place].is_gateway();
}

// Transit charges of 40 ft boxes by item; storage by its steps, a free step left out.
std::vector<ItemPrices> box_items(const Scenario& world) {
  std::vector<ItemPrices> items;
  for (const model::BoxCharge& charge : world.box_charges) {
    const bool is_storage = charge.kind == model::ChargeKind::kStorage;
    // Steps of storage differ between ports: counted by day below.
    if (!is_of_transit_40(world, charge) || is_storage) continue;
    const std::string item = name_of_charge(charge.kind);
    auto found = std::find_if(items.begin(), items.end(),
                              [&](const ItemPrices& known) { return known.item == item; });
    if (found == items.end()) found = items.insert(items.end(), {item, "USD/40 ft", {}, {}});
    found->usd[charge.place] += charge.amount.value() * charge.applies_share;
    found->rows.push_back(charge.row);
  }
  return items;
}

// Storage of a 40 ft transit box that stays so many days.
ItemPrices storage_item(const Scenario& world, int stay) {
  ItemPrices item{fmt::format("storage, {} days", stay), "USD/40 ft", {}, {}};
  for (const model::BoxCharge& charge : world.box_charges) {
    if (!is_of_transit_40(world, charge) || charge.kind != model::ChargeKind::kStorage) continue;
    const int last = charge.to_day > 0 ? std::min(stay, charge.to_day) : stay;
    const int days = std::max(0, last - std::max(charge.from_day, 1) + 1);
    item.usd[charge.place] += charge.amount.value() * charge.applies_share * days;
    item.rows.push_back(charge.row);
  }
  return item;
}

// Published dues of a ship's call: items that more than one port publishes.
std::vector<ItemPrices> call_items(const Scenario& world) {
  std::vector<ItemPrices> items;
  for (const auto& [wanted, words] :
       {std::pair(kCallItem, "port dues, ship of 50,000 GRT"),
        std::pair("vessel_call_94511GRT_2days", "whole call, ship of 94,511 GRT, two days")}) {
    ItemPrices item{words, "USD/call", {}, {}};
    for (const model::PublishedTariff& tariff : world.published_tariffs) {
      if (tariff.item != wanted) continue;
      item.usd[tariff.place] = tariff.amount.value();
      item.rows.push_back(tariff.row);
      item.unit = "USD/call " + tariff.year;
    }
    if (item.usd.size() > 1) items.push_back(std::move(item));
  }
  return items;
}

Cell cell_of(const ItemPrices& item, PlaceId place) {
  const auto found = item.usd.find(place);
  if (found == item.usd.end()) return {};
  return found->second;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void add_item(const Scenario& world, const std::vector<PlaceId>& own, const ItemPrices& item,
              Table& table) {
  std::vector<double> rivals;
  for (const auto& [place, usd] : item.usd) {
    if (std::find(own.begin(), own.end(), place) == own.end()) rivals.push_back(usd);
  }
  if (rivals.empty()) return;
  const double middle = median(rivals);
  const auto [low, high] = std::minmax_element(rivals.begin(), rivals.end());
  std::string competitive;
  int known = 0;
  int at_or_below = 0;
  table.add_cell(item.item);
  table.add_cell(item.unit);
  for (const PlaceId place : own) {
    table.add_cell(cell_of(item, place));
    const auto found = item.usd.find(place);
    if (found == item.usd.end()) continue;
    ++known;
    if (found->second > middle) continue;
    ++at_or_below;
    competitive += (competitive.empty() ? "" : ", ") + world.places[place].slug;
  }
  table.add_cell(*low);
  table.add_cell(middle);
  table.add_cell(*high);
  table.add_cell(static_cast<double>(rivals.size()));
  table.add_cell(std::string(known == 0             ? "not known"
                             : at_or_below == known ? "true"
                             : at_or_below == 0     ? "not true"
                                                    : "in part: " + competitive));
  const auto grade = worst_grade(world, item.rows);
  table.add_cell(grade ? std::string(1, letter(*grade)) : std::string());
  table.add_cell(rows_in_words(world, item.rows));
}

void add_run_columns(Table& table) {
  table.columns.push_back({"run_teu", "TEU", 0});
  table.columns.push_back({"run_own_trade_teu", "TEU", 0});
  table.columns.push_back({"run_use", "share", 2});
  table.columns.push_back({"run_peak_use", "share", 2});
  table.columns.push_back({"run_spare_teu", "TEU", 0});
}

void add_run_cells(const Table& ports, const std::string& slug, Table& table) {
  const auto cell = [&](std::size_t row, const char* column) {
    const auto value = ports.number(row, column);
    return value ? Cell(*value) : Cell();
  };
  for (std::size_t row = 0; row < ports.row_count(); ++row) {
    if (ports.text(row, "kind") != "port" || ports.text(row, "slug") != slug) continue;
    table.add_cell(ports.number(row, "load").value_or(0.0) +
                   ports.number(row, "base_load").value_or(0.0));
    table.add_cell(cell(row, "base_teu"));
    table.add_cell(cell(row, "utilisation"));
    table.add_cell(cell(row, "peak_utilisation"));
    table.add_cell(cell(row, "spare"));
    return;
  }
  for (int blank = 0; blank < 5; ++blank) table.add_cell(Cell());
}

std::vector<PlaceId> own_gateways(const Scenario& world) {
  std::vector<PlaceId> own;
  for (const PlaceId place : studies::gateways_in(world)) {
    if (world.places[place].port_role == model::PortRole::kGateway) own.push_back(place);
  }
  return own;
}

}  // namespace

Table make_landed_table(const Network& network, const std::vector<LandedCosts>& origins) {
  Table table{"landed",
              {{"from"},
               {"to"},
               {"gateway"},
               {"usd_per_teu", "USD/TEU", 0},
               {"sea_usd", "USD/TEU", 0},
               {"inland_usd", "USD/TEU", 0},
               {"port_usd", "USD/TEU", 0},
               {"rules_usd", "USD/TEU", 0},
               {"days", "days", 1},
               {"p95_days", "days", 1},
               {"with_time_usd", "USD/TEU", 0},
               {"behind_usd", "USD/TEU", 0}},
              {}};
  const Scenario& world = *network.scenario;
  for (const LandedCosts& origin : origins) {
    std::vector<const studies::GatewayWay*> ways;
    for (const studies::GatewayWay& way : origin.ways) {
      if (way.way) ways.push_back(&way);
    }
    std::stable_sort(ways.begin(), ways.end(), [](const auto* a, const auto* b) {
      return a->way->generalised() < b->way->generalised();
    });
    for (const studies::GatewayWay* found : ways) {
      const studies::Way& way = *found->way;
      const bool is_own = world.places[found->gateway].port_role == model::PortRole::kGateway;
      const double most = kMostStretch * ways.front()->way->generalised();
      if (!is_own && way.generalised() > most) continue;
      const double p95 = way.trip.time.value() + kNormal95 * std::sqrt(way.trip.variance_h2);
      table.add_row(origin.origin, origin.destination, world.places[found->gateway].name, way.usd(),
                    sum_of(way.cost, {Component::kFare}), sum_of(way.cost, {Component::kHaulage}),
                    sum_of(way.cost, {Component::kHandling, Component::kPortTariff,
                                      Component::kInspection, Component::kStorage}),
                    sum_of(way.cost, {Component::kBorderFee, Component::kGuarantee,
                                      Component::kSecurity, Component::kToll}),
                    way.trip.time.value() / kHoursPerDay, p95 / kHoursPerDay, way.generalised(),
                    way.generalised() - ways.front()->way->generalised());
    }
  }
  return table;
}

Table make_gateway_facts(const Network& network, const Table* run_ports) {
  Table table{"gateways",
              {{"gateway"},
               {"country"},
               {"draught_m", "m", 1},
               {"berths", "", 0},
               {"capacity_teu_per_year", "TEU/year", 0},
               {"handled_teu_per_year", "TEU/year", 0},
               {"handled_use", "share", 2},
               {"spare_teu_per_year", "TEU/year", 0},
               {"capacity_grade"},
               {"transit_usd_per_20ft", "USD/box", 0},
               {"transit_usd_per_40ft", "USD/box", 0},
               {"dues_usd_per_call", "USD/call", 0}},
              {}};
  if (run_ports != nullptr) add_run_columns(table);
  const Scenario& world = *network.scenario;
  for (const PlaceId place : studies::gateways_in(world)) {
    const PortFacts facts = facts_of(world, place);
    if (!facts.is_known) continue;
    Cell dues;
    for (const model::PublishedTariff& tariff : world.published_tariffs) {
      if (tariff.place == place && tariff.item == kCallItem) dues = tariff.amount.value();
    }
    std::string grade(1, letter(facts.grade));
    if (facts.is_circular) grade += " circular";
    Cell use;
    if (facts.capacity > 0.0) use = facts.throughput / facts.capacity;
    for (Cell cell :
         {Cell(world.places[place].name), Cell(world.countries[world.places[place].country].name),
          Cell(facts.draught_m), Cell(facts.berths), Cell(facts.capacity), Cell(facts.throughput),
          use, Cell(facts.capacity - facts.throughput), Cell(grade),
          Cell(transit_charge(network, place, model::BoxSize::k20)),
          Cell(transit_charge(network, place, model::BoxSize::k40)), dues})
      table.add_cell(std::move(cell));
    if (run_ports != nullptr) add_run_cells(*run_ports, world.places[place].slug, table);
  }
  return table;
}

Table make_catchment_table(const Network& network,
                           const std::vector<studies::Catchment>& catchments) {
  Table table{"catchment",
              {{"region"},
               {"gateway"},
               {"share", "share", 2},
               {"lead_usd", "USD/TEU", 0},
               {"behind_usd", "USD/TEU", 0}},
              {}};
  const Scenario& world = *network.scenario;
  const std::vector<PlaceId> gateways = studies::gateways_in(world);
  for (const studies::Catchment& catchment : catchments) {
    std::vector<std::size_t> order;
    for (std::size_t g = 0; g < gateways.size(); ++g) {
      const bool is_own = world.places[gateways[g]].port_role == model::PortRole::kGateway;
      if (catchment.share[g] > 0.0 || (is_own && catchment.has_way[g] != 0)) order.push_back(g);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return catchment.share[a] > catchment.share[b];
    });
    for (const std::size_t g : order) {
      table.add_row(world.regions[catchment.region].name, world.places[gateways[g]].name,
                    catchment.share[g], catchment.margin_usd[g], catchment.behind_usd[g]);
    }
  }
  return table;
}

Table make_tariff_table(const Network& network) {
  const Scenario& world = *network.scenario;
  const std::vector<PlaceId> own = own_gateways(world);
  Table table{"tariffs", {{"item"}, {"unit"}}, {}};
  for (const PlaceId place : own) table.columns.push_back({world.places[place].slug, "USD", 0});
  for (const char* name : {"rivals_low", "rivals_median", "rivals_high"})
    table.columns.push_back({name, "USD", 0});
  table.columns.push_back({"rivals", "", 0});
  for (const char* name : {"competitive", "grade", "rows"}) table.columns.push_back({name});
  for (const ItemPrices& item : box_items(world)) add_item(world, own, item, table);
  for (const int stay : {7, 14, 30}) add_item(world, own, storage_item(world, stay), table);
  ItemPrices all{"all of it at usual dwell", "USD/40 ft", {}, {}};
  for (const PlaceId place : studies::gateways_in(world)) {
    const double usd = transit_charge(network, place, model::BoxSize::k40);
    if (usd > 0.0) all.usd[place] = usd;
  }
  for (const model::BoxCharge& charge : world.box_charges) {
    if (is_of_transit_40(world, charge)) all.rows.push_back(charge.row);
  }
  add_item(world, own, all, table);
  for (const ItemPrices& item : call_items(world)) add_item(world, own, item, table);
  return table;
}

std::string describe_missing(const Network& network, const std::vector<LandedCosts>& origins) {
  const Scenario& world = *network.scenario;
  std::string text;
  for (const PlaceId gateway : studies::gateways_in(world)) {
    const bool has_way =
        std::any_of(origins.begin(), origins.end(), [&](const LandedCosts& origin) {
          return std::any_of(origin.ways.begin(), origin.ways.end(), [&](const auto& way) {
            return way.gateway == gateway && way.way.has_value();
          });
        });
    if (!has_way) text += (text.empty() ? "" : ", ") + world.places[gateway].name;
  }
  return text.empty() ? text : "no way this month through " + text;
}

std::string describe_tariffs(const Table& tariffs) {
  std::size_t yes = 0;
  std::string no;
  for (std::size_t row = 0; row < tariffs.row_count(); ++row) {
    const std::string verdict = tariffs.text(row, "competitive");
    if (verdict == "true") ++yes;
    if (verdict == "not true") no += (no.empty() ? "" : ", ") + tariffs.text(row, "item");
  }
  return fmt::format(
      "\"Pakistan's tariffs are regionally competitive\": at or below the rivals' median at all "
      "its "
      "ports in {} of {} items{}",
      yes, tariffs.row_count(), no.empty() ? "" : "; above it at all in " + no);
}

}  // namespace corridor::results
