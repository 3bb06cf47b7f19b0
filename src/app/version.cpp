#include "commands.hpp"

namespace corridor::app {

const char* version() {
  return CORRIDOR_VERSION;
}

}  // namespace corridor::app
