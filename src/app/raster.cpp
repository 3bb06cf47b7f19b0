#include "raster.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

extern char** environ;

namespace corridor::app {
namespace {

namespace fs = std::filesystem;

bool is_on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::string folders = path == nullptr ? "" : path;
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const fs::path file = fs::path(folders.substr(begin, end - begin)) / program;
    if (access(file.c_str(), X_OK) == 0) return true;
    begin = end + 1;
  }
  return false;
}

bool runs_well(std::vector<std::string> words) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  }
  pid_t child = 0;
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  return failed == 0 && waitpid(child, &status, 0) == child && status == 0;
}

std::vector<std::string> words_for(const std::string& program, const fs::path& svg,
                                   const fs::path& png) {
  if (program == "rsvg-convert") return {program, "--zoom=2", "-o", png.string(), svg.string()};
  return {program,
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--hide-scrollbars",
          "--force-device-scale-factor=2",
          "--window-size=1280,900",
          "--screenshot=" + fs::absolute(png).string(),
          "file://" + fs::absolute(svg).string()};
}

}  // namespace

std::string rasterize(const std::vector<fs::path>& pictures) {
  constexpr std::array<const char*, 4> kPrograms = {"rsvg-convert", "chromium", "google-chrome",
                                                    "chromium-browser"};
  for (const char* program : kPrograms) {
    if (!is_on_path(program)) continue;
    for (const fs::path& svg : pictures) {
      fs::path png = svg;
      png.replace_extension(".png");
      if (!runs_well(words_for(program, svg, png))) {
        return std::string(program) + " failed on " + svg.generic_string();
      }
    }
    return {};
  }
  return "neither rsvg-convert nor a Chromium is on the PATH (the page's own buttons save PNG too)";
}

}  // namespace corridor::app
