#include "corridor/outcome/month_shares.hpp"

#include "group_problem.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

std::vector<double> prices_in(const Outcome& outcome, int month) {
  std::vector<double> prices;
  for (const auto& loads : outcome.loads)
    prices.push_back(loads[static_cast<std::size_t>(month)].price);
  return prices;
}

}  // namespace

std::vector<MonthShares> shares_by_month(const Outcome& outcome, const MonthChoice& choice) {
  const Movements movements = list_movements(*outcome.network);
  GroupProblem group(outcome, movements, choice.months, 1);
  group.set_routes(choice.alternatives);
  assignment::LogitOptions at_these_prices;
  at_these_prices.max_iterations = 0;
  std::vector<MonthShares> shares;
  for (std::size_t i = 0; i < choice.months.size(); ++i) {
    const auto prices = group.start_from(prices_in(outcome, choice.months[i]));
    const auto result =
        assignment::solve_logit(group.problem(), group.months()[i], at_these_prices, &prices);
    MonthFlows flows = group.flows(result, i);
    shares.push_back({choice.months[i], std::move(flows.share)});
  }
  return shares;
}

Empties empties_of(const Outcome& outcome, const Movement& movement) {
  const PriceClass boxes = price_class(outcome, movement);
  return {boxes.empties_per_laden, boxes.empties_return};
}

}  // namespace corridor::outcome
