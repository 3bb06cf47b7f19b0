// Tables of what happens at a date.
#include "column_specs.hpp"

namespace corridor::input {
namespace {

constexpr ColumnSpec kClosures[] = {
    key("closure, opening or narrowing"),
    needed(text("what", "in words")),
    needed(choice("object_kind",
                  "border road_link rail_link sea_link passage service place rule process none",
                  "what kind of thing it acts on")),
    text("object", "id of the border, link, service or place; name of the passage"),
    date("from", "first day"),
    date("to", "last day; blank = still so when last seen"),
    text("recurs", "yearly window MM-DD..MM-DD; weekdays are open_days of a border"),
    needed(choice("effect", "closed open capacity diverted none", "what it does")),
    share("factor", "effect capacity: what is left"),
    yes_no("base_2024", "part of the base of 2024"),
    yes_no("base_2026", "part of the base of 2026"),
    amount("rate_per_year", "/year", "process: closures in a year"),
    amount("rate_per_year_low", "/year", kLow),
    amount("rate_per_year_high", "/year", kHigh),
    amount("duration_median_days", "days", "process: median length"),
    amount("duration_sigma", "", "process: sigma of the log of the length"),
    amount("duration_p90_days", "days", "process: length of one in ten"),
    amount("common_rate_per_year", "/year", "process: part of the rate that shuts all at once"),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kHolidays[] = {
    key("days on which border posts do not work"),
    needed(text("what", "the holiday, in words")),
    needed(refs("posts", "borders", "posts that keep it")),
    needed(date("from", "first day")),
    needed(date("to", "last day")),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kInitialStock[] = {
    key("boxes that are stuck when a run begins"),
    needed(date("date", "day of the count")),
    needed(text("state", "where they stand, in words")),
    needed(ref("place", "places", "place")),
    needed(amount("boxes", "boxes", "boxes")),
    amount("boxes_low", "boxes", kLow),
    amount("boxes_high", "boxes", kHigh),
    amount("teu", "TEU", "the same in TEU"),
    needed(choice("apply", "initial evidence total outflow",
                  "only initial rows may be loaded: totals hold their parts")),
    kGrade,
    kSource,
    kNotes,
};

constexpr ColumnSpec kSurcharges[] = {
    key("money that everything pays which meets an object"),
    needed(text("what", "reason, in words")),
    needed(choice("object_kind", "border link passage service place", "what kind of thing it is")),
    needed(text("object", "id of the border, link, service or place; name of the passage")),
    needed(choice("per", "teu box truck", "what pays it")),
    needed(amount("usd", "USD", "amount")),
    date("from", "first day"),
    date("to", "last day"),
    kGrade,
    kSource,
    kNotes,
};

constexpr TableSpec kTables[] = {
    {"closures", "Dated closures, and closures as a random process.", kClosures},
    {"holidays", "Public holidays on which border posts do not work.", kHolidays},
    {"initial_stock", "Boxes stuck when a run begins.", kInitialStock},
    {"surcharges", "Money that scenarios add where boxes meet an object.", kSurcharges},
};

}  // namespace

std::span<const TableSpec> event_tables() {
  return kTables;
}

}  // namespace corridor::input
