// Routes that are worth having at the prices of full facilities.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "choose.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {

class PriceSearch {
 public:
  /// Looks for routes of these movements at costs of the month, with `gap` as what may be left.
  PriceSearch(const Outcome& outcome, const Movements& movements,
              const std::vector<MovementId>& ids, int month, double gap, int jobs);

  /// How far `alternatives` are from the cheapest routes at `prices` [facility]: what all boxes
  /// would save on those, over what they pay on the cheapest alternative they have, `least_cost`
  /// [movement] with prices. `demand` [movement]. A movement whose cheapest alternative pays no
  /// price has nothing to look for. Requires: the cheapest route without prices is among the
  /// alternatives. Adds the cheapest route to each movement that lacks it, and sets path sizes
  /// anew. Classes that had all they need at the last search are passed over; nothing comes back
  /// where one was.
  [[nodiscard]] std::optional<double> add_cheaper(const std::vector<double>& prices,
                                                  const std::vector<double>& least_cost,
                                                  const std::vector<double>& demand,
                                                  std::vector<Alternatives>& alternatives);

 private:
  struct Room;

  const Outcome* outcome_;
  const Movements* movements_;
  int month_;
  double gap_;
  int jobs_;
  ByClass by_class_;  ///< movements of a class by origin

  /// Trees of each class [class] by origin, as of its last search.
  std::vector<std::map<network::NodeId, std::vector<ArcId>>> parents_;
  std::vector<double> saving_;  ///< [class] at its last search, money per hour
  double paid_ = 0.0;           ///< by all boxes, at the last search of all classes

  [[nodiscard]] std::vector<std::size_t> classes_due() const;
  double add_cheaper(std::size_t index, const std::vector<MovementId>& seeking,
                     const std::vector<double>& least_cost, const std::vector<double>& demand,
                     Room& room, std::vector<Alternatives>& alternatives);
};

}  // namespace corridor::outcome
