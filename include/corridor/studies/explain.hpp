// Why one way costs more than another: a signed waterfall by place and component that sums to the
// gap, and the one change that would turn the order.
// In: two contenders for the same box, in one world or in two. Out: values.
// Invariant: the steps of a waterfall sum to the difference of the two generalised costs.
// What is not here: words and tables.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "corridor/studies/ways.hpp"

namespace corridor::studies {

enum class SpotKind : unsigned char {
  kPlace,   ///< port or terminal
  kBorder,  ///< post
  kRoads,   ///< hauls by truck in a country
  kRails,   ///< hauls by the default train in a country
  kSea,
  kService,  ///< run of a named train or ferry, borders inside
};

/// Where on a route money and time go. The same in every world: told by kind and slug.
struct Spot {
  SpotKind kind = SpotKind::kPlace;
  std::string slug;
  friend auto operator<=>(const Spot&, const Spot&) = default;
};

[[nodiscard]] Spot spot_of(const network::Network& network, ArcId arc);

/// "Torkham", "roads of Kazakhstan", "the sea".
[[nodiscard]] std::string name_of(const model::Scenario& world, const Spot& spot);

/// What a box pays for one component at one spot, on one route and on another.
struct WaterfallStep {
  Spot spot;
  network::Component component = network::Component::kHaulage;
  double before = 0.0;  ///< USD/TEU
  double after = 0.0;
  [[nodiscard]] double change() const { return after - before; }
};

/// Steps from `before` to `after`, those with money on either side, in order of spot and component.
/// They sum to the difference of the two routes' generalised costs.
[[nodiscard]] std::vector<WaterfallStep> make_waterfall(
    const network::Network& before_net, const std::vector<network::CostItem>& before,
    const network::Network& after_net, const std::vector<network::CostItem>& after);

/// One side of a comparison: the best way of its world that meets its terms.
struct Contender {
  const network::Network* network = nullptr;
  Shipment shipment;
  network::MonthState state;
  std::vector<ArcId> through;  ///< the way uses one of these arcs; empty = any way
  std::vector<ArcId> fixed;    ///< this way and no other; empty = the best one
};

/// The best way of a contender; nothing when there is none.
[[nodiscard]] std::optional<Way> best_way(const Contender& contender);

/// A change of one amount that makes both sides cost the same; a little more of it, and the loser
/// wins. The amount is scaled wherever its spot and component are met in the loser's world (and in
/// the winner's, when both are in one), and both search for their best ways anew.
struct Lever {
  Spot spot;
  network::Component component = network::Component::kHaulage;
  bool of_loser = true;  ///< the loser's amount falls; else the winner's rises
  double factor = 1.0;
  double usd_now = 0.0;  ///< of the side whose amount it is, USD/TEU
  [[nodiscard]] double usd_then() const { return usd_now * factor; }
};

struct Explanation {
  std::optional<Way> a;  ///< nothing: no way
  std::optional<Way> b;
  double gap = 0.0;  ///< generalised cost of b less that of a
  std::vector<WaterfallStep> steps;
  /// The largest single disadvantage of the dearer side that can turn the order alone; if there is
  /// none, the largest advantage of the cheaper side that can. Nothing where the costs are equal, a
  /// way is missing, or no single amount will do.
  std::optional<Lever> lever;
};

/// Compares the best ways of two contenders. Cost: a search for each side and amount tried, and a
/// few for the one that turns the order.
/// Source: ranging of a single cost coefficient (parametric shortest paths): both sides' best costs
/// are piecewise linear in the factor, so Newton's steps end on the exact root.
[[nodiscard]] Explanation explain(const Contender& a, const Contender& b);

/// Generalised cost of the contender's best way when the lever's amount is scaled by `factor`;
/// nothing when there is no way. What `explain` ranges, and what verifies it.
[[nodiscard]] std::optional<double> cost_under(const Contender& contender, const Lever& lever,
                                               double factor);

/// The network with every charge and time of the lever's spot and component scaled by its factor:
/// the lever applied to the world itself. Valued components but time stay as they are.
[[nodiscard]] network::Network apply(const network::Network& network, const Lever& lever);

}  // namespace corridor::studies
