// A folder of scenario files for one test, with the tiny world as its base.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"
#include "corridor/input/scenario_file.hpp"
#include "tiny_world.hpp"

namespace corridor::input {

/// The tables of `world` as the `tables:` of a scenario file.
[[nodiscard]] inline std::string tables_yaml(const TinyWorld& world) {
  std::string yaml = "tables:\n";
  for (const auto& [name, csv] : world.csv()) {
    yaml += "  " + name + ": |\n    ";
    for (const char c : csv) yaml += c == '\n' ? std::string("\n    ") : std::string(1, c);
    yaml += "\n";
  }
  return yaml;
}

class ScenarioFolder {
 public:
  ScenarioFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "corridor-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    write("base.yaml",
          "title: The tiny world\n"
          "period: {start: 2024-07, months: 12}\n"
          "settings: {rates_year: 2024, value_of_time: vot-central}\n" +
              tables_yaml(TinyWorld()));
  }
  ~ScenarioFolder() { std::filesystem::remove_all(folder_); }
  ScenarioFolder(const ScenarioFolder&) = delete;
  ScenarioFolder& operator=(const ScenarioFolder&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }

  [[nodiscard]] Loaded load(const std::vector<std::string>& names,
                            const std::vector<std::string>& overrides = {}) const {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(path(name));
    return load_scenario(paths, {overrides});
  }

  /// What a scenario on the base with these changes does.
  [[nodiscard]] Loaded change(const std::string& changes) const {
    write("test.yaml", "extends: base\ntitle: Test\nchanges:\n" + changes);
    return load({"test.yaml"});
  }

  /// Findings as people read them, without the folder; empty when the files load.
  [[nodiscard]] std::string findings(const std::vector<std::string>& names,
                                     const std::vector<std::string>& overrides = {}) const {
    std::string all;
    try {
      for (const Finding& finding : load(names, overrides).warnings) all += format_finding(finding);
    } catch (const ScenarioError& error) {
      for (const Finding& finding : error.findings()) all += format_finding(finding);
    }
    const std::string prefix = folder_ + "/";
    for (std::size_t at = all.find(prefix); at != std::string::npos; at = all.find(prefix)) {
      all.erase(at, prefix.size());
    }
    return all;
  }
  [[nodiscard]] std::string findings_of_change(const std::string& changes) const {
    write("test.yaml", "extends: base\ntitle: Test\nchanges:\n" + changes);
    return findings({"test.yaml"});
  }

 private:
  std::string folder_;
};

/// Text of a cell after loading.
[[nodiscard]] inline std::string cell(const Loaded& loaded, const std::string& table,
                                      const std::string& id, const std::string& column) {
  const Table* found = loaded.tables.find(table);
  if (found == nullptr || !found->row_of.contains(id)) return "no such row";
  return found->text(found->row_of.find(id)->second, column);
}

/// Words of all changes, one a line.
[[nodiscard]] inline std::string words(const Loaded& loaded) {
  std::string all;
  for (const model::AppliedChange& change : loaded.scenario.changes) all += change.words + "\n";
  return all;
}

}  // namespace corridor::input
