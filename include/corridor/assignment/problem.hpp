// What an assignment is asked: a graph, a delay on each arc, who wants to go where.
// Numbers are in any consistent units; the corridor's are hours, and TEU per hour for every load.
// Classes share the time of an arc through their load, so a class with another footprint per
// vehicle states its demand in load. Money is fixed time: USD divided by the class's value of time.
// That keeps all classes together one convex program (Source: Dafermos 1972; Sheffi 1985, ch. 8).
#pragma once

#include <cstdint>
#include <vector>

#include "corridor/assignment/demand_curve.hpp"
#include "corridor/base/id.hpp"
#include "corridor/network/delay.hpp"
#include "corridor/network/graph.hpp"
#include "corridor/network/queue_delay.hpp"

namespace corridor::assignment {

using network::ArcId;
using network::NodeId;

struct UserClassTag;
struct DemandTag;
struct LimitTag;
using UserClassId = Id<UserClassTag>;
using DemandId = Id<DemandTag>;
using LimitId = Id<LimitTag>;

/// Users who see the same costs besides time: tolls, tariffs and fees over their value of time.
struct UserClass {
  Column<ArcId, double> fixed_h;  ///< not negative; empty: none
};

/// Load that wants to go. Load from a node to itself uses no arc and is not assigned. With a curve,
/// `load_teu_per_h` is what would go at no cost, and what the way costs decides how much does.
struct Demand {
  NodeId origin;
  NodeId destination;
  UserClassId user_class = UserClassId(0);
  double load_teu_per_h = 0.0;
  DemandCurve curve = {};  ///< over cost with fixed time and prices
};

/// A hard capacity on the load of one arc, or on several together (both directions of a border).
struct Limit {
  std::vector<ArcId> arcs;
  double limit_teu_per_h = 0.0;
};

/// Requires: an arc in one limit at most (put a second limit on an arc in line with it); columns as
/// long as the graph has arcs (or empty where allowed), finite numbers that are not negative. What
/// is absent: names, dates, modes; those are the network's.
struct Problem {
  network::Graph graph;
  Column<ArcId, network::Delay> delay;
  Column<ArcId, network::QueueDelay> queue;  ///< waits besides the delay; empty: none
  Column<LimitId, Limit> limits;
  Column<NodeId, char> is_through;  ///< may a path pass through the node; empty: all
  Column<UserClassId, UserClass> classes;
  Column<DemandId, Demand> demand;
};

}  // namespace corridor::assignment
