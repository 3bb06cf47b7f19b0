#include <fmt/format.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

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

// The solver takes and gives back tables of some 10 MB many times a second; kept in the heap they
// cost no page faults.
void keep_large_blocks() {
#ifdef __GLIBC__
  constexpr int kOneGigabyte = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, kOneGigabyte);
  mallopt(M_TRIM_THRESHOLD, kOneGigabyte);
#endif
}

}  // namespace
}  // namespace corridor::app

int main(int argc, char** argv) {
  using namespace corridor;
  app::keep_large_blocks();
  app::Flags flags;
  try {
    return app::parse_and_run(argc, argv, flags);
  } catch (const ScenarioError& error) {
    return app::fail_with(error, flags);
  } catch (const std::exception& error) {
    return app::fail_with_bug(error);
  }
}
