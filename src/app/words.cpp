#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>

#include "corridor/base/text.hpp"
#include "corridor/studies/shipment.hpp"

namespace corridor::app {
namespace {

using model::Mode;
using model::PlaceId;
using model::Scenario;
using network::ArcId;
using network::Network;

// Lower case; blanks, hyphens and underscores alike.
std::string key_of(std::string_view text) {
  std::string key;
  for (const char c : trim(text)) {
    const bool is_gap = c == ' ' || c == '-' || c == '_';
    key += is_gap ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

// "Karachi (port)" -> "karachi".
std::string without_brackets(const std::string& name) {
  return key_of(name.substr(0, name.find(" (")));
}

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  const std::vector<std::string> near = nearest_names(key_of(word), names);
  return near.empty() ? std::string() : "did you mean `" + join(near, "`, `") + "`?";
}

std::vector<std::string> names_of_ends(const Scenario& world) {
  std::vector<std::string> names;
  for (const model::Place& place : world.places) {
    names.push_back(place.slug);
    if (without_brackets(place.name) != place.slug) names.push_back(without_brackets(place.name));
  }
  for (const model::Region& region : world.regions) names.push_back(key_of(region.slug));
  return names;
}

std::optional<PlaceId> find_place(const Scenario& world, const std::string& key) {
  using Test = std::function<bool(const model::Place&)>;
  const Test tests[] = {
      [&](const model::Place& place) { return key_of(place.slug) == key; },
      [&](const model::Place& place) { return key_of(place.name) == key; },
      [&](const model::Place& place) {
        return !place.unlocode.empty() &&
               (key_of(place.unlocode) == key ||
                key_of(place.unlocode.substr(0, 2)) + "_" + key_of(place.unlocode.substr(2)) ==
                    key);
      },
      [&](const model::Place& place) { return without_brackets(place.name) == key; }};
  for (const Test& test : tests) {
    for (const PlaceId id : world.places.ids()) {
      if (test(world.places[id])) return id;
    }
  }
  return std::nullopt;
}

std::optional<model::RegionId> region_called(const Scenario& world, const std::string& key) {
  for (const model::RegionId id : world.regions.ids()) {
    if (key_of(world.regions[id].slug) == key || key_of(world.regions[id].name) == key) return id;
  }
  return std::nullopt;
}

// A slug with or without its prefix: chaman_road or bx_chaman_road.
bool is_called(const std::string& slug, const std::string& name, const std::string& key) {
  const std::size_t prefix = slug.find('_');
  return key_of(slug) == key || key_of(name) == key ||
         (prefix != std::string::npos && key_of(slug.substr(prefix + 1)) == key);
}

bool is_at(const Network& network, ArcId arc, const std::function<bool(PlaceId)>& fits) {
  return fits(network.tail(arc).place) || fits(network.head(arc).place);
}

// What a word of --avoid or --via can name, and the test of its arcs.
using ArcTest = std::function<bool(ArcId)>;

std::vector<ArcId> arcs_where(const Network& network, const ArcTest& test) {
  std::vector<ArcId> arcs;
  for (const ArcId arc : network.arcs.ids()) {
    if (test(arc)) arcs.push_back(arc);
  }
  return arcs;
}

ArcTest mode_test(const Network& network, const std::string& key) {
  for (const Mode mode : {Mode::kRoad, Mode::kRail, Mode::kSea}) {
    if (key != model::name_of(mode)) continue;
    return [&network, mode](ArcId arc) {
      return network.arcs[arc].mode == mode && network.arcs[arc].length.value() > 0.0;
    };
  }
  return {};
}

ArcTest passage_test(const Network& network, const std::string& key) {
  const auto on_passage = [&network, key](ArcId arc) {
    if (network.arcs[arc].kind != network::ArcKind::kSail) return false;
    const auto& passages = network.scenario->links[network.arcs[arc].link].passages;
    return std::find(passages.begin(), passages.end(), key) != passages.end();
  };
  for (const ArcId arc : network.arcs.ids()) {
    if (on_passage(arc)) return on_passage;
  }
  return {};
}

ArcTest country_test(const Network& network, const std::string& key) {
  const Scenario& world = *network.scenario;
  for (const model::CountryId id : world.countries.ids()) {
    if (key_of(world.countries[id].slug) != key && key_of(world.countries[id].name) != key)
      continue;
    return [&network, &world, id](ArcId arc) {
      return is_at(network, arc, [&](PlaceId place) { return world.places[place].country == id; });
    };
  }
  return {};
}

ArcTest place_test(const Network& network, const std::string& key) {
  const auto place = find_place(*network.scenario, key);
  if (!place) return {};
  return [&network, place = *place](ArcId arc) {
    return is_at(network, arc, [&](PlaceId other) { return other == place; });
  };
}

ArcTest facility_test(const Network& network, const std::string& key) {
  const Scenario& world = *network.scenario;
  std::vector<std::string> slugs;
  for (const model::Border& border : world.borders) {
    const bool by_place = is_called(world.places[border.from].slug, "", key) ||
                          key_of(border.slug) == "bx_" + key + "_road" ||
                          key_of(border.slug) == "bx_" + key + "_rail";
    if (is_called(border.slug, border.name, key) || by_place) slugs.push_back(border.slug);
  }
  for (const model::Service& service : world.services) {
    if (is_called(service.slug, service.name, key)) slugs.push_back(service.slug);
  }
  for (const model::Link& link : world.links) {
    const bool has_tag = std::any_of(link.tags.begin(), link.tags.end(),
                                     [&](const auto& tag) { return key_of(tag) == key; });
    if (has_tag || is_called(link.slug, "", key)) slugs.push_back(link.slug);
  }
  if (slugs.empty()) return {};
  return [&network, slugs](ArcId arc) {
    return std::any_of(
        network.uses[arc].begin(), network.uses[arc].end(), [&](const network::FacilityUse& use) {
          return std::find(slugs.begin(), slugs.end(), network.facilities[use.facility].slug) !=
                 slugs.end();
        });
  };
}

// Whether an arc crosses a border post that is called so, or has the place as one of its ends.
bool crosses_at(const Network& network, ArcId arc, const std::string& key, PlaceId place) {
  if (network.arcs[arc].kind != network::ArcKind::kBorder) return false;
  const model::Border& border = network.scenario->borders[network.arcs[arc].border];
  return border.from == place || border.to == place || is_called(border.slug, border.name, key);
}

std::vector<std::string> names_of_things(const Scenario& world) {
  std::vector<std::string> names = {"road", "rail", "sea"};
  for (const model::Link& link : world.links) {
    names.insert(names.end(), link.passages.begin(), link.passages.end());
    for (const std::string& tag : link.tags) names.push_back(key_of(tag));
  }
  for (const model::Country& country : world.countries) names.push_back(key_of(country.name));
  for (const model::Place& place : world.places) names.push_back(place.slug);
  for (const model::Border& border : world.borders) names.push_back(key_of(border.name));
  for (const model::Service& service : world.services) names.push_back(service.slug);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

[[noreturn]] void refuse_thing(const Scenario& world, std::string_view word) {
  const std::string near = nearest(word, names_of_things(world));
  throw refuse("E305",
               fmt::format("nothing is called `{}`{}", word, near.empty() ? "" : "; " + near),
               "name a place, country, border, link, service, mode (road, rail, sea) or passage "
               "(suez, hormuz)");
}

}  // namespace

ScenarioError refuse(std::string code, std::string message, std::string help) {
  Finding finding;
  finding.code = std::move(code);
  finding.message = std::move(message);
  finding.help = std::move(help);
  return ScenarioError({finding});
}

NamedEnd find_end(const Scenario& world, std::string_view word) {
  const std::string key = key_of(word);
  if (const auto place = find_place(world, key)) return {*place, {}};
  if (const auto region = region_called(world, key)) {
    const PlaceId place = studies::main_place(world, *region);
    if (!place.is_none()) return {place, *region};
  }
  const std::string near = nearest(word, names_of_ends(world));
  throw refuse(
      "E301",
      fmt::format("no place or region is called `{}`{}", word, near.empty() ? "" : "; " + near),
      "name a place by id, name or UN/LOCODE, or a region; scenarios/data/places.csv "
      "lists them");
}

model::RegionId find_region(const Scenario& world, std::string_view word) {
  if (const auto region = region_called(world, key_of(word))) return *region;
  std::vector<std::string> names;
  for (const model::Region& region : world.regions) names.push_back(key_of(region.slug));
  const std::string near = nearest(word, names);
  throw refuse("E301",
               fmt::format("no region is called `{}`{}", word, near.empty() ? "" : "; " + near),
               "regions: " + join(names));
}

model::CommodityId find_goods(const Scenario& world, std::string_view word) {
  std::vector<std::string> names;
  for (const model::CommodityId id : world.commodities.ids()) {
    if (key_of(world.commodities[id]) == key_of(word)) return id;
    names.push_back(world.commodities[id]);
  }
  const std::string near = nearest(word, names);
  throw refuse("E303",
               fmt::format("no goods are called `{}`{}", word, near.empty() ? "" : "; " + near),
               "goods: " + join(names));
}

Date find_day(const Scenario& world, std::string_view word) {
  const Date first = first_day(world.period.start);
  const Date end = first_day(add_months(world.period.start, world.period.months));
  const auto day = parse_date(word);
  if (day && *day >= first && *day < end) return *day;
  throw refuse("E304",
               day ? fmt::format("{} is outside the scenario's period", word)
                   : fmt::format("`{}` is no day", word),
               fmt::format("write YYYY-MM-DD, from {} to {}", format_date(first),
                           format_date(end - std::chrono::days(1))));
}

std::vector<ArcId> find_arcs(const Network& network, std::string_view word) {
  const std::string key = key_of(word);
  for (const auto& test_for : {mode_test, passage_test, country_test, place_test, facility_test}) {
    const ArcTest test = test_for(network, key);
    if (!test) continue;
    return arcs_where(network, test);
  }
  refuse_thing(*network.scenario, word);
}

std::vector<ArcId> find_selected(const Network& network, std::string_view word) {
  const std::string key = key_of(word);
  std::vector<ArcId> arcs;
  if (const auto place = find_place(*network.scenario, key)) {
    arcs = arcs_where(network, [&](ArcId arc) {
      const network::ArcKind kind = network.arcs[arc].kind;
      const bool is_quay = network::is_quay(kind) || kind == network::ArcKind::kTranship;
      return is_quay && network.tail(arc).place == *place;
    });
  }
  if (arcs.empty()) {
    if (const ArcTest of_facility = facility_test(network, key))
      arcs = arcs_where(network, of_facility);
  }
  return arcs.empty() ? find_arcs(network, word) : arcs;
}

std::vector<ArcId> find_stop(const Network& network, std::string_view word) {
  const auto place = find_place(*network.scenario, key_of(word));
  if (!place) return find_arcs(network, word);
  if (network.scenario->places[*place].kind == model::PlaceKind::kBorder) {
    std::vector<ArcId> crossing = arcs_where(
        network, [&](ArcId arc) { return crosses_at(network, arc, key_of(word), *place); });
    if (!crossing.empty()) return crossing;
  }
  return arcs_where(network, [&](ArcId arc) {
    return network.head(arc).place == *place && network.tail(arc).place != *place;
  });
}

}  // namespace corridor::app
