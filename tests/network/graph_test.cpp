#include "corridor/network/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace corridor::network {
namespace {

using testing::ElementsAre;

TEST(Graph, SortsArcsByTailAndRemembersWhereTheyCameFrom) {
  const std::vector<ArcEnds> arcs = {{NodeId(2), NodeId(0)},
                                     {NodeId(0), NodeId(1)},
                                     {NodeId(2), NodeId(1)},
                                     {NodeId(0), NodeId(2)}};
  std::vector<std::uint32_t> order;
  const Graph graph(3, arcs, &order);
  EXPECT_THAT(order, ElementsAre(1, 3, 0, 2));
  EXPECT_EQ(graph.first_out(NodeId(2)), 2u);
  EXPECT_EQ(graph.head(ArcId(1)), NodeId(2));
  EXPECT_THAT(graph.arcs_in(NodeId(1)), ElementsAre(ArcId(0), ArcId(3)));
}

TEST(Graph, KeepsParallelArcsAndSelfLoops) {
  const std::vector<ArcEnds> arcs = {
      {NodeId(0), NodeId(0)}, {NodeId(0), NodeId(1)}, {NodeId(0), NodeId(1)}};
  const Graph graph(2, arcs);
  EXPECT_EQ(graph.arc_count(), 3u);
  EXPECT_EQ(graph.arcs_in(NodeId(1)).size(), 2u);
  EXPECT_EQ(graph.arcs_in(NodeId(0)).size(), 1u);
}

}  // namespace
}  // namespace corridor::network
