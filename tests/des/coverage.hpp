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
  bool is_at_atom = false;  ///< judged by equality (`is_at_atom`), out of the pooled coverage
  int runs = 0;
  int covered = 0;  ///< runs whose interval holds the true value; at an atom, that give it exactly
  double longer = 1.0;  ///< times that the trial made the sections of its model longer
  double bias = 0.0;    ///< of the mean over all seeds, in its own standard errors
};

struct CoverageReport {
  std::vector<Coverage> rows;
  std::vector<std::string> too_rare;       ///< rows that would take longer sections than allowed
  std::vector<std::string> not_expressed;  ///< rows without a model
  std::vector<Violation> violations;
};

/// Runs every model with seeds 1 to `seeds`. A run has 20 sections after its warm-up; the estimate
/// is that of all sections joined, its interval is from the spread of the sections about it. A
/// trial with seed 0 measures how skewed the sections are and makes them longer where that would
/// spoil the interval (`longer_sections`); it knows nothing of the true values. Source: Asmussen &
/// Glynn 2007, Stochastic Simulation, III.5 (sectioning).
CoverageReport measure_coverage(const std::vector<KnownModel>& models,
                                const Thoroughness& thoroughness, int seeds);

/// How many times longer sections must be until numbers with this skewness leave a Student interval
/// of 20 of them no more than 0.6 % short: skewness falls with the root of the length.
/// Source: Hall 1992, The Bootstrap and Edgeworth Expansion, 2.6: of n numbers with skewness g, an
/// interval at x = 1.96 loses g^2 x (x^4 + 2 x^2 - 3) / 9 times the normal density at x, over n.
double longer_sections(double skewness);

/// Third moment about the mean over the cube of the standard deviation; 0 if all are equal.
double skewness_of(const std::vector<double>& numbers);

/// Whether the result is a quantile of the wait below the share that does not wait: it lies in the
/// atom at zero, where an estimate is right or wrong and an interval has no width to be judged by.
/// Source: Gross et al. 2008, Fundamentals of Queueing Theory, 2.4 (the wait in M/M/c).
bool is_at_atom(const KnownModel& known, const KnownResult& result);

/// Whether a row convicts the kernel: at an atom by one run that differs, else at 1e-4.
bool is_rejected(const Coverage& row);

/// Probability that a row with true coverage 0.95 is at least as far off, on its side.
double tail_probability(const Coverage& row);

/// Share covered over the rows that are not at an atom.
double pooled_coverage(const CoverageReport& report);

/// Everything a reader needs to believe it, or to find the row that fails.
std::string describe(const CoverageReport& report);

}  // namespace corridor::des
