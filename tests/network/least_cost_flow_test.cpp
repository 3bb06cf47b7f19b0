#include "corridor/network/least_cost_flow.hpp"

#include <glpk.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "corridor/base/random.hpp"

namespace corridor::network {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kPlenty = 1'000'000;
constexpr double kShut = std::numeric_limits<double>::infinity();

ArcEnds arc(int tail, int head) {
  return {NodeId(static_cast<std::size_t>(tail)), NodeId(static_cast<std::size_t>(head))};
}

TEST(LeastCostFlow, SendsEachBoxToTheNearestPlaceThatLacksOne) {
  const std::vector<ArcEnds> arcs = {arc(0, 2), arc(0, 3), arc(1, 2), arc(1, 3)};
  const Graph graph(4, arcs);
  const std::vector<std::int64_t> supply = {5, 5, -5, -5};
  const std::vector<double> costs = {1, 10, 2, 4};
  const std::vector<std::int64_t> capacity(4, kPlenty);
  const LeastCostFlow sent = find_least_cost_flow(graph, supply, costs, capacity);
  EXPECT_THAT(sent.flow, ElementsAre(5, 0, 0, 5));
  EXPECT_EQ(sent.cost, 25.0);
  EXPECT_EQ(sent.unsent, 0);
}

TEST(LeastCostFlow, TakesTheDearArcWhenTheCheapOneIsFull) {
  const std::vector<ArcEnds> arcs = {arc(0, 1), arc(0, 1)};
  const Graph graph(2, arcs);
  const std::vector<std::int64_t> supply = {10, -10};
  const std::vector<double> costs = {1, 3};
  const std::vector<std::int64_t> capacity = {4, kPlenty};
  const LeastCostFlow sent = find_least_cost_flow(graph, supply, costs, capacity);
  EXPECT_THAT(sent.flow, ElementsAre(4, 6));
  EXPECT_EQ(sent.cost, 22.0);
}

TEST(LeastCostFlow, SaysWhatFindsNoWay) {
  const std::vector<ArcEnds> arcs = {arc(0, 1), arc(1, 2)};
  const Graph graph(4, arcs);
  const std::vector<std::int64_t> supply = {10, 0, -10, 7};
  const std::vector<double> costs = {1, 1};
  const std::vector<std::int64_t> capacity = {3, kPlenty};
  const LeastCostFlow sent = find_least_cost_flow(graph, supply, costs, capacity);
  EXPECT_THAT(sent.flow, ElementsAre(3, 3));
  EXPECT_EQ(sent.unsent, 14);
  const std::vector<double> shut = {kShut, 1};
  EXPECT_EQ(find_least_cost_flow(graph, supply, shut, capacity).unsent, 17);
}

TEST(LeastCostFlow, IsTakenApartByItsEndsWithoutWhatGoesRound) {
  // 0 -> 1 -> 2, a circle 1 -> 3 -> 1 beside it, and 4 -> 1.
  const std::vector<ArcEnds> arcs = {arc(0, 1), arc(1, 3), arc(1, 2), arc(3, 1), arc(4, 1)};
  const Graph graph(5, arcs);
  const std::vector<std::int64_t> supply = {6, 0, -7, 0, 1};
  const std::vector<std::int64_t> flow = {6, 5, 7, 5, 1};
  EXPECT_THAT(list_transfers(graph, supply, flow),
              ElementsAre(Transfer{NodeId(0), NodeId(2), 6}, Transfer{NodeId(4), NodeId(2), 1}));
}

struct Question {
  Graph graph;
  std::vector<std::int64_t> supply;
  std::vector<double> costs;
  std::vector<std::int64_t> capacity;
};

// A ring both ways, dear and wide, so that all can be sent, and chords.
Question random_question(std::uint64_t seed) {
  constexpr std::size_t kNodes = 9;
  constexpr std::size_t kChords = 20;
  RandomStream random(StreamKey{seed});
  const auto below = [&](std::size_t bound) {
    return static_cast<std::size_t>(random.below(bound));
  };
  Question question;
  std::vector<ArcEnds> arcs;
  std::vector<double> costs;
  std::vector<std::int64_t> capacity;
  const auto add = [&](std::size_t tail, std::size_t head, double cost, std::int64_t most) {
    arcs.push_back({NodeId(tail), NodeId(head)});
    costs.push_back(cost);
    capacity.push_back(most);
  };
  for (std::size_t node = 0; node < kNodes; ++node) {
    add(node, (node + 1) % kNodes, 50.0, kPlenty);
    add((node + 1) % kNodes, node, 50.0, kPlenty);
  }
  for (std::size_t i = 0; i < kChords; ++i)
    add(below(kNodes), below(kNodes), static_cast<double>(below(40)),
        static_cast<std::int64_t>(below(30)));
  question.supply.assign(kNodes, 0);
  for (std::size_t i = 0; i < 6; ++i) {
    const auto amount = static_cast<std::int64_t>(below(25));
    question.supply[below(kNodes)] += amount;
    question.supply[below(kNodes)] -= amount;
  }
  std::vector<std::uint32_t> order;
  question.graph = Graph(kNodes, arcs, &order);
  for (const std::uint32_t position : order) {
    question.costs.push_back(costs[position]);
    question.capacity.push_back(capacity[position]);
  }
  return question;
}

double least_cost_by_lp(const Question& question) {
  glp_term_out(GLP_OFF);
  glp_prob* lp = glp_create_prob();
  glp_add_rows(lp, static_cast<int>(question.graph.node_count()));
  glp_add_cols(lp, static_cast<int>(question.graph.arc_count()));
  for (int node = 0; node < static_cast<int>(question.supply.size()); ++node) {
    const auto amount = static_cast<double>(question.supply[static_cast<std::size_t>(node)]);
    glp_set_row_bnds(lp, node + 1, GLP_FX, amount, amount);
  }
  for (const ArcId id : question.graph.arcs()) {
    const int column = static_cast<int>(id.value()) + 1;
    const auto most = static_cast<double>(question.capacity[id.value()]);
    glp_set_col_bnds(lp, column, most > 0 ? GLP_DB : GLP_FX, 0.0, most);
    glp_set_obj_coef(lp, column, question.costs[id.value()]);
    const int rows[] = {0, static_cast<int>(question.graph.tail(id).value()) + 1,
                        static_cast<int>(question.graph.head(id).value()) + 1};
    const double values[] = {0.0, 1.0, -1.0};
    if (rows[1] != rows[2]) glp_set_mat_col(lp, column, 2, rows, values);
  }
  glp_simplex(lp, nullptr);
  const double cost = glp_get_status(lp) == GLP_OPT ? glp_get_obj_val(lp) : kShut;
  glp_delete_prob(lp);
  return cost;
}

TEST(LeastCostFlow, CostsWhatALinearProgramFindsAndKeepsEveryBox) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Question question = random_question(seed);
    const LeastCostFlow sent =
        find_least_cost_flow(question.graph, question.supply, question.costs, question.capacity);
    ASSERT_EQ(sent.unsent, 0) << seed;
    ASSERT_NEAR(sent.cost, least_cost_by_lp(question), 1e-6) << seed;
    std::vector<std::int64_t> left = question.supply;
    for (const ArcId id : question.graph.arcs()) {
      ASSERT_GE(sent.flow[id.value()], 0);
      ASSERT_LE(sent.flow[id.value()], question.capacity[id.value()]);
      left[question.graph.tail(id).value()] -= sent.flow[id.value()];
      left[question.graph.head(id).value()] += sent.flow[id.value()];
    }
    for (const std::int64_t amount : left) ASSERT_EQ(amount, 0) << seed;
    for (const Transfer& transfer : list_transfers(question.graph, question.supply, sent.flow)) {
      ASSERT_GT(transfer.amount, 0);
      left[transfer.from.value()] += transfer.amount;
      left[transfer.to.value()] -= transfer.amount;
    }
    EXPECT_EQ(left, question.supply) << seed;
  }
}

}  // namespace
}  // namespace corridor::network
