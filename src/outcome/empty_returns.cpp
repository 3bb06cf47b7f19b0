#include "corridor/outcome/empty_returns.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "corridor/base/parallel.hpp"
#include "corridor/network/least_cost_flow.hpp"
#include "corridor/outcome/arc_flows.hpp"
#include "corridor/outcome/movement_boxes.hpp"
#include "equilibrium.hpp"
#include "route_uses.hpp"
#include "search_graph.hpp"

namespace corridor::outcome {
namespace {

using model::BoxSize;
using model::PlaceId;
using network::ArcKind;
using network::Component;
using network::Network;
using network::NodeId;
using network::NodeKind;

constexpr double kPerTeu = 1000.0;  // whole units of a flow
constexpr std::array<BoxSize, 2> kSizes = {BoxSize::k20, BoxSize::k40};

using Pair = std::pair<PlaceId, PlaceId>;

std::int64_t whole(double teu) {
  return std::llround(teu * kPerTeu);
}

// The period as one month: shut is what never opens; a price is the mean of the months that are
// open.
struct Period {
  network::MonthState state;
  std::vector<double> price;  // [facility]
};

Period period_of(const Outcome& outcome) {
  Period period;
  period.state = outcome.months.front();
  period.price.assign(outcome.loads.size(), 0.0);
  for (const FacilityId id : outcome.loads.ids()) {
    double days = 0.0;
    for (std::size_t month = 0; month < outcome.months.size(); ++month) {
      const network::MonthState& state = outcome.months[month];
      if (state.shut[id] != 0 || room_in(outcome, id, static_cast<int>(month)) <= 0.0) continue;
      days += state.days;
      period.price[id.value()] += outcome.loads[id][month].price * state.days;
    }
    period.state.shut[id] = days > 0.0 ? 0 : 1;
    period.state.factor[id] = 1.0;
    if (days > 0.0) period.price[id.value()] /= days;
  }
  return period;
}

// Whether the price of the laden haul also pays for the truck's way back.
bool is_round_trip(const Network& network, ArcId arc) {
  return network.arcs[arc].kind == ArcKind::kRoadHaul &&
         network.tail(arc).kind != NodeKind::kTruck && network.head(arc).kind != NodeKind::kTruck;
}

struct EmptyCost {
  double haul = 0.0;   // USD/TEU
  double other = 0.0;  // the same whoever pays the haul
  bool is_open = true;
};

Column<ArcId, EmptyCost> empty_costs(const Network& network, const Period& period, BoxSize size) {
  const model::Parameters& parameters = network.scenario->parameters;
  network::CargoClass empty;
  empty.size = size;
  empty.trucks_per_box = network::trucks_per_box(size, Tonnes(), parameters.truck_payload);
  Column<ArcId, EmptyCost> costs(network.arcs.size(), {});
  for (const ArcId arc : network.arcs.ids()) {
    EmptyCost& cost = costs[arc];
    const Breakdown parts = network::break_down(network, empty, period.state, {&arc, 1});
    const auto part = [&](Component component) {
      return parts[static_cast<std::size_t>(component)];
    };
    cost.haul = parameters.empty_cost_factor * (part(Component::kHaulage) + part(Component::kFare));
    cost.other = part(Component::kHandling) + part(Component::kPortTariff) +
                 part(Component::kBorderFee) + part(Component::kToll);
    for_each_empty_use(network, empty, arc, any_facility, [&](FacilityId facility, double units) {
      cost.other += units * period.price[facility.value()];
      if (period.state.shut[facility] != 0) cost.is_open = false;
    });
  }
  return costs;
}

// The way of an empty against each arc [arc]: lanes at sea have their opposite, and what joins
// arrival and departure at a place serves both directions.
Column<ArcId, ArcId> ways_back(const Network& network) {
  std::map<std::pair<model::LinkId, model::Direction>, ArcId> lanes;
  for (const ArcId arc : network.arcs.ids()) {
    const network::ArcFacts& facts = network.arcs[arc];
    if (facts.kind == ArcKind::kSail) lanes.emplace(std::pair(facts.link, facts.direction), arc);
  }
  Column<ArcId, ArcId> back = network.reverse;
  for (const ArcId arc : network.arcs.ids()) {
    const network::ArcFacts& facts = network.arcs[arc];
    if (!back[arc].is_none()) continue;
    if (network.tail(arc).place == network.head(arc).place) back[arc] = arc;
    if (facts.kind != ArcKind::kSail) continue;
    const bool is_forward = facts.direction == model::Direction::kForward;
    const auto found = lanes.find(
        {facts.link, is_forward ? model::Direction::kBackward : model::Direction::kForward});
    if (found != lanes.end()) back[arc] = found->second;
  }
  return back;
}

// What moves in boxes of one size, over the period.
struct Traffic {
  Column<ArcId, double> laden;    // TEU
  Column<ArcId, double> empties;  // TEU, as sent
  std::map<Pair, double> sent;    // TEU of empties between places
  // [place] whole units, below zero where boxes are missing; and what the empties as sent take
  // away.
  Column<PlaceId, std::int64_t> left_by_laden;
  Column<PlaceId, std::int64_t> left_by_empties;
};

// Adds a movement from one place to the other: what it leaves at its end is missing at its start.
void add_left_over(PlaceId from, PlaceId to, double teu, Column<PlaceId, std::int64_t>& left) {
  left[to] += whole(teu);
  left[from] -= whole(teu);
}

class Counter {
 public:
  explicit Counter(const Outcome& outcome)
      : outcome_(&outcome), network_(outcome.network.get()), back_(ways_back(*network_)) {
    const std::size_t arcs = network_->arcs.size();
    const std::size_t places = network_->scenario->places.size();
    for (Traffic& traffic : traffic_) {
      traffic.laden = traffic.empties = Column<ArcId, double>(arcs, 0.0);
      traffic.left_by_laden = Column<PlaceId, std::int64_t>(places, 0);
      traffic.left_by_empties = Column<PlaceId, std::int64_t>(places, 0);
    }
  }

  void count() {
    for_each_arc_flow(
        *outcome_, outcome_->choices, [&](MovementId id) { return alike(id); },
        [&](const Alike& boxes, ArcId arc, std::span<const double> teu) {
          add_flow(boxes, arc, std::accumulate(teu.begin(), teu.end(), 0.0));
        });
    for (const MonthChoice& choice : outcome_->choices) add_ends(choice);
  }

  [[nodiscard]] const std::array<Traffic, kSizes.size()>& traffic() const { return traffic_; }
  [[nodiscard]] const std::map<model::RegionId, RegionBoxes>& regions() const { return regions_; }

 private:
  const Outcome* outcome_;
  const Network* network_;
  Column<ArcId, ArcId> back_;
  std::array<Traffic, kSizes.size()> traffic_;  // [size]
  std::map<model::RegionId, RegionBoxes> regions_;

  // What boxes have in common whose empties are counted alike: size, empties per laden box, and
  // whether these go back.
  using Alike = std::tuple<BoxSize, double, bool>;

  [[nodiscard]] Alike alike(MovementId id) const {
    const Movement& movement = outcome_->movements[id];
    const Empties empties = empties_of(*outcome_, movement);
    return {outcome_->cargo_classes[movement.cargo].size, empties.per_laden, empties.go_back};
  }

  void add_flow(const Alike& boxes, ArcId arc, double teu) {
    const auto& [size, empties_per_laden, go_back] = boxes;
    Traffic& traffic = traffic_[static_cast<std::size_t>(size)];
    traffic.laden[arc] += teu;
    const ArcId way = go_back ? back_[arc] : arc;
    if (!way.is_none()) traffic.empties[way] += teu * empties_per_laden;
  }

  Traffic& traffic_of(const Movement& movement) {
    return traffic_[static_cast<std::size_t>(outcome_->cargo_classes[movement.cargo].size)];
  }

  // Those that move in the months of a choice, at the ends of their way.
  void add_ends(const MonthChoice& choice) {
    const Column<model::DemandId, double> teu = teu_in(*outcome_, choice.months);
    for (const MovementId id : outcome_->movements.ids()) {
      const Movement& movement = outcome_->movements[id];
      double share = 0.0;
      for (const std::uint32_t route : choice.sets->routes_of(id)) share += choice.share[route];
      if (share > 0.0) add_ends(movement, teu[movement.demand] * movement.share * share);
    }
  }

  void add_ends(const Movement& movement, double teu) {
    Traffic& traffic = traffic_of(movement);
    const Empties empties = empties_of(*outcome_, movement);
    add_left_over(movement.origin, movement.destination, teu, traffic.left_by_laden);
    const PlaceId from = empties.go_back ? movement.destination : movement.origin;
    const PlaceId to = empties.go_back ? movement.origin : movement.destination;
    const double empty_teu = teu * empties.per_laden;
    if (empty_teu > 0.0) {
      traffic.sent[{from, to}] += empty_teu;
      add_left_over(to, from, empty_teu, traffic.left_by_empties);
    }
    const model::Demand& demand = network_->scenario->demand[movement.demand];
    RegionBoxes& region = regions_[demand.country];
    const bool is_import = demand.direction == model::TradeDirection::kImport;
    (is_import ? region.laden_in : region.laden_out) += teu;
    region.empties_out += is_import == empties.go_back ? empty_teu : -empty_teu;
  }
};

double cost_as_sent(const Network& network, const Traffic& traffic,
                    const Column<ArcId, EmptyCost>& costs) {
  double usd = 0.0;
  for (const ArcId arc : network.arcs.ids()) {
    const double empties = traffic.empties[arc];
    if (empties <= 0.0) continue;
    const ArcId back = network.reverse[arc];
    const bool is_paid = is_round_trip(network, arc) && !back.is_none();
    const double paid = is_paid ? std::min(empties, traffic.laden[back]) : 0.0;
    usd += (empties - paid) * costs[arc].haul + empties * costs[arc].other;
  }
  return usd;
}

constexpr std::int64_t kPlenty = std::int64_t{1} << 50U;

// An arc before it has a place in a graph.
struct EmptyArc {
  network::ArcEnds ends;
  double cost = 0.0;
  std::int64_t capacity = kPlenty;
};

// The network as empties see it: an arc for what is paid with the laden box, one for all beyond.
struct EmptyNetwork {
  explicit EmptyNetwork(std::size_t nodes, const std::vector<EmptyArc>& arcs) {
    std::vector<network::ArcEnds> ends;
    ends.reserve(arcs.size());
    for (const EmptyArc& arc : arcs) ends.push_back(arc.ends);
    std::vector<std::uint32_t> order;
    graph = network::Graph(nodes, ends, &order);
    for (const std::uint32_t position : order) {
      costs.push_back(arcs[position].cost);
      capacity.push_back(arcs[position].capacity);
    }
  }
  network::Graph graph;
  std::vector<double> costs;           // [arc]
  std::vector<std::int64_t> capacity;  // [arc]
};

EmptyNetwork whole_network(const Network& network, const Traffic& traffic,
                           const Column<ArcId, EmptyCost>& costs) {
  std::vector<EmptyArc> arcs;
  const auto add = [&](ArcId arc, double cost, std::int64_t most) {
    arcs.push_back({{network.graph.tail(arc), network.graph.head(arc)}, cost, most});
  };
  for (const ArcId arc : network.arcs.ids()) {
    const EmptyCost& cost = costs[arc];
    if (!cost.is_open) continue;
    const ArcId back = network.reverse[arc];
    if (is_round_trip(network, arc) && !back.is_none() && traffic.laden[back] > 0.0)
      add(arc, cost.other, whole(traffic.laden[back]));
    add(arc, cost.haul + cost.other, kPlenty);
  }
  return EmptyNetwork(network.graph.node_count(), arcs);
}

// The same for flows between `ends`: without the nodes that only pass flow on, and of the arcs
// between two nodes that hold any amount the cheapest alone.
struct ContractedNetwork {
  routes::Contraction contraction;
  EmptyNetwork empty;
};

ContractedNetwork contract(const EmptyNetwork& whole, std::vector<NodeId> ends) {
  for (const ArcId arc : whole.graph.arcs()) {
    if (whole.capacity[arc.value()] == kPlenty) continue;
    ends.push_back(whole.graph.tail(arc));
    ends.push_back(whole.graph.head(arc));
  }
  routes::Contraction contraction(whole.graph, ends);
  const network::Graph& graph = contraction.graph();
  std::vector<double> costs;
  contraction.fill_costs(whole.costs, costs);
  std::vector<EmptyArc> arcs;
  std::map<std::pair<NodeId, NodeId>, std::size_t> plenty;  // position in arcs
  for (const ArcId arc : graph.arcs()) {
    const EmptyArc own{{graph.tail(arc), graph.head(arc)},
                       costs[arc.value()],
                       whole.capacity[contraction.parts(arc).front().value()]};
    if (own.capacity == kPlenty) {
      const auto [other, is_first] =
          plenty.try_emplace({own.ends.tail, own.ends.head}, arcs.size());
      if (!is_first) {
        EmptyArc& known = arcs[other->second];
        known.cost = std::min(known.cost, own.cost);
        continue;
      }
    }
    arcs.push_back(own);
  }
  EmptyNetwork empty(graph.node_count(), arcs);
  return {std::move(contraction), std::move(empty)};
}

// One least-cost flow of one size.
struct Plan {
  EmptyTotal total;
  std::map<Pair, double> pairs;  // TEU
};

Plan plan_for(const Network& network, const ContractedNetwork& contracted,
              const Column<PlaceId, std::int64_t>& left_at) {
  const EmptyNetwork& empty = contracted.empty;
  std::vector<std::int64_t> left_over(empty.graph.node_count(), 0);
  std::vector<PlaceId> place_of(empty.graph.node_count());
  for (const PlaceId place : left_at.ids()) {
    const std::int64_t amount = left_at[place];
    if (amount == 0) continue;
    const NodeId node = amount > 0 ? network.origin[place] : network.destination[place];
    left_over[contracted.contraction.node(node).value()] = amount;
    place_of[contracted.contraction.node(node).value()] = place;
  }
  const network::LeastCostFlow sent =
      network::find_least_cost_flow(empty.graph, left_over, empty.costs, empty.capacity);
  Plan plan;
  for (const std::int64_t amount : left_over)
    plan.total.teu += static_cast<double>(std::max<std::int64_t>(amount, 0)) / kPerTeu;
  plan.total.without_a_way_teu = static_cast<double>(sent.unsent) / kPerTeu;
  plan.total.teu -= plan.total.without_a_way_teu;
  plan.total.usd = sent.cost / kPerTeu;
  for (const network::Transfer& transfer :
       network::list_transfers(empty.graph, left_over, sent.flow)) {
    const Pair ends(place_of[transfer.from.value()], place_of[transfer.to.value()]);
    plan.pairs[ends] += static_cast<double>(transfer.amount) / kPerTeu;
  }
  return plan;
}

void add_to(EmptyTotal& sum, const EmptyTotal& own) {
  sum.teu += own.teu;
  sum.usd += own.usd;
  sum.without_a_way_teu += own.without_a_way_teu;
}

std::vector<EmptyPair> by_difference(const std::map<Pair, EmptyPair>& pairs) {
  std::vector<EmptyPair> sorted;
  sorted.reserve(pairs.size());
  for (const auto& [ends, pair] : pairs) sorted.push_back(pair);
  const auto difference = [](const EmptyPair& pair) {
    return std::abs(pair.teu_at_least_cost - pair.teu_as_sent);
  };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const EmptyPair& a, const EmptyPair& b) {
    return difference(a) > difference(b);
  });
  return sorted;
}

}  // namespace

EmptyReturns find_empty_returns(const Outcome& outcome, int jobs) {
  const Network& network = *outcome.network;
  const Period period = period_of(outcome);
  Counter counter(outcome);
  counter.count();
  struct Answer {
    double usd_as_sent = 0.0;
    Plan same;
    Plan left_over;
  };
  std::array<Answer, kSizes.size()> answers;
  for_each_index(answers.size(), jobs, [&](std::size_t i, int) {
    const Traffic& traffic = counter.traffic()[i];
    const Column<ArcId, EmptyCost> costs = empty_costs(network, period, kSizes[i]);
    const ContractedNetwork empty =
        contract(whole_network(network, traffic, costs), ends_of(network));
    answers[i] = {cost_as_sent(network, traffic, costs),
                  plan_for(network, empty, traffic.left_by_empties),
                  plan_for(network, empty, traffic.left_by_laden)};
  });
  EmptyReturns returns;
  std::map<Pair, EmptyPair> pairs;
  const auto pair_of = [&](const Pair& ends) -> EmptyPair& {
    return pairs.try_emplace(ends, EmptyPair{ends.first, ends.second}).first->second;
  };
  for (std::size_t i = 0; i < answers.size(); ++i) {
    returns.as_sent.usd += answers[i].usd_as_sent;
    add_to(returns.same_at_least_cost, answers[i].same.total);
    add_to(returns.left_over_at_least_cost, answers[i].left_over.total);
    for (const auto& [ends, teu] : answers[i].same.pairs) pair_of(ends).teu_at_least_cost += teu;
    for (const auto& [ends, teu] : counter.traffic()[i].sent) {
      pair_of(ends).teu_as_sent += teu;
      returns.as_sent.teu += teu;
    }
  }
  returns.pairs = by_difference(pairs);
  for (auto [id, region] : counter.regions()) {
    region.region = id;
    returns.regions.push_back(region);
  }
  return returns;
}

}  // namespace corridor::outcome
