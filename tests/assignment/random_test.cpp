// Random networks against oracles: a linear program where times are constant, a long
// Frank-Wolfe run where they are not, and the conditions of equilibrium everywhere.
#include <glpk.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "corridor/assignment/relief.hpp"
#include "corridor/assignment/solve.hpp"
#include "dice.hpp"
#include "text_network.hpp"

namespace corridor::assignment {
namespace {

struct Shape {
  int nodes = 12;
  int arcs = 50;
  int wishes = 30;
  int classes = 1;
  bool is_congested = true;
  double limit_share = 0.0;  // of arcs that get a limit
};

Problem random_problem(const Shape& shape, unsigned seed) {
  Dice dice(seed);
  std::vector<network::ArcEnds> ends;
  ends.reserve(static_cast<std::size_t>(std::max(shape.nodes, shape.arcs)));
  for (int i = 0; i < shape.nodes; ++i) {  // a ring, so that every pair has a way
    ends.push_back({NodeId(static_cast<std::size_t>(i)),
                    NodeId(static_cast<std::size_t>((i + 1) % shape.nodes))});
  }
  while (static_cast<int>(ends.size()) < shape.arcs)
    ends.push_back({NodeId(dice.below(shape.nodes)), NodeId(dice.below(shape.nodes))});
  Problem problem;
  problem.graph = network::Graph(static_cast<std::size_t>(shape.nodes), ends);
  for (const ArcId arc : problem.graph.arcs()) {
    const double growth = shape.is_congested ? dice.real(0.0, 0.5) : 0.0;
    problem.delay.push_back({dice.real(0.0, 10.0), growth, dice.real(20.0, 80.0),
                             1.0 + static_cast<double>(dice.below(5))});
    if (dice.real(0.0, 1.0) < shape.limit_share)
      problem.limits.push_back({{arc}, dice.real(30.0, 120.0)});
  }
  for (int i = 0; i < shape.classes; ++i) {
    UserClass user_class;
    for (std::size_t arc = 0; arc < problem.graph.arc_count(); ++arc)
      user_class.fixed_h.push_back(dice.below(2) == 0 ? 0.0 : dice.real(0.0, 5.0));
    problem.classes.push_back(user_class);
  }
  for (int i = 0; i < shape.wishes; ++i) {
    problem.demand.push_back({NodeId(dice.below(shape.nodes)), NodeId(dice.below(shape.nodes)),
                              UserClassId(dice.below(shape.classes)), dice.real(1.0, 20.0)});
  }
  return problem;
}

enum class Question {
  kCost,    ///< of multicommodity flow within limits; infinity when there is none
  kRelief,  ///< least load added to limits so that there is one
};

// One more of a limit, in the rows of limits that begin after `rows`: a column that costs 1.
void add_relief(glp_prob* lp, int limits, int rows, int columns) {
  for (int l = 0; l < limits; ++l) {
    const int row[] = {0, rows + l + 1};
    const double less[] = {0.0, -1.0};
    const int column = columns + l + 1;
    glp_set_col_bnds(lp, column, GLP_LO, 0.0, 0.0);
    glp_set_obj_coef(lp, column, 1.0);
    glp_set_mat_col(lp, column, 1, row, less);
  }
}

// What leaves each node less what comes to it, in the rows after `rows`.
void set_supply(glp_prob* lp, const Demand& wish, int nodes, int rows) {
  for (int node = 0; node < nodes; ++node) {
    double supply = 0.0;
    if (wish.origin.value() == static_cast<unsigned>(node)) supply += wish.load_teu_per_h;
    if (wish.destination.value() == static_cast<unsigned>(node)) supply -= wish.load_teu_per_h;
    glp_set_row_bnds(lp, rows + node + 1, GLP_FX, supply, supply);
  }
}

// A commodity's load of an arc: it leaves the tail, comes to the head, and fills the arc's limit.
void set_load(glp_prob* lp, int column, const network::Graph& graph, ArcId arc, int node_rows,
              int limit_row) {
  std::vector<int> rows = {0};
  std::vector<double> values = {0.0};
  const auto tail = graph.tail(arc).value();
  const auto head = graph.head(arc).value();
  if (tail != head) {
    rows.push_back(node_rows + static_cast<int>(tail) + 1);
    values.push_back(1.0);
    rows.push_back(node_rows + static_cast<int>(head) + 1);
    values.push_back(-1.0);
  }
  if (limit_row != 0) {
    rows.push_back(limit_row);
    values.push_back(1.0);
  }
  glp_set_mat_col(lp, column, static_cast<int>(rows.size()) - 1, rows.data(), values.data());
}

// The minimum by the simplex method.
double least_by_glpk(const Problem& problem, Question question) {
  const int arcs = static_cast<int>(problem.graph.arc_count());
  const int nodes = static_cast<int>(problem.graph.node_count());
  std::vector<DemandId> wishes;
  for (const DemandId id : problem.demand.ids()) {
    if (problem.demand[id].origin != problem.demand[id].destination) wishes.push_back(id);
  }
  const int commodities = static_cast<int>(wishes.size());
  glp_term_out(GLP_OFF);
  glp_prob* lp = glp_create_prob();
  glp_add_rows(lp, commodities * nodes + static_cast<int>(problem.limits.size()));
  const int relief = question == Question::kRelief ? static_cast<int>(problem.limits.size()) : 0;
  glp_add_cols(lp, commodities * arcs + relief);
  add_relief(lp, relief, commodities * nodes, commodities * arcs);
  std::vector<int> limit_row(static_cast<std::size_t>(arcs), 0);
  for (const LimitId limit : problem.limits.ids()) {
    const int row = commodities * nodes + static_cast<int>(limit.value()) + 1;
    glp_set_row_bnds(lp, row, GLP_UP, 0.0, problem.limits[limit].limit_teu_per_h);
    for (const ArcId arc : problem.limits[limit].arcs) limit_row[arc.value()] = row;
  }
  for (int k = 0; k < commodities; ++k) {
    const Demand& wish = problem.demand[wishes[static_cast<std::size_t>(k)]];
    set_supply(lp, wish, nodes, k * nodes);
    for (int a = 0; a < arcs; ++a) {
      const ArcId arc(static_cast<std::size_t>(a));
      const int column = k * arcs + a + 1;
      glp_set_col_bnds(lp, column, GLP_LO, 0.0, 0.0);
      const double cost =
          problem.delay[arc].free_flow_h + problem.classes[wish.user_class].fixed_h[arc];
      glp_set_obj_coef(lp, column, question == Question::kCost ? cost : 0.0);
      set_load(lp, column, problem.graph, arc, k * nodes, limit_row[arc.value()]);
    }
  }
  glp_simplex(lp, nullptr);
  const double cost = glp_get_status(lp) == GLP_OPT ? glp_get_obj_val(lp) : HUGE_VAL;
  glp_delete_prob(lp);
  return cost;
}

TEST(RandomNetworks, LimitsWithConstantTimesAgreeWithTheLinearProgram) {
  Options options;
  options.gap = 1e-9;
  options.keep_routes = true;
  int feasible = 0;
  int infeasible = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Shape shape;
    shape.is_congested = false;
    shape.limit_share = 0.9;
    shape.wishes = 10 + static_cast<int>(seed % 4) * 12;
    const Problem problem = random_problem(shape, seed);
    const double expected = least_by_glpk(problem, Question::kCost);
    const Flows flows = solve(problem, options);
    if (std::isinf(expected)) {
      ++infeasible;
      EXPECT_EQ(flows.status, Status::kInfeasible) << "seed " << seed;
      EXPECT_FALSE(flows.conflict.empty()) << "seed " << seed;
    } else {
      ++feasible;
      EXPECT_EQ(flows.status, Status::kConverged) << "seed " << seed;
      EXPECT_NEAR(flows.objective, expected, 1e-6 * expected) << "seed " << seed;
      EXPECT_LE(flows.certificate.largest_excess, 1e-6) << "seed " << seed;
    }
  }
  EXPECT_GT(feasible, 10);
  EXPECT_GT(infeasible, 3);
}

TEST(RandomNetworks, TheCheapestReliefIsThatOfTheLinearProgram) {
  int needed = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Shape shape;
    shape.limit_share = 0.9;
    shape.wishes = 40 + static_cast<int>(seed % 4) * 12;
    Problem problem = random_problem(shape, seed);
    const double expected = least_by_glpk(problem, Question::kRelief);
    const Relief relief = find_relief(problem);
    EXPECT_EQ(relief.is_needed, expected > 1e-6) << "seed " << seed;
    if (!relief.is_needed) continue;
    ++needed;
    EXPECT_NEAR(relief.cost, expected, 1e-4 * expected) << "seed " << seed;
    EXPECT_LE(relief.least_cost, expected * (1.0 + 1e-9)) << "seed " << seed;
    // The limits named conflict, and without any one of them the others do not.
    ASSERT_TRUE(relief.is_smallest) << "seed " << seed;
    for (std::size_t left_out = 0; left_out <= relief.conflict.size(); ++left_out) {
      Problem part = problem;
      part.limits = {};
      for (std::size_t i = 0; i < relief.conflict.size(); ++i) {
        if (i != left_out) part.limits.push_back(problem.limits[relief.conflict[i]]);
      }
      const bool conflicts = least_by_glpk(part, Question::kRelief) > 1e-6;
      EXPECT_EQ(conflicts, left_out == relief.conflict.size()) << "seed " << seed;
    }
  }
  EXPECT_GT(needed, 10);
}

TEST(RandomNetworks, WithQueuesAndDemandCurvesNobodyGainsByAnotherChoice) {
  Options options;
  options.gap = 1e-11;
  options.keep_routes = true;
  int stays = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Shape shape;
    shape.classes = 1 + static_cast<int>(seed % 3);
    shape.limit_share = seed % 2 == 0 ? 0.2 : 0.0;
    Problem problem = random_problem(shape, seed);
    Dice dice(seed);
    for ([[maybe_unused]] const ArcId arc : problem.graph.arcs())
      problem.queue.push_back({dice.real(0.0, 1.0) < 0.3 ? dice.real(20.0, 60.0) : 0.0,
                               1.0 + static_cast<double>(dice.below(5)), dice.real(0.2, 1.0), 24.0,
                               dice.real(0.0, 2.0)});
    for (Demand& demand : problem.demand) {
      constexpr DemandShape kShapes[] = {DemandShape::kFixed, DemandShape::kExponential,
                                         DemandShape::kPower, DemandShape::kLinear};
      // Sharper curves leave loads too small for their costs to be told to eleven digits.
      const DemandShape shape_of = kShapes[dice.below(4)];
      const double sharpest = shape_of == DemandShape::kPower ? 2.0 : 0.3;
      demand.curve = {shape_of, dice.real(1.0, 10.0), dice.real(0.02, sharpest)};
    }
    const Flows flows = solve(problem, options);
    if (flows.status == Status::kInfeasible) continue;
    EXPECT_EQ(flows.status, Status::kConverged)
        << "seed " << seed << " gap " << flows.certificate.relative_gap;
    EXPECT_LE(worst_regret(problem, flows), 1e-5) << "seed " << seed;
    EXPECT_LE(worst_stay_regret(problem, flows), 1e-5) << "seed " << seed;
    EXPECT_LE(worst_imbalance(problem, flows), 1e-9) << "seed " << seed;
    stays += static_cast<int>(flows.stranded.size());
  }
  EXPECT_GT(stays, 100);
}

TEST(RandomNetworks, EveryUsedRouteIsCheapestForItsClass) {
  Options options;
  options.gap = 1e-11;
  options.keep_routes = true;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Shape shape;
    shape.classes = 1 + static_cast<int>(seed % 3);
    shape.limit_share = seed % 2 == 0 ? 0.2 : 0.0;
    const Problem problem = random_problem(shape, seed);
    const Flows flows = solve(problem, options);
    if (flows.status == Status::kInfeasible) continue;
    EXPECT_EQ(flows.status, Status::kConverged) << "seed " << seed;
    EXPECT_LE(worst_regret(problem, flows), 1e-5) << "seed " << seed;
    EXPECT_LE(worst_imbalance(problem, flows), 1e-9) << "seed " << seed;
    EXPECT_LE(std::abs(flows.certificate.duality_gap), 1e-8) << "seed " << seed;
  }
}

double time_at(const network::Delay& delay, double load) {
  const double ratio = load / delay.capacity_teu_per_h;
  return delay.free_flow_h * (1 + delay.growth * std::pow(ratio, delay.power));
}

// The share of the way to `target` at which the objective, whose part that is linear changes by
// `linear` on the whole way, is least; by bisection of its derivative.
double best_share(const Problem& problem, const std::vector<double>& load, const Flows& target,
                  double linear) {
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    double slope = linear;
    for (const ArcId arc : problem.graph.arcs()) {
      const double now = load[arc.value()];
      const double change = target.load_teu_per_h[arc] - now;
      slope += change * time_at(problem.delay[arc], now + middle * change);
    }
    (slope < 0.0 ? low : high) = middle;
  }
  return low;
}

// Frank-Wolfe with the exact derivative's bisection, by the solver's public parts only: each step
// is an all-or-nothing load at fixed times. Source: LeBlanc et al. 1975.
double objective_by_frank_wolfe(const Problem& problem, int steps) {
  const auto all_or_nothing = [&](const std::vector<double>& time) {
    Problem fixed = problem;
    for (const ArcId arc : fixed.graph.arcs()) fixed.delay[arc] = {time[arc.value()], 0, 1, 1};
    return solve(fixed, {});
  };
  const std::size_t count = problem.graph.arc_count();
  std::vector<double> load(count);
  double fixed_cost = 0.0;  // linear along each step
  for (int step = 0; step < steps; ++step) {
    std::vector<double> time(count);
    for (const ArcId arc : problem.graph.arcs())
      time[arc.value()] = time_at(problem.delay[arc], load[arc.value()]);
    const Flows target = all_or_nothing(time);
    double target_fixed = 0.0;
    for (const UserClassId c : problem.classes.ids()) {
      for (const ArcId arc : problem.graph.arcs())
        target_fixed += problem.classes[c].fixed_h[arc] * target.class_load_teu_per_h[c][arc];
    }
    const double share =
        step == 0 ? 1.0 : best_share(problem, load, target, target_fixed - fixed_cost);
    for (const ArcId arc : problem.graph.arcs())
      load[arc.value()] += share * (target.load_teu_per_h[arc] - load[arc.value()]);
    fixed_cost += share * (target_fixed - fixed_cost);
  }
  double objective = fixed_cost;
  for (const ArcId arc : problem.graph.arcs()) {
    const network::Delay& d = problem.delay[arc];
    const double x = load[arc.value()];
    objective += d.free_flow_h * x *
                 (1 + d.growth / (d.power + 1) * std::pow(x / d.capacity_teu_per_h, d.power));
  }
  return objective;
}

TEST(RandomNetworks, ObjectiveIsJustBelowALongFrankWolfeRun) {
  Options options;
  options.gap = 1e-11;
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Shape shape;
    shape.classes = 2;
    const Problem problem = random_problem(shape, seed);
    const double reached = objective_by_frank_wolfe(problem, 400);
    const double objective = solve(problem, options).objective;
    EXPECT_LE(objective, reached * (1 + 1e-10)) << "seed " << seed;
    EXPECT_NEAR(objective, reached, 1e-4 * reached) << "seed " << seed;
  }
}

TEST(RandomNetworks, ThreadsDoNotChangeAByte) {
  Shape shape;
  shape.nodes = 300;  // large enough for threads to be started at all
  shape.arcs = 1500;
  shape.wishes = 3000;
  shape.classes = 2;
  const Problem problem = random_problem(shape, 7);
  Options options;
  options.gap = 1e-11;
  const Flows one = solve(problem, options);
  for (const int jobs : {2, 3, 8}) {
    options.jobs = jobs;
    const Flows many = solve(problem, options);
    ASSERT_EQ(one.load_teu_per_h.size(), many.load_teu_per_h.size());
    EXPECT_EQ(0, std::memcmp(one.load_teu_per_h.data(), many.load_teu_per_h.data(),
                             one.load_teu_per_h.size() * sizeof(double)))
        << jobs << " jobs";
    EXPECT_EQ(one.iterations, many.iterations);
  }
}

}  // namespace
}  // namespace corridor::assignment
