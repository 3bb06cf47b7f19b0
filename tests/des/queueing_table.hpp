// Known results of queueing theory: the table reference/queueing.csv that is kept beside the
// project, not in it.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace corridor::des {

struct KnownResult {
  std::string metric;
  double value = 0.0;
};

/// All exact results for one model with one set of parameters.
struct KnownModel {
  std::string name;
  nlohmann::json parameters;
  std::vector<KnownResult> results;
};

/// The table's place: folder CORRIDOR_REFERENCE_DIR, or ../shared/reference beside the project.
/// Nothing if it is not there.
std::optional<std::filesystem::path> find_queueing_table();

/// Its rows by model and parameters, in order, without approximations.
std::vector<KnownModel> read_queueing_table(const std::filesystem::path& file);

}  // namespace corridor::des
