// The queue of Dijkstra's algorithm as a row of buckets of equal width. A bucket is not sorted:
// its entries are taken together, and a node that gets nearer within the bucket is taken again.
// Distances come out the same as in sorted order, since adding costs is monotone.
// Source: Dial 1969; Meyer and Sanders 2003 (delta-stepping, here on one thread).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace corridor::routes {

/// Orders items by their `distance`. Requires: nothing is pushed below the items being worked on.
/// What lies beyond the last bucket waits in one list and is spread when the row is worked off.
/// `kInChunk`: items that lie side by side in memory; 1 is best for a queue that fits the cache, a
/// few for one that does not, since each step along a list then waits for memory.
template <class Item, std::size_t kBuckets, std::size_t kInChunk = 1>
class BucketQueue {
 public:
  /// Empties the queue. `width` > 0 decides speed only; about the size of a small cost is best.
  void reset(double width) {
    lists_.fill(kNone);
    filled_.fill(0);
    base_ = 0.0;
    per_width_ = 1.0 / width;
    current_ = 0;
    unused_ = 0;
    free_ = kNone;
  }

  void push(const Item& item) {
    const std::size_t bucket = bucket_of(item.distance);
    if (kInChunk == 1 || lists_[bucket] == kNone || in_first_[bucket] == kInChunk) {
      const std::uint32_t slot = take_slot();
      chunks_[slot].next = lists_[bucket];
      lists_[bucket] = slot;
      if (kInChunk > 1) in_first_[bucket] = 0;
      filled_[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
    }
    const std::size_t place = kInChunk == 1 ? 0 : in_first_[bucket]++;
    chunks_[lists_[bucket]].items[place] = item;
  }

  /// Removes the items of the lowest bucket, without those that are stale.
  /// Empty when the queue is. Valid until the next call.
  template <class IsStale>
  std::span<const Item> take(IsStale&& is_stale) {
    for (;;) {
      if (lists_[current_] != kNone) {
        const std::size_t count = gather(current_, is_stale);
        if (count > 0) return {batch_.data(), count};
      } else if (!advance() && !spread_far(is_stale)) {
        return {};
      }
    }
  }

  /// Whether `distance` lies in the bucket last taken.
  [[nodiscard]] bool is_current(double distance) const { return bucket_of(distance) == current_; }

  /// Whether `distance` lies below all items still to come.
  [[nodiscard]] bool is_done(double distance) const {
    return (distance - base_) * per_width_ < static_cast<double>(current_);
  }

 private:
  struct Chunk {
    std::array<Item, kInChunk> items;
    std::uint32_t next;
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  [[nodiscard]] std::size_t bucket_of(double distance) const {
    const double position = (distance - base_) * per_width_;
    return position < static_cast<double>(kBuckets) ? static_cast<std::size_t>(position) : kBuckets;
  }

  std::uint32_t take_slot() {
    if (free_ != kNone) {
      const std::uint32_t slot = free_;
      free_ = chunks_[slot].next;
      return slot;
    }
    if (unused_ == chunks_.size()) chunks_.resize(2 * chunks_.size() + 64);
    return unused_++;
  }

  // Moves a list to the batch.
  template <class IsStale>
  std::size_t gather(std::size_t bucket, IsStale& is_stale) {
    std::size_t count = 0;
    if (batch_.size() < kInChunk * unused_) batch_.resize(kInChunk * chunks_.size());
    std::uint32_t slot = lists_[bucket];
    lists_[bucket] = kNone;
    std::size_t items = kInChunk == 1 ? 1 : in_first_[bucket];
    while (slot != kNone) {
      Chunk& chunk = chunks_[slot];
      for (std::size_t i = 0; i < items; ++i) {
        batch_[count] = chunk.items[i];
        count += static_cast<std::size_t>(!is_stale(chunk.items[i]));
      }
      items = kInChunk;
      const std::uint32_t next = chunk.next;
      chunk.next = free_;
      free_ = slot;
      slot = next;
    }
    return count;
  }

  // Moves on to the next bucket of the row that has entries.
  bool advance() {
    filled_[current_ / 64] &= ~(std::uint64_t{1} << (current_ % 64));
    std::size_t word = current_ / 64;
    while (word < kBuckets / 64 && filled_[word] == 0) ++word;
    if (word == kBuckets / 64) return false;
    current_ = 64 * word + static_cast<std::size_t>(std::countr_zero(filled_[word]));
    return true;
  }

  // Starts a new row at the nearest entry beyond the last one.
  template <class IsStale>
  bool spread_far(IsStale& is_stale) {
    const std::size_t count = gather(kBuckets, is_stale);
    if (count == 0) return false;
    base_ = batch_[0].distance;
    for (std::size_t i = 1; i < count; ++i)
      if (batch_[i].distance < base_) base_ = batch_[i].distance;
    current_ = 0;
    for (std::size_t i = 0; i < count; ++i) push(batch_[i]);
    return true;
  }

  std::vector<Chunk> chunks_;
  std::vector<Item> batch_;
  std::array<std::uint32_t, kBuckets + 1> lists_{};        // the last is for all that is too far
  std::array<std::uint64_t, kBuckets / 64 + 1> filled_{};  // one bit per list
  // [list] items in its first chunk, where chunks hold more than one
  std::array<std::uint32_t, kInChunk == 1 ? 0 : kBuckets + 1> in_first_{};
  double base_ = 0.0;
  double per_width_ = 1.0;
  std::size_t current_ = 0;
  std::uint32_t unused_ = 0;
  std::uint32_t free_ = kNone;
};

}  // namespace corridor::routes
