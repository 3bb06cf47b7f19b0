// A world small enough to check by hand: boxes go from Shanghai to Kabul, by Karachi and Torkham
// (per TEU 500 fare, 605 haulage, 100 handling, 30 port tariff, 50 border fee) or by Bandar Abbas
// and Herat (per TEU 400 fare, 750 haulage, 50 handling, 20 border fee).
#pragma once

#include <memory>

#include "corridor/outcome/outcome.hpp"

namespace corridor::results {

/// 8760 TEU a year in 40 ft boxes of 20 t; an hour of a TEU costs 1 USD, a standard deviation half.
[[nodiscard]] std::shared_ptr<model::Scenario> tiny_scenario();

/// Three quarters by Karachi, a fifth by Bandar Abbas, a twentieth by the same way a second time.
/// Loads are those of the boxes; the first facility over capacity is said to be Torkham.
[[nodiscard]] outcome::Outcome solve_by_hand(std::shared_ptr<const model::Scenario> scenario);
[[nodiscard]] outcome::Outcome tiny_outcome();

}  // namespace corridor::results
