// Tables of what stands at a place: places themselves, seaport terminals, dry ports, border posts.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kCountries[] = {
    key("ISO 3166 code, or the name of a demand group"),
    needed(text("name", "name")),
    text("customs_union", "label shared by countries without a border between them"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kPlaces[] = {
    key("slug by which every table and scenario names the place"),
    needed(text("name", "name on maps and reports")),
    needed(ref("country", "countries", "country it lies in")),
    needed(choice("kind", "city border junction dry_port rail_terminal seaport", "what it is")),
    needed(number("lat_deg", "degrees", -90, 90, "latitude")),
    needed(number("lon_deg", "degrees", -180, 180, "longitude")),
    text("unlocode", "UN/LOCODE, if it has one"),
    needed(text("time_zone", "IANA time zone")),
    choice("port_role", "gateway rival overseas",
           "gateway of the corridor, rival gateway, or end of sea lanes; blank = no sea lanes"),
    text("rate_region", "ocean rate region that lane_rates names"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kTerminals[] = {
    key("terminal"),
    needed(ref("place", "places", "seaport it belongs to")),
    needed(text("name", "name")),
    text("operator", "who runs it"),
    amount("quay_m", "m", "length of quay"),
    amount("berths", "", "container berths"),
    amount("draught_m", "m", "deepest ship"),
    amount("sts_cranes", "", "ship-to-shore cranes"),
    amount("moves_per_crane_hour", "moves/h", "boxes a crane moves in an hour"),
    amount("capacity_teu_per_year", "TEU/year", "over the quay, both directions"),
    amount("capacity_teu_per_year_low", "TEU/year", kLow),
    amount("capacity_teu_per_year_high", "TEU/year", kHigh),
    amount("throughput_teu_per_year", "TEU/year", "observed, empties included"),
    amount("throughput_teu_per_year_low", "TEU/year", kLow),
    amount("throughput_teu_per_year_high", "TEU/year", kHigh),
    amount("yard_teu", "TEU", "room in the yard"),
    amount("yard_teu_low", "TEU", kLow),
    amount("yard_teu_high", "TEU", kHigh),
    amount("gate_lanes", "", "lanes in and out together"),
    amount("gate_lanes_low", "", kLow),
    amount("gate_lanes_high", "", kHigh),
    text("gate_hours", "local hours HH:MM-HH:MM for trucks at the gates; blank = always"),
    amount("dwell_import_days", "days", "mean stay of an import box"),
    amount("dwell_export_days", "days", "mean stay of an export box"),
    amount("free_days_import", "days", "days without storage charge"),
    amount("free_days_export", "days", "days without storage charge"),
    yes_no("rail_siding", "trains load inside"),
    year("status_year", "year the figures describe"),
    circular("capacity_teu_per_year yard_teu gate_lanes sts_cranes"),
    list("assumed_fields", "", "columns that were assumed"),
    text("method", "how the derived figures were made"),
    grade("capacity_grade", "grade of capacity alone"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kOffdock[] = {
    key("dry port, off-dock yard or free zone"),
    needed(text("name", "name")),
    text("kind", "what it is"),
    ref("place", "places", "place it is joined to"),
    ref("near_port", "places", "seaport it serves"),
    number("lat_deg", "degrees", -90, 90, "latitude"),
    number("lon_deg", "degrees", -180, 180, "longitude"),
    amount("km_to_port", "km", "to the seaport"),
    amount("km_to_place", "km", "to the place it is joined to"),
    text("rail", "yes, no, planned or blank"),
    amount("area_acres", "acres", "area"),
    text("capacity_text", "capacity as published"),
    text("charges_text", "charges as published"),
    text("operator", "who runs it"),
    text("status_year", "year or years the figures describe"),
    amount("handling_teu_per_day", "TEU/day", "boxes it can handle"),
    amount("handling_teu_per_day_low", "TEU/day", kLow),
    amount("handling_teu_per_day_high", "TEU/day", kHigh),
    amount("slots", "TEU", "room"),
    amount("slots_low", "TEU", kLow),
    amount("slots_high", "TEU", kHigh),
    text("size_method", "how handling and room were made"),
    grade("size_grade", "grade of handling and room"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kBorders[] = {
    key("border post"),
    needed(text("name", "name")),
    needed(ref("from", "places", "its first end: out is from here")),
    needed(ref("to", "places", "its second end: in is from there")),
    needed(choice("mode", "road rail", "mode of the link with the same ends")),
    needed(yes_no("gauge_change", "hours and fee hold a change of gauge")),
    needed(choice("status", "open closed planned passenger_only", "state without closures.csv")),
    text("open_hours", "local hours HH:MM-HH:MM; blank = always"),
    list("open_days", "Mon Tue Wed Thu Fri Sat Sun", "days it works; blank = every day"),
    text("seasonal_closure", "shut every year MM-DD..MM-DD"),
    needed(amount("hours_out", "h", "mean stay on the way out, both posts together")),
    needed(amount("hours_in", "h", "mean stay on the way in, both posts together")),
    amount("hours_block_train", "h", "stay of a container train, either way"),
    amount("sd_hours", "h", "standard deviation of the stay"),
    amount("fee_out_usd", "USD", "road: per truck; rail: per box; on the way out"),
    amount("fee_in_usd", "USD", "the same on the way in"),
    needed(choice("capacity_unit", "trucks trains", "what capacity counts")),
    amount("capacity_out_per_day", "/day", "way out, per open day"),
    amount("capacity_out_per_day_low", "/day", kLow),
    amount("capacity_out_per_day_high", "/day", kHigh),
    amount("capacity_in_per_day", "/day", "way in, per open day"),
    amount("capacity_in_per_day_low", "/day", kLow),
    amount("capacity_in_per_day_high", "/day", kHigh),
    by_scenario(amount("teu_per_train", "TEU/train",
                       "rail: boxes of a train; blank = rail.cis.train_teu_default")),
    amount("base_trucks_per_day", "trucks/day", "trucks without boxes, both ways"),
    amount("base_trucks_per_day_low", "trucks/day", kLow),
    amount("base_trucks_per_day_high", "trucks/day", kHigh),
    share("inspection_share", "share of boxes that are opened"),
    amount("lanes", "", "lanes, if known"),
    text("observed_flow", "traffic as reported"),
    circular("capacity_out_per_day capacity_in_per_day"),
    grade("capacity_grade", "grade of capacity alone"),
    grade("direction_grade", "grade of the split by direction"),
    kGrade,
    kSource,
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"places", "Cities, border places, junctions, dry ports and seaports.", kPlaces, true},
    {"countries", "Countries and demand groups.", kCountries, true},
    {"terminals", "Container terminals of gateways.", kTerminals},
    {"offdock", "Dry ports, off-dock yards and free zones.", kOffdock},
    {"borders", "Border posts, each on the link with the same ends and mode.", kBorders},
};

}  // namespace

std::span<const TableSpec> place_tables() {
  return kTables;
}

}  // namespace corridor::input
