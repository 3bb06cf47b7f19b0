// Verbs that change rows that are there.
#include "verb_words.hpp"

namespace corridor::input {
namespace {

using enum KeyType;

constexpr KeySpec kAdjustBorder[] = {
    where("border, either end place, or a map of columns"),
    amount("hours", "h d", "hours_out hours_in hours_block_train", "stay, both ways"),
    amount("dwell", "h d", "hours_out hours_in hours_block_train", "the same as hours"),
    amount("dwell_out", "h d", "hours_out", "stay on the way out"),
    amount("dwell_in", "h d", "hours_in", "stay on the way in"),
    amount("dwell_block_train", "h d", "hours_block_train", "stay of a container train"),
    amount("dwell_sd", "h d", "sd_hours", "standard deviation of the stay"),
    amount("fee", "USD/truck USD/box USD", "fee_out_usd fee_in_usd",
           "road: per truck, rail: per box; both ways"),
    amount("capacity", "trucks/day trains/day", "capacity_out_per_day capacity_in_per_day",
           "both ways together; the split stays", Effect::kSplit),
    amount("capacity_out", "trucks/day trains/day", "capacity_out_per_day", "way out"),
    amount("capacity_in", "trucks/day trains/day", "capacity_in_per_day", "way in"),
    amount("base_trucks", "trucks/day", "base_trucks_per_day", "trucks without boxes, both ways"),
    amount("inspection_share", "share %", "inspection_share", "share of boxes opened"),
    amount("lanes", "lanes", "lanes", "lanes"),
    field("open_days", kList, "open_days", "days it works: [Mon, Tue]"),
    field("open_hours", kText, "open_hours", "local hours, 08:00-20:00"),
    field("seasonal_closure", kText, "seasonal_closure", "shut every year, 12-01..03-31"),
    kCircularKey,
    field("status", kWord, "status", "state of the post"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustLink[] = {
    where("link, tag, or a map of columns"),
    amount("speed", "km/h", "own_kmh", "own speed: overrides the country's", Effect::kSpeed),
    amount("length", "km nm", "length_km distance_nm", "length"),
    amount("capacity", "TEU/day trains/day vehicles/day",
           "capacity_teu_per_day capacity_vehicles_per_day",
           "rail: TEU a day and direction, or trains a day both ways; road: vehicles",
           Effect::kTrains),
    kCircularKey,
    amount("days", "d h", "transit_days", "sea: time under way"),
    amount("sailings", "sailings/week", "sailings_per_week sailings_per_week_2026",
           "sea: sailings one way"),
    amount("transhipments", "", "transhipments transhipments_2026", "sea: transhipments"),
    field("status", kWord, "status", "rail: state of the line"),
    field("container_service", kYesNo, "container_service", "rail: boxes run here"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustService[] = {
    where("service, or a map of columns"),
    amount("departures", "departures/week", "departures_per_week", "departures one way"),
    amount("every", "d h week", "departures_per_week", "time between departures",
           Effect::kInterval),
    amount("capacity", "TEU", "capacity_teu", "of one departure"),
    amount("trucks", "trucks", "capacity_trucks", "of one departure"),
    kCircularKey,
    amount("fare", "USD/TEU", "fare_usd_per_teu fare_usd_per_40", "fare of a TEU; 40 ft follows",
           Effect::kLead),
    amount("fare_truck", "USD/truck", "fare_usd_per_truck", "fare of a truck"),
    amount("days", "d h", "days", "first to last stop"),
    field("status", kWord, "status", "state of the service"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustTariff[] = {
    where("port"),
    needed(field("item", kFilter, "component",
                 "thc wharfage scanning tracking examination weighment documents storage or all")),
    field("trade", kFilter, "trade", "only for import, export, transit or transhipment"),
    field("container", kFilter, "container", "only for 20 or 40"),
    amount("amount", "USD/box USD/box/day", "usd", "charge of a box"),
    {.name = "scale", .type = kAmount, .columns = "usd", .what = "factor on the charge"},
    amount("free_days", "d", "from_day to_day", "days before storage is charged",
           Effect::kFreeDays),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustRate[] = {
    where("map of columns: {country, mode, product} or {from, to, container, price_year}"),
    amount("price", "USD/km USD/truck/km USD/TEU/km USD/box", "usd_per_km usd_per_box",
           "haul: of a km; lane: of a box"),
    amount("speed", "km/h", "speed_kmh", "haul: speed around the clock"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustTerminal[] = {
    where("terminal, its port, or a map of columns"),
    amount("capacity", "TEU/year TEU/day", "capacity_teu_per_year", "over the quay"),
    amount("throughput", "TEU/year TEU/day", "throughput_teu_per_year", "as observed"),
    amount("yard", "TEU", "yard_teu", "room in the yard"),
    amount("gate_lanes", "lanes", "gate_lanes", "lanes in and out"),
    field("gate_hours", kText, "gate_hours", "when trucks may pass, 22:00-06:00"),
    amount("berths", "berths", "berths", "container berths"),
    amount("cranes", "cranes", "sts_cranes",
           "ship-to-shore cranes, which bound how fast a ship is worked"),
    amount("crane_rate", "moves/h", "moves_per_crane_hour", "moves of a crane"),
    amount("draught", "m", "draught_m", "deepest ship"),
    amount("dwell_import", "d h", "dwell_import_days", "stay of an import box"),
    amount("dwell_export", "d h", "dwell_export_days", "stay of an export box"),
    amount("free_days", "d", "free_days_import free_days_export", "days without storage charge"),
    field("rail_siding", kYesNo, "rail_siding", "trains load inside"),
    kCircularKey,
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustPort[] = {
    where("port, or a map of columns"),
    field("role", kWord, "port_role", "gateway, rival or overseas"),
    amount("capacity", "TEU/year TEU/day", "capacity_teu_per_year", "of each terminal"),
    amount("yard", "TEU", "yard_teu", "of each terminal"),
    amount("dwell_import", "d h", "dwell_import_days", "stay of an import box"),
    amount("dwell_export", "d h", "dwell_export_days", "stay of an export box"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustDryPort[] = {
    where("dry port or off-dock yard, its place, or a map of columns"),
    amount("room", "TEU", "slots", "room for boxes"),
    amount("handling", "TEU/day", "handling_teu_per_day", "at a seaport: boxes taken in"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustPassage[] = {
    where("passage: hormuz, suez, bab_el_mandeb, ..."),
    amount("sailings", "sailings/week", "sailings_per_week sailings_per_week_2026",
           "of every lane through it"),
    amount("days", "d h", "transit_days", "time under way of every lane through it"),
    amount("length", "nm km", "distance_nm", "distance of every lane through it"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustDemand[] = {
    where("flow, region, or a map: {country, partner, from, to, commodity, direction}"),
    amount("volume", "TEU/year", "teu_per_year empty_teu_per_year", "laden boxes; empties follow",
           Effect::kLead),
    amount("value", "USD/TEU", "value_usd_per_teu", "value of the goods"),
    amount("growth", "%/year", "growth_pct_per_year", "growth after the data year"),
    field("in_base", kYesNo, "in_base", "is loaded"),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustParameter[] = {
    {.name = "id", .type = kWhere, .what = "key of parameters.csv", .required = true},
    needed(amount("value", "", "value", "in the unit of the row", Effect::kParameter)),
    kExpectKey,
    kAlreadyKey,
};
constexpr KeySpec kAdjustClass[] = {
    where("commodity, or a map of columns of demand"),
    amount("t_per_teu", "t/TEU", "t_per_teu t_per_box_20 t_per_box_40", "weight of the goods",
           Effect::kLead),
    amount("share_40", "share %", "share_40", "share of laden TEU in 40 ft boxes"),
    amount("share_reefer", "share %", "share_reefer", "share of laden TEU in reefers"),
    kExpectKey,
    kAlreadyKey,
};

constexpr KeySpec kAdjustRegime[] = {
    where("regime, its name, or a map: {regime, instrument, countries, applies_at}"),
    amount("guarantee", "USD/TEU", "guarantee_usd_per_teu", "price of the guarantee"),
    amount("guarantee_share", "share %", "guarantee_share_of_value",
           "price of the guarantee as a share of the goods' value"),
    amount("fee", "share %", "fee_share_of_value", "fee as a share of value, on listed goods"),
    field("fee_goods", kList, "fee_commodities", "commodities that hold goods under the fee"),
    field("negative_list", kYesNo, "negative_list", "some goods may not pass"),
    field("barred_goods", kList, "barred_commodities",
          "commodities that hold goods on the negative list"),
    amount("scan_share", "share %", "scan_share", "share of boxes scanned"),
    amount("scan_capacity", "boxes/day", "scan_capacity_per_day", "of all transit at its gateways"),
    amount("tracker_capacity", "boxes/day", "tracker_capacity_per_day",
           "of all transit at its gateways"),
    kCircularKey,
    kFromKey,
    kToKey,
    kExpectKey,
    kAlreadyKey,
};

constexpr VerbSpec kVerbs[] = {
    {"adjust_border", Action::kAdjust, "borders", "from to", "border", "", kAdjustBorder,
     "Changes a border post.", "{where: chaman, capacity: 800 trucks/day}"},
    {"adjust_link", Action::kAdjust, "road_links rail_links sea_links", "tags", "link", "",
     kAdjustLink, "Changes a road, a railway or a sea lane.",
     "{where: {mode: rail, tag: ml1}, speed: 60 km/h}"},
    {"adjust_service", Action::kAdjust, "services", "", "service", "", kAdjustService,
     "Changes a train, a ferry or a feeder.", "{where: bnd_tashkent, every: 7 d}"},
    {"adjust_tariff", Action::kAdjust, "box_charges", "place", "charge", "", kAdjustTariff,
     "Changes what a port charges.", "{where: gwadar, item: thc, scale: 0.8}"},
    {"adjust_rate", Action::kAdjust, "haul_rates lane_rates", "", "rate", "", kAdjustRate,
     "Changes the price or speed of haulage, or the ocean price of a lane.",
     "{where: {country: PK, product: block_train}, price: 0.45 USD/km}"},
    {"adjust_terminal", Action::kAdjust, "terminals", "place", "terminal", "", kAdjustTerminal,
     "Changes a container terminal.", "{where: gwadar, berths: 4, yard: 12000 TEU}"},
    {"adjust_port", Action::kAdjust, "terminals places", "place unlocode", "port", "", kAdjustPort,
     "Changes all terminals of a port, or its role.", "{where: karachi, dwell_import: 4 d}"},
    {"adjust_dry_port", Action::kAdjust, "offdock", "place", "dry port", "", kAdjustDryPort,
     "Changes dry ports, or yards outside the gates of a port.",
     "{where: peshawar, room: {scale: 2}}"},
    {"adjust_passage", Action::kAdjust, "sea_links", "passages", "sea lane", "", kAdjustPassage,
     "Changes every sea lane through a strait or canal.",
     "{where: suez, days: {add: 10 d}, sailings: {scale: 0.5}}"},
    {"adjust_demand", Action::kAdjust, "demand", "country partner", "demand", "", kAdjustDemand,
     "Changes how many boxes want to move.", "{where: {to: af}, volume: {scale: 1.2}}"},
    {"adjust_parameter", Action::kAdjust, "parameters", "", "parameter", "", kAdjustParameter,
     "Changes a number that belongs to no place.",
     "{id: choice.theta_corridor_default, value: 0.006}"},
    {"adjust_class", Action::kAdjust, "demand", "commodity", "cargo class", "", kAdjustClass,
     "Changes how a commodity is packed.", "{where: cotton_textiles, share_40: 0.8}"},
    {"adjust_regime", Action::kAdjust, "regimes", "regime instrument", "regime", "", kAdjustRegime,
     "Changes the rules of transit on a pair of countries.",
     "{where: {regime: ATT, direction: import}, fee: 5 %, tracker_capacity: 200 boxes/day}"},
};

}  // namespace

std::span<const VerbSpec> adjusting_verbs() {
  return kVerbs;
}

}  // namespace corridor::input
