#include "corridor/studies/scorecard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "corridor/routes/shortest.hpp"

namespace corridor::studies {
namespace {

using model::Mode;
using model::PlaceId;
using model::ReportedRoute;
using network::ArcFacts;
using network::ArcId;
using network::ArcKind;
using network::Component;
using network::MonthState;
using network::Network;
using network::NodeId;
using network::NodeKind;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kMissShare = 0.25;
constexpr double kRounding = 1e-12;

MonthState everything_open(const Network& network) {
  return {Column<outcome::FacilityId, char>(network.facilities.size(), 0),
          Column<outcome::FacilityId, double>(network.facilities.size(), 1.0),
          Column<outcome::FacilityId, double>(network.facilities.size(), 1.0), 30};
}

network::CargoClass box_for(const ReportedRoute& report) {
  network::CargoClass cargo;
  cargo.size =
      report.priced_unit == model::PricedUnit::kBox20 ? model::BoxSize::k20 : model::BoxSize::k40;
  // A reported price of a 20 ft box by road is that of a truck of its own.
  cargo.trucks_per_box = 1.0;
  cargo.value_of_time = UsdPerTeuHour(20.0 / kHoursPerDay);
  return cargo;
}

bool is_allowed(const ReportedRoute& report, const ArcFacts& facts) {
  const bool moves = facts.kind == ArcKind::kRoadHaul || facts.kind == ArcKind::kRailHaul ||
                     facts.kind == ArcKind::kSail || facts.kind == ArcKind::kServiceRun;
  return !moves || report.modes.empty() ||
         std::find(report.modes.begin(), report.modes.end(), facts.mode) != report.modes.end();
}

// Ways along the way points, leg by leg: for each node of a point the cheapest way so far.
class Tracer {
 public:
  explicit Tracer(const Network& network)
      : network_(&network), state_(everything_open(network)), paths_(network.graph) {
    for (const NodeId node : network.nodes.ids()) {
      const network::Node& record = network.nodes[node];
      const bool on_the_ground =
          record.kind == NodeKind::kTruck || record.kind == NodeKind::kTirTruck ||
          record.kind == NodeKind::kRailTerminal || record.kind == NodeKind::kRailArrival ||
          record.kind == NodeKind::kQuay || record.kind == NodeKind::kLanding;
      if (on_the_ground || record.kind == NodeKind::kTrain || record.kind == NodeKind::kStop) {
        nodes_of_[record.place].push_back({node, on_the_ground});
      }
    }
    for (const model::Border& border : network.scenario->borders) {
      if (border.status != model::Status::kOpen) continue;
      across_[border.from].push_back(border.to);
      across_[border.to].push_back(border.from);
    }
  }

  std::optional<routes::Route> trace(const ReportedRoute& report) {
    network::fill_costs(*network_, box_for(report), state_, costs_);
    for (const ArcId arc : network_->arcs.ids()) {
      if (!is_allowed(report, network_->arcs[arc])) costs_[arc.value()] = kInfinity;
    }
    std::vector<PlaceId> points = report.via;
    points.insert(points.begin(), report.from);
    points.push_back(report.to);
    std::map<NodeId, routes::Route> best;
    for (const NodeId node : starts(report)) best[node] = {};
    for (std::size_t i = 1; i < points.size() && !best.empty(); ++i) {
      best = extend(best, points[i], i + 1 == points.size());
    }
    const auto cheapest = std::min_element(
        best.begin(), best.end(),
        [](const auto& a, const auto& b) { return a.second.cost < b.second.cost; });
    if (cheapest == best.end()) return std::nullopt;
    return cheapest->second;
  }

  const MonthState& state() const { return state_; }

 private:
  struct Spot {
    NodeId node;
    bool on_the_ground;
  };
  const Network* network_;
  MonthState state_;
  routes::ShortestPaths paths_;
  routes::Tree tree_;
  std::vector<double> costs_;
  std::map<PlaceId, std::vector<Spot>> nodes_of_;
  std::map<PlaceId, std::vector<PlaceId>> across_;  ///< other ends of a place's borders

  // Where a trip may begin or end. One that is told from or to a border post is measured at the
  // line: the stay there belongs to the trip on the other side.
  std::vector<Spot> spots_of_end(PlaceId place) const {
    std::vector<PlaceId> places = {place};
    const auto across = across_.find(place);
    const bool is_post = network_->scenario->places[place].kind == model::PlaceKind::kBorder;
    if (is_post && across != across_.end())
      places.insert(places.end(), across->second.begin(), across->second.end());
    std::vector<Spot> spots;
    for (const PlaceId end : places) {
      const auto found = nodes_of_.find(end);
      if (found != nodes_of_.end())
        spots.insert(spots.end(), found->second.begin(), found->second.end());
    }
    return spots;
  }

  // A trip begins on the ground of its own modes: at the quay only when it may go by sea.
  std::vector<NodeId> starts(const ReportedRoute& report) const {
    std::vector<NodeId> nodes;
    for (const Spot& spot : spots_of_end(report.from)) {
      const bool by_sea =
          report.modes.empty() ||
          std::find(report.modes.begin(), report.modes.end(), Mode::kSea) != report.modes.end();
      const bool at_quay = network_->nodes[spot.node].kind == NodeKind::kQuay;
      if (spot.on_the_ground && (!at_quay || by_sea)) nodes.push_back(spot.node);
    }
    return nodes;
  }

  static std::vector<NodeId> by_cost(const std::map<NodeId, routes::Route>& so_far) {
    std::vector<NodeId> starts;
    starts.reserve(so_far.size());
    for (const auto& [node, route] : so_far) starts.push_back(node);
    std::stable_sort(starts.begin(), starts.end(),
                     [&](NodeId a, NodeId b) { return so_far.at(a).cost < so_far.at(b).cost; });
    return starts;
  }

  std::map<NodeId, routes::Route> extend(const std::map<NodeId, routes::Route>& so_far,
                                         PlaceId point, bool is_last) {
    std::map<NodeId, routes::Route> next;
    const auto found = nodes_of_.find(point);
    if (found == nodes_of_.end()) return next;
    const std::vector<Spot> spots = is_last ? spots_of_end(point) : found->second;
    std::map<NodeId, double> reached;  // from starts that cost less
    for (const NodeId start : by_cost(so_far)) {
      const routes::Route& route = so_far.at(start);
      // What passes a start on the way from another has no way of its own.
      const auto other = reached.find(start);
      if (other != reached.end() && other->second <= route.cost * (1.0 + kRounding)) continue;
      paths_.tree_from(start, costs_, tree_);
      for (const auto& [later, ignored] : so_far) {
        const double cost = route.cost + tree_.distance[later.value()];
        const auto [known, is_new] = reached.try_emplace(later, cost);
        known->second = std::min(known->second, cost);
      }
      for (const Spot& spot : spots) {
        if (is_last && !spot.on_the_ground) continue;
        const double cost = route.cost + tree_.distance[spot.node.value()];
        const auto known = next.find(spot.node);
        if (cost == kInfinity || (known != next.end() && known->second.cost <= cost)) continue;
        routes::Route longer = route;
        const auto leg = routes::route_in(network_->graph, tree_, spot.node);
        longer.arcs.insert(longer.arcs.end(), leg->arcs.begin(), leg->arcs.end());
        longer.cost = cost;
        next[spot.node] = std::move(longer);
      }
    }
    return next;
  }
};

double money(const Network& network, const ReportedRoute& report, const MonthState& state,
             const std::vector<ArcId>& arcs) {
  const network::CargoClass cargo = box_for(report);
  const outcome::Breakdown parts = network::break_down(network, cargo, state, arcs);
  const double per_teu =
      std::accumulate(parts.begin(), parts.begin() + network::kMoneyComponents, 0.0);
  return report.priced_unit == model::PricedUnit::kTeu ? per_teu
                                                       : per_teu * teu_of(cargo.size).value();
}

bool misses(const std::optional<Comparison>& comparison) {
  return comparison && std::abs(comparison->error()) > kMissShare;
}

std::string why_km_miss(const ReportedRoute& report) {
  return report.via.empty() ? "km: the report names no way points, the cheapest way differs"
                            : "km: the network's links between the way points";
}

std::string why_days_miss(const ReportedRoute& report, const Comparison& days) {
  if (report.kind == "congested") {
    return "days: reported in a queue that the static network does not hold";
  }
  if (report.kind == "record" || report.kind == "planned" || report.kind == "claim") {
    return fmt::format("days: a {} run, not an ordinary one", report.kind);
  }
  if (days.error() < 0) {
    return "days: stops, marshalling and waiting at terminals beyond the speeds without delay of "
           "the data";
  }
  return "days: border hours and train waits are means of all traffic, this run met less";
}

std::string why_usd_miss(const ReportedRoute& report, const model::Scenario& world) {
  const int gap = report.year == 0 ? 0 : std::abs(report.year - world.settings.rates_year);
  return gap >= 3
             ? fmt::format("usd: price of {}, rates of the data are of other years", report.year)
             : "usd: haul rates by country and direction are means, grades C and D";
}

// Why a figure misses: what is known of the report, else what its kind and the data allow.
std::string explain(const ScoredRoute& scored, const ReportedRoute& report,
                    const model::Scenario& world) {
  if (!scored.has_way) return "no way on these modes through these places in the network";
  const bool is_miss = misses(scored.km) || misses(scored.days) || misses(scored.usd);
  if (is_miss && !report.miss.empty()) return report.miss;
  std::vector<std::string> reasons;
  if (misses(scored.km)) reasons.push_back(why_km_miss(report));
  if (misses(scored.days)) reasons.push_back(why_days_miss(report, *scored.days));
  if (misses(scored.usd)) reasons.push_back(why_usd_miss(report, world));
  std::string text;
  for (const std::string& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
  return text;
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

std::vector<ScoredRoute> score_reported_routes(const Network& network) {
  const model::Scenario& world = *network.scenario;
  Tracer tracer(network);
  std::vector<ScoredRoute> result;
  for (const ReportedRoute& report : world.reported_routes) {
    ScoredRoute scored;
    scored.slug = report.slug;
    scored.kind = report.kind;
    scored.is_input = report.is_input;
    const auto route = tracer.trace(report);
    scored.has_way = route.has_value();
    if (route) {
      const network::Journey trip = network::journey(network, tracer.state(), route->arcs);
      if (report.distance) scored.km = Comparison{report.distance->value(), trip.length.value()};
      if (report.time) scored.days = Comparison{report.time->value() / 24, trip.time.value() / 24};
      if (report.price)
        scored.usd =
            Comparison{report.price->value(), money(network, report, tracer.state(), route->arcs)};
    }
    scored.reason = explain(scored, report, world);
    result.push_back(std::move(scored));
  }
  return result;
}

ScoreSummary summarize(const std::vector<ScoredRoute>& routes, bool inputs) {
  ScoreSummary summary;
  std::vector<double> km;
  std::vector<double> days;
  std::vector<double> usd;
  for (const ScoredRoute& route : routes) {
    if (route.is_input != inputs) continue;
    ++summary.rows;
    if (route.km) km.push_back(std::abs(route.km->error()));
    if (route.days) days.push_back(std::abs(route.days->error()));
    if (route.usd) usd.push_back(std::abs(route.usd->error()));
  }
  summary.km = median(km);
  summary.days = median(days);
  summary.usd = median(usd);
  return summary;
}

}  // namespace corridor::studies
