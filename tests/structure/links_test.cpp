// Every relative link of the pages for people leads to a file.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace corridor {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> pages() {
  const fs::path root = CORRIDOR_SOURCE_DIR;
  std::vector<fs::path> found = {root / "README.md", root / "ARCHITECTURE.md",
                                 root / "bench/README.md"};
  for (const char* folder : {"docs", "scenarios"}) {
    for (const auto& file : fs::recursive_directory_iterator(root / folder)) {
      if (file.path().extension() == ".md") found.push_back(file.path());
    }
  }
  return found;
}

TEST(Pages, EveryRelativeLinkLeadsToAFile) {
  const std::regex link(R"(\]\(([^)#]+)(#[^)]*)?\))");
  int links = 0;
  for (const fs::path& page : pages()) {
    std::ifstream file(page);
    std::ostringstream stream;
    stream << file.rdbuf();
    const std::string text = stream.str();
    for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found) {
      const std::string target = (*found)[1];
      if (target.find("://") != std::string::npos) continue;
      ++links;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << " links to " << target;
    }
  }
  EXPECT_GT(links, 5);
}

}  // namespace
}  // namespace corridor
