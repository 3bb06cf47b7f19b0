// Words of the command line that name things of a world: places, goods, what to pass or avoid.
// Every function throws ScenarioError with the nearest names when a word fits nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/network/network.hpp"

namespace corridor::app {

/// An end of a route as somebody named it.
struct NamedEnd {
  model::PlaceId place;
  model::RegionId region;  ///< given when a region was named; `place` is then its main place
};

/// A place by slug, name or UN/LOCODE, or a region by its slug or name; case, blanks, hyphens and
/// underscores count alike, and "karachi" finds "Karachi (port)". Error E301.
[[nodiscard]] NamedEnd find_end(const model::Scenario& world, std::string_view word);

/// A region by slug or name. Error E301.
[[nodiscard]] model::RegionId find_region(const model::Scenario& world, std::string_view word);

/// A commodity of the demand table; "mixed" or any slug of it. Error E303.
[[nodiscard]] model::CommodityId find_goods(const model::Scenario& world, std::string_view word);

/// A day as YYYY-MM-DD within the scenario's period. Error E304.
[[nodiscard]] Date find_day(const model::Scenario& world, std::string_view word);

/// Every arc of what a word names: a mode, sea passage, country, place, border post, service, link
/// or tag of links. Error E305.
[[nodiscard]] std::vector<network::ArcId> find_arcs(const network::Network& network,
                                                    std::string_view word);

/// What select link counts at: the quays of a seaport; else the border posts, services or links of
/// that name, should a place be called alike; else the arcs of `find_arcs`.
/// Error E305.
[[nodiscard]] std::vector<network::ArcId> find_selected(const network::Network& network,
                                                        std::string_view word);

/// Arcs of which a way through what a word names takes one: those into a place; those of a border
/// post, link, passage or service. A place that is a border post stands for the crossing, since to
/// pass it is to cross there, and not to call and turn back. Error E305.
[[nodiscard]] std::vector<network::ArcId> find_stop(const network::Network& network,
                                                    std::string_view word);

/// One finding as an exception.
[[nodiscard]] ScenarioError refuse(std::string code, std::string message, std::string help);

}  // namespace corridor::app
