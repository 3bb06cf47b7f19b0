// The built page, embedded: see src/web and cmake/EmbedFile.cmake.
#pragma once

#include <string_view>

namespace corridor::report {

/// HTML with the marks @TITLE@, @HEADLINE@ and @DATA@.
[[nodiscard]] std::string_view page_template();

/// The figures of the page as a script without a browser: see figures.cpp.
[[nodiscard]] std::string_view figures_script();

}  // namespace corridor::report
