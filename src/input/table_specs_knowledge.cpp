// Tables of numbers that belong to no place, of what was observed, and of sources.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kParameters[] = {
    key("key of the parameter"),
    amount("value", "", "value, in `unit`"),
    amount("value_low", "", kLow),
    amount("value_high", "", kHigh),
    text("unit", "unit of value"),
    text("text", "value that is no number"),
    text("scope", "what it holds for; risk.*: places that pay, joined by ;"),
    list("preset", "", "presets it belongs to"),
    year("price_year", "year of the value"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kAssumptionGroups[] = {
    key("group of inputs that move together"),
    needed(text("what", "what moves, in words")),
    text("moves", "how it moves"),
    text("low", "factor or preset at the low end; row = each row by its own range"),
    text("high", "factor or preset at the high end"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kReportedRoutes[] = {
    key("reported journey"),
    needed(ref("from", "places", "origin")),
    needed(ref("to", "places", "destination")),
    text("via", "way points, as reported"),
    refs("via_places", "places", "places its text names, in order: they pin the route"),
    text("mode", "modes, as reported"),
    amount("distance_km", "km", "distance"),
    amount("days", "days", "time"),
    amount("days_low", "days", kLow),
    amount("days_high", "days", kHigh),
    amount("usd", "USD", "price"),
    choice("usd_per", "truck box20 box40 teu", "what the price is for"),
    needed(choice("kind", "observed planned record claim congested", "what was reported")),
    yes_no("ids_exact", "places are those of the report, not the nearest"),
    yes_no("input_of_model", "an input of the model quotes it: no test of the model"),
    year("year", "year of the report"),
    text("miss", "known reason why the model differs"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kObservations[] = {
    key("observed total to compare a run with"),
    needed(text("what", "what was observed, as a word")),
    text("object", "place, border, link or region observed"),
    date("from", "first day"),
    date("to", "last day"),
    needed(figure("value", "", "value, in `unit`")),
    figure("value_low", "", kLow),
    figure("value_high", "", kHigh),
    text("unit", "unit of value"),
    yes_no("input_of_model", "a row of the model was made from it: no test of the model"),
    text("miss", "known reason why the model differs"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kSources[] = {
    key("key by which rows name the source"),
    needed(text("publisher", "who published it")),
    needed(text("title", "title")),
    text("date", "date, as precise as known"),
    text("url", "address"),
    needed(choice("kind", "report press official dataset estimate", "what it is")),
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"parameters", "Numbers that belong to no place.", kParameters, true},
    {"assumption_groups", "Inputs that move together in a sensitivity check.", kAssumptionGroups},
    {"reported_routes", "Journeys as reported, to hold routes against.", kReportedRoutes},
    {"observations", "Observed totals, to hold runs against.", kObservations},
    {"sources", "Where every row comes from.", kSources, true},
};

}  // namespace

std::span<const TableSpec> knowledge_tables() {
  return kTables;
}

}  // namespace corridor::input
