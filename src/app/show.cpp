// Effective values of a scenario, and the file and line that set each.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "story.hpp"

namespace corridor::app {

ExitCode show(const ShowOptions& options, Console& console) {
  const input::Loaded loaded = input::load_scenario(options.scenarios, {console.flags().overrides});
  console.show(loaded.warnings);
  const std::vector<input::EffectiveValue> values = input::effective_values(loaded, options.prefix);
  if (values.empty()) {
    console.note(fmt::format(
        "no value begins with `{}`; paths are table.row.column, as in borders.bx_x.hours_out",
        options.prefix));
    return ExitCode::kBadInput;
  }
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  std::string text;
  for (const input::EffectiveValue& value : values) {
    if (console.flags().json) {
      json.push_back({{"path", value.path},
                      {"value", value.value},
                      {"file", value.file},
                      {"line", value.line},
                      {"before", value.before}});
      continue;
    }
    text += fmt::format("{} = {}", value.path, value.value);
    if (options.origin) text += fmt::format("  <- {}:{}", value.file, value.line);
    if (options.origin && !value.before.empty()) text += fmt::format(", was {}", value.before);
    text += '\n';
  }
  if (console.flags().json)
    text = json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  console.print(text);
  return ExitCode::kGood;
}

}  // namespace corridor::app
