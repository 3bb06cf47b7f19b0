// Tables of what wants to move.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kRegions[] = {
    key("region of demand or partner"),
    needed(text("name", "name")),
    needed(choice("kind", "inland overseas port_load transit", "what it is")),
    needed(yes_no("contestable", "its boxes count for the headline")),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kRegionPlaces[] = {
    key("place where boxes of a region begin or end"),
    needed(ref("region", "regions", "region")),
    ref("for_country", "regions",
        "only for boxes of this country; blank = of all without their own"),
    needed(choice("access", "land sea port", "how the end reaches the network")),
    needed(ref("place", "places", "place")),
    needed(number("share_pct", "%", 0, 100, "of the region's boxes; sums to 100")),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec month(std::string_view name) {
  return needed(share(name, "share of the year; the twelve sum to 1"));
}
constexpr ColumnSpec kMonthProfiles[] = {
    key("profile of a year"),
    month("m01"),
    month("m02"),
    month("m03"),
    month("m04"),
    month("m05"),
    month("m06"),
    month("m07"),
    month("m08"),
    month("m09"),
    month("m10"),
    month("m11"),
    month("m12"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kDemand[] = {
    key("flow of boxes between a country and a partner"),
    needed(ref("country", "regions", "region of demand")),
    needed(ref("partner", "regions", "partner")),
    needed(choice("direction", "import export transit_west transit_east transhipment",
                  "seen from country; transhipment: from ship to ship")),
    needed(text("commodity", "commodity group")),
    needed(amount("teu_per_year", "TEU/year", "laden, in data_year")),
    amount("teu_per_year_low", "TEU/year", kLow),
    amount("teu_per_year_high", "TEU/year", kHigh),
    amount("value_usd_per_teu", "USD/TEU", "value of the goods"),
    amount("t_per_teu", "t/TEU", "weight of the goods"),
    amount("t_per_teu_low", "t/TEU", kLow),
    amount("t_per_teu_high", "t/TEU", kHigh),
    amount("t_per_box_20", "t/box", "weight in a 20 ft box"),
    amount("t_per_box_40", "t/box", "weight in a 40 ft box"),
    share("share_40", "of the laden TEU in 40 ft boxes"),
    share("share_reefer", "of the laden TEU in reefers"),
    ref("month_profile", "month_profiles", "shape of the year"),
    number("growth_pct_per_year", "%/year", -100, 1000, "growth after data_year"),
    year("data_year", "year the flow describes"),
    needed(choice("load_kind", "choice fixed_load calibration",
                  "chooses its route, is fixed, or is only compared with")),
    needed(yes_no("in_base", "part of the base")),
    refs("via", "places", "fixed loads: places passed, in order"),
    amount("empty_teu_per_year", "TEU/year", "empties that go with it"),
    choice("empty_direction", "same opposite", "empties run with the laden boxes, or back"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kRegimes[] = {
    key("rules of transit for boxes of some countries"),
    needed(text("regime", "name of the agreement")),
    text("instrument", "guarantee or order it works by"),
    refs("countries", "regions", "regions whose boxes it covers"),
    choice("direction", "import export both", "seen from those countries"),
    refs("applies_at", "places borders",
         "where the boxes meet it; blank = its effect is in another row"),
    amount("guarantee_usd_per_teu", "USD/TEU", "price of the guarantee"),
    share("guarantee_share_of_value", "price of the guarantee as a share of value"),
    share("fee_share_of_value", "fee as a share of value, on listed goods"),
    list("fee_commodities", "", "commodity groups that hold goods under the fee"),
    yes_no("negative_list", "some goods may not pass"),
    list("barred_commodities", "", "commodity groups that hold goods on the negative list"),
    amount("negative_items", "", "items on that list"),
    share("scan_share", "share of boxes scanned"),
    share("exam_share", "share of boxes examined"),
    amount("tracker_usd", "USD/box", "tracker, unless box_charges holds it"),
    amount("scan_capacity_per_day", "boxes/day", "shared by all transit at its gateways"),
    amount("tracker_capacity_per_day", "boxes/day", "shared in the same way"),
    circular("scan_capacity_per_day tracker_capacity_per_day"),
    text("truck_swap", "where boxes change trucks"),
    text("permits", "permits a truck needs"),
    text("visa", "visa a driver needs"),
    date("from", "first day"),
    date("to", "last day; blank = still in force"),
    yes_no("base_2024", "part of the base of 2024"),
    yes_no("base_2026", "part of the base of 2026"),
    kGrade,
    kSource,
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"regions", "Regions of demand and their partners.", kRegions, true},
    {"region_places", "Where the boxes of a region begin or end.", kRegionPlaces, true},
    {"month_profiles", "Shapes of a year.", kMonthProfiles},
    {"demand", "Boxes that want to move.", kDemand, true},
    {"regimes", "Rules of transit.", kRegimes},
};

}  // namespace

std::span<const TableSpec> demand_tables() {
  return kTables;
}

}  // namespace corridor::input
