// Data rows behind a leg, for tables and JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/model/scenario.hpp"

namespace corridor::results {

/// "road_links.r_a__b B, haul_rates.hr_kz C and 4 more".
[[nodiscard]] std::string rows_in_words(const model::Scenario& world,
                                        const std::vector<model::RowId>& rows);

/// The worst grade of the rows; nothing without rows.
[[nodiscard]] std::optional<model::Grade> worst_grade(const model::Scenario& world,
                                                      const std::vector<model::RowId>& rows);

}  // namespace corridor::results
