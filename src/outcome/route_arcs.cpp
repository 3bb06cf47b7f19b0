#include "corridor/outcome/route_arcs.hpp"

#include <memory>
#include <new>

namespace corridor::outcome {

using network::ArcId;

RouteArcs::RouteArcs(std::span<const ArcId> arcs)
    : block_(new (::operator new(sizeof(Block) + arcs.size_bytes())) Block) {
  block_->size = static_cast<std::uint32_t>(arcs.size());
  std::uninitialized_copy(arcs.begin(), arcs.end(), arcs_of(block_));
}

void RouteArcs::forget() {
  block_->~Block();
  ::operator delete(block_);
}

void RouteArcs::prefetch() const {
  // Long routes are read on by the machine itself.
  constexpr std::ptrdiff_t kLine = 64;
  constexpr std::ptrdiff_t kLines = 3;
  const char* const bytes = reinterpret_cast<const char*>(block_);
  for (std::ptrdiff_t i = 0; i < kLines; ++i) __builtin_prefetch(bytes + i * kLine);
}

}  // namespace corridor::outcome
