// A four-ary heap in a vector, for entries with a distance and a node: the order is distance, then
// node, so that what is popped does not depend on the shape of the heap. Distances are >= 0.
// Source: Johnson 1975 (d-ary heaps).
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace corridor::routes::heap {

// The order as one number: a double that is >= 0 orders as its bits do, and comparing two 128-bit
// numbers takes no branch.
__extension__ using Key = unsigned __int128;

template <class Entry>
[[nodiscard]] Key key(const Entry& entry) {
  return Key{std::bit_cast<std::uint64_t>(entry.distance)} << 64U | entry.node.value();
}

template <class Entry>
void push(std::vector<Entry>& heap, Entry entry) {
  std::size_t hole = heap.size();
  heap.push_back(entry);
  const Key own = key(entry);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / 4;
    if (!(own < key(heap[parent]))) break;
    heap[hole] = heap[parent];
    hole = parent;
  }
  heap[hole] = entry;
}

// Removes and returns the least entry. Requires: not empty.
template <class Entry>
Entry pop(std::vector<Entry>& heap) {
  const Entry least = heap.front();
  const Entry moved = heap.back();
  heap.pop_back();
  const std::size_t size = heap.size();
  if (size == 0) return least;
  const Key own = key(moved);
  std::size_t hole = 0;
  for (;;) {
    const std::size_t first = 4 * hole + 1;
    if (first >= size) break;
    std::size_t child = first;
    Key child_key = key(heap[first]);
    const std::size_t last = first + 4 < size ? first + 4 : size;
    for (std::size_t other = first + 1; other < last; ++other) {
      const Key other_key = key(heap[other]);
      const bool less = other_key < child_key;
      child = less ? other : child;
      child_key = less ? other_key : child_key;
    }
    if (!(child_key < own)) break;
    heap[hole] = heap[child];
    hole = child;
  }
  heap[hole] = moved;
  return least;
}

}  // namespace corridor::routes::heap
