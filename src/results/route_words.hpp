// A route in words: the places where it changes mode, its borders and ports.
#pragma once

#include <span>
#include <string>

#include "border_names.hpp"

namespace corridor::results {

/// What a person reads of a route.
struct RouteWords {
  std::string itinerary;  ///< "Almaty -road-> Khorgos -rail-> Lianyungang"
  std::string modes;      ///< "road+rail+sea", in order of use
  std::string borders;    ///< names of posts, joined by "; "
};

/// Tells routes while walking along their arcs; one for each thread.
class RouteTeller {
 public:
  explicit RouteTeller(const network::Network& network);

  [[nodiscard]] RouteWords tell(model::PlaceId origin, model::PlaceId destination,
                                std::span<const network::ArcId> arcs);

 private:
  const network::Network& network_;
  const model::Scenario& world_;
  BorderNames border_names_;
  RouteWords words_;
  std::string last_;
  const char* mode_ = nullptr;  ///< of the haul under way

  void pass(network::ArcId arc);
  void go_by(const network::ArcFacts& facts, model::PlaceId from);
  void stop_at(const std::string& name);
};

}  // namespace corridor::results
