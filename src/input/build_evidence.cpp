// What the model is compared with, and the money that scenarios add.
#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

constexpr Word<Mode> kModes[] = {{"road", Mode::kRoad}, {"rail", Mode::kRail}, {"sea", Mode::kSea}};
constexpr Word<PricedUnit> kUnits[] = {{"truck", PricedUnit::kTruck},
                                       {"box20", PricedUnit::kBox20},
                                       {"box40", PricedUnit::kBox40},
                                       {"teu", PricedUnit::kTeu}};
constexpr Word<Per> kPers[] = {{"teu", Per::kTeu}, {"box", Per::kBox}, {"truck", Per::kTruck}};
constexpr Word<ClosureTarget> kTargets[] = {{"border", ClosureTarget::kBorder},
                                            {"link", ClosureTarget::kLink},
                                            {"passage", ClosureTarget::kPassage},
                                            {"service", ClosureTarget::kService},
                                            {"place", ClosureTarget::kPlace}};

}  // namespace

void build_reported_routes(WorldBuild& build) {
  build.for_each_row("reported_routes", [&](const RowReader& row) {
    ReportedRoute route;
    route.slug = row.id();
    route.from = id_of(build.places, row.text("from"));
    route.to = id_of(build.places, row.text("to"));
    if (route.from.is_none() || route.to.is_none()) return;
    for (const std::string& place : row.list("via_places")) {
      route.via.push_back(id_of(build.places, place));
    }
    for (const std::string& mode : row.list("mode")) {
      if (const auto known = meaning_of(mode, kModes)) route.modes.push_back(*known);
    }
    route.distance = row.optional<Km>("distance_km");
    route.time = row.optional<Hours>("days", kHoursPerDay);
    route.price = row.optional<Usd>("usd");
    route.priced_unit = meaning_of(row.text("usd_per"), kUnits).value_or(PricedUnit::kBox40);
    route.kind = row.text("kind");
    route.is_input = row.yes("input_of_model");
    route.year = row.integer("year");
    route.miss = row.text("miss");
    route.row = row.row();
    build.world.reported_routes.push_back(std::move(route));
  });
}

void build_observations(WorldBuild& build) {
  build.for_each_row("observations", [&](const RowReader& row) {
    build.world.observations.push_back({.slug = row.id(),
                                        .what = row.text("what"),
                                        .object = row.text("object"),
                                        .from = row.date("from"),
                                        .to = row.date("to"),
                                        .value = row.ranged<Scalar>("value"),
                                        .unit = row.text("unit"),
                                        .is_input = row.yes("input_of_model"),
                                        .miss = row.text("miss"),
                                        .row = row.row()});
  });
}

void build_published_tariffs(WorldBuild& build) {
  build.for_each_row("evidence/port_tariffs", [&](const RowReader& row) {
    PublishedTariff tariff;
    tariff.slug = row.id();
    const std::string& charger = row.text("place_or_terminal");
    tariff.place = id_of(build.places, charger);
    for (const Terminal& terminal : build.world.terminals) {
      if (terminal.slug == charger) tariff.place = terminal.place;
    }
    const auto amount = row.optional<Usd>("usd");
    if (tariff.place.is_none() || !amount) return;
    tariff.item = row.text("item");
    tariff.container = row.text("container");
    tariff.trade = row.text("trade");
    tariff.amount = *amount;
    tariff.year = row.text("year");
    tariff.row = row.row();
    build.world.published_tariffs.push_back(std::move(tariff));
  });
}

void build_surcharges(WorldBuild& build) {
  build.for_each_row("surcharges", [&](const RowReader& row) {
    const auto target = meaning_of(row.text("object_kind"), kTargets);
    const auto per = meaning_of(row.text("per"), kPers);
    if (!target || !per) return;
    build.world.surcharges.push_back({.what = row.text("what"),
                                      .target = *target,
                                      .object = row.text("object"),
                                      .per = *per,
                                      .amount = row.value<Usd>("usd"),
                                      .row = row.row()});
  });
}

}  // namespace corridor::input
