#include "shipped.hpp"

#include <cstdlib>

#include "corridor/base/text.hpp"

namespace corridor::app {

namespace fs = std::filesystem;

std::optional<fs::path> shipped_scenarios() {
  std::vector<fs::path> candidates = {CORRIDOR_SCENARIOS_DIR, CORRIDOR_INSTALLED_SCENARIOS_DIR};
  if (const char* chosen = std::getenv("CORRIDOR_SCENARIOS_DIR"))
    candidates.insert(candidates.begin(), chosen);
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate)) return candidate;
  }
  return std::nullopt;
}

std::vector<std::string> scenario_files(const std::string& words) {
  std::vector<std::string> files = split(words, '+');
  for (std::string& file : files) {
    if (fs::exists(file)) continue;
    std::vector<fs::path> folders = {"scenarios"};
    if (const auto shipped = shipped_scenarios()) folders.push_back(*shipped);
    for (const fs::path& folder : folders) {
      const fs::path candidate = folder / (file + ".yaml");
      if (!fs::exists(candidate)) continue;
      file = candidate.string();
      break;
    }
  }
  return files;
}

}  // namespace corridor::app
