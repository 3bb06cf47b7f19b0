// The house rules that a compiler does not hold: who may include whom, and where foreign types
// stay.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace corridor {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path kRoot = CORRIDOR_SOURCE_DIR;

// Each module may include itself and its row.
const std::map<std::string, Names> kMayInclude = {
    {"base", {}},
    {"model", {"base"}},
    {"input", {"base", "model"}},
    {"network", {"base", "model"}},
    {"routes", {"base", "model", "network"}},
    {"assignment", {"base", "model", "network", "routes"}},
    {"des", {"base"}},
    {"simulation", {"base", "model", "network", "routes", "des"}},
    {"outcome", {"base", "model", "network", "routes", "assignment", "simulation"}},
    {"studies",
     {"base", "model", "network", "routes", "assignment", "des", "simulation", "outcome"}},
    {"results",
     {"base", "model", "network", "routes", "assignment", "des", "simulation", "outcome",
      "studies"}},
    {"report", {"base", "results"}},
    {"app",
     {"base", "model", "input", "network", "routes", "assignment", "des", "simulation", "outcome",
      "studies", "results", "report"}},
};

// A foreign header begins so, and stays under one of these folders or files.
struct Home {
  std::string header;
  std::vector<std::string> places;
};
const std::vector<Home> kHomes = {
    {"yaml-cpp/", {"src/input/"}},
    {"boost/graph/", {"src/network/", "src/routes/"}},
    {"Eigen/", {"src/assignment/", "src/studies/"}},
    {"sqlite3", {"src/results/"}},
    {"CLI/", {"src/app/cli.cpp"}},
    {"duktape", {"src/report/"}},
    {"httplib", {"src/app/"}},
    {"nlohmann/", {"src/"}},
    {"nlohmann/json_fwd.hpp", {"src/", "include/"}},
};

struct Include {
  std::string file;    // relative to the root
  std::string module;  // that the file belongs to
  std::string header;
};

std::vector<fs::path> code_under(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".hpp" || extension == ".cpp") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// The header of `#include <header>` or `#include "header"`, else nothing.
std::string header_of(const std::string& line) {
  const std::size_t hash = line.find_first_not_of(" \t");
  if (hash == std::string::npos || line[hash] != '#') return {};
  const std::size_t word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string::npos || line.compare(word, 7, "include") != 0) return {};
  const std::size_t open = line.find_first_of("<\"", word);
  if (open == std::string::npos) return {};
  return line.substr(open + 1, line.find_first_of(">\"", open + 1) - open - 1);
}

std::vector<Include> all_includes() {
  std::vector<Include> includes;
  for (const std::string folder : {"include/corridor", "src"}) {
    for (const fs::path& path : code_under(folder)) {
      const std::string module = fs::relative(path, kRoot / folder).begin()->string();
      for (const std::string& line : lines_of(path)) {
        const std::string header = header_of(line);
        if (header.empty()) continue;
        includes.push_back({fs::relative(path, kRoot).generic_string(), module, header});
      }
    }
  }
  return includes;
}

// "model" of "corridor/model/place.hpp".
std::string module_of(const std::string& header) {
  const std::string_view prefix = "corridor/";
  if (header.compare(0, prefix.size(), prefix) != 0) return {};
  return header.substr(prefix.size(), header.find('/', prefix.size()) - prefix.size());
}

bool may_include(const std::string& module, const std::string& header) {
  const std::string other = module_of(header);
  if (other.empty() || other == module) return true;
  const auto row = kMayInclude.find(module);
  return row != kMayInclude.end() && row->second.count(other) > 0;
}

bool stays_home(const std::string& file, const std::string& header) {
  const Home* home = nullptr;  // the longest that fits
  for (const Home& candidate : kHomes) {
    const bool fits = header.compare(0, candidate.header.size(), candidate.header) == 0;
    if (fits && (home == nullptr || candidate.header.size() > home->header.size())) {
      home = &candidate;
    }
  }
  return home == nullptr ||
         std::any_of(home->places.begin(), home->places.end(), [&](const std::string& place) {
           return file.compare(0, place.size(), place) == 0;
         });
}

TEST(Layering, KnowsAWrongIncludeWhenItSeesOne) {
  EXPECT_EQ(header_of("  # include  <sqlite3.h>  // why"), "sqlite3.h");
  EXPECT_EQ(header_of("// #include <sqlite3.h>"), "");
  EXPECT_TRUE(may_include("routes", "corridor/network/graph.hpp"));
  EXPECT_FALSE(may_include("network", "corridor/routes/shortest.hpp"));
  EXPECT_FALSE(may_include("studies", "corridor/input/table.hpp"));
  EXPECT_FALSE(may_include("drawer", "corridor/base/id.hpp"));
  EXPECT_FALSE(stays_home("src/app/run.cpp", "CLI/CLI.hpp"));
  EXPECT_FALSE(stays_home("include/corridor/input/table.hpp", "yaml-cpp/yaml.h"));
  EXPECT_FALSE(stays_home("include/corridor/results/table.hpp", "nlohmann/json.hpp"));
  EXPECT_TRUE(stays_home("include/corridor/results/table.hpp", "nlohmann/json_fwd.hpp"));
}

TEST(Layering, ModulesIncludeOnlyWhatTheirRowLists) {
  const std::vector<Include> includes = all_includes();
  EXPECT_GT(includes.size(), 200U);
  for (const Include& include : includes) {
    EXPECT_TRUE(may_include(include.module, include.header))
        << include.file << " includes " << include.header;
  }
}

TEST(Layering, EveryFolderOfCodeIsAModuleOfTheTable) {
  for (const std::string folder : {"include/corridor", "src"}) {
    for (const auto& entry : fs::directory_iterator(kRoot / folder)) {
      const std::string module = entry.path().filename().string();
      EXPECT_TRUE(kMayInclude.count(module) > 0 || module == "web") << entry.path();
    }
  }
}

TEST(Layering, ForeignHeadersStayHome) {
  for (const Include& include : all_includes()) {
    EXPECT_TRUE(stays_home(include.file, include.header))
        << include.file << " includes " << include.header;
  }
}

TEST(Layering, HeadersAreGuardedAndOpenWithACommentOrAnInclude) {
  for (const fs::path& path : code_under("include")) {
    const std::vector<std::string> lines = lines_of(path);
    EXPECT_THAT(lines, testing::Contains("#pragma once")) << path;
    ASSERT_FALSE(lines.empty()) << path;
    EXPECT_TRUE(lines[0].rfind("//", 0) == 0 || lines[0].rfind("#include", 0) == 0) << path;
  }
}

TEST(Layering, TheWholeStoryIsUnderSixtyLines) {
  EXPECT_LT(lines_of(kRoot / "src/app/run.cpp").size(), 60U);
}

}  // namespace
}  // namespace corridor
