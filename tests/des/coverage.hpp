// Judges the kernel by how often its confidence intervals cover what theory knows.
#pragma once

#include <string>
#include <vector>

#include "des/queueing_models.hpp"
#include "des/queueing_table.hpp"

namespace corridor::des {

/// One row of the table, over many seeds.
struct Coverage {
  std::string row;
  bool is_exact = false;  ///< the answer does not vary (a quantile of zero): every run must hit it
  int runs = 0;
  int covered = 0;
};

struct CoverageReport {
  std::vector<Coverage> rows;
  std::vector<std::string> too_rare;       ///< rows whose event hardly ever happens in a run
  std::vector<std::string> not_expressed;  ///< rows without a model
  std::vector<Violation> violations;
};

/// Runs every model with seeds 1 to `seeds`. A run has 20 sections after its warm-up; the estimate
/// is that of all sections joined, its interval is from the spread of the sections about it.
/// Source: Asmussen & Glynn 2007, Stochastic Simulation, III.5 (sectioning).
CoverageReport measure_coverage(const std::vector<KnownModel>& models,
                                const Thoroughness& thoroughness, int seeds);

/// Probability that a row with true coverage 0.95 is at least as far off, on its side.
double tail_probability(const Coverage& row);

/// Share covered over the rows that vary.
double pooled_coverage(const CoverageReport& report);

/// Everything a reader needs to believe it, or to find the row that fails.
std::string describe(const CoverageReport& report);

}  // namespace corridor::des
