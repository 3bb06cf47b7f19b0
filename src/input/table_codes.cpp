// What the findings of tables and of the world mean, for `corridor help CODE`.
#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

struct Code {
  std::string_view code;
  const char* text;
};

constexpr Code kCodes[] = {
    {"E101", "A table begins with a byte-order mark. It is skipped; save the file as plain UTF-8."},
    {"E102",
     "A table is not UTF-8. Letters of another encoding would turn into others, so nothing of it "
     "is read. Save the file as UTF-8."},
    {"E103",
     "A table lacks a column. Every column stands in the header, in any order; cells that are not "
     "known stay blank."},
    {"E104", "A table has a column that nobody reads, mostly a misspelt name."},
    {"E105", "A column stands twice in a header. Keep one."},
    {"E106",
     "A row has more or fewer cells than the header. Texts with a comma stand in quotes, and the "
     "decimal sign is a point."},
    {"E107",
     "A quote is never closed, or text follows it. A quote inside a quoted text is written twice."},
    {"E108",
     "A cell should hold a number: digits, perhaps a sign and a decimal point, no exponent, no "
     "thousands separator, no unit."},
    {"E109", "A number is outside what its column can mean, such as a negative length."},
    {"E110", "A cell that must be filled is blank, or an item of a list is."},
    {"E111", "Two rows of a table have the same id."},
    {"E112",
     "A value lies outside its own range: low <= value <= high must hold, and the first day comes "
     "before the last."},
    {"E113", "A row names a place, border, region or other row that does not exist."},
    {"E114", "A row names a source that is neither in sources.csv nor a row of evidence."},
    {"E115", "A cell holds a word that its column does not know."},
    {"E116",
     "A cell should hold a date (YYYY-MM-DD), a season (MM-DD..MM-DD) or hours "
     "(HH:MM-HH:MM)."},
    {"E117",
     "An id holds a character that ids may not hold. Letters, digits, `_`, `-` and `.` may "
     "stand."},
    {"E118", "A folder, table or file is missing or cannot be read."},
    {"E119", "A file is larger than 64 MB, far beyond any table of a data pack."},
    {"E120", "A table has no header."},
    {"E121", "A data folder holds a table that nobody reads, mostly a misspelt file name."},
    {"E122", "Columns are separated by something else than commas."},
    {"E130", "A parameter that every world needs is missing, or stands in another unit."},
    {"E131",
     "A link is shorter than the great circle between its ends, so its length or one of the "
     "positions is wrong."},
    {"E132", "A border post stands on no link: none has the same two ends and mode."},
    {"E133", "The shares by which a region's boxes are spread over places do not sum to 100 %."},
    {"E134", "The twelve shares of a month profile do not sum to 1."},
    {"E135", "An ocean price names an end that is neither a place nor a rate region of places."},
    {"E136", "A service lists a stop twice, or fewer than two stops."},
    {"E137", "Demand of a region that has no places: its boxes could neither begin nor end."},
    {"E138", "A terminal stands at a place that is no port."},
    {"E139",
     "A gateway has no terminal, so that it never fills, or no charges, so that boxes pass "
     "for nothing."},
    {"E140", "A demand that chooses its route has no boxes."},
    {"E141", "settings.value_of_time names a preset that parameters.csv does not define."},
    {"E142", "settings.rates_year is a year of which lane_rates.csv has no ocean price."},
    {"E143", "A load has no month profile."},
    {"E144", "assumption_groups.csv names a group that nobody moves."},
    {"E146", "A link begins and ends at the same place."},
    {"E147", "Links of a country have no haul price for a product: boxes would move for nothing."},
};

}  // namespace

const char* explain_table_code(std::string_view code) {
  for (const Code& known : kCodes) {
    if (known.code == code) return known.text;
  }
  return nullptr;
}

}  // namespace corridor::input
