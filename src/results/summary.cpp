#include <cmath>
#include <cstdint>
#include <map>

#include "corridor/outcome/arc_flows.hpp"
#include "corridor/results/tables.hpp"
#include "period.hpp"

namespace corridor::results {
namespace {

using model::DemandId;
using model::PlaceId;
using model::RegionId;
using network::ArcKind;
using network::Component;
using outcome::DemandResult;
using outcome::Outcome;

// Sums over demand rows, weighted by the boxes that moved.
struct Means {
  double teu = 0.0;
  double moved = 0.0;
  double stranded = 0.0;
  network::Breakdown cost{};
  double km = 0.0;
  double hours = 0.0;
  double variance_h2 = 0.0;
  double co2_kg = 0.0;
  std::vector<double> by_gateway;

  void add(const DemandResult& row, std::size_t gateways) {
    const double weight = row.teu - row.stranded_teu;
    teu += row.teu;
    moved += weight;
    stranded += row.stranded_teu;
    for (std::size_t i = 0; i < cost.size(); ++i) cost[i] += weight * row.cost[i];
    km += weight * row.km;
    hours += weight * row.hours;
    variance_h2 += weight * row.variance_h2;
    co2_kg += weight * row.co2_kg_per_teu;
    by_gateway.resize(gateways, 0.0);
    for (std::size_t i = 0; i < row.by_gateway.size(); ++i) by_gateway[i] += row.by_gateway[i];
  }
};

bool is_contestable(const model::Scenario& world, const model::Demand& demand) {
  return world.regions[demand.country].is_contestable &&
         world.regions[demand.partner].is_contestable;
}

std::string words_of(const Outcome& outcome, const outcome::OverCapacity& over) {
  const network::Facility& facility = outcome.network->facilities[over.facility];
  std::string words = "full in " + name_of_month(outcome, over.month) + "; capacity of grade " +
                      model::letter(facility.capacity_grade);
  if (facility.is_circular) words += "; circular: its capacity was derived from throughput";
  return words;
}

bool is_at_quay(ArcKind kind) {
  return kind == ArcKind::kDischarge || kind == ArcKind::kShip || kind == ArcKind::kTranship;
}

// What the boxes pay at the quays of each gateway in all months.
std::map<PlaceId, network::Breakdown> revenue_of(const Outcome& outcome) {
  const network::Network& network = *outcome.network;
  std::map<PlaceId, network::Breakdown> revenue;
  const auto class_of = [&](outcome::MovementId id) { return outcome.movements[id].cargo; };
  outcome::for_each_arc_flow(
      outcome, outcome.choices, class_of,
      [&](std::uint32_t cargo, network::ArcId arc, std::span<const double> teu) {
        if (!is_at_quay(network.arcs[arc].kind)) return;
        network::Breakdown& sum = revenue[network.tail(arc).place];
        for (std::size_t c = 0; c < teu.size(); ++c) {
          if (teu[c] <= 0.0) continue;
          const network::MonthState& state =
              outcome.months[static_cast<std::size_t>(outcome.choices[c].months.front())];
          const network::Breakdown parts =
              network::break_down(network, outcome.cargo_classes[cargo], state, {&arc, 1});
          for (std::size_t part = 0; part < sum.size(); ++part) sum[part] += teu[c] * parts[part];
        }
      });
  return revenue;
}

// Fills the summary table, one kind of measure at a time.
class Summary {
 public:
  explicit Summary(const Outcome& outcome) : outcome_(outcome), world_(*outcome.network->scenario) {
    table_ = {
        "summary",
        {{"measure", ""}, {"object", ""}, {"part", ""}, {"value", ""}, {"unit", ""}, {"note", ""}},
        {}};
  }

  void add_headline() {
    const outcome::Headline& headline = outcome_.headline;
    add("contestable_teu", kAll, "", headline.contestable_teu, teu_unit(),
        "laden boxes whose both ends count, that moved");
    if (headline.gateway) {
      const double share =
          headline.contestable_teu > 0 ? headline.gateway_teu / headline.contestable_teu : 0.0;
      add("leading_gateway", world_.places[*headline.gateway].name, "", share, "share",
          "of contestable boxes");
    }
    add("corridor_share", kAll, "", headline.corridor_share, "share",
        "of contestable boxes, through gateways of the corridor");
    add("by_land_share", kAll, "", headline.by_land_share, "share",
        "of contestable boxes, through no gateway");
    if (headline.first_over) {
      add("first_over_capacity", outcome_.network->facilities[headline.first_over->facility].name,
          "", headline.first_over->utilisation, "share", words_of(outcome_, *headline.first_over));
    }
    add("stranded_teu", kAll, "", outcome_.stranded_teu, teu_unit(),
        "laden boxes without a way, or whose way costs more than the penalty of staying");
    add_certificate();
  }

  void add_certificate() {
    const outcome::Certificate& certificate = outcome_.certificate;
    const char* worst = "worst month; how far from equilibrium";
    add("equilibrium", kAll, "overload", certificate.overload, "share of room", worst);
    add("equilibrium", kAll, "complementarity", certificate.complementarity, "share of cost",
        worst);
    add("equilibrium", kAll, "route_gap", certificate.route_gap, "share of cost", worst);
    add("equilibrium", kAll, "balance", certificate.unbalanced, "share of demand", worst);
  }

  void add_means() {
    Means all;
    Means contestable;
    std::map<RegionId, Means> countries;
    for (const DemandId id : outcome_.demand.ids()) {
      const model::Demand& demand = world_.demand[id];
      if (demand.load_kind != model::LoadKind::kChoice) continue;
      const DemandResult& result = outcome_.demand[id];
      all.add(result, outcome_.gateways.size());
      if (is_contestable(world_, demand)) contestable.add(result, outcome_.gateways.size());
      countries[demand.country].add(result, outcome_.gateways.size());
    }
    add_shares("contestable", contestable);
    add_group(kAll, all);
    for (const auto& [country, means] : countries) {
      add_shares(world_.regions[country].name, means);
      add_group(world_.regions[country].name, means);
    }
  }

  void add_revenue() {
    const std::map<PlaceId, network::Breakdown> revenue = revenue_of(outcome_);
    for (const PlaceId gateway : outcome_.gateways) {
      const auto found = revenue.find(gateway);
      if (found == revenue.end()) continue;
      double total = 0.0;
      for (const Component component : kPortIncome) {
        const double usd = found->second[static_cast<std::size_t>(component)];
        total += usd;
        if (usd != 0.0) add_usd(gateway, network::name_of(component), usd);
      }
      add_usd(gateway, "total", total);
    }
  }

  [[nodiscard]] Table take() { return std::move(table_); }

 private:
  static constexpr const char* kAll = "all";
  static constexpr Component kPortIncome[] = {Component::kHandling, Component::kPortTariff,
                                              Component::kInspection, Component::kStorage};
  const Outcome& outcome_;
  const model::Scenario& world_;
  Table table_;

  [[nodiscard]] std::string teu_unit() const { return per_period(outcome_, "TEU"); }

  void add(const std::string& measure, const std::string& object, const std::string& part,
           double value, const std::string& unit, const std::string& note = "") {
    const int digits = unit == "share" ? 4 : 2;
    table_.add_row(measure, object, part.empty() ? Cell() : Cell(part), round_to(value, digits),
                   unit, note.empty() ? Cell() : Cell(note));
  }

  void add_usd(PlaceId gateway, const std::string& part, double usd) {
    add("gateway_revenue", world_.places[gateway].name, part, usd, per_period(outcome_, "USD"));
  }

  void add_shares(const std::string& object, const Means& means) {
    if (means.moved <= 0.0) return;
    double by_land = means.moved;
    for (std::size_t i = 0; i < outcome_.gateways.size(); ++i) {
      by_land -= means.by_gateway[i];
      if (means.by_gateway[i] <= 0.0) continue;
      add("gateway_share", object, world_.places[outcome_.gateways[i]].name,
          means.by_gateway[i] / means.moved, "share");
    }
    add("gateway_share", object, "by land", by_land / means.moved, "share");
  }

  void add_group(const std::string& object, const Means& means) {
    add("demand_teu", object, "", means.teu, teu_unit(), "laden boxes that want to move");
    if (object != kAll && means.stranded > 0.0)
      add("stranded_teu", object, "", means.stranded, teu_unit());
    if (means.moved <= 0.0) return;
    double total = 0.0;
    double money = 0.0;
    for (std::size_t i = 0; i < means.cost.size(); ++i) {
      const double cost = means.cost[i] / means.moved;
      total += cost;
      if (i < network::kMoneyComponents) money += cost;
      if (cost != 0.0)
        add("landed_cost", object, network::name_of(static_cast<Component>(i)), cost, "USD/TEU");
    }
    add("landed_cost", object, "money", money, "USD/TEU", "what is paid");
    add("landed_cost", object, "total", total, "USD/TEU", "paid, and valued time and its spread");
    add_journey(object, means);
  }

  void add_journey(const std::string& object, const Means& means) {
    const double hours = means.hours / means.moved;
    const double sd = std::sqrt(means.variance_h2 / means.moved);
    add("door_to_door", object, "mean", hours, "h");
    add("door_to_door", object, "sd", sd, "h", "from the mean of the routes' variances");
    add("door_to_door", object, "p95", hours + kNormal95 * sd, "h", "mean + 1.645 sd");
    add("distance", object, "", means.km / means.moved, "km");
    add("co2e", object, "", means.co2_kg / means.moved, "kg/TEU", "well to wheel");
  }
};

}  // namespace

Table make_summary(const Outcome& outcome) {
  Summary summary(outcome);
  summary.add_headline();
  summary.add_means();
  summary.add_revenue();
  return summary.take();
}

}  // namespace corridor::results
