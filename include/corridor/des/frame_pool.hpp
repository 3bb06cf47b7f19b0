// Memory for the frames of processes: freed frames are kept by size and used again, so that a
// simulation in its stride takes no memory from the system. Not shared between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace corridor::des {

class FramePool {
 public:
  FramePool() = default;
  FramePool(const FramePool&) = delete;
  FramePool& operator=(const FramePool&) = delete;

  /// Memory for `size` bytes, aligned as by `new`. Sizes above a kilobyte are passed to `new`.
  [[nodiscard]] void* allocate(std::size_t size) {
    const std::size_t kind = (size + kStep - 1) / kStep;
    if (kind >= kKinds) return ::operator new(size);
    if (Free* free = free_[kind]) {
      free_[kind] = free->next;
      return free;
    }
    return carve(kind * kStep);
  }

  /// Takes back what `allocate(size)` gave.
  void free(void* memory, std::size_t size) {
    const std::size_t kind = (size + kStep - 1) / kStep;
    if (kind >= kKinds) {
      ::operator delete(memory);
    } else {
      free_[kind] = ::new (memory) Free{free_[kind]};
    }
  }

 private:
  struct Free {
    Free* next;
  };
  static constexpr std::size_t kStep = 16;
  static constexpr std::size_t kKinds = 65;

  struct Release {
    void operator()(std::byte* memory) const { std::free(memory); }
  };

  void* carve(std::size_t size) {
    if (left_ < size) take_chunk();
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }
  void take_chunk();

  std::array<Free*, kKinds> free_ = {};
  std::vector<std::unique_ptr<std::byte[], Release>> chunks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace corridor::des
