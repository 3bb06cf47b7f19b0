#include <algorithm>
#include <cmath>

#include "choose.hpp"

namespace corridor::outcome {
namespace {

// Routes that fewer boxes than this share take are faint; the smallest movements, which together
// hold this share of all boxes, keep their main route only.
constexpr double kFaintShare = 0.01;
constexpr double kSmallMovements = 0.05;

// [movement] whether it is one of the smallest.
std::vector<char> find_small(const Outcome& outcome) {
  std::vector<std::pair<double, std::size_t>> teu;
  double all = 0.0;
  for (const MovementId id : outcome.movements.ids()) {
    const Movement& movement = outcome.movements[id];
    const model::Demand& demand = outcome.network->scenario->demand[movement.demand];
    teu.emplace_back(demand.flow.value.value() * movement.share, id.value());
    all += teu.back().first;
  }
  std::sort(teu.begin(), teu.end());
  std::vector<char> is_small(teu.size(), 0);
  double sum = 0.0;
  for (const auto& [own, movement] : teu) {
    sum += own;
    if (sum > kSmallMovements * all) break;
    is_small[movement] = 1;
  }
  return is_small;
}

MonthChoice without_faint(const MonthChoice& choice, const std::vector<char>& is_small) {
  std::vector<Alternatives> kept(is_small.size());
  for (std::size_t m = 0; m < kept.size(); ++m) {
    kept[m] = choice.alternatives(MovementId(m));
    const auto main =
        std::max_element(kept[m].begin(), kept[m].end(),
                         [](const auto& a, const auto& b) { return a.share < b.share; });
    const std::uint32_t main_route = main == kept[m].end() ? 0 : main->route;
    std::erase_if(kept[m], [&](const Alternative& one) {
      return one.share < kFaintShare || (is_small[m] != 0 && one.route != main_route);
    });
    // As they stood in the sets.
    std::sort(kept[m].begin(), kept[m].end(),
              [](const Alternative& a, const Alternative& b) { return a.route < b.route; });
  }
  return choose_among(std::move(kept), choice.months);
}

}  // namespace

Outcome without_faint_routes(const Outcome& outcome) {
  const std::vector<char> is_small = find_small(outcome);
  Outcome thin;
  thin.network = outcome.network;
  thin.months = outcome.months;
  thin.cargo_classes = outcome.cargo_classes;
  thin.movements = outcome.movements;
  thin.footprints = outcome.footprints;
  thin.loads = outcome.loads;
  for (const MonthChoice& choice : outcome.choices)
    thin.choices.push_back(without_faint(choice, is_small));
  return thin;
}

Alternative alternative_at(const MonthChoice& choice, std::uint32_t route) {
  return {choice.sets->arcs[route],
          choice.cost[route],
          choice.path_size[route],
          choice.share[route],
          choice.sets->gateway[route],
          choice.footprint[route],
          route};
}

std::vector<std::uint32_t> MonthChoice::open_routes(MovementId movement) const {
  std::vector<std::uint32_t> open;
  for (const std::uint32_t route : sets->routes_of(movement)) {
    if (std::isfinite(cost[route])) open.push_back(route);
  }
  std::stable_sort(open.begin(), open.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return cost[a] < cost[b]; });
  return open;
}

std::vector<Alternative> MonthChoice::alternatives(MovementId movement) const {
  std::vector<Alternative> open;
  for (const std::uint32_t route : open_routes(movement))
    open.push_back(alternative_at(*this, route));
  return open;
}

MonthChoice choose_among(std::vector<Alternatives> alternatives, std::vector<int> months) {
  MonthChoice choice;
  choice.months = std::move(months);
  const auto sets = std::make_shared<ChoiceSets>();
  std::size_t routes = 0;
  for (const Alternatives& own : alternatives) routes += own.size();
  sets->first_route.reserve(alternatives.size() + 1);
  sets->arcs.reserve(routes);
  sets->gateway.reserve(routes);
  choice.footprint.reserve(routes);
  choice.cost.reserve(routes);
  choice.path_size.reserve(routes);
  choice.share.reserve(routes);
  for (Alternatives& own : alternatives) {
    for (Alternative& one : own) {
      sets->arcs.push_back(std::move(one.arcs));
      sets->gateway.push_back(one.gateway);
      choice.footprint.push_back(one.footprint);
      choice.cost.push_back(one.cost);
      choice.path_size.push_back(one.path_size);
      choice.share.push_back(one.share);
    }
    sets->first_route.push_back(static_cast<std::uint32_t>(sets->arcs.size()));
  }
  choice.sets = sets;
  return choice;
}

}  // namespace corridor::outcome
