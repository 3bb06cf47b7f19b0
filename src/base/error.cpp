#include "corridor/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace corridor {
namespace {

std::string first_message(const std::vector<Finding>& findings) {
  return findings.empty() ? "no finding" : findings.front().message;
}

auto sort_key(const Finding& finding) {
  return std::tie(finding.severity, finding.where.file, finding.where.line, finding.where.column,
                  finding.code, finding.message);
}

// Marks keep tabs of the excerpt so that the carets stand below the text on any terminal.
std::string blank_like(std::string_view text, std::size_t count) {
  std::string blank;
  for (std::size_t i = 0; i < count; ++i) blank += i < text.size() && text[i] == '\t' ? '\t' : ' ';
  return blank;
}

}  // namespace

ScenarioError::ScenarioError(std::vector<Finding> findings)
    : std::runtime_error(first_message(findings)), findings_(std::move(findings)) {
  sort_findings(findings_);
}

void sort_findings(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return sort_key(a) < sort_key(b); });
  findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
}

std::string format_finding(const Finding& finding, bool color) {
  const bool is_error = finding.severity == Severity::kError;
  const char* paint = !color ? "" : is_error ? "\033[1;31m" : "\033[1;33m";
  const char* plain = color ? "\033[0m" : "";
  std::string text = fmt::format("{}{} {}{}: {}\n", paint, is_error ? "error" : "warning",
                                 finding.code, plain, finding.message);
  const Location& where = finding.where;
  if (!where.file.empty()) {
    text += "  --> " + where.file;
    if (where.line > 0) text += fmt::format(":{}", where.line);
    if (where.line > 0 && where.column > 0) text += fmt::format(":{}", where.column);
    text += '\n';
  }
  if (!where.excerpt.empty() && where.line > 0) {
    text += fmt::format("{:>5} | {}\n", where.line, where.excerpt);
    if (where.column > 0) {
      const auto indent = static_cast<std::size_t>(where.column - 1);
      const auto width = static_cast<std::size_t>(std::max(1, where.width));
      text += fmt::format("      | {}{}{}{}{}{}\n", blank_like(where.excerpt, indent), paint,
                          std::string(width, '^'), plain, finding.hint.empty() ? "" : " ",
                          finding.hint);
    }
  } else if (!finding.hint.empty()) {
    text += fmt::format("  hint: {}\n", finding.hint);
  }
  if (!finding.help.empty()) text += fmt::format("  help: {}\n", finding.help);
  return text;
}

void fail_assertion(const char* condition, const char* file, int line, const char* why) {
  throw InternalError(fmt::format("{}:{}: {} ({})", file, line, why, condition));
}

}  // namespace corridor
