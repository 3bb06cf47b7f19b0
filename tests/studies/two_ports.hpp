// One inland place, a port of the corridor and a rival, one market overseas.
#pragma once

#include "support/world.hpp"

namespace corridor::test {

/// From inland: 500 km by road to near, 700 km to far; a border on each road; two days by sea.
struct TwoPorts : World {
  model::CountryId a = country("a");
  model::CountryId b = country("b");
  model::CountryId c = country("c");
  model::PlaceId inland = place("inland", a);
  model::PlaceId near = port("near", b, model::PortRole::kGateway, "R");
  model::PlaceId far = port("far", c, model::PortRole::kRival, "R");
  model::PlaceId market = port("market", b, model::PortRole::kOverseas, "M");

  TwoPorts() {
    road(inland, near, 500);
    road(inland, far, 700);
    border(inland, near, model::Mode::kRoad, 10, 0);
    edit().borders.push_back(edit().borders[model::BorderId(0)]);
    auto& second = edit().borders[model::BorderId(1)];
    second.slug = second.name = "bx_far";
    second.to = far;
    sea(near, market, 1000, 48, 7);
    sea(far, market, 1000, 48, 7);
    trucks(1.0, 2.0, 50);
    terminal(near, 100000, 2);
    terminal(far, 100000, 2);
    charge(near, model::Trade::kTransit, model::ChargeKind::kThc, 100, 160);
    charge(far, model::Trade::kTransit, model::ChargeKind::kThc, 60, 90);
    lane("near", "M", 300, 600);
    lane("far", "M", 300, 600);
    const auto home = region("home", inland, model::Access::kLand);
    const auto overseas = region("overseas", market, model::Access::kSea);
    demand(home, overseas, model::TradeDirection::kExport, 12000);
  }
};

}  // namespace corridor::test
