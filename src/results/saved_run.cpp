#include "corridor/results/saved_run.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corridor/base/hash.hpp"
#include "file_io.hpp"
#include "run_hash.hpp"
#include "run_index.hpp"
#include "run_words.hpp"

namespace corridor::results {
namespace {

namespace fs = std::filesystem;

Table read_table(const fs::path& folder, const std::string& name) {
  const fs::path path = folder / (name + ".csv");
  return read_csv(read_file(path), name, path.generic_string());
}

// A table that older runs did not write.
Table read_if_there(const fs::path& folder, const std::string& name) {
  return fs::exists(folder / (name + ".csv")) ? read_table(folder, name) : Table{name, {}, {}};
}

// A table whose file is as the manifest of its run says; nothing otherwise.
std::optional<Table> read_unchanged(const fs::path& folder, const std::string& name,
                                    const nlohmann::json& hashes) {
  const fs::path path = folder / (name + ".csv");
  if (!fs::exists(path)) return std::nullopt;
  const std::string text = read_file(path);
  if (hashes.value(path.filename().string(), std::string()) != content_hash(text))
    return std::nullopt;
  return read_csv(text, name, path.generic_string());
}

std::string title_of(const std::string& manifest_text) {
  const auto manifest = nlohmann::json::parse(manifest_text, nullptr, false);
  return manifest.is_object() ? manifest.value("title", std::string()) : std::string();
}

std::vector<std::string> other_tables(const fs::path& folder, const RunTables& known) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    const std::string name = entry.path().stem().string();
    const auto all = known.all();
    const bool is_known = std::any_of(all.begin(), all.end(),
                                      [&](const Table* table) { return table->name == name; });
    if (!is_known) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::vector<const Table*> SavedRun::all_tables() const {
  std::vector<const Table*> all;
  for (const Table* table : tables.all()) {
    if (!table->columns.empty()) all.push_back(table);
  }
  for (const Table& table : extra) all.push_back(&table);
  return all;
}

const Table* SavedRun::find(const std::string& stem) const {
  for (const Table* table : all_tables()) {
    if (table->name == stem) return table;
  }
  return nullptr;
}

SavedRun read_run(const fs::path& folder) {
  SavedRun run;
  run.name = folder.filename().empty() ? folder.parent_path().filename().string()
                                       : folder.filename().string();
  run.manifest = read_file(folder / "manifest.json");
  run.title = title_of(run.manifest);
  run.tables.summary = read_table(folder, "summary");
  run.tables.routes = read_table(folder, "routes");
  run.tables.flows = read_table(folder, "flows");
  run.tables.ports = read_table(folder, "ports");
  run.tables.borders = read_table(folder, "borders");
  run.tables.services = read_table(folder, "services");
  run.tables.capacity_prices = read_if_there(folder, "capacity_prices");
  run.tables.tfi = read_table(folder, "tfi");
  run.tables.class_flows = read_if_there(folder, "class_flows");
  run.tables.stages = read_if_there(folder, "stages");
  run.tables.grades = read_if_there(folder, "grades");
  return run;
}

std::optional<RunTables> find_compared(const fs::path& runs, const RunInputs& inputs,
                                       fs::file_time_type since) {
  const fs::path folder = runs / name_of_run(inputs);
  const fs::path manifest = folder / "manifest.json";
  std::error_code error;
  if (!is_run(folder, hash_of_run(inputs)) || fs::last_write_time(manifest, error) < since)
    return std::nullopt;
  const auto hashes = nlohmann::json::parse(read_file(manifest)).at("outputs");
  RunTables tables;
  for (auto [table, name] :
       {std::pair(&tables.summary, "summary"), std::pair(&tables.ports, "ports"),
        std::pair(&tables.borders, "borders"), std::pair(&tables.services, "services")}) {
    std::optional<Table> read = read_unchanged(folder, name, hashes);
    if (!read) return std::nullopt;
    *table = std::move(*read);
  }
  return tables;
}

SavedRun read_whole_run(const fs::path& folder) {
  SavedRun run = read_run(folder);
  if (fs::exists(folder / "changes.txt")) run.changes = read_file(folder / "changes.txt");
  for (const std::string& name : other_tables(folder, run.tables)) {
    run.extra.push_back(read_table(folder, name));
  }
  if (fs::exists(folder / "network.gpkg")) {
    run.layers = read_geopackage(folder / "network.gpkg");
  }
  return run;
}

SavedRun preview_run(const RunInputs& inputs, const outcome::Outcome& outcome, RunTables tables) {
  SavedRun run;
  run.name = name_of_run(inputs);
  run.title = outcome.network->scenario->title;
  run.manifest = write_manifest(inputs, outcome, {});
  run.changes = words_of_changes(*outcome.network->scenario);
  run.tables = std::move(tables);
  run.extra = inputs.extra_tables;
  for (Table& table : run.extra) round_cells(table);
  std::sort(run.extra.begin(), run.extra.end(),
            [](const Table& a, const Table& b) { return a.name < b.name; });
  run.layers = make_map_layers(outcome);
  return run;
}

}  // namespace corridor::results
