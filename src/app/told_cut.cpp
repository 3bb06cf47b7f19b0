#include "told_cut.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "corridor/network/calendar.hpp"

namespace corridor::app {
namespace {

using network::FacilityId;
using network::Network;

// "Pakistan-Afghanistan closure (cl01), since 2025-10-12" or a closed season.
std::string cause_of(const Network& network, FacilityId id, Date day) {
  const model::Closure* closure = network::find_closure(network, id, day);
  if (closure == nullptr) return "closed season or part of the month";
  std::string text = fmt::format("{} ({})", closure->what, closure->slug);
  if (closure->from) text += ", since " + format_date(*closure->from);
  if (closure->to) text += ", until " + format_date(*closure->to);
  return text;
}

// Facilities by cause, in order of their first.
std::string list(const Network& network, const std::vector<FacilityId>& facilities, Date day) {
  std::vector<std::pair<std::string, std::vector<std::string>>> causes;
  for (const FacilityId id : facilities) {
    const std::string cause = cause_of(network, id, day);
    auto found = std::find_if(causes.begin(), causes.end(),
                              [&](const auto& known) { return known.first == cause; });
    if (found == causes.end()) found = causes.insert(causes.end(), {cause, {}});
    found->second.push_back(network.facilities[id].name);
  }
  std::string text;
  for (const auto& [cause, names] : causes) {
    text += fmt::format("\n  {}: ", cause);
    for (std::size_t i = 0; i < names.size() && i < 3; ++i) text += (i == 0 ? "" : "; ") + names[i];
    if (names.size() > 3) text += fmt::format("; and {} more", names.size() - 3);
  }
  return text;
}

// What people call the arcs: their border, link or service, else the place they are at.
std::string name_arcs(const Network& network, const std::vector<network::ArcId>& arcs) {
  std::vector<std::string> names;
  for (const network::ArcId arc : arcs) {
    const auto uses = network.uses[arc];
    std::string name = uses.empty() ? network.scenario->places[network.tail(arc).place].name
                                    : network.facilities[uses.front().facility].name;
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  std::string text;
  for (const std::string& name : names) text += "\n  " + name;
  return text;
}

}  // namespace

std::string tell_cut(const Network& network, const studies::Shipment& shipment,
                     const studies::Ways& found) {
  const model::Scenario& world = *network.scenario;
  const studies::Severance& cut = found.severance;
  const Month month = add_months(world.period.start, static_cast<int>(found.month));
  const Date day = first_day(month) + std::chrono::days(14);
  std::string text = fmt::format("no way from {} to {} in {}", world.places[shipment.from].name,
                                 world.places[shipment.to].name, format_month(month));
  if (cut.by_wish) {
    text += "\nthere are ways, but none that avoids and passes what was asked";
    if (!cut.avoided_cut.empty())
      text += "\ncut by, of what is to be avoided (a minimum cut)" +
              name_arcs(network, cut.avoided_cut);
  }
  if (!cut.cut.empty()) {
    text += "\ncut by (a minimum cut: with all of these shut no other opening helps)" +
            list(network, cut.cut, day);
    text += "\nopening the fewest that join them" + list(network, cut.to_open, day);
  } else if (!cut.by_wish) {
    text += fmt::format(
        "\nno links or services join them even with everything open: {} places hang together with "
        "the start, {} with the end",
        cut.places_with_from, cut.places_with_to);
  }
  return text;
}

}  // namespace corridor::app
