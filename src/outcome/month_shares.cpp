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
  std::vector<std::size_t> all;
  std::vector<std::vector<double>> prices;
  for (std::size_t i = 0; i < choice.months.size(); ++i) {
    all.push_back(i);
    prices.push_back(prices_in(outcome, choice.months[i]));
  }
  std::vector<MonthShares> shares;
  for (MonthFlows& flows : group.solve(all, at_these_prices, prices))
    shares.push_back({flows.month, std::move(flows.share)});
  return shares;
}

Empties empties_of(const Outcome& outcome, const Movement& movement) {
  const PriceClass boxes = price_class(outcome, movement);
  return {boxes.empties_per_laden, boxes.empties_return};
}

}  // namespace corridor::outcome
