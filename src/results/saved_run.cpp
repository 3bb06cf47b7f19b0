#include "corridor/results/saved_run.hpp"

#include <nlohmann/json.hpp>

#include "file_io.hpp"

namespace corridor::results {
namespace {

Table read_table(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path path = folder / (name + ".csv");
  return read_csv(read_file(path), name, path.generic_string());
}

}  // namespace

SavedRun read_run(const std::filesystem::path& folder) {
  SavedRun run;
  run.name = folder.filename().empty() ? folder.parent_path().filename().string()
                                       : folder.filename().string();
  run.manifest = read_file(folder / "manifest.json");
  const auto manifest = nlohmann::json::parse(run.manifest, nullptr, false);
  if (manifest.is_object()) run.title = manifest.value("title", std::string());
  run.tables.summary = read_table(folder, "summary");
  run.tables.routes = read_table(folder, "routes");
  run.tables.flows = read_table(folder, "flows");
  run.tables.ports = read_table(folder, "ports");
  run.tables.borders = read_table(folder, "borders");
  run.tables.services = read_table(folder, "services");
  run.tables.tfi = read_table(folder, "tfi");
  return run;
}

}  // namespace corridor::results
