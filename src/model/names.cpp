#include "corridor/model/tariff.hpp"

namespace corridor::model {

const char* name_of(Mode mode) {
  switch (mode) {
    case Mode::kRoad:
      return "road";
    case Mode::kRail:
      return "rail";
    case Mode::kSea:
      return "sea";
  }
  return "";
}

const char* name_of(BoxSize size) {
  return size == BoxSize::k20 ? "20" : "40";
}

}  // namespace corridor::model
