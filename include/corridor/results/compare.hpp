// What differs between two runs. In: their tables, fresh or read back from saved runs, and words
// about their inputs. Out: one table, largest difference first, and its text for a terminal.
#pragma once

#include <string>
#include <vector>

#include "corridor/results/tables.hpp"

namespace corridor::results {

/// measure, object, part, before, after, change, relative, size, unit.
/// First the names of the headline where they flip (text before and after). Then every number that
/// differs in the summary, and TEU and peak utilisation of each port, border and service, by
/// falling `size`: the change over the largest value of that measure in either run, for a country
/// times its share of all boxes, so that a border that grows from 1 to 3 TEU does not come first. A
/// number that one run lacks counts as its own size. Circular capacities have no utilisation here.
/// `relative` is the change over the value before. A share, cost part or load that one run does not
/// list is 0; anything else is blank. Runs of periods of different lengths are listed without a
/// change where units differ.
[[nodiscard]] Table compare_runs(const RunTables& before, const RunTables& after);

/// The tables that `compare_runs` reads; the others stay empty.
[[nodiscard]] RunTables make_compared(const outcome::Outcome& outcome);

/// Drops the others, which hold most of the room.
void keep_compared(RunTables& tables);

/// The comparison for people: what differs in the inputs (`input_lines`, as given), then the
/// `max_rows` largest differences of results, in lines of at most `max_width` columns (0 = any).
struct ComparisonText {
  std::string before;  ///< what people call the runs
  std::string after;
  std::vector<std::string> input_lines;
  std::size_t max_rows = 20;
  std::size_t max_width = 0;
};
[[nodiscard]] std::string write_comparison(const Table& differences, const ComparisonText& text);

/// One line on the largest difference; "nothing changes" when there is none.
[[nodiscard]] std::string describe_largest(const Table& differences);

}  // namespace corridor::results
