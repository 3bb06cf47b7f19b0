#include "corridor/des/frame_pool.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace corridor::des {
namespace {

constexpr std::size_t kSmallChunk = std::size_t{64} * 1024;
constexpr std::size_t kSmallChunks = 16;
constexpr std::size_t kHugePage = std::size_t{2} * 1024 * 1024;

}  // namespace

/// Small chunks first; many frames lie in chunks of a huge page each, for a hundred thousand
/// processes on small pages miss the table of pages at every turn.
void FramePool::take_chunk() {
  const bool is_huge = chunks_.size() >= kSmallChunks;
  const std::size_t size = is_huge ? kHugePage : kSmallChunk;
  void* memory = std::aligned_alloc(is_huge ? kHugePage : kStep, size);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  if (is_huge) (void)madvise(memory, size, MADV_HUGEPAGE);
#endif
  next_ = static_cast<std::byte*>(memory);
  chunks_.emplace_back(next_);
  left_ = size;
}

}  // namespace corridor::des
