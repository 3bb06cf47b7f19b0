// What the findings of the program itself mean, for `corridor help CODE`.
#include <string_view>

#include "commands.hpp"
#include "corridor/input/scenario_file.hpp"

namespace corridor::app {
namespace {

struct Code {
  std::string_view code;
  const char* text;
};

constexpr Code kCodes[] = {
    {"E226",
     "A change that alters values of the tables and no way that a box could take: every haul, "
     "border, service and lane keeps its time, price and capacity. A link that is not open, a line "
     "speed above the speed of the country, a border fee that the haul price holds already. A run "
     "would look like an answer to it and be none."},
    {"E301",
     "A word that names no place or region, or a place where boxes cannot begin or end. Places go "
     "by "
     "id, name or UN/LOCODE; the message shows the nearest."},
    {"E302", "Both ends of a journey, or both gateways to compare, are the same place."},
    {"E303", "A word that names no goods of demand.csv. The message lists them."},
    {"E304", "A day that is none, or that lies outside the period of the scenario."},
    {"E305",
     "A word that names nothing to avoid, to pass or to select: no place, country, border, link, "
     "service, "
     "mode "
     "or passage."},
    {"E306", "A port was asked for where boxes do not change between sea and land."},
    {"E307", "A route was asked for by a number that the list of routes does not reach."},
    {"E308",
     "`ports` compares gateways between the interior and a port: --from names inland places, --to "
     "a "
     "region or port that ships call at."},
    {"E701",
     "A table of a saved run cannot be understood: a cell is no number, or a row has another "
     "number "
     "of cells than the header. Run the scenario again; saved runs are not meant to be edited."},
    {"E702",
     "A file cannot be written: its folder does not exist, the disk is full, or permissions forbid "
     "it. Name another place with --out."},
    {"E703",
     "A folder with the name of the run exists and is not that run, so it is not replaced. Move it "
     "away, or choose another place with --out."},
    {"E704", "A file of a saved run cannot be read, or is missing. The folder may be incomplete."},
    {"E705",
     "The map of a saved run cannot be read. Run the scenario again; files of a run folder are not "
     "meant to be edited."},
    {"E801",
     "`init` copies the scenarios that are shipped with the program, and they are not where it "
     "looks. Install the program with its data, or name their folder in CORRIDOR_SCENARIOS_DIR."},
    {"E802",
     "`init` writes into a new or empty folder only, so that nothing of yours is replaced."},
    {"E803",
     "`assign` has one trip table for each class of users, and options such as --pce hold one "
     "value "
     "for all classes or one for each, in the order of the tables."},
    {"W801",
     "A way through a third port is more than 10 % cheaper than the direct lane, and no row of "
     "lane_exceptions.csv says why. Boxes would take it, and no line sells it."},
};

}  // namespace

const char* explain_code(std::string_view code) {
  for (const Code& known : kCodes) {
    if (known.code == code) return known.text;
  }
  return input::explain_code(code);
}

}  // namespace corridor::app
