// The network under construction. Each build_*.cpp adds one kind of movement; build.cpp closes it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "corridor/network/network.hpp"
#include "price_list.hpp"

namespace corridor::network {

/// An arc with everything that hangs on it, before the graph gives it an id.
struct DraftArc {
  NodeId tail;
  NodeId head;
  ArcFacts facts;
  std::vector<Charge> charges;
  std::vector<FacilityUse> uses;
};

/// What all transit boxes of a regime share at its gateways.
enum class TransitControl : unsigned char { kScanners, kTrackers };

class Builder {
 public:
  explicit Builder(std::shared_ptr<const model::Scenario> scenario);

  [[nodiscard]] const model::Scenario& world() const { return *scenario_; }
  [[nodiscard]] const PriceList& prices() const { return prices_; }

  /// The node of a kind at a place, made on first use.
  NodeId node(model::PlaceId place, NodeKind kind, int gauge_mm = 0);
  [[nodiscard]] bool has_node(model::PlaceId place, NodeKind kind, int gauge_mm = 0) const;
  /// A node that nothing else refers to: stops of a service, the middle of a border crossing.
  NodeId new_node(Node node);

  /// Adds an arc; `there` and its way back are each other's reverse.
  std::size_t add(DraftArc arc);
  void add_pair(DraftArc there, DraftArc back);
  /// Makes two arcs already added each other's reverse.
  void pair(std::size_t there, std::size_t back);

  FacilityId add_facility(Facility facility);
  /// Scanners or trackers of a regime, one facility for all regimes with the same gateways and
  /// capacity.
  FacilityId transit_control(const model::Regime& regime, TransitControl control);
  /// The facility of one direction of a link or border.
  [[nodiscard]] FacilityId facility_of(model::LinkId link, model::Direction direction) const;
  [[nodiscard]] FacilityId facility_of(model::BorderId border, model::Direction direction) const;

  /// The border post between two places on a mode, and the direction from -> to takes through it.
  struct Crossing {
    model::BorderId border;
    model::Direction direction = model::Direction::kForward;
  };
  [[nodiscard]] std::optional<Crossing> crossing(model::PlaceId from, model::PlaceId to,
                                                 model::Mode mode) const;

  /// A link is part of the network: open, its year has come, and boxes may use it.
  [[nodiscard]] bool is_usable(const model::Link& link) const;

  [[nodiscard]] Network finish();

 private:
  std::shared_ptr<const model::Scenario> scenario_;
  PriceList prices_;
  Column<NodeId, Node> nodes_;
  std::map<std::tuple<model::PlaceId, NodeKind, int>, NodeId> node_of_;
  std::vector<DraftArc> arcs_;
  std::vector<std::size_t> reverse_;  ///< [draft arc], its own position where one-way
  Column<FacilityId, Facility> facilities_;
  std::map<std::pair<model::LinkId, model::Direction>, FacilityId> link_facility_;
  std::map<std::pair<model::BorderId, model::Direction>, FacilityId> border_facility_;
  std::map<std::tuple<model::PlaceId, model::PlaceId, model::Mode>, Crossing> crossings_;
  std::map<std::tuple<TransitControl, std::vector<model::PlaceId>, double>, FacilityId>
      transit_controls_;

  void add_link_facilities();
  void add_border_facilities();
};

/// The other way.
[[nodiscard]] constexpr model::Direction opposite(model::Direction direction) {
  return direction == model::Direction::kForward ? model::Direction::kBackward
                                                 : model::Direction::kForward;
}

void add_roads(Builder& builder);
void add_railways(Builder& builder);
void add_services(Builder& builder);
void add_ports(Builder& builder);
void add_sea_lanes(Builder& builder);
void add_zones(Builder& builder, std::span<const model::PlaceId> more_ends);
void add_surcharges(const model::Scenario& world, std::vector<DraftArc>& arcs,
                    const Column<NodeId, Node>& nodes);

/// Charges and controls of the regimes in force that boxes meet at a gateway's quay or at a border
/// (the other id is none).
void add_regimes(Builder& builder, DraftArc& arc, model::PlaceId gateway, model::BorderId border);

/// Time, spread and money of passing a border post by road, by container train or in a wagon.
struct BorderPassage {
  Hours hours;
  double variance_h2 = 0.0;
  std::vector<Charge> charges;
};
[[nodiscard]] BorderPassage pass_border(const Builder& builder, Builder::Crossing crossing,
                                        model::HaulProduct product);

/// The part of a border's fee that the TIR price of the haul to the post would have held, for a box
/// whose truck begins (`outward`) or ends at the post, from or to another truck or a train: the
/// short haul over the line holds next to nothing of it. Of several posts at a place the dearest;
/// nothing where the price holds no fee.
[[nodiscard]] std::optional<Charge> fee_held_by_haul(const Builder& builder, model::PlaceId place,
                                                     bool outward);

/// Length, time, money and facilities of a link taken by rail in one direction with a product.
struct RailHaul {
  Hours hours;
  std::vector<Charge> charges;
};
[[nodiscard]] RailHaul haul_by_rail(const Builder& builder, const model::Link& link,
                                    model::HaulProduct product);

}  // namespace corridor::network
