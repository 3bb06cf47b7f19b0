// Regions, shapes of the year, and yearly flows.
#include <fmt/format.h>

#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

constexpr Word<Access> kAccesses[] = {
    {"land", Access::kLand}, {"sea", Access::kSea}, {"port", Access::kPort}};
constexpr Word<LoadKind> kLoadKinds[] = {{"choice", LoadKind::kChoice},
                                         {"fixed_load", LoadKind::kFixedLoad},
                                         {"calibration", LoadKind::kCalibration}};

CommodityId commodity_of(WorldBuild& build, const std::string& name) {
  const CommodityId known = id_of(build.commodities, name);
  if (!known.is_none()) return known;
  const CommodityId added = build.world.commodities.push_back(name);
  build.commodities.emplace(name, added);
  return added;
}

// Weight of the goods in a box of this size; by TEU where the size has no figure of its own.
Tonnes weight_of(const RowReader& row, BoxSize size) {
  const std::string column = fmt::format("t_per_box_{}", name_of(size));
  return Tonnes(row.number(column, row.number("t_per_teu") * teu_of(size).value()));
}

Demand read_demand(WorldBuild& build, const RowReader& row) {
  constexpr double kPerYear = 1.0 / kHoursPerYear;
  Demand demand;
  demand.slug = row.id();
  demand.country = id_of(build.regions, row.text("country"));
  demand.partner = id_of(build.regions, row.text("partner"));
  // Through loads have no country of their own; `via` holds the way they go.
  demand.direction =
      row.text("direction") == "import" ? TradeDirection::kImport : TradeDirection::kExport;
  demand.commodity = commodity_of(build, row.text("commodity"));
  demand.flow = row.ranged<TeuPerHour>("teu_per_year", kPerYear);
  demand.value = row.value<UsdPerTeu>("value_usd_per_teu");
  demand.tonnes_per_box = {weight_of(row, BoxSize::k20), weight_of(row, BoxSize::k40)};
  demand.share_40 = row.number("share_40");
  demand.share_reefer = row.number("share_reefer");
  demand.profile = id_of(build.profiles, row.text("month_profile"));
  demand.growth_per_year = row.number("growth_pct_per_year") * kPercent;
  demand.data_year = row.integer("data_year");
  demand.load_kind = meaning_of(row.text("load_kind"), kLoadKinds).value_or(LoadKind::kChoice);
  demand.in_base = row.yes("in_base");
  for (const std::string& place : row.list("via")) {
    demand.via.push_back(id_of(build.places, place));
  }
  demand.is_transhipment = row.text("direction") == "transhipment";
  demand.empty_flow = row.value<TeuPerHour>("empty_teu_per_year", kPerYear);
  demand.empties_return = row.text("empty_direction") != "same";
  demand.row = row.row();
  return demand;
}

}  // namespace

void build_regions(WorldBuild& build) {
  build.for_each_row("regions", [&](const RowReader& row) {
    const RegionId id = build.world.regions.push_back({.slug = row.id(),
                                                       .name = row.text("name"),
                                                       .is_inland = row.text("kind") == "inland",
                                                       .is_contestable = row.yes("contestable"),
                                                       .row = row.row()});
    build.regions.emplace(row.id(), id);
  });
  build.for_each_row("region_places", [&](const RowReader& row) {
    build.world.region_places.push_back(
        {.region = id_of(build.regions, row.text("region")),
         .for_country = id_of(build.regions, row.text("for_country")),
         .access = meaning_of(row.text("access"), kAccesses).value_or(Access::kLand),
         .place = id_of(build.places, row.text("place")),
         .share = row.number("share_pct") * kPercent,
         .row = row.row()});
  });
}

void build_profiles(WorldBuild& build) {
  build.for_each_row("month_profiles", [&](const RowReader& row) {
    MonthProfile profile{.slug = row.id(), .share = {}};
    for (std::size_t month = 0; month < profile.share.size(); ++month) {
      profile.share.at(month) = row.number(fmt::format("m{:02}", month + 1));
    }
    build.profiles.emplace(row.id(), build.world.profiles.push_back(std::move(profile)));
  });
}

void build_demand(WorldBuild& build) {
  build.for_each_row("demand", [&](const RowReader& row) {
    build.world.demand.push_back(read_demand(build, row));
  });
}

}  // namespace corridor::input
