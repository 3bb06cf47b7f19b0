#include "corridor/network/cut.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cstdint>

namespace corridor::network {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<ArcEnds> arcs_of(const std::vector<std::pair<int, int>>& ends) {
  std::vector<ArcEnds> arcs;
  arcs.reserve(ends.size());
  for (const auto& [tail, head] : ends)
    arcs.push_back(
        {NodeId(static_cast<std::size_t>(tail)), NodeId(static_cast<std::size_t>(head))});
  return arcs;
}

bool is_joined(const Graph& graph, NodeId from, NodeId to, std::span<const CutRole> roles,
               std::uint32_t without) {
  std::vector<char> seen(graph.node_count(), 0);
  std::vector<NodeId> open = {from};
  seen[from.value()] = 1;
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    for (const ArcId arc : graph.arcs()) {
      const bool is_cut = ((without >> arc.value()) & 1U) != 0;
      if (graph.tail(arc) != node || is_cut || roles[arc.value()] == CutRole::kAbsent) continue;
      const NodeId next = graph.head(arc);
      if (seen[next.value()] != 0) continue;
      seen[next.value()] = 1;
      open.push_back(next);
    }
  }
  return seen[to.value()] != 0;
}

// The least number of breakable arcs by trying every subset; -1 when none will do.
int least_cut(const Graph& graph, NodeId from, NodeId to, std::span<const CutRole> roles) {
  int least = -1;
  for (std::uint32_t set = 0; set < (1U << graph.arc_count()); ++set) {
    bool is_allowed = true;
    for (const ArcId arc : graph.arcs()) {
      const bool is_in = ((set >> arc.value()) & 1U) != 0;
      if (is_in && roles[arc.value()] != CutRole::kBreaks) is_allowed = false;
    }
    const int size = std::popcount(set);
    if (!is_allowed || (least >= 0 && size >= least)) continue;
    if (!is_joined(graph, from, to, roles, set)) least = size;
  }
  return least;
}

TEST(MinCut, NamesTheNarrowPlace) {
  // Two ways out of 0, one bridge 1 -> 2, two ways into 3.
  const Graph graph(4, arcs_of({{0, 1}, {0, 1}, {1, 2}, {2, 3}, {2, 3}}));
  const std::vector<CutRole> roles(5, CutRole::kBreaks);
  EXPECT_THAT(*find_min_cut(graph, NodeId(0), NodeId(3), roles), ElementsAre(ArcId(2)));
}

TEST(MinCut, IsEmptyWhereNothingJoins) {
  const Graph graph(3, arcs_of({{0, 1}, {2, 1}}));
  const std::vector<CutRole> roles(2, CutRole::kUnbroken);
  EXPECT_THAT(*find_min_cut(graph, NodeId(0), NodeId(2), roles), IsEmpty());
}

TEST(MinCut, IsNothingWhereTheJoinCannotBeCut) {
  const Graph graph(2, arcs_of({{0, 1}, {0, 1}}));
  const std::vector<CutRole> roles = {CutRole::kBreaks, CutRole::kUnbroken};
  EXPECT_FALSE(find_min_cut(graph, NodeId(0), NodeId(1), roles).has_value());
  EXPECT_FALSE(find_min_cut(graph, NodeId(0), NodeId(0), roles).has_value());
}

TEST(MinCut, IsAsSmallAsTryingEverySubset) {
  std::uint64_t seed = 1;
  const auto draw = [&](std::uint64_t below) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((seed >> 33U) % below);
  };
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    std::vector<ArcEnds> ends;
    std::vector<CutRole> roles;
    for (int i = 0; i < 10; ++i) {
      ends.push_back({NodeId(draw(5)), NodeId(draw(5))});
      const CutRole kinds[] = {CutRole::kAbsent, CutRole::kBreaks, CutRole::kBreaks,
                               CutRole::kUnbroken};
      roles.push_back(kinds[draw(4)]);
    }
    const Graph graph(5, ends);
    const auto cut = find_min_cut(graph, NodeId(0), NodeId(4), roles);
    const int least = least_cut(graph, NodeId(0), NodeId(4), roles);
    ASSERT_EQ(cut ? static_cast<int>(cut->size()) : -1, least);
    if (!cut) continue;
    std::uint32_t set = 0;
    for (const ArcId arc : *cut) set |= 1U << arc.value();
    EXPECT_FALSE(is_joined(graph, NodeId(0), NodeId(4), roles, set));
  }
}

TEST(ConnectedParts, JoinWhateverTheDirection) {
  const Graph graph(5, arcs_of({{0, 1}, {2, 1}, {3, 4}}));
  EXPECT_THAT(connected_parts(graph, std::vector<char>{1, 1, 1}), ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(connected_parts(graph, std::vector<char>{1, 0, 1}), ElementsAre(0, 0, 1, 2, 2));
}

}  // namespace
}  // namespace corridor::network
