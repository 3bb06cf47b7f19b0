#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "cli.hpp"

namespace corridor::app {
namespace {

int fail_with(const ScenarioError& error, const Flags& flags) {
  Console console(flags);
  if (flags.json) console.print(findings_as_json(error.findings()));
  console.show(error.findings());
  return static_cast<int>(ExitCode::kBadInput);
}

int fail_with_bug(const std::exception& error) {
  fmt::print(stderr,
             "internal error: {}\nThis is a fault of corridor, not of your input. Please report it "
             "with the command.\n",
             error.what());
  return static_cast<int>(ExitCode::kOurBug);
}

}  // namespace
}  // namespace corridor::app

int main(int argc, char** argv) {
  using namespace corridor;
  app::Flags flags;
  try {
    return app::parse_and_run(argc, argv, flags);
  } catch (const ScenarioError& error) {
    return app::fail_with(error, flags);
  } catch (const std::exception& error) {
    return app::fail_with_bug(error);
  }
}
