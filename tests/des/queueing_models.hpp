// Queueing models of the table, built from the kernel's processes, resources, gates and stores.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corridor/des/resource.hpp"
#include "corridor/des/simulation.hpp"
#include "des/queueing_table.hpp"

namespace corridor::des {

/// A sum over a sum: a mean over customers, over time, or a share.
struct Ratio {
  double above = 0.0;
  double below = 0.0;
};

/// What one stretch of a run measured. Stretches can be joined.
struct Measured {
  ResourceStatistics place;
  std::map<std::string, Ratio> ratios;  // [metric]
  void join(const Measured& other);
};

/// A running model. `lengths` say how long it must run to be judged.
class Model {
 public:
  virtual ~Model() = default;
  /// Runs on, and measures only that. Appends broken laws.
  virtual Measured run(Hours length, std::vector<Violation>& violations) = 0;
  Hours warm_up;
  Hours section;
};

/// How thorough a run is: sections of this many relaxation times, at least so many customers.
struct Thoroughness {
  double relaxations = 60.0;
  double customers = 2000.0;
  int trial_sections = 200;    ///< before the run, to see how skewed they are
  double most_longer = 100.0;  ///< times that skewed sections may become longer
};

/// Null if the kernel cannot express the model.
std::unique_ptr<Model> build_model(const KnownModel& known, const Thoroughness& thoroughness,
                                   std::uint64_t seed, std::uint64_t number);

/// The metric of a stretch; NaN if unknown.
double evaluate(const Measured& measured, const std::string& metric);

}  // namespace corridor::des
