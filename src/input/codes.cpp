// What the findings of scenario files mean, for `corridor help CODE`.
#include "corridor/input/scenario_file.hpp"
#include "corridor/input/table.hpp"

namespace corridor::input {
namespace {

struct Code {
  std::string_view code;
  const char* text;
};

constexpr Code kCodes[] = {
    {"E201",
     "The file is not YAML that we accept. Only the first fault of a file can be told, because "
     "what "
     "follows it cannot be read. Indent with spaces, put a space after each colon, close brackets "
     "and quotes; one document per file; no tags."},
    {"E202",
     "A key stands twice in one map. YAML readers often keep the last without a word; we ask "
     "you to keep one."},
    {"E203",
     "A key or condition that nobody reads, mostly misspelt. Keys that begin with `x-` are yours "
     "and never read."},
    {"E204",
     "A value of the wrong kind: a list where a text belongs, a word that a key does not "
     "know. `yes`, `on`, `NO` and `08:00` are texts; truth is written true or false."},
    {"E205",
     "A number without its unit. Every quantity is `number unit`, as `6 h` or `95 USD2024/TEU`, "
     "because a bare 6 could be hours or days. Counts, shares and `scale` have none."},
    {"E206",
     "A unit that does not fit the key, or that nobody knows. Units are joined by `/`; each key "
     "converts what measures the same: days to hours, nautical miles to km, a week to a year."},
    {"E207",
     "A number that is none, or outside what the field can mean: thousands separators, leading "
     "zeros, infinity, a negative length."},
    {"E208",
     "A day, month or year that is none, or days in the wrong order. Days are written "
     "YYYY-MM-DD, months YYYY-MM."},
    {"E209",
     "A `where` that matches nothing. A name is an id, an id without its prefix (chaman for "
     "bx_chaman_road), an end place of a border, a tag of a link, or a glob such as bx_*. In a map "
     "all conditions must hold for one row."},
    {"E210",
     "A change that alters nothing: the world is already so, or its days lie outside the period. "
     "A run would look like an answer to it and be none. Say `already: ok` where that is meant."},
    {"E211",
     "`expect` names another value than the one found, so the change was written for another "
     "world. Look at the file and line that set the value, then change `expect` or drop it."},
    {"E212",
     "Two files set one field to different values and neither extends the other, so their order "
     "would decide in silence. Keep one, let one extend the other, or say `on_conflict: last` in a "
     "file that extends both, or in the later one: it then replaces what came before."},
    {"E213", "Files extend each other in a circle, which the message shows."},
    {"E214",
     "A file or folder that is named does not exist. `extends: name` means name.yaml beside "
     "the file that says it."},
    {"E215", "A file cannot be read: it is a folder, or its permissions forbid it."},
    {"E216",
     "A file is larger than 8 MB, nested deeper than 40 levels, or grows without measure when its "
     "aliases are written out. A scenario is a short list of changes."},
    {"E217", "A scenario file is not UTF-8, so that its letters would turn into others."},
    {"E218", "A scenario file begins with a byte-order mark. Save it as UTF-8 without."},
    {"E219", "A change with a verb that does not exist. docs/scenario-language.md lists them."},
    {"E220",
     "A key that is needed is missing. A run needs a title, a period, a value of time and "
     "tables; a what-if alone has only changes and must be joined to a base."},
    {"E221",
     "`set` or `--set` with a path that leads to no value. Paths are table.row.column, "
     "parameters.<id>, settings.<key>, period.<key> or title."},
    {"E222",
     "Money in a currency or year without a row fx.<currency>.<year>.official or .market in "
     "parameters.csv."},
    {"E223", "A new row with an id that is already in use."},
    {"E224", "A value that is not known cannot be scaled or added to. Give its new value."},
    {"E225",
     "A key that means nothing for what was selected, such as sailings of a railway or a "
     "new way for boxes that choose theirs."},
    {"E301",
     "A place or region that the world does not have, or one where no box can begin or end. Places "
     "are named by id, name or UN/LOCODE; case, blanks and hyphens count alike."},
    {"E302", "A route from a place to itself."},
    {"E303", "Goods that no demand row carries."},
    {"E304", "A day of departure that is none or lies outside the scenario's period."},
    {"E305", "A place, country, border, link, service, mode or sea passage that does not exist."},
    {"E306", "A port where boxes do not change between sea and land, so that no way passes it."},
    {"E307", "A number beyond the routes that `corridor routes` finds for the pair."},
    {"W201",
     "Two files that do not know each other set one field; the later won because of "
     "`on_conflict: last`."},
};

}  // namespace

const char* explain_code(std::string_view code) {
  for (const Code& known : kCodes) {
    if (known.code == code) return known.text;
  }
  return explain_table_code(code);
}

}  // namespace corridor::input
