#include "file_io.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "corridor/base/error.hpp"

namespace corridor::results {
namespace {

std::string reason() {
  return std::generic_category().message(errno);
}

}  // namespace

void fail_to_write(const std::filesystem::path& path, const std::string& why) {
  throw ScenarioError({{Severity::kError,
                        "E702",
                        "cannot write `" + path.generic_string() + "`: " + why,
                        {path.generic_string(), 0, 0, 1, ""},
                        "",
                        "choose another folder with --out, or make room"}});
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) fail_to_write(path, reason());
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) fail_to_write(path, reason());
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (file && !error) {
    std::string bytes(size, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(size));
    if (file) return bytes;
  }
  throw ScenarioError({{Severity::kError,
                        "E704",
                        "cannot read `" + path.generic_string() + "`: " + reason(),
                        {path.generic_string(), 0, 0, 1, ""},
                        "",
                        "name the folder of a finished run, as `runs/<scenario>-<hash>`"}});
}

}  // namespace corridor::results
