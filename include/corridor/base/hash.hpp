// Identity of contents: names run folders and files' versions. Not a defence against forgery.
#pragma once

#include <string>
#include <string_view>

namespace corridor {

/// 128-bit hash of the bytes as 32 lower-case hexadecimal digits. Source: XXH3 (xxHash 0.8).
[[nodiscard]] std::string content_hash(std::string_view bytes);

}  // namespace corridor
