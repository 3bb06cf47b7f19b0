// The real program in a folder of its own: what it prints, how it ends, what it leaves behind.
#pragma once

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace corridor::e2e {

namespace fs = std::filesystem;

inline std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline void write_text(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// A new folder that goes with its object.
class Workspace {
 public:
  Workspace() {
    std::string name = (fs::temp_directory_path() / "corridor-e2e-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
    path_ = name;
  }
  ~Workspace() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Ended {
  int code = -1;  // -1: it was killed
  std::string out;
  std::string err;
  long peak_kilobytes = 0;
};

/// Starts the program in `folder`; its streams go to `out.txt` and `err.txt` there.
inline pid_t start(const fs::path& folder, std::vector<std::string> words) {
  words.insert(words.begin(), CORRIDOR_BINARY);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  const int out =
      chdir(folder.c_str()) == 0 ? open("out.txt", O_CREAT | O_TRUNC | O_WRONLY, 0600) : -1;
  const int err = open("err.txt", O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (out >= 0 && err >= 0 && dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0) {
    execv(argv[0], argv.data());
  }
  _exit(127);
}

inline Ended corridor_in(const fs::path& folder, const std::vector<std::string>& words) {
  int status = 0;
  rusage used = {};
  wait4(start(folder, words), &status, 0, &used);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(folder / "out.txt"),
          read_text(folder / "err.txt"), used.ru_maxrss};
}

/// Folders of runs that are shown to people, in order of name.
inline std::vector<fs::path> runs_in(const fs::path& folder) {
  std::vector<fs::path> runs;
  if (!fs::exists(folder)) return runs;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory() && entry.path().filename().string().front() != '.') {
      runs.push_back(entry.path());
    }
  }
  std::sort(runs.begin(), runs.end());
  return runs;
}

inline std::map<std::string, std::string> files_of(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    files[entry.path().filename().string()] = read_text(entry.path());
  }
  return files;
}

/// The toy world, copied to a folder of its own.
class ToyWorld : public testing::Test {
 protected:
  ToyWorld() {
    fs::copy(fs::path(CORRIDOR_SOURCE_DIR) / "scenarios/tiny", folder(),
             fs::copy_options::recursive);
  }
  [[nodiscard]] const fs::path& folder() const { return workspace_.path(); }
  void write(const std::string& name, const std::string& text) const {
    write_text(folder() / name, text);
  }
  [[nodiscard]] Ended corridor(const std::vector<std::string>& words) const {
    return corridor_in(folder(), words);
  }
  /// The only run under `runs`.
  [[nodiscard]] fs::path only_run(const std::string& runs = "runs") const {
    const std::vector<fs::path> found = runs_in(folder() / runs);
    EXPECT_EQ(found.size(), 1U) << runs;
    return found.empty() ? fs::path() : found.front();
  }

 private:
  Workspace workspace_;
};

}  // namespace corridor::e2e
