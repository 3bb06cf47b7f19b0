// Rules of transit and closures whose dates touch the period.
#include <fmt/format.h>

#include <algorithm>

#include "cell_checks.hpp"
#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

constexpr Word<ClosureTarget> kTargets[] = {
    {"border", ClosureTarget::kBorder},   {"road_link", ClosureTarget::kLink},
    {"rail_link", ClosureTarget::kLink},  {"sea_link", ClosureTarget::kLink},
    {"passage", ClosureTarget::kPassage}, {"service", ClosureTarget::kService},
    {"place", ClosureTarget::kPlace}};
constexpr Word<ClosureEffect> kEffects[] = {{"closed", ClosureEffect::kClosed},
                                            {"open", ClosureEffect::kOpen},
                                            {"capacity", ClosureEffect::kCapacity}};
constexpr Word<std::string_view> kTablesOfTargets[] = {
    {"border", "borders"},     {"road_link", "road_links"}, {"rail_link", "rail_links"},
    {"sea_link", "sea_links"}, {"service", "services"},     {"place", "places"}};

// A commodity group is a word of the demand table.
std::vector<CommodityId> read_commodities(const WorldBuild& build, const RowReader& row,
                                          std::string_view column) {
  std::vector<CommodityId> commodities;
  for (const std::string& name : row.list(column)) {
    const CommodityId id = id_of(build.commodities, name);
    if (!id.is_none()) {
      commodities.push_back(id);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& [word, position] : build.commodities) known.push_back(word);
    Finding& finding = build.add(
        "E113", fmt::format("`{}` of `{}`: there is no commodity `{}`", column, row.id(), name),
        row.where(column));
    finding.hint = did_you_mean(name, known);
    finding.help = "write a commodity of demand.csv";
  }
  return commodities;
}

Regime read_regime(const WorldBuild& build, const RowReader& row) {
  constexpr double kPerDay = 1.0 / kHoursPerDay;
  Regime regime;
  regime.slug = row.id();
  regime.instrument = row.text("regime");
  for (const std::string& country : row.list("countries")) {
    regime.countries.push_back(id_of(build.regions, country));
  }
  const std::string& direction = row.text("direction");
  if (direction == "import") regime.direction = TradeDirection::kImport;
  if (direction == "export") regime.direction = TradeDirection::kExport;
  for (const std::string& at : row.list("applies_at")) {
    const BorderId border = id_of(build.borders, at);
    if (!border.is_none()) regime.borders.push_back(border);
    const PlaceId place = id_of(build.places, at);
    if (!place.is_none()) regime.gateways.push_back(place);
  }
  regime.guarantee = row.value<UsdPerTeu>("guarantee_usd_per_teu");
  regime.guarantee_share_of_value = row.number("guarantee_share_of_value");
  regime.fee_share_of_value = row.number("fee_share_of_value");
  regime.fee_commodities = read_commodities(build, row, "fee_commodities");
  regime.has_negative_list = row.yes("negative_list");
  regime.barred_commodities = read_commodities(build, row, "barred_commodities");
  regime.scan_share = row.number("scan_share");
  regime.scan_capacity = row.value<PerHour>("scan_capacity_per_day", kPerDay);
  regime.tracker_capacity = row.value<PerHour>("tracker_capacity_per_day", kPerDay);
  regime.scanners_are_circular = row.is_circular("scan_capacity_per_day");
  regime.trackers_are_circular = row.is_circular("tracker_capacity_per_day");
  regime.from = row.date("from");
  regime.to = row.date("to");
  regime.row = row.row();
  return regime;
}

std::vector<std::string> known_objects(const WorldBuild& build, const RowReader& row) {
  std::vector<std::string> names;
  const auto table = meaning_of(row.text("object_kind"), kTablesOfTargets);
  if (table) {
    build.for_each_row(*table, [&](const RowReader& object) { names.push_back(object.id()); });
    return names;
  }
  build.for_each_row("sea_links", [&](const RowReader& lane) {
    for (const std::string& passage : lane.list("passages")) names.push_back(passage);
  });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void check_object(const WorldBuild& build, const RowReader& row) {
  const std::vector<std::string> names = known_objects(build, row);
  const std::string& object = row.text("object");
  if (std::find(names.begin(), names.end(), object) != names.end()) return;
  Finding& finding = build.add("E113",
                               fmt::format("`object` of `{}`: there is no {} `{}`", row.id(),
                                           row.text("object_kind"), object),
                               row.where("object"));
  finding.hint = did_you_mean(object, names);
  finding.help = "write the id of what is shut, or object_kind none";
}

// A process strikes a border post or a link.
void check_struck(const WorldBuild& build, const RowReader& row) {
  std::vector<std::string> names;
  for (const char* table : {"borders", "road_links", "rail_links"})
    build.for_each_row(table, [&](const RowReader& object) { names.push_back(object.id()); });
  const std::string& object = row.text("object");
  if (std::find(names.begin(), names.end(), object) != names.end()) return;
  Finding& finding = build.add(
      "E113",
      fmt::format("`object` of `{}`: there is no border post or land link `{}`", row.id(), object),
      row.where("object"));
  finding.hint = did_you_mean(object, names);
  finding.help = "write the id of the post or link that the process shuts";
}

// A closure that recurs needs its window, one that narrows what is left.
void check_extent(const WorldBuild& build, const RowReader& row, ClosureEffect effect) {
  const std::string& window = row.text("recurs");
  if (!window.empty() && !parse_season(window)) {
    build
        .add("E116", fmt::format("`recurs` of `{}`: season expected, got `{}`", row.id(), window),
             row.where("recurs"))
        .help = "MM-DD..MM-DD, first to last day of every year; weekdays are open_days of a border";
  }
  if (effect == ClosureEffect::kCapacity && !row.maybe("factor")) {
    build
        .add("E110", fmt::format("`factor` of `{}`: a closure of capacity needs one", row.id()),
             row.where("factor"))
        .help = "what is left of the capacity, as 0.5";
  }
}

// A row holds in a period that its dates touch; a row without dates always.
bool touches(const Period& period, std::optional<Date> from, std::optional<Date> to) {
  const Date start = first_day(period.start);
  const Date end = first_day(add_months(period.start, period.months));
  return (!from || *from < end) && (!to || *to >= start);
}

}  // namespace

void build_closure_processes(WorldBuild& build) {
  build.for_each_row("closures", [&](const RowReader& row) {
    if (row.text("object_kind") != "process") return;
    check_struck(build, row);
    const bool is_border = !id_of(build.borders, row.text("object")).is_none();
    build.world.closure_processes.push_back(
        {.slug = row.id(),
         .target = is_border ? ClosureTarget::kBorder : ClosureTarget::kLink,
         .object = row.text("object"),
         .rate = row.ranged<PerHour>("rate_per_year", 1.0 / kHoursPerYear),
         .common_rate = row.value<PerHour>("common_rate_per_year", 1.0 / kHoursPerYear),
         .median = row.value<Hours>("duration_median_days", kHoursPerDay),
         .sigma = row.number("duration_sigma"),
         .row = row.row()});
  });
}

void build_backlogs(WorldBuild& build) {
  build.for_each_row("initial_stock", [&](const RowReader& row) {
    const auto date = row.date("date");
    if (row.text("apply") != "initial" || !date) return;
    build.world.backlogs.push_back({.slug = row.id(),
                                    .place = id_of(build.places, row.text("place")),
                                    .boxes = row.ranged<double>("boxes"),
                                    .date = *date,
                                    .row = row.row()});
  });
}

void build_regimes(WorldBuild& build) {
  build.for_each_row("regimes", [&](const RowReader& row) {
    if (row.text("applies_at").empty()) return;
    Regime regime = read_regime(build, row);
    if (touches(build.world.period, regime.from, regime.to))
      build.world.regimes.push_back(std::move(regime));
  });
}

/// Before the closures: later rows win, so that a post can be opened on a holiday.
void build_holidays(WorldBuild& build) {
  build.for_each_row("holidays", [&](const RowReader& row) {
    if (!touches(build.world.period, row.date("from"), row.date("to"))) return;
    for (const std::string& post : row.list("posts"))
      build.world.closures.push_back({.slug = row.id(),
                                      .what = row.text("what"),
                                      .target = ClosureTarget::kBorder,
                                      .object = post,
                                      .effect = ClosureEffect::kClosed,
                                      .from = row.date("from"),
                                      .to = row.date("to"),
                                      .season = std::nullopt,
                                      .row = row.row()});
  });
}

void build_closures(WorldBuild& build) {
  build.for_each_row("closures", [&](const RowReader& row) {
    const auto target = meaning_of(row.text("object_kind"), kTargets);
    const auto effect = meaning_of(row.text("effect"), kEffects);
    if (!target || !effect) return;
    check_object(build, row);
    check_extent(build, row, *effect);
    if (!touches(build.world.period, row.date("from"), row.date("to"))) return;
    build.world.closures.push_back({.slug = row.id(),
                                    .what = row.text("what"),
                                    .target = *target,
                                    .object = row.text("object"),
                                    .effect = *effect,
                                    .factor = row.number("factor", 1.0),
                                    .from = row.date("from"),
                                    .to = row.date("to"),
                                    .season = parse_season(row.text("recurs")),
                                    .row = row.row()});
  });
}

}  // namespace corridor::input
