// Prices: haulage, ocean lanes, port charges, entry fees.
#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

constexpr Word<HaulProduct> kProducts[] = {{"truck_domestic", HaulProduct::kTruckDomestic},
                                           {"truck_tir", HaulProduct::kTruckTir},
                                           {"block_train", HaulProduct::kBlockTrain},
                                           {"wagon_load", HaulProduct::kWagonLoad}};
constexpr Word<HaulDirection> kDirections[] = {{"both", HaulDirection::kBoth},
                                               {"from_sea", HaulDirection::kFromSea},
                                               {"to_sea", HaulDirection::kToSea}};
constexpr Word<Trade> kTradeWords[] = {{"import", Trade::kImport},
                                       {"export", Trade::kExport},
                                       {"transit", Trade::kTransit},
                                       {"transhipment", Trade::kTranshipment}};
constexpr Word<ChargeKind> kCharges[] = {{"thc", ChargeKind::kThc},
                                         {"wharfage", ChargeKind::kWharfage},
                                         {"scanning", ChargeKind::kScanning},
                                         {"tracking", ChargeKind::kTracking},
                                         {"examination", ChargeKind::kExamination},
                                         {"weighment", ChargeKind::kWeighment},
                                         {"documents", ChargeKind::kDocuments},
                                         {"storage", ChargeKind::kStorage},
                                         {"storage_free", ChargeKind::kStorage},
                                         {"storage_1", ChargeKind::kStorage},
                                         {"storage_2", ChargeKind::kStorage},
                                         {"storage_3", ChargeKind::kStorage}};
constexpr BoxSize kSizes[] = {BoxSize::k20, BoxSize::k40};

// Whether the row's `container` means this size; `any` means both.
bool is_for(const RowReader& row, BoxSize size) {
  const std::string& container = row.text("container");
  return container == "any" || container == name_of(size);
}

}  // namespace

void build_haul_rates(WorldBuild& build) {
  build.for_each_row("haul_rates", [&](const RowReader& row) {
    const std::optional<HaulProduct> product = meaning_of(row.text("product"), kProducts);
    if (!product) return;  // prices of fixed loads
    for (const BoxSize size : kSizes) {
      if (!is_for(row, size)) continue;
      const double boxes = row.text("per") == "teu" ? teu_of(size).value() : 1.0;
      HaulRate rate;
      rate.country = id_of(build.countries, row.text("country"));
      rate.product = *product;
      rate.direction =
          meaning_of(row.text("direction"), kDirections).value_or(HaulDirection::kBoth);
      rate.size = size;
      rate.price = row.ranged<UsdPerKm>("usd_per_km", boxes);
      rate.speed = row.ranged<KmPerHour>("speed_kmh");
      rate.includes_border_fee = row.yes("includes_border_fee");
      rate.row = row.row();
      build.world.haul_rates.push_back(rate);
    }
  });
}

void build_lane_rates(WorldBuild& build) {
  build.for_each_row("lane_rates", [&](const RowReader& row) {
    for (const BoxSize size : kSizes) {
      if (!is_for(row, size)) continue;
      build.world.lane_rates.push_back({.from = row.text("from"),
                                        .to = row.text("to"),
                                        .size = size,
                                        .year = row.integer("price_year"),
                                        .price = row.ranged<Usd>("usd_per_box"),
                                        .row = row.row()});
    }
  });
}

void build_lane_exceptions(WorldBuild& build) {
  build.for_each_row("lane_exceptions", [&](const RowReader& row) {
    build.world.lane_exceptions.push_back({.from = row.text("from"),
                                           .to = row.text("to"),
                                           .year = row.integer("price_year"),
                                           .reason = row.text("reason"),
                                           .row = row.row()});
  });
}

void build_box_charges(WorldBuild& build) {
  build.for_each_row("box_charges", [&](const RowReader& row) {
    for (const BoxSize size : kSizes) {
      if (!is_for(row, size)) continue;
      BoxCharge charge;
      charge.place = id_of(build.places, row.text("place"));
      charge.trade = meaning_of(row.text("trade"), kTradeWords).value_or(Trade::kTransit);
      charge.size = size;
      charge.kind = meaning_of(row.text("component"), kCharges).value_or(ChargeKind::kThc);
      charge.from_day = row.integer("from_day");
      charge.to_day = row.integer("to_day");
      charge.amount = row.value<Usd>("usd");
      charge.applies_share = row.number("applies_share", 1.0);
      charge.row = row.row();
      build.world.box_charges.push_back(charge);
    }
  });
}

void build_entry_fees(WorldBuild& build) {
  build.for_each_row("entry_fees", [&](const RowReader& row) {
    build.world.entry_fees.push_back({.into = id_of(build.countries, row.text("into")),
                                      .from = id_of(build.countries, row.text("from")),
                                      .fee = row.ranged<Usd>("usd_per_truck"),
                                      .row = row.row()});
  });
}

}  // namespace corridor::input
