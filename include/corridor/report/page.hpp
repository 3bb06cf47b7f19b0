// The report: one HTML file that opens offline. In: runs as they were saved. Out: bytes.
// The page's code and base map are built from src/web and embedded in the program; this module
// only turns tables into the data that the page draws. Invariants: the same runs give the same
// bytes; text of the data is never markup. Absent: drawing (src/web does it, once), files.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "corridor/results/saved_run.hpp"

namespace corridor::report {

/// What differs from the first run to another: inputs in words, results as `compare_runs` lists
/// them.
struct Comparison {
  std::size_t run = 1;  ///< position among the runs of the page
  std::vector<std::string> input_lines;
  results::Table differences;
};

/// The data of the page as JSON, safe inside a script element. Linear in the tables.
[[nodiscard]] std::string write_page_data(std::span<const results::SavedRun> runs,
                                          std::span<const Comparison> comparisons);

/// The whole page. `runs` is not empty; the first is the base of all comparisons.
[[nodiscard]] std::string write_page(std::span<const results::SavedRun> runs,
                                     std::span<const Comparison> comparisons);

}  // namespace corridor::report
