// What only the whole world can show. Each check tells one kind of fault and passes over records
// whose references do not resolve: those are findings already.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "cell_checks.hpp"
#include "corridor/base/geo.hpp"
#include "corridor/base/text.hpp"
#include "world_build.hpp"

namespace corridor::input {
namespace {

using namespace model;

// A length may fall short of the great circle by what rounded coordinates hide.
constexpr double kLeastDetour = 0.995;
constexpr double kShareTolerance = 0.005;

bool sums_to_one(double sum) {
  return std::abs(sum - 1.0) <= kShareTolerance;
}

void check_lengths(const WorldBuild& build) {
  for (const Link& link : build.world.links) {
    if (link.from.is_none() || link.to.is_none()) continue;
    if (link.from == link.to) {
      build
          .add("E146", fmt::format("`to` of `{}`: a link needs two different ends", link.slug),
               build.where(link.row, "to"))
          .help = "name the place at its other end";
      continue;
    }
    const Place& from = build.world.places[link.from];
    const Place& to = build.world.places[link.to];
    const Km straight = great_circle(from.position, to.position);
    if (link.length >= kLeastDetour * straight) continue;
    const bool is_sea = link.mode == Mode::kSea;
    const double unit = is_sea ? kKmPerNauticalMile : 1.0;
    const char* word = is_sea ? "nm" : "km";
    const char* column = is_sea ? "distance_nm" : "length_km";
    build
        .add("E131",
             fmt::format("{}: {:.1f} {} is below the great circle of {:.1f} {} between {} and {}",
                         build.name(link.row, column), link.length.value() / unit, word,
                         straight.value() / unit, word, from.name, to.name),
             build.where(link.row, column))
        .help = "correct the length, or the position of one of the places";
  }
}

using Ends = std::tuple<Mode, PlaceId, PlaceId>;
Ends ends_of(Mode mode, PlaceId a, PlaceId b) {
  return {mode, std::min(a, b), std::max(a, b)};
}

void check_borders(const WorldBuild& build) {
  std::set<Ends> links;
  for (const Link& link : build.world.links) links.insert(ends_of(link.mode, link.from, link.to));
  for (const Border& border : build.world.borders) {
    if (border.from.is_none() || border.to.is_none()) continue;
    if (links.count(ends_of(border.mode, border.from, border.to)) > 0) continue;
    const char* mode = name_of(border.mode);
    build
        .add(
            "E132",
            fmt::format("border `{}` stands on no {} link between `{}` and `{}`", border.slug, mode,
                        build.world.places[border.from].slug, build.world.places[border.to].slug),
            build.where(border.row, "from"))
        .help = fmt::format("add the link to {}_links.csv, or correct from, to or mode", mode);
  }
}

// A span of days that ends before it begins never holds.
void check_days(const WorldBuild& build) {
  struct Span {
    const char* table;
    const char* from = "from";
    const char* to = "to";
  };
  constexpr Span kSpans[] = {{"closures"},
                             {"regimes"},
                             {"surcharges"},
                             {"observations"},
                             {"services", "from_date", "to_date"}};
  for (const Span& span : kSpans) {
    build.for_each_row(span.table, [&](const RowReader& row) {
      const auto first = row.date(span.from);
      const auto last = row.date(span.to);
      if (!first || !last || *first <= *last) return;
      build
          .add("E112",
               fmt::format("`{}` of `{}`: {} is before {}", span.to, row.id(), format_date(*last),
                           format_date(*first)),
               row.where(span.to))
          .help = "write the last day, or leave it blank when it still holds";
    });
  }
}

void check_shares(const WorldBuild& build) {
  struct Sum {
    double share = 0.0;
    RowId row;
  };
  std::map<std::pair<RegionId, RegionId>, Sum> sums;
  for (const RegionPlace& place : build.world.region_places) {
    Sum& sum = sums[{place.region, place.for_country}];
    sum.share += place.share;
    sum.row = place.row;
  }
  for (const auto& [key, sum] : sums) {
    const auto& [region, for_country] = key;
    if (region.is_none() || sums_to_one(sum.share)) continue;
    const std::string whose = for_country.is_none()
                                  ? ""
                                  : fmt::format(" for `{}`", build.world.regions[for_country].slug);
    build
        .add("E133",
             fmt::format("shares of region `{}`{} sum to {:.2f} %",
                         build.world.regions[region].slug, whose, sum.share / kPercent),
             build.where(sum.row, "share_pct"))
        .help = "they must sum to 100 %; this is the last of its rows";
  }
}

void check_profiles(const WorldBuild& build) {
  build.for_each_row("month_profiles", [&](const RowReader& row) {
    const MonthProfile& profile = build.world.profiles[id_of(build.profiles, row.id())];
    double sum = 0.0;
    for (const double share : profile.share) sum += share;
    if (sums_to_one(sum)) return;
    build
        .add("E134", fmt::format("months of profile `{}` sum to {:.4f}", row.id(), sum),
             row.where("m01"))
        .help = "the twelve shares must sum to 1";
  });
}

void check_lanes(const WorldBuild& build) {
  std::set<std::string, std::less<>> ends;
  for (const Place& place : build.world.places) {
    ends.insert(place.slug);
    if (!place.rate_region.empty()) ends.insert(place.rate_region);
  }
  const std::vector<std::string> names(ends.begin(), ends.end());
  const auto check_ends = [&](const RowReader& row) {
    for (const char* column : {"from", "to"}) {
      const std::string& end = row.text(column);
      if (end.empty() || ends.count(end) > 0) continue;
      Finding& finding = build.add(
          "E135",
          fmt::format("`{}` of `{}`: no place and no rate region `{}`", column, row.id(), end),
          row.where(column));
      finding.hint = did_you_mean(end, names);
      finding.help = "write a place, or a rate_region of places.csv";
    }
  };
  build.for_each_row("lane_rates", check_ends);
  build.for_each_row("lane_exceptions", check_ends);
}

void check_stops(const WorldBuild& build) {
  for (const Service& service : build.world.services) {
    std::set<PlaceId> seen;
    for (const PlaceId stop : service.stops) {
      if (stop.is_none() || seen.insert(stop).second) continue;
      build
          .add("E136",
               fmt::format("{}: `{}` stands twice", build.name(service.row, "stops"),
                           build.world.places[stop].slug),
               build.where(service.row, "stops"))
          .help = "list each stop once, in the order of one direction";
    }
    if (service.stops.size() >= 2) continue;
    build
        .add("E136", fmt::format("{}: a service needs two stops", build.name(service.row, "stops")),
             build.where(service.row, "stops"))
        .help = "list the way points in order, joined by `;`";
  }
}

bool has_place(const WorldBuild& build, RegionId region, RegionId country) {
  const auto& places = build.world.region_places;
  return std::any_of(places.begin(), places.end(), [&](const RegionPlace& place) {
    return place.region == region && (place.for_country.is_none() || place.for_country == country);
  });
}

void check_ends(const WorldBuild& build, const Demand& demand) {
  for (const char* column : {"country", "partner"}) {
    const RegionId region = column[0] == 'c' ? demand.country : demand.partner;
    if (region.is_none() || has_place(build, region, demand.country)) continue;
    build
        .add("E137",
             fmt::format("{}: region `{}` has no places", build.name(demand.row, column),
                         build.world.regions[region].slug),
             build.where(demand.row, column))
        .help = "add rows for it to region_places.csv";
  }
}

void check_demand(const WorldBuild& build) {
  for (const Demand& demand : build.world.demand) {
    if (!demand.in_base || demand.load_kind == LoadKind::kCalibration) continue;
    if (demand.via.empty()) check_ends(build, demand);
    if (build.text(demand.row, "month_profile").empty()) {
      build
          .add("E143",
               fmt::format("{}: a load needs a month profile",
                           build.name(demand.row, "month_profile")),
               build.where(demand.row, "month_profile"))
          .help = "name a row of month_profiles.csv";
    }
    if (demand.load_kind == LoadKind::kChoice && demand.flow.value == TeuPerHour(0.0)) {
      build
          .warn("E140",
                fmt::format("{}: no boxes to choose a route for",
                            build.name(demand.row, "teu_per_year")),
                build.where(demand.row, "teu_per_year"))
          .help = "remove the row, or set in_base to no";
    }
  }
}

void check_ports(const WorldBuild& build) {
  std::set<PlaceId> with_terminal;
  std::set<PlaceId> with_charges;
  for (const BoxCharge& charge : build.world.box_charges) with_charges.insert(charge.place);
  for (const Terminal& terminal : build.world.terminals) {
    with_terminal.insert(terminal.place);
    if (terminal.place.is_none()) continue;
    const Place& place = build.world.places[terminal.place];
    if (place.port_role != PortRole::kNone) continue;
    build
        .add("E138",
             fmt::format("terminal `{}` is at `{}`, which is no port", terminal.slug, place.slug),
             build.where(terminal.row, "place"))
        .help = "give the place a port_role in places.csv, or correct the terminal's place";
  }
  for (const PlaceId id : build.world.places.ids()) {
    const Place& place = build.world.places[id];
    if (!place.is_gateway()) continue;
    if (with_terminal.count(id) == 0) {
      build
          .warn("E139", fmt::format("gateway `{}` has no terminal: it never fills", place.slug),
                build.where(place.row, "port_role"))
          .help = "add a row to terminals.csv";
    }
    if (with_charges.count(id) == 0) {
      build
          .warn("E139",
                fmt::format("gateway `{}` has no charges: boxes pass for nothing", place.slug),
                build.where(place.row, "port_role"))
          .help = "add its rows to box_charges.csv";
    }
  }
}

using Priced = std::set<std::tuple<HaulProduct, CountryId, BoxSize>>;

// A product needs a price of both sizes in a country where its mode has links, such as `link`.
void check_product(const WorldBuild& build, const Priced& priced, HaulProduct product,
                   const char* word, CountryId country, RowId link) {
  for (const BoxSize size : {BoxSize::k20, BoxSize::k40}) {
    const bool has_own = priced.count({product, country, size}) > 0;
    if (has_own || priced.count({product, CountryId(), size}) > 0) continue;
    build
        .add("E147",
             fmt::format("no haul rate for {} of {} ft boxes in country `{}`", word, name_of(size),
                         build.world.countries[country].slug),
             build.where(link, "id"))
        .help = "add a row for the country, or for `*`, to haul_rates.csv";
  }
}

void check_haul_rates(const WorldBuild& build) {
  Priced priced;
  for (const HaulRate& rate : build.world.haul_rates) {
    priced.insert({rate.product, rate.country, rate.size});
  }
  std::map<std::pair<Mode, CountryId>, RowId> used;
  for (const Link& link : build.world.links) {
    for (const PlaceId end : {link.from, link.to}) {
      if (end.is_none() || build.world.places[end].country.is_none()) continue;
      used.try_emplace({link.mode, build.world.places[end].country}, link.row);
    }
  }
  for (const auto& [key, link] : used) {
    const auto& [mode, country] = key;
    if (mode == Mode::kRoad) {
      check_product(build, priced, HaulProduct::kTruckDomestic, "truck_domestic", country, link);
      check_product(build, priced, HaulProduct::kTruckTir, "truck_tir", country, link);
    }
    if (mode == Mode::kRail) {
      check_product(build, priced, HaulProduct::kBlockTrain, "block_train", country, link);
      check_product(build, priced, HaulProduct::kWagonLoad, "wagon_load", country, link);
    }
  }
}

}  // namespace

void check_world(const WorldBuild& build) {
  check_lengths(build);
  check_borders(build);
  check_days(build);
  check_shares(build);
  check_profiles(build);
  check_lanes(build);
  check_stops(build);
  check_demand(build);
  check_ports(build);
  check_haul_rates(build);
}

}  // namespace corridor::input
