#include "corridor/results/run_folder.hpp"

#include "corridor/base/hash.hpp"
#include "corridor/base/parallel.hpp"
#include "corridor/results/geopackage.hpp"
#include "file_io.hpp"
#include "run_hash.hpp"
#include "run_index.hpp"
#include "run_words.hpp"

namespace corridor::results {
namespace {

namespace fs = std::filesystem;

// A folder of our own beside the target; gone unless it was moved to its place.
class DraftFolder {
 public:
  DraftFolder(const fs::path& runs, const std::string& name) {
    std::error_code error;
    for (int attempt = 0; attempt < 1000; ++attempt) {
      path_ = runs / (".tmp-" + name + "-" + std::to_string(attempt));
      if (fs::create_directory(path_, error)) return;
      if (error) break;
    }
    fail_to_write(path_, error ? error.message() : "too many unfinished runs beside it");
  }
  ~DraftFolder() {
    std::error_code ignored;  // nothing to tell on the way out of a failure
    if (!is_published_) fs::remove_all(path_, ignored);
  }
  DraftFolder(const DraftFolder&) = delete;
  DraftFolder& operator=(const DraftFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

  /// Moves the folder to `target`; what stands there goes.
  void publish(const fs::path& target) {
    std::error_code error;
    const fs::path old = path_.string() + "-old";
    const bool replaces = fs::exists(target, error);
    fs::remove_all(old, error);  // left by a program that was killed just after its move
    if (replaces && !error) fs::rename(target, old, error);
    if (!error) fs::rename(path_, target, error);
    if (error) {
      std::error_code ignored;
      if (replaces && !fs::exists(target, ignored)) fs::rename(old, target, ignored);
      fail_to_write(target, error.message());
    }
    is_published_ = true;
    if (replaces) fs::remove_all(old, error);
  }

 private:
  fs::path path_;
  bool is_published_ = false;
};

// The files of a run but its manifest. What is passed must outlive them.
std::vector<MadeFile> files_of(const RunInputs& inputs, const outcome::Outcome& outcome,
                               const RunTables& tables) {
  std::vector<MadeFile> files = inputs.made_files;  // they take longest
  const auto add_table = [&](const Table& table) {
    files.push_back({table.name + ".csv", [&table] { return write_csv(table); }});
  };
  files.push_back({"effective.yaml", [&inputs] { return inputs.effective_yaml; }});
  files.push_back(
      {"changes.txt", [&outcome] { return words_of_changes(*outcome.network->scenario); }});
  for (const Table* table : tables.all()) add_table(*table);
  files.push_back({"network.gpkg", [&outcome] { return write_geopackage(outcome); }});
  for (const Table& table : inputs.extra_tables) add_table(table);
  for (const NamedText& file : inputs.extra_files)
    files.push_back({file.name, [&file] { return file.text; }});
  return files;
}

}  // namespace

std::string words_of_changes(const model::Scenario& world) {
  std::string text;
  for (const model::AppliedChange& change : world.changes) {
    text += change.words + " [matched " + std::to_string(change.matched) + "; " +
            fs::path(change.file).filename().generic_string() + ":" + std::to_string(change.line) +
            "]\n";
  }
  return text.empty() ? "no changes\n" : text;
}

void make_runs_folder(const fs::path& runs) {
  std::error_code error;
  fs::create_directories(runs, error);
  if (error) fail_to_write(runs, error.message());
}

fs::path write_run(const fs::path& runs, const RunInputs& inputs, const outcome::Outcome& outcome,
                   const RunTables& tables, int jobs) {
  make_runs_folder(runs);
  std::error_code error;
  const std::string name = name_of_run(inputs);
  fs::path target = runs / name;
  if (fs::exists(target, error) && !is_run(target, hash_of_run(inputs))) {
    throw ScenarioError({{Severity::kError,
                          "E703",
                          "`" + target.generic_string() + "` exists and is not this run",
                          {target.generic_string(), 0, 0, 1, ""},
                          "",
                          "move it away, or choose another folder with --out"}});
  }
  DraftFolder draft(runs, name);
  const std::vector<MadeFile> files = files_of(inputs, outcome, tables);
  std::vector<NamedText> outputs(files.size());  // name, content hash
  for_each_index(files.size(), jobs, [&](std::size_t i, int) {
    const std::string text = files[i].make();
    write_file(draft.path() / files[i].name, text);
    outputs[i] = {files[i].name, content_hash(text)};
  });
  write_file(draft.path() / "manifest.json", write_manifest(inputs, outcome, outputs));
  draft.publish(target);
  update_index(runs, name);
  return target;
}

void write_text_file(const fs::path& path, const std::string& text) {
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  if (error) fail_to_write(path.parent_path(), error.message());
  fs::path draft = path;
  draft.replace_filename(".tmp-" + path.filename().string());
  write_file(draft, text);
  fs::rename(draft, path, error);
  if (error) fail_to_write(path, error.message());
}

}  // namespace corridor::results
