#include "corridor/report/page.hpp"

#include <nlohmann/json.hpp>

#include "corridor/base/text.hpp"
#include "page_template.hpp"

namespace corridor::report {
namespace {

std::string headline_of(const results::SavedRun& run) {
  const auto manifest = nlohmann::json::parse(run.manifest, nullptr, false);
  if (!manifest.is_object() || !manifest.contains("headline")) return {};
  return manifest["headline"].value("sentence", std::string());
}

}  // namespace

std::string write_page(std::span<const results::SavedRun> runs,
                       std::span<const Comparison> comparisons) {
  CORRIDOR_ASSERT(!runs.empty(), "a report tells of at least one run");
  std::string page;
  std::string_view rest = page_template();
  while (true) {
    const std::size_t open = rest.find('@');
    page += rest.substr(0, open);
    if (open == std::string_view::npos) return page;
    rest.remove_prefix(open);
    if (rest.starts_with("@DATA@")) {
      page += write_page_data(runs, comparisons);
      rest.remove_prefix(6);
    } else if (rest.starts_with("@TITLE@")) {
      page += escape_markup(runs.front().title);
      rest.remove_prefix(7);
    } else if (rest.starts_with("@HEADLINE@")) {
      page += escape_markup(headline_of(runs.front()));
      rest.remove_prefix(10);
    } else {
      page += '@';
      rest.remove_prefix(1);
    }
  }
}

}  // namespace corridor::report
