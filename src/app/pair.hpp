// A pair of places in a scenario, ready to be asked about.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corridor/input/scenario_file.hpp"
#include "corridor/studies/shipment.hpp"
#include "words.hpp"

namespace corridor::app {

/// What the command line says of a pair.
struct PairWords {
  std::string from;
  std::string to;
  std::string goods;
  int box_feet = 40;
};

struct Pair {
  NamedEnd from;
  NamedEnd to;
  std::shared_ptr<const network::Network> network;
  studies::Shipment shipment;
};

/// The network of a world with both ends, and the box to send. Errors E301 to E303, and E302 where
/// both ends are one.
[[nodiscard]] Pair make_pair(const model::Scenario& world, const PairWords& words);

/// "40 ft box of cotton_textiles, 10.2 t/TEU, an hour worth 1.20 USD/TEU".
[[nodiscard]] std::string describe_box(const model::Scenario& world,
                                       const studies::Shipment& shipment);

/// "Gulf and Middle East (Jebel Ali)" or "Almaty".
[[nodiscard]] std::string describe_end(const model::Scenario& world, const NamedEnd& end);

}  // namespace corridor::app
