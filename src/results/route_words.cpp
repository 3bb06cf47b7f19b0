#include "route_words.hpp"

namespace corridor::results {
namespace {

using network::ArcFacts;
using network::ArcId;
using network::ArcKind;

void append(std::string& list, const char* separator, const std::string& item) {
  if (!list.empty()) list += separator;
  list += item;
}

}  // namespace

RouteTeller::RouteTeller(const network::Network& network)
    : network_(network), world_(*network.scenario), border_names_(network) {}

RouteWords RouteTeller::tell(model::PlaceId origin, model::PlaceId destination,
                             std::span<const ArcId> arcs) {
  words_ = {};
  mode_ = nullptr;
  words_.itinerary = last_ = world_.places[origin].name;
  for (const ArcId arc : arcs) pass(arc);
  if (mode_ != nullptr) stop_at(world_.places[destination].name);
  return words_;
}

void RouteTeller::pass(ArcId arc) {
  const ArcFacts& facts = network_.arcs[arc];
  if (facts.kind == ArcKind::kDischarge || facts.kind == ArcKind::kShip ||
      facts.kind == ArcKind::kTranship) {
    stop_at(world_.places[network_.tail(arc).place].name);
  }
  // A post is passed on what goes on from there, before its first kilometre.
  if (facts.length.value() > 0.0 || facts.kind == ArcKind::kBorder)
    go_by(facts, network_.tail(arc).place);
  for (const std::string* name : border_names_.on(arc)) {
    append(words_.borders, "; ", *name);
    stop_at(*name);
  }
}

void RouteTeller::go_by(const ArcFacts& facts, model::PlaceId from) {
  const char* mode = model::name_of(facts.mode);
  if (mode_ != nullptr && mode_ == mode) return;
  if (mode_ != nullptr) stop_at(world_.places[from].name);
  mode_ = mode;
  append(words_.modes, "+", mode);
}

// Joins the next place to the itinerary, with the mode that led there.
void RouteTeller::stop_at(const std::string& name) {
  if (name == last_) return;
  words_.itinerary += mode_ == nullptr ? std::string(" > ") : std::string(" -") + mode_ + "-> ";
  words_.itinerary += name;
  last_ = name;
}

}  // namespace corridor::results
