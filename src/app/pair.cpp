#include "pair.hpp"

#include <fmt/format.h>

#include <array>

#include "corridor/base/error.hpp"

namespace corridor::app {

Pair make_pair(const model::Scenario& world, const PairWords& words) {
  Pair pair;
  pair.from = find_end(world, words.from);
  pair.to = find_end(world, words.to);
  if (pair.from.place == pair.to.place) {
    throw refuse("E302",
                 fmt::format("`{}` and `{}` are both {}", words.from, words.to,
                             world.places[pair.from.place].name),
                 "name two places");
  }
  studies::Goods goods;
  if (!words.goods.empty()) goods.commodity = find_goods(world, words.goods);
  goods.size = words.box_feet == 20 ? model::BoxSize::k20 : model::BoxSize::k40;
  const std::array<model::PlaceId, 2> ends = {pair.from.place, pair.to.place};
  pair.network = std::make_shared<const network::Network>(
      network::build_network(std::make_shared<const model::Scenario>(world), ends));
  const auto shipment =
      studies::make_shipment(*pair.network, pair.from.place, pair.to.place, goods);
  if (shipment) {
    pair.shipment = *shipment;
    return pair;
  }
  const bool at_start =
      studies::node_to_begin(*pair.network, pair.from.place, pair.to.place).is_none();
  throw refuse("E301",
               fmt::format("boxes cannot {} at {}: it has no road, rail terminal or quay in this "
                           "world",
                           at_start ? "begin" : "end",
                           world.places[at_start ? pair.from.place : pair.to.place].name),
               "name a place with one of them");
}

std::string describe_box(const model::Scenario& world, const studies::Shipment& shipment) {
  const std::string goods = shipment.like.is_none()
                                ? "mean goods"
                                : world.commodities[world.demand[shipment.like].commodity];
  const bool under_fee = shipment.cargo.goods == model::GoodsRule::kUnderFee;
  return fmt::format("{} ft box of {}{}, {:.1f} t/TEU, an hour worth {:.2f} USD/TEU",
                     shipment.cargo.size == model::BoxSize::k20 ? 20 : 40, goods,
                     under_fee ? " under the fee of transit" : "", shipment.weight.value(),
                     shipment.cargo.value_of_time.value());
}

std::string describe_end(const model::Scenario& world, const NamedEnd& end) {
  const std::string& place = world.places[end.place].name;
  if (end.region.is_none()) return place;
  return fmt::format("{} ({})", world.regions[end.region].name, place);
}

}  // namespace corridor::app
