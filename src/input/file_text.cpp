#include "file_text.hpp"

#include <fstream>
#include <sstream>

namespace corridor::input {

std::optional<std::string> read_file_text(const std::string& file, std::vector<Finding>& findings) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  if (stream) return std::move(text).str();
  Finding finding;
  finding.code = "E408";
  finding.message = "cannot read the file";
  finding.where.file = file;
  finding.help = "check the path and that it may be read";
  findings.push_back(std::move(finding));
  return std::nullopt;
}

}  // namespace corridor::input
