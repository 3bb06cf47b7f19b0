// Pictures of dots from pictures of lines, by a program that the machine has.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace corridor::app {

/// Writes a PNG beside each SVG with rsvg-convert or a Chromium. Returns what is missing, or
/// nothing when all were written.
[[nodiscard]] std::string rasterize(const std::vector<std::filesystem::path>& pictures);

}  // namespace corridor::app
