// Routes that are worth having at the prices of full facilities.
#pragma once

#include <memory>

#include "choose.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {

class PriceSearch {
 public:
  PriceSearch(const Outcome& outcome, const Movements& movements, int month,
              const Options& options);

  /// How far `alternatives` are from the cheapest routes at `prices` [facility]: what all boxes
  /// would save on those, over what they pay on the cheapest alternative they have. `demand`
  /// [movement].
  [[nodiscard]] double gap(const std::vector<double>& prices, const std::vector<double>& demand,
                           const std::vector<Alternatives>& alternatives) const;

  /// The same, and adds the cheapest route to each movement that lacks it; sets path sizes anew.
  double add_cheaper(const std::vector<double>& prices, const std::vector<double>& demand,
                     std::vector<Alternatives>& alternatives) const;

 private:
  const Outcome* outcome_;
  const Movements* movements_;
  int month_;
  Options options_;
  std::vector<PriceClass> classes_;
  std::vector<std::vector<MovementId>> of_class_;  ///< [class]

  template <class Found>
  double search(const std::vector<double>& prices, const std::vector<double>& demand,
                const std::vector<Alternatives>& alternatives, Found found) const;
};

}  // namespace corridor::outcome
