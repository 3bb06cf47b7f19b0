// The command line: words to options.
#pragma once

#include "commands.hpp"

namespace corridor::app {

/// Runs the verb that the words ask for and returns the exit code. `flags` is filled before the
/// verb runs, so that a failure can be told the way the user asked for.
int parse_and_run(int argc, char** argv, Flags& flags);

}  // namespace corridor::app
