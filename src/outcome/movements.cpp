#include "movements.hpp"

#include <algorithm>
#include <map>

namespace corridor::outcome {
namespace {

using model::BoxSize;
using model::Demand;
using model::DemandId;
using model::RegionPlace;
using model::Scenario;
using model::TradeDirection;
using network::CargoClass;

std::uint32_t class_position(std::vector<CargoClass>& classes, const CargoClass& cargo) {
  const auto found = std::find(classes.begin(), classes.end(), cargo);
  if (found != classes.end()) return static_cast<std::uint32_t>(found - classes.begin());
  classes.push_back(cargo);
  return static_cast<std::uint32_t>(classes.size() - 1);
}

class Lister {
 public:
  explicit Lister(const network::Network& network)
      : network_(&network), world_(network.scenario.get()) {}

  Movements list() {
    for (const DemandId id : world_->demand.ids()) {
      const Demand& demand = world_->demand[id];
      if (demand.load_kind == model::LoadKind::kChoice && demand.in_base) add(id, demand);
    }
    movements_.of_class.resize(movements_.classes.size());
    for (const MovementId id : movements_.all.ids()) {
      movements_.of_class[movements_.all[id].cargo].push_back(id);
    }
    list_pairs();
    return std::move(movements_);
  }

 private:
  const network::Network* network_;
  const Scenario* world_;
  Movements movements_;

  void list_pairs() {
    std::map<std::pair<model::PlaceId, model::PlaceId>, PairId> known;
    for (const MovementId id : movements_.all.ids()) {
      const Movement& movement = movements_.all[id];
      const auto [entry, is_new] = known.try_emplace({movement.origin, movement.destination});
      if (is_new) entry->second = movements_.of_pair.push_back({});
      movements_.pair.push_back(entry->second);
      movements_.of_pair[entry->second].push_back(id);
    }
  }

  void add(DemandId id, const Demand& demand) {
    const auto homes = places_of(*world_, demand.country, demand.country);
    const auto partners = places_of(*world_, demand.partner, demand.country);
    if (homes.empty() || partners.empty()) return;
    const model::CountryId home = world_->places[homes.front().place].country;
    const model::GoodsShares by_rule = model::goods_shares(*world_, demand);
    for (const BoxSize size : {BoxSize::k20, BoxSize::k40}) {
      const double of_size = size == BoxSize::k40 ? demand.share_40 : 1.0 - demand.share_40;
      for (std::size_t rule = 0; rule < by_rule.size(); ++rule) {
        const double share = of_size * by_rule[rule];
        if (share <= 0.0) continue;
        const CargoClass cargo =
            network::cargo_class(*world_, demand, size, home, static_cast<model::GoodsRule>(rule));
        const std::uint32_t position = class_position(movements_.classes, cargo);
        add_pairs(id, demand, homes, partners, position, share);
      }
    }
  }

  void add_pairs(DemandId id, const Demand& demand, const std::vector<RegionPlace>& homes,
                 const std::vector<RegionPlace>& partners, std::uint32_t cargo, double share) {
    for (const RegionPlace& home : homes) {
      for (const RegionPlace& partner : partners) {
        const bool is_import = demand.direction == TradeDirection::kImport;
        Movement movement;
        movement.demand = id;
        movement.origin = is_import ? partner.place : home.place;
        movement.destination = is_import ? home.place : partner.place;
        movement.cargo = cargo;
        movement.share = share * home.share * partner.share;
        if (movement.share > 0.0) movements_.all.push_back(movement);
      }
    }
  }
};

}  // namespace

std::vector<RegionPlace> places_of(const Scenario& scenario, model::RegionId region,
                                   model::RegionId country) {
  std::vector<RegionPlace> own;
  std::vector<RegionPlace> general;
  for (const RegionPlace& place : scenario.region_places) {
    if (place.region != region || place.access == model::Access::kPort) continue;
    if (place.for_country == country) own.push_back(place);
    if (place.for_country.is_none()) general.push_back(place);
  }
  return own.empty() ? general : own;
}

Movements list_movements(const network::Network& network) {
  return Lister(network).list();
}

}  // namespace corridor::outcome
