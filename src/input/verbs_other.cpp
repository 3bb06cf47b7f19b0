// Verbs that add rows, open, close, reroute and multiply.
#include "verb_words.hpp"

namespace corridor::input {
namespace {

using enum KeyType;

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

}  // namespace

std::span<const VerbSpec> other_verbs() {
  return kVerbs;
}

}  // namespace corridor::input
