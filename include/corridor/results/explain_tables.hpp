// A comparison of two ways as tables and one sentence. In: what `studies::explain` found. Out:
// tables in USD/TEU, words.
#pragma once

#include <string>

#include "corridor/results/table.hpp"
#include "corridor/studies/explain.hpp"

namespace corridor::results {

/// The two sides by name, and the worlds they are in.
struct ExplainAnswer {
  const studies::Contender& a;
  const studies::Contender& b;
  const studies::Explanation& found;
  std::string name_a;
  std::string name_b;
};

/// The two ways side by side: side, then the columns of `make_way_table`.
[[nodiscard]] Table make_sides(const ExplainAnswer& answer);

/// place, component, usd_per_teu of a and b, change, running total from a's cost to b's; the
/// largest change first. Both ways in full, so that the changes sum to the gap.
[[nodiscard]] Table make_waterfall_table(const ExplainAnswer& answer);

/// The same summed by component, in the order of components; and by place, largest change first.
[[nodiscard]] Table make_component_table(const ExplainAnswer& answer);
[[nodiscard]] Table make_place_table(const ExplainAnswer& answer);

/// One sentence: what would have to change for the dearer side to win, and by how much.
[[nodiscard]] std::string describe_lever(const ExplainAnswer& answer);

/// Everything above as one JSON text.
[[nodiscard]] std::string write_explain_json(const ExplainAnswer& answer);

}  // namespace corridor::results
