// Seconds and memory of whole runs, each a process of its own, as a user would start it.
//   bench_run CORRIDOR SCENARIO... [-- FLAG...]
// Every scenario is run with one thread and with two, in turn, three rounds; medians are printed.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

constexpr int kRounds = 3;
constexpr std::array<const char*, 2> kJobs = {"1", "2"};

struct Usage {
  double wall_s = 0.0;
  double cpu_s = 0.0;
  double peak_mb = 0.0;
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// Runs the command with its output thrown away; ends the program when the command fails.
Usage run(const std::vector<std::string>& command) {
  const auto begin = std::chrono::steady_clock::now();
  std::fflush(stdout);  // or the child would print what waits there once more
  const pid_t child = fork();
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stdout) == nullptr ||
        std::freopen("/dev/null", "w", stderr) == nullptr)
      _exit(126);
    std::vector<char*> words;
    words.reserve(command.size() + 1);
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    execv(words.front(), words.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
      WEXITSTATUS(status) != 0) {
    fmt::print(stderr, "bench_run: {} failed\n", fmt::join(command, " "));
    std::exit(1);
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {wall.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
          static_cast<double>(usage.ru_maxrss) / 1024.0};
}

template <class Value>
double median(std::vector<Usage> usages, Value value) {
  std::sort(usages.begin(), usages.end(),
            [&](const Usage& a, const Usage& b) { return value(a) < value(b); });
  return value(usages[usages.size() / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  const auto split = std::find(words.begin(), words.end(), "--");
  const std::vector<std::string> flags(split == words.end() ? split : split + 1, words.end());
  words.erase(split, words.end());
  if (words.size() < 2) {
    fmt::print(stderr, "usage: bench_run CORRIDOR SCENARIO... [-- FLAG...]\n");
    return 2;
  }
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("bench_run_{}", getpid());
  fmt::print("{:<44} {:>4} {:>8} {:>8} {:>8}\n", "scenario", "jobs", "wall s", "CPU s", "peak MB");
  for (std::size_t s = 1; s < words.size(); ++s) {
    std::array<std::vector<Usage>, kJobs.size()> usages;
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t j = 0; j < kJobs.size(); ++j) {
        std::vector<std::string> command = {words.front(), "run",   words[s],       "--jobs",
                                            kJobs[j],      "--out", folder.string()};
        command.insert(command.end(), flags.begin(), flags.end());
        usages[j].push_back(run(command));
        std::filesystem::remove_all(folder);
      }
    }
    for (std::size_t j = 0; j < kJobs.size(); ++j) {
      fmt::print("{:<44} {:>4} {:>8.2f} {:>8.2f} {:>8.0f}\n", words[s], kJobs[j],
                 median(usages[j], [](const Usage& one) { return one.wall_s; }),
                 median(usages[j], [](const Usage& one) { return one.cpu_s; }),
                 median(usages[j], [](const Usage& one) { return one.peak_mb; }));
    }
  }
  return 0;
}
