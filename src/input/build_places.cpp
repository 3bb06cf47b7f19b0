// Countries, places, and what stands at them.
#include <fmt/format.h>

#include <algorithm>

#include "corridor/base/text.hpp"
#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

constexpr Word<PlaceKind> kPlaceKinds[] = {
    {"city", PlaceKind::kCity},         {"border", PlaceKind::kBorder},
    {"junction", PlaceKind::kJunction}, {"dry_port", PlaceKind::kDryPort},
    {"seaport", PlaceKind::kSeaport},   {"rail_terminal", PlaceKind::kRailTerminal}};
constexpr Word<PortRole> kPortRoles[] = {{"gateway", PortRole::kGateway},
                                         {"rival", PortRole::kRival},
                                         {"overseas", PortRole::kOverseas}};
constexpr Word<Status> kBorderStatuses[] = {{"open", Status::kOpen},
                                            {"closed", Status::kClosed},
                                            {"planned", Status::kPlanned},
                                            {"passenger_only", Status::kNeverForCargo}};
constexpr std::string_view kWeekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::string_view kAllDay = "00:00-24:00";

// Two digits at `at`, from `least` to `most`, or nothing.
std::optional<int> two_digits(std::string_view text, std::size_t at, int least, int most) {
  const auto is_digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (at + 1 >= text.size() || !is_digit(at) || !is_digit(at + 1)) return std::nullopt;
  const int number = (text[at] - '0') * 10 + (text[at + 1] - '0');
  return number < least || number > most ? std::nullopt : std::optional<int>(number);
}

// HH:MM-HH:MM
bool is_hours(std::string_view text) {
  return text.size() == 11 && text[2] == ':' && text[5] == '-' && text[8] == ':' &&
         two_digits(text, 0, 0, 23) && two_digits(text, 3, 0, 59) && two_digits(text, 6, 0, 24) &&
         two_digits(text, 9, 0, 59);
}

std::optional<DayHours> read_gate_hours(const WorldBuild& build, const RowReader& row) {
  const std::string& text = row.text("gate_hours");
  if (text.empty() || text == kAllDay) return std::nullopt;
  if (!is_hours(text)) {
    build
        .add("E116", fmt::format("`gate_hours` of `{}`: hours expected, got `{}`", row.id(), text),
             row.where("gate_hours"))
        .help = "HH:MM-HH:MM in local time, past midnight if need be; leave it blank for always";
    return std::nullopt;
  }
  const auto at = [&](std::size_t hour) {
    return Hours(*two_digits(text, hour, 0, 24) + *two_digits(text, hour + 3, 0, 59) / 60.0);
  };
  return DayHours{at(0), at(6)};
}

void read_calendar(const WorldBuild& build, const RowReader& row, Border& border) {
  if (const std::string& season = row.text("seasonal_closure"); !season.empty()) {
    border.closed_season = parse_season(season);
    if (!border.closed_season) {
      build
          .add("E116",
               fmt::format("`seasonal_closure` of `{}`: season expected, got `{}`", row.id(),
                           season),
               row.where("seasonal_closure"))
          .help = "MM-DD..MM-DD, first to last closed day of every year";
    }
  }
  if (const std::string& hours = row.text("open_hours"); !hours.empty() && hours != kAllDay) {
    border.open_hours = hours;
    // As text, later hours of a day are greater.
    if (!is_hours(hours) || hours.substr(0, 5) >= hours.substr(6)) {
      build
          .add("E116",
               fmt::format("`open_hours` of `{}`: hours expected, got `{}`", row.id(), hours),
               row.where("open_hours"))
          .help =
          "HH:MM-HH:MM in local time, within one day; leave it blank when it is always open";
    }
  }
  const std::vector<std::string> days = row.list("open_days");
  for (std::size_t day = 0; day < border.open_on.size() && !days.empty(); ++day) {
    border.open_on.at(day) = std::find(days.begin(), days.end(), kWeekdays[day]) != days.end();
  }
}

}  // namespace

std::optional<Season> parse_season(std::string_view text) {
  if (text.size() != 12 || text[2] != '-' || text.substr(5, 2) != ".." || text[9] != '-') {
    return std::nullopt;
  }
  const auto from_month = two_digits(text, 0, 1, 12);
  const auto from_day = two_digits(text, 3, 1, 31);
  const auto to_month = two_digits(text, 7, 1, 12);
  const auto to_day = two_digits(text, 10, 1, 31);
  if (!from_month || !from_day || !to_month || !to_day) return std::nullopt;
  return Season{*from_month, *from_day, *to_month, *to_day};
}

void build_countries(WorldBuild& build) {
  build.for_each_row("countries", [&](const RowReader& row) {
    const CountryId id =
        build.world.countries.push_back({.slug = row.id(),
                                         .name = row.text("name"),
                                         .customs_union = row.text("customs_union"),
                                         .row = row.row()});
    build.countries.emplace(row.id(), id);
  });
}

void build_places(WorldBuild& build) {
  build.for_each_row("places", [&](const RowReader& row) {
    Place place;
    place.slug = row.id();
    place.name = row.text("name");
    place.country = id_of(build.countries, row.text("country"));
    place.kind = meaning_of(row.text("kind"), kPlaceKinds).value_or(PlaceKind::kCity);
    place.position = {row.number("lat_deg"), row.number("lon_deg")};
    place.unlocode = row.text("unlocode");
    place.time_zone = row.text("time_zone");
    place.port_role = meaning_of(row.text("port_role"), kPortRoles).value_or(PortRole::kNone);
    place.rate_region = row.text("rate_region");
    place.row = row.row();
    build.places.emplace(row.id(), build.world.places.push_back(std::move(place)));
  });
}

void build_terminals(WorldBuild& build) {
  build.for_each_row("terminals", [&](const RowReader& row) {
    Terminal terminal;
    terminal.slug = row.id();
    terminal.name = row.text("name");
    terminal.place = id_of(build.places, row.text("place"));
    terminal.berths = row.number("berths");
    terminal.draught_m = row.number("draught_m");
    terminal.cranes = row.number("sts_cranes");
    terminal.moves_per_crane_hour = row.number("moves_per_crane_hour");
    terminal.capacity = row.ranged<TeuPerHour>("capacity_teu_per_year", 1.0 / kHoursPerYear);
    terminal.throughput = row.ranged<TeuPerHour>("throughput_teu_per_year", 1.0 / kHoursPerYear);
    terminal.yard = row.ranged<Teu>("yard_teu");
    terminal.gate_lanes = row.ranged<double>("gate_lanes");
    terminal.gate_hours = read_gate_hours(build, row);
    terminal.dwell_import = row.value<Hours>("dwell_import_days", kHoursPerDay);
    terminal.dwell_export = row.value<Hours>("dwell_export_days", kHoursPerDay);
    terminal.has_rail_siding = row.yes("rail_siding");
    terminal.capacity_is_circular = row.is_circular("capacity_teu_per_year");
    terminal.yard_is_circular = row.is_circular("yard_teu");
    terminal.capacity_grade = row.grade("capacity_grade");
    terminal.row = row.row();
    build.world.terminals.push_back(std::move(terminal));
  });
}

/// Not those at a seaport that serve another one.
void build_off_dock_yards(WorldBuild& build) {
  build.for_each_row("offdock", [&](const RowReader& row) {
    const PlaceId place = id_of(build.places, row.text("place"));
    if (place.is_none() || row.number("slots") <= 0.0) return;
    const bool serves_another = row.text("place") != row.text("near_port");
    if (build.world.places[place].is_gateway() && serves_another) return;
    build.world.off_dock_yards.push_back(
        {.slug = row.id(),
         .name = row.text("name"),
         .place = place,
         .handling = row.ranged<TeuPerHour>("handling_teu_per_day", 1.0 / kHoursPerDay),
         .room = row.ranged<Teu>("slots"),
         .row = row.row()});
  });
}

void build_borders(WorldBuild& build) {
  constexpr double kPerDay = 1.0 / kHoursPerDay;
  build.for_each_row("borders", [&](const RowReader& row) {
    Border border;
    border.slug = row.id();
    border.name = row.text("name");
    border.from = id_of(build.places, row.text("from"));
    border.to = id_of(build.places, row.text("to"));
    border.mode = row.text("mode") == "rail" ? Mode::kRail : Mode::kRoad;
    border.changes_gauge = row.yes("gauge_change");
    border.status = meaning_of(row.text("status"), kBorderStatuses).value_or(Status::kOpen);
    border.outbound = {.dwell = row.value<Hours>("hours_out"),
                       .fee = row.ranged<Usd>("fee_out_usd"),
                       .capacity = row.ranged<PerHour>("capacity_out_per_day", kPerDay),
                       .capacity_is_circular = row.is_circular("capacity_out_per_day")};
    border.inbound = {.dwell = row.value<Hours>("hours_in"),
                      .fee = row.ranged<Usd>("fee_in_usd"),
                      .capacity = row.ranged<PerHour>("capacity_in_per_day", kPerDay),
                      .capacity_is_circular = row.is_circular("capacity_in_per_day")};
    border.dwell_sd = row.value<Hours>("sd_hours");
    border.inspection_share = row.number("inspection_share");
    border.dwell_block_train = row.value<Hours>("hours_block_train");
    border.teu_per_train = row.number("teu_per_train");
    border.base_trucks = row.value<PerHour>("base_trucks_per_day", kPerDay);
    border.capacity_grade = row.grade("capacity_grade");
    border.row = row.row();
    read_calendar(build, row, border);
    build.borders.emplace(row.id(), build.world.borders.push_back(std::move(border)));
  });
}

}  // namespace corridor::input
