// The logit engine under limits against oracles that share no code with it, on a hundred random
// networks: the linear program of its deterministic limit, and a slow ascent of the dual, one price
// at a time. A failure prints the seed.
#include <glpk.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "dice.hpp"
#include "owned_problem.hpp"

namespace corridor::assignment {
namespace {

constexpr unsigned kSeeds = 100;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Question {
  OwnedProblem problem;
  LogitMonth month;
};

struct RoadArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double cost = 0.0;
  int facility = -1;
};

struct Path {
  double cost = 0.0;
  std::vector<std::size_t> arcs;
};

// A ring with chords; about half of the arcs can fill up.
class RandomNetwork {
 public:
  static constexpr std::uint32_t kNodes = 8;

  explicit RandomNetwork(Dice& dice) {
    for (std::uint32_t node = 0; node < kNodes; ++node) add(dice, node, (node + 1) % kNodes);
    while (arcs_.size() < 26) {
      const std::uint32_t from = dice.below(kNodes);
      const std::uint32_t to = dice.below(kNodes);
      if (from != to) add(dice, from, to);
    }
  }

  [[nodiscard]] const std::vector<RoadArc>& arcs() const { return arcs_; }
  [[nodiscard]] std::size_t facility_count() const { return facilities_; }

  // The cheapest loopless paths, at most `most`.
  [[nodiscard]] std::vector<Path> paths(std::uint32_t from, std::uint32_t to,
                                        std::size_t most) const {
    std::vector<Path> found;
    std::vector<char> is_on(kNodes, 0);
    Path path;
    extend(from, to, path, is_on, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Path& a, const Path& b) { return a.cost < b.cost; });
    if (found.size() > most) found.resize(most);
    return found;
  }

 private:
  std::vector<RoadArc> arcs_;
  std::size_t facilities_ = 0;

  void add(Dice& dice, std::uint32_t from, std::uint32_t to) {
    const bool fills = dice.below(2) == 0;
    arcs_.push_back({from, to, dice.real(10.0, 100.0), fills ? static_cast<int>(facilities_) : -1});
    if (fills) ++facilities_;
  }

  void extend(std::uint32_t node, std::uint32_t to, Path& path, std::vector<char>& is_on,
              std::vector<Path>& found) const {
    if (node == to) {
      found.push_back(path);
      return;
    }
    is_on[node] = 1;
    for (std::size_t a = 0; a < arcs_.size(); ++a) {
      if (arcs_[a].from != node || is_on[arcs_[a].to] != 0) continue;
      path.arcs.push_back(a);
      path.cost += arcs_[a].cost;
      extend(arcs_[a].to, to, path, is_on, found);
      path.cost -= arcs_[a].cost;
      path.arcs.pop_back();
    }
    is_on[node] = 0;
  }
};

// Fifteen pairs with up to six paths each and a dear way around everything. Without `give_up` all
// must go.
Question draw_question(unsigned seed, double theta, double give_up) {
  Dice dice(seed);
  const RandomNetwork network(dice);
  Question question;
  OwnedProblem& problem = question.problem;
  problem.facility_count = network.facility_count();
  for (int pair = 0; pair < 15; ++pair) {
    const std::uint32_t from = dice.below(RandomNetwork::kNodes);
    const std::uint32_t to =
        (from + 1 + dice.below(RandomNetwork::kNodes - 1)) % RandomNetwork::kNodes;
    const double units = dice.real(0.5, 1.5);
    for (const Path& path : network.paths(from, to, 6)) {
      std::vector<RouteUse> uses;
      for (const std::size_t arc : path.arcs) {
        const int facility = network.arcs()[arc].facility;
        if (facility >= 0) uses.push_back({static_cast<std::uint32_t>(facility), units});
      }
      problem.add_route(path.cost, give_up < kInfinity ? dice.real(0.3, 1.0) : 1.0, uses);
    }
    problem.add_route(dice.real(400.0, 600.0), 1.0, {});
    problem.end_market(theta, give_up);
    question.month.demand.push_back(dice.real(1.0, 20.0));
  }
  for (std::size_t f = 0; f < problem.facility_count; ++f)
    question.month.room.push_back(dice.real(2.0, 30.0));
  return question;
}

double cost_of(const Question& question, const LogitResult& result) {
  double cost = 0.0;
  for (std::size_t m = 0; m < question.problem.market_count(); ++m) {
    for (std::uint32_t r = question.problem.first_route[m]; r < question.problem.first_route[m + 1];
         ++r)
      cost += question.month.demand[m] * result.share[r] * question.problem.cost[r];
  }
  return cost;
}

// Least cost of carrying all demand within the rooms.
double least_cost_by_glpk(const Question& question) {
  const LogitProblem& problem = question.problem;
  const int markets = static_cast<int>(problem.market_count());
  const int facilities = static_cast<int>(problem.facility_count);
  glp_term_out(GLP_OFF);
  glp_prob* lp = glp_create_prob();
  glp_add_rows(lp, markets + facilities);
  glp_add_cols(lp, static_cast<int>(problem.route_count()));
  for (int f = 0; f < facilities; ++f)
    glp_set_row_bnds(lp, markets + f + 1, GLP_UP, 0.0,
                     question.month.room[static_cast<std::size_t>(f)]);
  for (int m = 0; m < markets; ++m) {
    const auto market = static_cast<std::size_t>(m);
    glp_set_row_bnds(lp, m + 1, GLP_FX, question.month.demand[market],
                     question.month.demand[market]);
    for (std::uint32_t r = problem.first_route[market]; r < problem.first_route[market + 1]; ++r) {
      std::vector<int> rows = {0, m + 1};
      std::vector<double> values = {0.0, 1.0};
      for (const RouteUse& use : problem.uses_of(r)) {
        rows.push_back(markets + static_cast<int>(use.facility) + 1);
        values.push_back(use.units);
      }
      const int column = static_cast<int>(r) + 1;
      glp_set_col_bnds(lp, column, GLP_LO, 0.0, 0.0);
      glp_set_obj_coef(lp, column, problem.cost[r]);
      glp_set_mat_col(lp, column, static_cast<int>(rows.size()) - 1, rows.data(), values.data());
    }
  }
  const bool is_solved = glp_simplex(lp, nullptr) == 0 && glp_get_status(lp) == GLP_OPT;
  const double cost = is_solved ? glp_get_obj_val(lp) : kInfinity;
  glp_delete_prob(lp);
  return cost;
}

// Shares at prices by the formula alone: path-size logit, and staying by a second one.
struct Shares {
  std::vector<double> route;
  std::vector<double> stay;  // [market]
  std::vector<double> use;   // [facility]
};

Shares shares_at(const Question& question, const std::vector<double>& price) {
  const LogitProblem& problem = question.problem;
  const double scale = LogitOptions{}.give_up_scale;
  Shares shares;
  shares.route.resize(problem.route_count());
  shares.use.resize(problem.facility_count, 0.0);
  for (std::size_t m = 0; m < problem.market_count(); ++m) {
    double sum = 0.0;
    for (std::uint32_t r = problem.first_route[m]; r < problem.first_route[m + 1]; ++r) {
      double cost = problem.cost[r];
      for (const RouteUse& use : problem.uses_of(r)) cost += use.units * price[use.facility];
      shares.route[r] = problem.size[r] * std::exp(-problem.theta[m] * cost);
      sum += shares.route[r];
    }
    const double expected = -std::log(sum) / problem.theta[m];
    const double stay = 1.0 / (1.0 + std::exp(-scale * (expected - problem.give_up[m])));
    shares.stay.push_back(stay);
    for (std::uint32_t r = problem.first_route[m]; r < problem.first_route[m + 1]; ++r) {
      shares.route[r] *= (1.0 - stay) / sum;
      for (const RouteUse& use : problem.uses_of(r))
        shares.use[use.facility] += question.month.demand[m] * shares.route[r] * use.units;
    }
  }
  return shares;
}

// The price of a facility at which its use fits its room, the others as they are; by bisection.
void fit_price(const Question& question, std::size_t f, std::vector<double>& price) {
  double low = 0.0;
  double high = 5000.0;
  for (int halving = 0; halving < 46; ++halving) {
    price[f] = halving == 0 ? 0.0 : (low + high) / 2;
    const bool fits = shares_at(question, price).use[f] <= question.month.room[f];
    if (fits && halving == 0) break;
    (fits ? high : low) = price[f];
  }
}

// One price at a time, round after round, until none moves.
std::vector<double> prices_by_ascent(const Question& question) {
  std::vector<double> price(question.problem.facility_count, 0.0);
  for (int round = 0; round < 2000; ++round) {
    double moved = 0.0;
    for (std::size_t f = 0; f < price.size(); ++f) {
      const double before = price[f];
      fit_price(question, f, price);
      moved = std::max(moved, std::abs(price[f] - before));
    }
    if (moved < 1e-9) break;
  }
  return price;
}

TEST(LogitOracle, SharpChoiceCostsWhatTheLinearProgramSays) {
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    double least = 0.0;
    LogitResult result;  // of the last theta: begun cold, a tenth of the sharpest would stop short
    for (const double theta : {0.05, 0.5, 5.0}) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", theta " + std::to_string(theta));
      const Question question = draw_question(seed, theta, kInfinity);
      if (least == 0.0) least = least_cost_by_glpk(question);
      result = solve_logit(question.problem, question.month, {}, {result.price, result.use});
      EXPECT_TRUE(result.certificate.converged);
      double entropy = 0.0;  // what spreading over routes may cost at most
      for (std::size_t m = 0; m < question.problem.market_count(); ++m) {
        const auto routes = question.problem.first_route[m + 1] - question.problem.first_route[m];
        entropy += question.month.demand[m] * std::log(routes) / theta;
      }
      const double cost = cost_of(question, result);
      EXPECT_GE(cost, least * (1.0 - 1e-7));
      EXPECT_LE(cost, least + entropy + 1e-7 * least);
    }
  }
}

TEST(LogitOracle, SharesAreThoseOfASlowAscentOfTheDual) {
  int with_prices = 0;
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Question question = draw_question(seed, seed % 2 == 0 ? 0.02 : 0.1, 450.0);
    const LogitResult result = solve_logit(question.problem, question.month, {});
    EXPECT_TRUE(result.certificate.converged);
    const std::vector<double> price = prices_by_ascent(question);
    const Shares slow = shares_at(question, price);
    for (std::size_t r = 0; r < slow.route.size(); ++r)
      ASSERT_NEAR(result.share[r], slow.route[r], 1e-6) << "route " << r;
    for (std::size_t m = 0; m < slow.stay.size(); ++m)
      ASSERT_NEAR(result.give_up[m], slow.stay[m], 1e-6) << "market " << m;
    if (*std::max_element(price.begin(), price.end()) > 1.0) ++with_prices;
  }
  EXPECT_GT(with_prices, 50) << "networks in which nothing fills would prove little";
}

TEST(LogitOracle, TwoRoutesSplitByTheClosedFormAtAnyScaleAndSize) {
  Dice dice(11);
  for (int draw = 0; draw < 1000; ++draw) {
    OwnedProblem problem;
    const double theta = std::exp(dice.real(-12.0, 3.0));
    for (int route = 0; route < 2; ++route)
      problem.add_route(dice.real(0.0, 1e4), dice.real(0.01, 1.0), {});
    problem.end_market(theta, kInfinity);
    LogitMonth month;
    month.demand = {dice.real(0.0, 100.0)};
    const LogitResult result = solve_logit(problem, month, {});
    const double first =
        1.0 / (1.0 + problem.size[1] / problem.size[0] *
                         std::exp(-problem.theta[0] * (problem.cost[1] - problem.cost[0])));
    ASSERT_NEAR(result.share[0], first, 1e-12) << "draw " << draw;
    ASSERT_NEAR(result.share[1], 1.0 - first, 1e-12) << "draw " << draw;
    ASSERT_TRUE(result.certificate.converged) << "draw " << draw;
  }
}

// Nasty input: an answer or an honest certificate, never NaN, never endless.
void expect_sound(const LogitResult& result) {
  for (const auto* values : {&result.price, &result.use, &result.share, &result.give_up}) {
    for (const double value : *values) ASSERT_TRUE(std::isfinite(value) && value >= 0.0);
  }
  EXPECT_TRUE(std::isfinite(result.certificate.overload));
  EXPECT_TRUE(std::isfinite(result.certificate.complementarity));
}

TEST(LogitOracle, RoomsOfZeroOrNextToZeroAndDemandOfMillionsEndSoundly) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    for (const double give_up : {kInfinity, 450.0}) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      Question question = draw_question(seed, 0.05, give_up);
      for (std::size_t f = 0; f < question.month.room.size(); ++f) {
        if (f % 3 == 0) question.month.room[f] = 0.0;
        if (f % 3 == 1) question.month.room[f] = 1e-9;
      }
      for (double& demand : question.month.demand) demand *= 1e6;
      const LogitResult result = solve_logit(question.problem, question.month, {});
      expect_sound(result);
      EXPECT_TRUE(!result.certificate.converged || result.certificate.overload <= 1e-8);
      EXPECT_LE(result.certificate.iterations, LogitOptions{}.max_iterations);
    }
  }
}

TEST(LogitOracle, NoMarketNoRouteAndNoDemandAreAnswers) {
  expect_sound(solve_logit(OwnedProblem(), {}, {}));

  OwnedProblem problem;  // one pair without a route, one whose only route is closed
  problem.facility_count = 1;
  problem.end_market(1.0, 100.0);
  problem.add_route(kInfinity, 1.0, {});
  problem.end_market(1.0, 100.0);
  problem.add_route(5.0, 1.0, std::vector<RouteUse>{{0, 1.0}});
  problem.end_market(1.0, kInfinity);
  LogitMonth month;
  month.demand = {5.0, 5.0, 0.0};
  month.room = {3.0};
  const LogitResult result = solve_logit(problem, month, {});
  expect_sound(result);
  EXPECT_EQ(result.give_up[0], 1.0);
  EXPECT_EQ(result.give_up[1], 1.0);
  EXPECT_EQ(result.use[0], 0.0);
  EXPECT_TRUE(result.certificate.converged);
}

TEST(LogitOracle, AMillionParallelRoutesShareWhatOneFullLinkCannotTake) {
  constexpr std::uint32_t kRoutes = 1'000'000;
  OwnedProblem problem;
  problem.facility_count = kRoutes;
  for (std::uint32_t r = 0; r < kRoutes; ++r)
    problem.add_route(100.0, 1.0, std::vector<RouteUse>{{r, 1.0}});
  problem.end_market(0.1, kInfinity);
  LogitMonth month;
  month.demand = {1.0 * kRoutes};
  month.room.assign(kRoutes, 2.0);
  month.room[0] = 0.5;
  const LogitResult result = solve_logit(problem, month, {});
  expect_sound(result);
  EXPECT_TRUE(result.certificate.converged);
  EXPECT_NEAR(result.use[0], 0.5, 1e-8);
  EXPECT_NEAR(result.use[1], (kRoutes - 0.5) / (kRoutes - 1.0), 1e-8);
  EXPECT_NEAR(result.price[0], std::log(result.use[1] / 0.5) / 0.1, 1e-4);
}

}  // namespace
}  // namespace corridor::assignment
