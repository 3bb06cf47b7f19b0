#include "corridor/model/place.hpp"
#include "corridor/model/scenario.hpp"
#include "corridor/model/tariff.hpp"

namespace corridor::model {

const char* name_of(Mode mode) {
  return mode == Mode::kRoad ? "road" : mode == Mode::kRail ? "rail" : "sea";
}

const char* name_of(BoxSize size) {
  return size == BoxSize::k20 ? "20" : "40";
}

const char* name_of(GoodsRule rule) {
  constexpr const char* kNames[] = {"no", "fee", "barred"};
  return kNames[static_cast<std::size_t>(rule)];
}

const char* name_of(Engine engine) {
  constexpr const char* kNames[] = {"equilibrium", "simulation", "both"};
  return kNames[static_cast<std::size_t>(engine)];
}

}  // namespace corridor::model
