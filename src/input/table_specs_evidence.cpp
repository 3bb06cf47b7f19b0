// Evidence: what the tables of the world were made from. A run reads it only to trace a source.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kPortTariffs[] = {
    key("published charge"),
    needed(text("place_or_terminal", "port, terminal or line that charges it")),
    needed(text("item", "item of the tariff")),
    text("container", "size of box, as published"),
    text("trade", "trade, as published"),
    figure("amount", "", "amount, in `currency`"),
    text("currency", "currency, or the unit of what is no money"),
    amount("usd", "USD", "amount in USD of its year"),
    text("year", "year or years of the tariff"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kPortThroughput[] = {
    key("throughput of a period"),
    needed(ref("place", "places", "port")),
    ref("terminal", "terminals", "terminal; blank = whole port"),
    needed(text("period", "year, fiscal year or month")),
    amount("throughput_teu", "TEU", "boxes over the quay"),
    amount("cargo_mt", "Mt", "cargo"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kPortEvents[] = {
    key("dated fact about a port"),
    text("date", "date, as precise as known"),
    needed(text("event", "kind of event")),
    ref("place", "places", "port"),
    needed(text("fact", "what was reported")),
    figure("value", "", "figure in it, in `unit`"),
    text("unit", "unit of value"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kVesselServices[] = {
    key("reported figure of ships and quays"),
    needed(text("place", "port, or ALL")),
    needed(text("parameter", "what was reported")),
    text("value", "figure, in `unit`"),
    text("unit", "unit of value"),
    text("period", "period, as reported"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kSeaRates[] = {
    key("reported ocean price"),
    needed(text("from", "place or area, as reported")),
    needed(text("to", "place or area, as reported")),
    needed(text("container", "size of box, as reported")),
    needed(figure("usd", "USD/box", "price as reported; a saving is negative")),
    text("period", "period, as reported"),
    text("rate_type", "kind of price"),
    figure("usd_per_20", "USD/box", "read as a 20 ft price"),
    figure("usd_per_box_40", "USD/box", "read as a 40 ft price"),
    year("year", "year of the price"),
    text("direction", "benchmark, import, export or regional"),
    choice("is_surcharge", "y n", "a surcharge, not a price"),
    choice("use", "y n", "used in lane_rates"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kSeaCrosscheck[] = {
    key("computed distance against a published one"),
    needed(ref("from", "places", "one end")),
    needed(ref("to", "places", "the other end")),
    text("via", "passage"),
    amount("computed_nm", "nm", "computed"),
    amount("reported_nm", "nm", "published"),
    amount("computed_over_reported", "", "their ratio"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kLandCosts[] = {
    key("reported cost, time or capacity on land"),
    needed(text("key", "what was reported")),
    figure("value", "", "figure, in `unit`"),
    figure("value_low", "", kLow),
    figure("value_high", "", kHigh),
    text("unit", "unit of value"),
    text("scope", "what it holds for"),
    text("mode", "mode"),
    text("use", "where the world takes it from"),
    year("year", "year of the figure"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kParametersNotRead[] = {
    key("parameter that no run reads"),
    figure("value", "", "value, in `unit`"),
    figure("value_low", "", kLow),
    figure("value_high", "", kHigh),
    text("unit", "unit of value"),
    text("text", "value that is no number"),
    text("scope", "what it holds for"),
    list("preset", "", "presets it belongs to"),
    year("price_year", "year of the value"),
    text("use", "why no run reads it"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kReportedRoutesOpen[] = {
    key("reported journey with an end that is not known"),
    ref("from", "places", "origin"),
    ref("to", "places", "destination"),
    text("via", "way points, as reported"),
    text("mode", "modes, as reported"),
    amount("distance_km", "km", "distance"),
    amount("days", "days", "time"),
    amount("days_low", "days", kLow),
    amount("days_high", "days", kHigh),
    amount("usd", "USD", "price"),
    choice("usd_per", "truck box20 box40 teu", "what the price is for"),
    choice("kind", "observed planned record claim congested", "what was reported"),
    yes_no("ids_exact", "places are those of the report, not the nearest"),
    yes_no("input_of_model", "an input of the model quotes it"),
    year("year", "year of the report"),
    kGrade,
    kSource,
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"evidence/port_tariffs", "Published port charges, behind box_charges.", kPortTariffs},
    {"evidence/port_throughput", "Throughput of ports by period.", kPortThroughput},
    {"evidence/port_events", "Dated facts about ports.", kPortEvents},
    {"evidence/vessel_services", "Calls, ship sizes, berth times, gate flows.", kVesselServices},
    {"evidence/sea_rates", "Reported ocean prices, behind lane_rates.", kSeaRates},
    {"evidence/sea_crosscheck", "Computed against published distances.", kSeaCrosscheck},
    {"evidence/land_costs", "Reported costs, times and capacities on land.", kLandCosts},
    {"evidence/parameters_not_read", "Parameters that no run reads, and why.", kParametersNotRead},
    {"evidence/reported_routes_open", "Journeys with an end that is not known.",
     kReportedRoutesOpen},
};

}  // namespace

std::span<const TableSpec> evidence_tables() {
  return kTables;
}

}  // namespace corridor::input
