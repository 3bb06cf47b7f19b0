// Names of the border posts that an arc passes: its own, or those inside a run of a service.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "corridor/network/network.hpp"

namespace corridor::results {

class BorderNames {
 public:
  explicit BorderNames(const network::Network& network)
      : network_(network), by_facility_(network.facilities.size(), nullptr) {
    std::map<std::string, const std::string*> by_slug;
    for (const model::Border& border : network.scenario->borders) {
      by_slug.emplace(border.slug, &border.name);
    }
    for (const network::FacilityId id : network.facilities.ids()) {
      const network::Facility& facility = network.facilities[id];
      if (facility.kind == network::FacilityKind::kBorder)
        by_facility_[id] = by_slug.at(facility.slug);
    }
  }

  /// In order of passage; valid until the next call.
  [[nodiscard]] const std::vector<const std::string*>& on(network::ArcId arc) {
    found_.clear();
    for (const network::FacilityUse& use : network_.uses[arc]) {
      if (by_facility_[use.facility] != nullptr) found_.push_back(by_facility_[use.facility]);
    }
    return found_;
  }

 private:
  const network::Network& network_;
  Column<network::FacilityId, const std::string*> by_facility_;
  std::vector<const std::string*> found_;
};

}  // namespace corridor::results
