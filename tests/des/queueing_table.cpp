#include "des/queueing_table.hpp"

#include <cstdlib>
#include <fstream>
#include <utility>

namespace corridor::des {

namespace {

/// Fields of a CSV line; a field may stand in double quotes, which are doubled within it.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (doubled) fields.back() += line[i++];
      if (!doubled) quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return fields;
}

/// Asks for a state some time after an empty start, which takes another kind of run.
bool is_transient(const std::string& metric) {
  return metric.find("N(0)=0") != std::string::npos;
}

}  // namespace

std::optional<std::filesystem::path> find_queueing_table() {
  const char* folder = std::getenv("CORRIDOR_REFERENCE_DIR");
  const std::filesystem::path beside =
      std::filesystem::path(CORRIDOR_SOURCE_DIR) / "../shared/reference";
  const std::filesystem::path file = (folder != nullptr ? folder : beside) / "queueing.csv";
  if (!std::filesystem::exists(file)) return std::nullopt;
  return file;
}

std::vector<KnownModel> read_queueing_table(const std::filesystem::path& file) {
  std::vector<KnownModel> models;
  std::ifstream lines(file);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::vector<std::string> fields = split(line);
    if (fields[3].find("(approx)") != std::string::npos) continue;
    nlohmann::json parameters = nlohmann::json::parse(fields[2]);
    const bool is_new = models.empty() || models.back().name != fields[1] ||
                        models.back().parameters != parameters ||
                        is_transient(models.back().results[0].metric) != is_transient(fields[3]);
    if (is_new) {
      models.push_back({fields[1], std::move(parameters), {}});
    }
    models.back().results.push_back({fields[3], std::stod(fields[4])});
  }
  return models;
}

}  // namespace corridor::des
