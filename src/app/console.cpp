#include "console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace corridor::app {
namespace {

const std::chrono::steady_clock::time_point kStart = std::chrono::steady_clock::now();

}  // namespace

Console::Console(const Flags& flags)
    : flags_(flags), errors_on_terminal_(isatty(STDERR_FILENO) != 0) {}

void Console::step(std::string_view what) {
  if (flags_.quiet) return;
  if (flags_.verbose) {
    fmt::print(stderr, "{:7.2f} s  {}\n", seconds(), what);
  } else if (errors_on_terminal_) {
    fmt::print(stderr, "\r\033[K{} ...", what);
    std::fflush(stderr);
    step_shown_ = true;
  }
}

void Console::clear() {
  if (step_shown_) fmt::print(stderr, "\r\033[K");
  step_shown_ = false;
}

void Console::show(const std::vector<Finding>& findings) {
  clear();
  int errors = 0;
  for (const Finding& finding : findings) {
    const bool is_error = finding.severity == Severity::kError;
    (is_error ? errors : warnings_) += 1;
    if (!flags_.quiet || is_error)
      fmt::print(stderr, "{}", format_finding(finding, errors_on_terminal_));
  }
  if (errors > 0) fmt::print(stderr, "{} error{}\n", errors, errors == 1 ? "" : "s");
}

void Console::note(std::string_view line) {
  clear();
  if (!flags_.quiet) fmt::print(stderr, "{}\n", line);
}

void Console::print(std::string_view text) {
  clear();
  std::fwrite(text.data(), 1, text.size(), stdout);
}

double Console::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - kStart).count();
}

std::size_t Console::width() const {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

std::string findings_as_json(const std::vector<Finding>& findings) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"severity", finding.severity == Severity::kError ? "error" : "warning"},
                    {"code", finding.code},
                    {"message", finding.message},
                    {"file", finding.where.file},
                    {"line", finding.where.line},
                    {"column", finding.where.column},
                    {"hint", finding.hint},
                    {"help", finding.help}});
  }
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace corridor::app
