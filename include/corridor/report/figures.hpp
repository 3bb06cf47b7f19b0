// The figures of the report as pictures for slides.
#pragma once

#include "corridor/report/page.hpp"

namespace corridor::report {

/// SVG files by name, drawn by the same code as the page (src/web/figures.ts), which runs in an
/// embedded interpreter: no browser is needed. Figures without data are left out.
[[nodiscard]] std::vector<results::NamedText> draw_figures(std::span<const results::SavedRun> runs,
                                                           std::span<const Comparison> comparisons);

}  // namespace corridor::report
