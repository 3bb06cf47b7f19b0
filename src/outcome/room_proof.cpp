#include "room_proof.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "corridor/assignment/shortage.hpp"
#include "corridor/routes/shortest.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// What movements pay at prices of room alone, on any way that is open in a month.
class CheapestWays {
 public:
  CheapestWays(const Outcome& outcome, int month, const std::vector<double>& price,
               const std::vector<double>& room)
      : outcome_(&outcome),
        filler_(*outcome.network, outcome.months[static_cast<std::size_t>(month)]),
        price_(price),
        most_arcs_(static_cast<double>(outcome.network->nodes.size())),
        paths_(outcome.network->graph) {
    for (std::size_t f = 0; f < price_.size(); ++f)
      if (room[f] <= 0.0) price_[f] = kInfinity;
    priced_ = priced_arcs(*outcome.network, price_);
  }

  /// Lowers the costs [movement] of these movements of one class to those of their cheapest ways.
  void lower(const PriceClass& boxes, const std::vector<MovementId>& movements,
             std::vector<double>& cheapest) {
    fill_costs(boxes);
    std::map<network::NodeId, std::vector<MovementId>> from;
    for (const MovementId id : movements)
      from[outcome_->network->origin[outcome_->movements[id].origin]].push_back(id);
    for (const auto& [node, own] : from) {
      paths_.tree_from(node, costs_, tree_);
      for (const MovementId id : own) {
        const network::NodeId to =
            outcome_->network->destination[outcome_->movements[id].destination];
        const double cost = tree_.distance[to.value()] - kAlmostFree * most_arcs_;
        cheapest[id.value()] = std::min(cheapest[id.value()], std::max(0.0, cost));
      }
    }
  }

 private:
  // Arcs that cost nothing at all would have to be put in order.
  static constexpr double kAlmostFree = 1e-12;
  const Outcome* outcome_;
  network::CostFiller filler_;
  std::vector<double> price_;  // [facility]; +infinity = no room
  std::vector<ArcId> priced_;  // on which a box, or its empties, may pay
  double most_arcs_;           // of a way
  routes::ShortestPaths paths_;
  routes::Tree tree_;
  // [cargo class][arc] almost nothing, or +infinity if shut
  std::map<std::uint32_t, std::vector<double>> open_;
  std::vector<double> costs_;  // [arc]

  void fill_costs(const PriceClass& boxes) {
    const network::Network& network = *outcome_->network;
    const network::CargoClass& cargo = outcome_->cargo_classes[boxes.cargo];
    const auto [open, is_new] = open_.try_emplace(boxes.cargo);
    if (is_new) {
      filler_.fill(cargo, open->second);
      for (double& cost : open->second)
        if (std::isfinite(cost)) cost = kAlmostFree;
    }
    costs_ = open->second;
    for (const ArcId arc : priced_) costs_[arc.value()] += room_on(network, cargo, boxes, arc);
  }

  // Past a facility without room a TEU pays as much as for staying.
  [[nodiscard]] double room_on(const network::Network& network, const network::CargoClass& cargo,
                               const PriceClass& boxes, ArcId arc) const {
    double cost = 0.0;
    const auto wanted = [&](FacilityId facility) { return price_[facility.value()] > 0.0; };
    for_each_use(network, cargo, boxes, arc, wanted, [&](FacilityId facility, double units, bool) {
      const double price = price_[facility.value()];
      if (units > 0.0) cost += std::isfinite(price) ? units * price : 1.0;
    });
    return cost;
  }
};

// [movement] on the cheapest of its known ways that are open and cost less than staying.
std::vector<double> cheapest_known(const assignment::LogitProblem& problem,
                                   const std::vector<double>& price) {
  std::vector<double> cheapest(problem.market_count(), kInfinity);
  for (std::size_t m = 0; m < cheapest.size(); ++m) {
    for (std::uint32_t r = problem.first_route[m]; r < problem.first_route[m + 1]; ++r) {
      if (problem.cost[r] < problem.give_up[m])
        cheapest[m] = std::min(cheapest[m], problem.footprints->cost(problem.footprint[r], price));
    }
  }
  return cheapest;
}

}  // namespace

double prove_on_network(const Outcome& outcome, const assignment::LogitProblem& known,
                        const assignment::LogitMonth& rates, int month,
                        const std::vector<double>& price) {
  std::vector<double> cheapest = cheapest_known(known, price);
  std::vector<MovementId> paying;
  for (const MovementId id : outcome.movements.ids()) {
    const double cost = cheapest[id.value()];
    if (cost > 0.0 && std::isfinite(cost) && rates.demand[id.value()] > 0.0) paying.push_back(id);
  }
  CheapestWays ways(outcome, month, price, rates.room);
  const ByClass by_class(outcome, paying);
  for (std::size_t i = 0; i < by_class.classes.size(); ++i)
    ways.lower(by_class.classes[i], by_class.movements[i], cheapest);
  double worth = 0.0;
  for (std::size_t f = 0; f < price.size(); ++f)
    if (price[f] > 0.0) worth += price[f] * rates.room[f];
  return assignment::prove_shortage(rates.demand, cheapest, worth).at_least;
}

}  // namespace corridor::outcome
