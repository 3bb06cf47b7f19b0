// Files as bytes; what goes wrong is told as a finding.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace corridor::results {

/// Throws ScenarioError E702 when the file cannot be written.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Throws ScenarioError E704 when the file cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Throws ScenarioError E702: `path` cannot be written because of `why`.
[[noreturn]] void fail_to_write(const std::filesystem::path& path, const std::string& why);

}  // namespace corridor::results
