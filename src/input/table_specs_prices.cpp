// Tables of prices. Each says what it is charged on.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kHaulRates[] = {
    key("price and speed of a haul product in a country"),
    needed(choice("mode", "road rail", "mode")),
    needed(ref("country", "countries *", "country; * = any without a row of its own")),
    needed(choice("product", "truck_domestic truck_tir block_train wagon_load transit_cn_eu",
                  "what is bought; transit_cn_eu is for fixed loads only")),
    needed(choice("direction", "from_sea to_sea both", "away from or towards the country's ports")),
    needed(choice("container", "any 20 40", "size of box")),
    needed(choice("per", "truck teu box", "what a km is paid for")),
    needed(amount("usd_per_km", "USD/km", "price")),
    amount("usd_per_km_low", "USD/km", kLow),
    amount("usd_per_km_high", "USD/km", kHigh),
    needed(amount("speed_kmh", "km/h", "around the clock, without borders")),
    amount("speed_kmh_low", "km/h", kLow),
    amount("speed_kmh_high", "km/h", kHigh),
    needed(choice("includes_border_fee", "yes no unknown", "border fees are inside the price")),
    year("price_year", "year of the price"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kLaneRates[] = {
    key("ocean price of a box on a lane"),
    needed(text("from", "rate region or place")),
    needed(text("to", "rate region or place")),
    needed(choice("container", "any 20 40", "size of box")),
    needed(year("price_year", "year of the price")),
    needed(
        amount("usd_per_box", "USD/box", "port charges excluded, surcharges of the year inside")),
    amount("usd_per_box_low", "USD/box", kLow),
    amount("usd_per_box_high", "USD/box", kHigh),
    text("method", "how the price was found"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kLaneExceptions[] = {
    key("lane that a way through a third port may undercut"),
    needed(text("from", "rate region or place")),
    needed(text("to", "rate region or place")),
    needed(year("price_year", "year of the prices")),
    needed(text("reason", "why the prices are left so")),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kBoxCharges[] = {
    key("what a port charges a box"),
    needed(ref("place", "places", "port")),
    needed(choice("trade", "import export transit transhipment", "trade of the box")),
    needed(choice("container", "any 20 40", "size of box")),
    needed(choice("component",
                  "thc wharfage scanning tracking examination weighment documents storage "
                  "storage_free storage_1 storage_2 storage_3",
                  "what is charged; storage by steps of days")),
    integer("from_day", "day", 0, 10000, "storage: first day of the step"),
    integer("to_day", "day", 0, 10000, "storage: last day of the step; blank = no end"),
    needed(choice("per", "box box_day", "charged once, or for each day of the step")),
    needed(amount("usd", "USD", "amount")),
    share("applies_share", "share of boxes that pay; blank = all"),
    year("price_year", "year of the charge"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kEntryFees[] = {
    key("fee paid once by a truck that enters a country"),
    needed(ref("into", "countries", "country entered")),
    needed(ref("from", "countries *", "flag of the truck; * = any other")),
    needed(choice("mode", "road", "mode")),
    needed(amount("usd_per_truck", "USD/truck", "fee")),
    amount("usd_per_truck_low", "USD/truck", kLow),
    amount("usd_per_truck_high", "USD/truck", kHigh),
    kGrade,
    kSource,
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"haul_rates", "Price and speed of haulage by country: the only place.", kHaulRates},
    {"lane_rates", "Ocean price by lane and year: the only place.", kLaneRates},
    {"lane_exceptions", "Lanes that a third port undercuts, and why.", kLaneExceptions},
    {"box_charges", "Port and terminal charges by box: the only place.", kBoxCharges},
    {"entry_fees", "Fees of trucks that enter a country.", kEntryFees},
};

}  // namespace

std::span<const TableSpec> price_tables() {
  return kTables;
}

}  // namespace corridor::input
