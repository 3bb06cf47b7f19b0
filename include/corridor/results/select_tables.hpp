// Select link as tables: whose boxes pass, from where to where, what is in them, in which month, in
// one scenario or before and after. In: what `studies::select_link` found. Out: tables of TEU over
// the period, largest first (months and facilities in their own order).
// What is not here: the selection, files, the terminal.
#pragma once

#include <string>
#include <vector>

#include "corridor/results/table.hpp"
#include "corridor/studies/select_link.hpp"

namespace corridor::results {

/// A solved scenario and what passes the selection in it.
struct SelectSide {
  std::string name;  ///< of the scenario
  const outcome::Outcome& outcome;
  const studies::SelectedLink& selected;
  const std::vector<network::ArcId>& arcs;  ///< that were selected
};

/// One side, or before and after. With two, `teu` becomes before, after and change.
using SelectSides = std::vector<SelectSide>;

/// Laden TEU by region of the demand table, direction of its trade and partner.
[[nodiscard]] Table make_select_owners(const SelectSides& sides);
/// Laden TEU by place of origin and destination.
[[nodiscard]] Table make_select_pairs(const SelectSides& sides);
/// Laden TEU by kind of goods.
[[nodiscard]] Table make_select_goods(const SelectSides& sides);
/// Laden and empty TEU by month of the period; months of two periods side by side in order.
[[nodiscard]] Table make_select_months(const SelectSides& sides);
/// The facilities of the selection with their whole load, base load included.
[[nodiscard]] Table make_select_facilities(const SelectSides& sides);

/// Everything in one tidy table: a row a scenario, demand region, partner, trade, origin,
/// destination, goods, box and month.
[[nodiscard]] Table make_select_link(const SelectSides& sides);

/// "18250 TEU of Ford, 40 % of all that moved, and 9125 TEU of empties", a line a side.
[[nodiscard]] std::string describe_selection(const SelectSides& sides);

/// All of the above but the sentence, as one JSON object.
[[nodiscard]] std::string write_select_json(const std::string& what, const SelectSides& sides);

}  // namespace corridor::results
