#include "run_index.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "corridor/results/run_folder.hpp"
#include "file_io.hpp"

namespace corridor::results {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kManifest = "manifest.json";

Table empty_index() {
  return {"index",
          {{"run", ""},
           {"title", ""},
           {"start", ""},
           {"months", ""},
           {"status", ""},
           {"contestable_teu", ""},
           {"unit", ""},
           {"gateway", ""},
           {"corridor_share", "share", 4},
           {"by_land_share", "share", 4},
           {"first_over_capacity", ""},
           {"utilisation", "share", 4},
           {"stranded_teu", ""},
           {"warnings", ""}},
          {}};
}

Cell cell_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.get<double>();
  return {};
}

// The manifest of a run, or null when the folder holds none that can be read.
Json read_manifest(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_regular_file(folder / kManifest, error)) return nullptr;
  Json manifest = Json::parse(read_file(folder / kManifest), nullptr, false);
  return manifest.is_object() ? manifest : Json();
}

// One row of the index, or nothing when the manifest is not of this program.
std::vector<Cell> row_of(const fs::path& folder) {
  const Json manifest = read_manifest(folder);
  if (!manifest.is_object() || !manifest.contains("run_hash")) return {};
  const auto at = [&](const char* pointer) {
    const Json::json_pointer where(pointer);
    return manifest.contains(where) ? cell_of(manifest[where]) : Cell();
  };
  const bool has_warnings = manifest.contains("warnings");
  return {folder.filename().string(),
          at("/title"),
          at("/period/start"),
          at("/period/months"),
          at("/status/words"),
          at("/headline/contestable_teu"),
          at("/headline/unit"),
          at("/headline/gateway"),
          at("/headline/corridor_share"),
          at("/headline/by_land_share"),
          at("/headline/first_over_capacity/facility"),
          at("/headline/first_over_capacity/utilisation"),
          at("/stranded_teu"),
          static_cast<double>(has_warnings ? manifest["warnings"].size() : 0)};
}

using Rows = std::map<std::string, std::vector<Cell>>;

// Rows of index.csv by run; none when there is no index or it is from another version.
Rows known_rows(const fs::path& runs) {
  std::error_code error;
  if (!fs::is_regular_file(runs / "index.csv", error)) return {};
  Table index;
  try {
    index = read_csv(read_file(runs / "index.csv"), "index", "index.csv");
  } catch (const ScenarioError&) {
    return {};  // an index that was edited by hand is made again from the manifests
  }
  const Table model = empty_index();
  const bool same_columns = std::equal(
      index.columns.begin(), index.columns.end(), model.columns.begin(), model.columns.end(),
      [](const TableColumn& a, const TableColumn& b) { return a.name == b.name; });
  Rows rows;
  if (!same_columns) return rows;
  for (std::size_t i = 0; i < index.row_count(); ++i) {
    rows[index.text(i, "run")] = {index.row(i).begin(), index.row(i).end()};
  }
  return rows;
}

Table make_index(const fs::path& runs, Rows rows) {
  std::vector<std::string> folders;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(runs, error)) {
    const std::string name = entry.path().filename().string();
    if (name.front() != '.' && entry.is_directory(error)) folders.push_back(name);
  }
  std::sort(folders.begin(), folders.end());
  Table index = empty_index();
  for (const std::string& folder : folders) {
    std::vector<Cell>& row = rows[folder];
    if (row.empty()) row = row_of(runs / folder);
    if (!row.empty()) index.rows.push_back(std::move(row));
  }
  return index;
}

}  // namespace

bool is_run(const fs::path& folder, const std::string& run_hash) {
  const Json manifest = read_manifest(folder);
  return manifest.is_object() && manifest.value("run_hash", std::string()) == run_hash;
}

Table list_runs(const fs::path& runs) {
  return make_index(runs, known_rows(runs));
}

void update_index(const fs::path& runs, const std::string& changed) {
  Rows rows = known_rows(runs);
  rows.erase(changed);
  const fs::path draft = runs / (".tmp-index-" + changed + ".csv");
  write_file(draft, write_csv(make_index(runs, std::move(rows))));
  std::error_code error;
  fs::rename(draft, runs / "index.csv", error);
  if (error) fail_to_write(runs / "index.csv", error.message());
}

}  // namespace corridor::results
