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

// Read by jemalloc, where the program is linked with it: threads take and give back tables of some
// 10 MB many times a second, which cost least in large pages, and by the same rules as small ones.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,oversize_threshold:0";

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
