// Haul rates by country, product, direction and size; the direction in which a domestic truck
// drives.
#pragma once

#include <map>
#include <tuple>

#include "corridor/model/scenario.hpp"

namespace corridor::network {

class PriceList {
 public:
  explicit PriceList(const model::Scenario& world);

  /// The rate that holds: of the country and direction, else of both directions, else of any
  /// country. Nothing when no row fits.
  [[nodiscard]] const model::HaulRate* find(model::CountryId country, model::HaulProduct product,
                                            model::HaulDirection direction,
                                            model::BoxSize size) const;

  /// Where a domestic truck drives on a link of one country: away from the country's ports, towards
  /// them, or neither (the distance to the nearest port changes by less than half the link's
  /// length).
  [[nodiscard]] model::HaulDirection direction_of(const model::Link& link,
                                                  model::Direction way) const;

  /// Entry fee of a truck from one country into another; nothing when none is known.
  [[nodiscard]] const model::EntryFee* entry_fee(model::CountryId into,
                                                 model::CountryId from) const;

 private:
  const model::Scenario* world_;
  std::map<std::tuple<model::CountryId, model::HaulProduct, model::HaulDirection, model::BoxSize>,
           std::size_t>
      rate_;
  std::map<std::pair<model::CountryId, model::CountryId>, std::size_t> fee_;
  Column<model::PlaceId, double>
      km_to_port_;  ///< by road inside the country; +infinity without a port
};

}  // namespace corridor::network
