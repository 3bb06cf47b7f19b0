// A whole file as bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/base/error.hpp"

namespace corridor::input {

/// The bytes of a file; nothing and a finding (E408) when it cannot be read.
[[nodiscard]] std::optional<std::string> read_file_text(const std::string& file,
                                                        std::vector<Finding>& findings);

}  // namespace corridor::input
