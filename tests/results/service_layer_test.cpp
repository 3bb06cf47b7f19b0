#include <gtest/gtest.h>

#include <algorithm>

#include "corridor/outcome/outcome.hpp"
#include "corridor/results/map_layers.hpp"
#include "support/world.hpp"

namespace corridor::results {
namespace {

// A railway of two links, and a train that stops between them; nothing else moves boxes.
struct TrainWithAStop : test::World {
  model::CountryId here = country("here");
  model::PlaceId west = place("west", here);
  model::PlaceId middle = place("middle", here);
  model::PlaceId east = place("east", here);

  TrainWithAStop() {
    rail(west, middle, 100, 1520);
    rail(middle, east, 100, 1520);
    trains(5, 30);
    model::Service train;
    train.slug = "train";
    train.name = "The train";
    train.stops = {west, middle, east};
    train.departures = PerHour(1.0 / 24);
    train.fare = UsdPerTeu(10);
    train.fare_per_40 = Usd(15);
    train.is_offered = true;
    train.row = edit().links[model::LinkId(0)].row;
    edit().services.push_back(train);
    demand(region("w", west, model::Access::kLand), region("e", east, model::Access::kLand),
           model::TradeDirection::kExport, 1000);
  }
};

TEST(MapLayers, AServiceIsDrawnLegByLegWithItsSource) {
  const TrainWithAStop world;
  const auto outcome = outcome::solve(
      std::make_shared<const network::Network>(network::build_network(world.share())), {});
  const auto layers = make_map_layers(outcome);
  const auto found = std::find_if(layers.begin(), layers.end(), [](const MapLayer& layer) {
    return layer.table.name == "services";
  });
  ASSERT_NE(found, layers.end());
  ASSERT_EQ(found->table.row_count(), 2U);
  EXPECT_EQ(found->table.text(0, "name"), "The train");
  EXPECT_EQ(found->table.text(0, "from"), "west");
  EXPECT_EQ(found->table.text(1, "to"), "east");
  EXPECT_GT(found->table.number(0, "teu").value(), 999.0) << "laden one way, empties the other";
  EXPECT_FALSE(found->table.text(0, "source").empty());
  EXPECT_EQ(found->lines.size(), 2U);
}

}  // namespace
}  // namespace corridor::results
