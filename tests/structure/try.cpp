#include <cstdio>
#include "corridor/input/scenario_file.hpp"
int main(int argc, char** argv) {
  using namespace corridor;
  std::vector<std::string> paths; input::LoadOptions options;
  for (int i = 1; i < argc; ++i) { std::string a = argv[i]; if (a.rfind("--set=",0)==0) options.overrides.push_back(a.substr(6)); else paths.push_back(a); }
  try {
    const auto loaded = input::load_scenario(paths, options);
    std::printf("ok %s: %zu changes, %zu warnings\n", loaded.scenario.slug.c_str(), loaded.scenario.changes.size(), loaded.warnings.size());
    if (std::getenv("V")) { for (const auto& c : loaded.scenario.changes) std::printf("  %s [%d]\n", c.words.c_str(), c.matched);
      for (const auto& f : loaded.warnings) std::printf("  warning %s %s:%d %s\n", f.code.c_str(), f.where.file.c_str(), f.where.line, f.message.c_str()); }
  } catch (const ScenarioError& e) {
    for (const auto& f : e.findings()) std::printf("%s %s:%d %s | %s | %s\n", f.code.c_str(), f.where.file.c_str(), f.where.line, f.message.c_str(), f.hint.c_str(), f.help.c_str());
    return 1;
  }
}
