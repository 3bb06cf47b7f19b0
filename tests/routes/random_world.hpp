// Small random multimodal worlds: roads, railways and container trains in two countries, posts
// between them, two gateways with lanes to one market.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "corridor/network/cost.hpp"
#include "random_network.hpp"
#include "support/world.hpp"

namespace corridor::routes {

struct RandomWorld : test::World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  std::vector<model::PlaceId> inland;
  model::PlaceId market = port("market", b, model::PortRole::kOverseas, "M");

  explicit RandomWorld(Dice& dice) {
    for (int i = 0; i < dice.roll(3, 4); ++i)
      inland.push_back(place("p" + std::to_string(i), dice.chance(50) ? a : b));
    std::vector<model::PlaceId> land = inland;
    for (const char* name : {"north", "south"}) {
      land.push_back(port(name, b, model::PortRole::kGateway, "R"));
      add_port(dice, land.back());
    }
    for (std::size_t from = 0; from < land.size(); ++from) {
      for (std::size_t to = from + 1; to < land.size(); ++to) {
        if (dice.chance(45)) add_link(dice, land[from], land[to], model::Mode::kRoad);
        if (dice.chance(35)) add_link(dice, land[from], land[to], model::Mode::kRail);
      }
    }
    for (int i = dice.roll(0, 2); i > 0; --i) add_train(dice, land, i);
    trucks(1.0, 2.0, 50);
    trains(0.5, 30);
    for (const char* gate : {"north", "south"}) lane(gate, "M", 300, 600);
    demand(region("home", inland.front(), model::Access::kLand),
           region("overseas", market, model::Access::kSea), model::TradeDirection::kExport, 12000);
  }

  [[nodiscard]] network::Network build() const { return network::build_network(share()); }

 private:
  void add_port(Dice& dice, model::PlaceId place) {
    terminal(place, 100000, dice.roll(1, 3));
    charge(place, model::Trade::kTransit, model::ChargeKind::kThc, 100, 10 * dice.roll(10, 30));
    for (int i = dice.roll(1, 2); i > 0; --i) {  // by Suez and round the Cape
      const model::LinkId lane = sea(place, market, 1000, 24 * dice.roll(2, 9), dice.roll(1, 7));
      edit().links[lane].slug += std::to_string(i);
      if (dice.chance(60)) edit().links[lane].passages = {dice.chance(50) ? "suez" : "cape"};
    }
  }
  void add_link(Dice& dice, model::PlaceId from, model::PlaceId to, model::Mode mode) {
    const double km = 50.0 * dice.roll(1, 20);
    if (mode == model::Mode::kRoad) {
      road(from, to, km);
    } else {
      const model::LinkId track = rail(from, to, km, dice.chance(75) ? 1520 : 1435);
      edit().links[track].slug += "_rail";  // unlike the road beside it
    }
    if (edit().places[from].country == edit().places[to].country) return;
    const model::BorderId post = border(from, to, mode, dice.roll(0, 40), dice.roll(0, 200));
    edit().borders[post].slug += "_" + edit().places[to].slug;  // one place may have several
  }
  void add_train(Dice& dice, const std::vector<model::PlaceId>& land, int number) {
    model::Service train;
    train.slug = train.name = "train" + std::to_string(number);
    train.stops = {land[static_cast<std::size_t>(dice.roll(0, 2))], land.back()};
    train.departures = PerHour(dice.roll(1, 7) / 168.0);
    train.capacity = Teu(100);
    train.row = edit().links[model::LinkId(0)].row;
    edit().services.push_back(train);
  }
};

inline network::CargoClass plain_cargo() {
  network::CargoClass cargo;
  cargo.value_of_time = UsdPerTeuHour(0.5);
  return cargo;
}

/// Costs of the network with every door open.
inline std::vector<double> open_costs(const network::Network& network,
                                      network::MonthState* state = nullptr) {
  network::MonthState open = network::month_states(network).front();
  open.shut.assign(open.shut.size(), 0);
  std::vector<double> costs;
  network::fill_costs(network, plain_cargo(), open, costs);
  if (state != nullptr) *state = open;
  return costs;
}

}  // namespace corridor::routes
