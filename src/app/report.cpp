// Saved runs as a page, pictures and files for other programs.

#include "corridor/report/figures.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "corridor/input/scenario_file.hpp"
#include "corridor/results/compare.hpp"
#include "corridor/results/geojson.hpp"
#include "corridor/results/parquet.hpp"
#include "raster.hpp"
#include "story.hpp"

namespace corridor::app {
namespace {

namespace fs = std::filesystem;

input::Loaded world_of(const std::string& run) {
  return input::load_scenario({(fs::path(run) / "effective.yaml").string()});
}

std::vector<report::Comparison> compare_all(const std::vector<std::string>& folders,
                                            const std::vector<results::SavedRun>& runs) {
  std::vector<report::Comparison> comparisons;
  if (runs.size() < 2) return comparisons;
  const input::Loaded base = world_of(folders.front());
  for (std::size_t i = 1; i < runs.size(); ++i) {
    comparisons.push_back({i, input::describe_differences(base, world_of(folders[i])),
                           results::compare_runs(runs.front().tables, runs[i].tables)});
  }
  return comparisons;
}

// One run is redrawn in its folder; several go to a file beside the first.
fs::path default_file(const std::vector<std::string>& folders,
                      const std::vector<results::SavedRun>& runs) {
  if (folders.size() == 1) return fs::path(folders.front()) / "report.html";
  std::string name = "report";
  for (const results::SavedRun& run : runs) name += "-" + run.name;
  return fs::absolute(folders.front()).lexically_normal().parent_path() / (name + ".html");
}

void write_figures(const fs::path& folder, const std::vector<results::SavedRun>& runs,
                   const std::vector<report::Comparison>& comparisons, Console& console) {
  std::vector<fs::path> pictures;
  for (const results::NamedText& file : report::draw_figures(runs, comparisons)) {
    results::write_text_file(folder / file.name, file.text);
    pictures.push_back(folder / file.name);
  }
  const std::string missing = rasterize(pictures);
  if (!missing.empty()) console.note("no PNG: " + missing);
}

void write_data(const fs::path& folder, const results::SavedRun& run) {
  for (const results::MapLayer& layer : run.layers) {
    results::write_text_file(folder / (layer.table.name + ".geojson"),
                             results::write_geojson(layer));
  }
  for (const results::Table* table : run.all_tables()) {
    results::write_text_file(folder / (table->name + ".parquet"), results::write_parquet(*table));
  }
}

}  // namespace

ExitCode report(const ReportOptions& options, Console& console) {
  std::vector<results::SavedRun> runs;
  for (const std::string& folder : options.runs) {
    console.step("reading " + folder);
    runs.push_back(results::read_whole_run(folder));
  }
  const std::vector<report::Comparison> comparisons = compare_all(options.runs, runs);
  console.step("writing the page");
  const fs::path file =
      options.file.empty() ? default_file(options.runs, runs) : fs::path(options.file);
  results::write_text_file(file, report::write_page(runs, comparisons));
  console.step("written");
  console.print(file.generic_string() + "\n");
  if (!options.figures.empty()) {
    console.step("drawing figures");
    write_figures(options.figures, runs, comparisons, console);
    console.print(options.figures + "\n");
  }
  for (std::size_t i = 0; !options.data.empty() && i < runs.size(); ++i) {
    const fs::path folder = fs::path(options.data) / (runs.size() == 1 ? "" : runs[i].name);
    write_data(folder, runs[i]);
    console.print(folder.generic_string() + "\n");
  }
  return ExitCode::kGood;
}

}  // namespace corridor::app
