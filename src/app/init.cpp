// A folder to start from: the whole corridor, or a toy of ten places.

#include <fmt/format.h>

#include <filesystem>

#include "commands.hpp"
#include "shipped.hpp"
#include "words.hpp"

namespace corridor::app {
namespace {

namespace fs = std::filesystem;

}  // namespace

ExitCode init(const InitOptions& options, Console& console) {
  const auto shipped = shipped_scenarios();
  if (!shipped)
    throw refuse("E801", "the shipped scenarios are not found",
                 "set CORRIDOR_SCENARIOS_DIR to their folder");
  const fs::path target = options.folder;
  if (fs::exists(target) && !fs::is_empty(target)) {
    throw refuse("E802", fmt::format("`{}` exists and is not empty", options.folder),
                 "name a new folder");
  }
  const bool is_tiny = options.template_name == "tiny";
  fs::create_directories(target);
  fs::copy(is_tiny ? *shipped / "tiny" : *shipped, target, fs::copy_options::recursive);
  const std::string first = is_tiny ? "tiny.yaml" : "base-2026.yaml";
  console.print(
      fmt::format("made {}; try: corridor run {}\n", options.folder, (target / first).string()));
  return ExitCode::kGood;
}

}  // namespace corridor::app
