// What the inputs look like, for editors and people; and what a code means.

#include <fmt/format.h>

#include "commands.hpp"
#include "corridor/input/scenario_file.hpp"
#include "corridor/input/table.hpp"

namespace corridor::app {

ExitCode schema(const std::string& what, Console& console) {
  if (what == "data") {
    console.print(input::describe_tables());
  } else if (what == "language") {
    console.print(input::describe_language());
  } else {
    console.print(input::scenario_schema());
  }
  return ExitCode::kGood;
}

ExitCode help_code(const std::string& code, Console& console) {
  const char* text = explain_code(code);
  if (text == nullptr) {
    console.note(fmt::format(
        "there is no code `{}`; codes look like E203 and stand in front of each message", code));
    return ExitCode::kBadInput;
  }
  console.print(fmt::format("{}: {}\n", code, text));
  return ExitCode::kGood;
}

}  // namespace corridor::app
