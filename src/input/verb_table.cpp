#include <algorithm>

#include "corridor/base/text.hpp"
#include "verb.hpp"

namespace corridor::input {
namespace {

using enum KeyType;

constexpr KeySpec where(std::string_view what) {
  return {.name = "where", .type = kWhere, .what = what, .required = true};
}
constexpr KeySpec needed(KeySpec key) {
  key.required = true;
  return key;
}
constexpr KeySpec amount(std::string_view name, std::string_view units, std::string_view columns,
                         std::string_view what, Effect effect = Effect::kEach) {
  return {.name = name,
          .type = kAmount,
          .units = units,
          .columns = columns,
          .what = what,
          .effect = effect};
}
constexpr KeySpec value(std::string_view name, std::string_view units, std::string_view columns,
                        std::string_view what) {
  return {.name = name, .type = kValue, .units = units, .columns = columns, .what = what};
}
constexpr KeySpec field(std::string_view name, KeyType type, std::string_view columns,
                        std::string_view what, std::string_view words = {}) {
  return {.name = name, .type = type, .columns = columns, .what = what, .words = words};
}

constexpr KeySpec kExpectKey = {
    .name = "expect", .type = kExpect, .what = "values that must stand there before"};
constexpr KeySpec kAlreadyKey = {
    .name = "already", .type = kAlready, .what = "`ok`: no error when nothing is left to change"};
constexpr KeySpec kIdKey = {
    .name = "id", .type = kSlug, .columns = "id", .what = "name of the new row", .required = true};
constexpr KeySpec kNameKey = field("name", kText, "name", "name for people");
constexpr KeySpec kGradeKey = field("grade", kWord, "grade", "A to D; else D, assumed");
constexpr KeySpec kSourceKey = field("source", kRefs, "source", "keys of sources.csv");
constexpr KeySpec kNotesKey = field("notes", kText, "notes", "remarks");
constexpr KeySpec kFromKey = field("from", kDate, "from", "first day");
constexpr KeySpec kToKey = field("to", kDate, "to", "last day");

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
    amount("berths", "berths", "berths", "container berths"),
    amount("cranes", "cranes", "sts_cranes", "ship-to-shore cranes"),
    amount("crane_rate", "moves/h", "moves_per_crane_hour", "moves of a crane"),
    amount("draught", "m", "draught_m", "deepest ship"),
    amount("dwell_import", "d h", "dwell_import_days", "stay of an import box"),
    amount("dwell_export", "d h", "dwell_export_days", "stay of an export box"),
    amount("free_days", "d", "free_days_import free_days_export", "days without storage charge"),
    field("rail_siding", kYesNo, "rail_siding", "trains load inside"),
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

constexpr KeySpec kAddPlace[] = {
    kIdKey,
    needed(kNameKey),
    needed(field("country", kRef, "country", "country")),
    field("kind", kWord, "kind", "what it is; else a city"),
    needed(value("lat", "degrees", "lat_deg", "latitude")),
    needed(value("lon", "degrees", "lon_deg", "longitude")),
    field("unlocode", kText, "unlocode", "UN/LOCODE"),
    needed(field("time_zone", kText, "time_zone", "IANA time zone")),
    field("role", kWord, "port_role", "gateway, rival or overseas"),
    field("rate_region", kText, "rate_region", "ocean rate region"),
    kGradeKey,
    kSourceKey,
    kNotesKey,
};
constexpr KeySpec kAddLink[] = {
    kIdKey,
    {.name = "mode", .type = kFilter, .what = "road, rail or sea", .required = true},
    needed(field("from", kRef, "from", "one end")),
    needed(field("to", kRef, "to", "the other end")),
    field("tags", kList, "tags", "names of the line"),
    needed(value("length", "km nm", "length_km distance_nm", "length")),
    value("speed", "km/h", "own_kmh line_kmh free_flow_kmh", "road, rail: speed; needed there"),
    value("gauge", "mm", "gauge_mm", "rail: 1435, 1520, 1676 or 1000 mm; needed there"),
    value("capacity", "TEU/day vehicles/day", "capacity_teu_per_day capacity_vehicles_per_day",
          "rail: TEU a day and direction; road: vehicles a day"),
    value("days", "d h", "transit_days", "sea: time under way; needed there"),
    value("sailings", "sailings/week", "sailings_per_week sailings_per_week_2026",
          "sea: sailings one way; needed there"),
    value("transhipments", "", "transhipments transhipments_2026", "sea: transhipments"),
    field("passages", kList, "passages", "sea: straits and canals passed"),
    field("class", kText, "class", "road: motorway, trunk, primary, mountain"),
    kGradeKey,
    kSourceKey,
    kNotesKey,
};
constexpr KeySpec kAddService[] = {
    kIdKey,
    kNameKey,
    needed(field("mode", kWord, "mode", "kind of service; sea, rail and road are understood",
                 "sea=sea_feeder rail=block_train road=truck")),
    needed(field("stops", kRefs, "stops", "places in order")),
    {.name = "every",
     .type = kValue,
     .units = "d h week",
     .columns = "departures_per_week",
     .what = "time between departures",
     .effect = Effect::kInterval},
    value("departures", "departures/week", "departures_per_week", "departures one way"),
    value("capacity", "TEU", "capacity_teu", "of one departure"),
    value("trucks", "trucks", "capacity_trucks", "of one departure"),
    value("fare", "USD/TEU", "fare_usd_per_teu", "blank: length x haul rate"),
    value("fare_40", "USD/box", "fare_usd_per_40", "fare of a 40 ft box"),
    value("fare_truck", "USD/truck", "fare_usd_per_truck", "fare of a truck"),
    value("days", "d h", "days", "first to last stop, waiting outside"),
    field("status", kWord, "status", "else operating"),
    field("from", kDate, "from_date", "first day"),
    field("to", kDate, "to_date", "last day"),
    kGradeKey,
    kSourceKey,
    kNotesKey,
};
constexpr KeySpec kAddLoad[] = {
    kIdKey,
    {.name = "at", .type = kRef, .what = "port whose quay it uses"},
    field("via", kRefs, "via", "or the places it passes, in order"),
    needed(value("volume", "TEU/year TEU/day", "teu_per_year", "laden boxes")),
    value("empties", "TEU/year TEU/day", "empty_teu_per_year", "empty boxes; else none"),
    field("direction", kWord, "direction", "else import"),
    field("commodity", kText, "commodity", "else mixed"),
    value("value", "USD/TEU", "value_usd_per_teu", "value of the goods"),
    value("t_per_teu", "t/TEU", "t_per_teu", "weight of the goods"),
    value("share_40", "share %", "share_40", "share of laden TEU in 40 ft boxes"),
    field("month_profile", kRef, "month_profile", "else flat"),
    kGradeKey,
    kSourceKey,
    kNotesKey,
};
constexpr KeySpec kAddBacklog[] = {
    kIdKey,
    needed(field("place", kRef, "place", "where the boxes stand")),
    needed(value("boxes", "boxes", "boxes", "boxes")),
    value("teu", "TEU", "teu", "the same in TEU"),
    field("state", kText, "state", "in words"),
    field("date", kDate, "date", "day of the count; else the first day of the period"),
    kGradeKey,
    kSourceKey,
    kNotesKey,
};
constexpr KeySpec kAddSurcharge[] = {
    where("border, link, passage, service or place"),
    needed(value("amount", "USD/TEU USD/box USD/truck", "usd", "paid by each TEU, box or truck")),
    field("what", kText, "what", "reason, in words"),
    kFromKey,
    kToKey,
    kGradeKey,
    kSourceKey,
    kNotesKey,
};
constexpr KeySpec kRemoveService[] = {where("service, or a map of columns"), kAlreadyKey};
constexpr KeySpec kOpen[] = {
    where("planned line or service, closed border, link, passage or place"),
    field("from", kDate, "", "first open day; else the whole period"),
    kAlreadyKey,
};
constexpr KeySpec kClose[] = {
    where("border, link, tag, service, passage or place"),
    field("from", kDate, "from", "first day; else always"),
    field("to", kDate, "to", "last day; else it stays shut"),
    value("for", "d h week", "to", "or how long"),
    value("factor", "share %", "factor", "what is left of its capacity; else nothing"),
    field("what", kText, "what", "reason, in words"),
    kAlreadyKey,
};
constexpr KeySpec kReroute[] = {
    where("fixed load or service"),
    needed(field("via", kRefs, "via stops", "the new way, in order")),
    kAlreadyKey,
};
constexpr KeySpec kGrowDemand[] = {
    {.name = "where",
     .type = kWhere,
     .what = "flow, region, or a map: {country, partner, from, to}; else all that is loaded"},
    needed(value("by", "%/year", "", "growth a year")),
    needed(field("until", kYear, "", "year whose volume is wanted")),
    field("since", kYear, "", "year to grow from; else the first of the period"),
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
    {"add_place", Action::kAdd, "places", "", "place", "kind=city", kAddPlace, "Adds a place.",
     "{id: naibabad, name: Naibabad, country: AF, lat: 36.8 degrees, lon: 67.4 degrees, "
     "time_zone: Asia/Kabul}"},
    {"add_link", Action::kAdd, "road_links rail_links sea_links", "", "link",
     "status=operating container_service=yes transhipments=0 class=primary", kAddLink,
     "Adds a road, a railway or a sea lane.",
     "{id: t_gwadar__quetta, mode: rail, from: gwadar, to: quetta, length: 900 km, speed: 40 km/h, "
     "gauge: 1676 mm, capacity: 200 TEU/day}"},
    {"add_service", Action::kAdd, "services", "", "service", "status=operating role=service",
     kAddService, "Adds a train, a ferry or a feeder.",
     "{id: gwadar-feeder, mode: sea, every: 7 d, capacity: 500 TEU, stops: [karachi, gwadar, "
     "jebel_ali]}"},
    {"add_load", Action::kAdd, "demand", "", "fixed load",
     "direction=import commodity=mixed month_profile=flat load_kind=fixed_load in_base=yes "
     "value_usd_per_teu=0 t_per_teu=12 share_40=0.5 share_reefer=0 growth_pct_per_year=0 "
     "empty_teu_per_year=0 empty_direction=same",
     kAddLoad, "Adds boxes that use a port or a way whatever happens.",
     "{id: gulf-transhipment, at: karachi, volume: 200000 TEU/year}"},
    {"add_backlog", Action::kAdd, "initial_stock", "", "backlog", "state=on_hand apply=initial",
     kAddBacklog, "Adds boxes that are stuck when the run begins.",
     "{id: stuck-at-chaman, place: chaman, boxes: 700 boxes}"},
    {"add_surcharge", Action::kAdd, "surcharges", "", "surcharge", "", kAddSurcharge,
     "Adds money that everything pays which passes an object.",
     "{where: hormuz, amount: 150 USD2026/TEU, what: war risk}"},
    {"remove_service", Action::kRemove, "services", "", "service", "", kRemoveService,
     "Takes a service off (its status becomes suspended).", "{where: bnd_tashkent}"},
    {"open", Action::kOpen, "rail_links borders services sea_links road_links places", "", "", "",
     kOpen, "Opens planned lines with their crossing and container service, or ends closures.",
     "{where: uap}"},
    {"close", Action::kClose, "borders road_links rail_links sea_links services places", "", "", "",
     kClose, "Shuts or narrows something for some days.",
     "{where: khunjerab, from: 2026-10-11, for: 30 d}"},
    {"reroute", Action::kReroute, "demand services", "", "flow", "", kReroute,
     "Sends a fixed load or a service another way.",
     "{where: cn-eu-titr-w, via: [khorgos_cn, khorgos_kz, almaty, aktau]}"},
    {"grow_demand", Action::kGrow, "demand", "country partner", "demand", "", kGrowDemand,
     "Multiplies volumes by yearly growth up to a year.",
     "{where: {to: gulf}, by: 7.6 %/year, until: 2030}"},
};

constexpr TableNames kTableNames[] = {
    {"borders", "border", "bx_", "", "border"},
    {"road_links", "road", "r_", "road", "road_link"},
    {"rail_links", "railway", "t_", "rail", "rail_link"},
    {"sea_links", "sea lane", "sl_", "sea", "sea_link"},
    {"services", "service", "sv_", "", "service"},
    {"terminals", "terminal", "T_", "", ""},
    {"places", "place", "", "", "place"},
    {"box_charges", "charge", "", "", ""},
    {"haul_rates", "haul rate", "hr_", "", ""},
    {"lane_rates", "lane rate", "", "sea", ""},
    {"demand", "demand", "", "", ""},
    {"parameters", "parameter", "", "", ""},
    {"countries", "country", "", "", ""},
};

}  // namespace

const KeySpec* VerbSpec::find(std::string_view key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const KeySpec& spec) { return spec.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> VerbSpec::key_names() const {
  std::vector<std::string> names;
  for (const KeySpec& spec : keys) names.emplace_back(spec.name);
  return names;
}

std::span<const VerbSpec> verb_specs() {
  return kVerbs;
}

const VerbSpec* find_verb(std::string_view name) {
  const auto found = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                  [&](const VerbSpec& verb) { return verb.name == name; });
  return found == std::end(kVerbs) ? nullptr : &*found;
}

const TableNames& names_of(std::string_view table) {
  static constexpr TableNames kUnnamed = {"", "row", "", "", ""};
  const auto found = std::find_if(std::begin(kTableNames), std::end(kTableNames),
                                  [&](const TableNames& names) { return names.table == table; });
  return found == std::end(kTableNames) ? kUnnamed : *found;
}

std::vector<std::string> words_of(std::string_view list) {
  return split(list, ' ');
}

}  // namespace corridor::input
