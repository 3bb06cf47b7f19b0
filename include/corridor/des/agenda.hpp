// The pending timers, earliest first: a tournament tree with four players a group. Each timer has a
// slot, a leaf of the tree; each group holds the winners of four groups below, one cache line. To
// set or remove a timer is to replay the one path from its slot to the top, whose addresses are
// known from the start, so that misses overlap; nothing is sifted and no branch is guessed.
// Times are not negative: as bits they sort like numbers.
// Source: Knuth 1998, TAOCP 3, 5.4.1 (tournaments); four to a group after LaMarca & Ladner 1996.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace corridor::des {

/// At most one timer for each `Owner`, which has two members: `order` settles ties of time and
/// differs among owners; `timer` is kept here and is the slot, or kNoTimer. All operations cost one
/// path, log4 of the largest number pending so far; memory is only taken when that number doubles.
template <class Owner>
class Agenda {
 public:
  static constexpr std::uint32_t kNoTimer = std::numeric_limits<std::uint32_t>::max();

  Agenda() { grow(); }

  [[nodiscard]] bool empty() const { return pending_ == 0; }
  [[nodiscard]] std::size_t size() const { return pending_; }

  /// Sets the timer of an owner that has none.
  void add(double time, Owner& owner) {
    ++pending_;
    const std::uint32_t slot = hole_ != kNoTimer ? std::exchange(hole_, kNoTimer) : take_slot();
    owner.timer = slot;
    replay(slot, {std::bit_cast<std::uint64_t>(time), std::bit_cast<std::uint64_t>(&owner)});
  }

  /// Removes the timer of an owner that has one.
  void remove(Owner& owner) {
    settle();
    --pending_;
    vacate(std::exchange(owner.timer, kNoTimer));
  }

  /// When the timer of an owner is due. Requires: it has one.
  [[nodiscard]] double time_of(const Owner& owner) const {
    return std::bit_cast<double>(leaf(owner.timer).time);
  }

  /// The earliest timer's. Requires `!empty()`.
  [[nodiscard]] double first_time() {
    settle();
    return std::bit_cast<double>(top_.time);
  }
  [[nodiscard]] std::uint64_t first_order() {
    settle();
    return owner_of(top_).order;
  }

  /// Removes the earliest timer and returns its owner. Requires `!empty()`.
  Owner& pop() {
    settle();
    --pending_;
    Owner& owner = owner_of(top_);
    hole_ = std::exchange(owner.timer, kNoTimer);  // most often the next `add` wants a slot at once
    if (groups_.size() > kFitsInCache) fetch_path(hole_);
    return owner;
  }

 private:
  /// `who` is the address of the owner, or in a vacant slot the next vacant one.
  struct Player {
    std::uint64_t time;
    std::uint64_t who;
    friend bool operator==(const Player&, const Player&) = default;
  };
  struct alignas(64) Group {
    std::array<Player, 4> player;
  };
  static constexpr std::size_t kFitsInCache = 1024;  ///< groups
  static constexpr std::size_t kAtHand = 341;        ///< groups of the five rounds at the top
  static constexpr std::size_t kThirdRound = 20;     ///< its first place
  static constexpr std::size_t kFourthRound = 84;

  /// A vacant slot plays after every time, infinity included, and ties with nobody.
  static constexpr std::uint64_t vacant_time(std::uint32_t slot) {
    return std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity()) + 1 + slot;
  }
  static bool is_vacant(Player player) { return player.time >= vacant_time(0); }
  static Owner& owner_of(Player player) { return *std::bit_cast<Owner*>(player.who); }

  [[nodiscard]] const Player& leaf(std::uint32_t slot) const {
    const std::size_t place = first_leaf_ + slot;
    return groups_[place / 4].player[place % 4];
  }

  static Player winner(Player a, Player b) {
    if (a.time == b.time) [[unlikely]]
      return owner_of(a).order < owner_of(b).order ? a : b;
    const std::uint64_t take_b = 0 - static_cast<std::uint64_t>(b.time < a.time);
    return {a.time ^ ((a.time ^ b.time) & take_b), a.who ^ ((a.who ^ b.who) & take_b)};
  }

  /// Seats a player at a slot; each winner goes up until the one before him was the same.
  void replay(std::uint32_t slot, Player current) {
    std::size_t place = first_leaf_ + slot;
    const std::uint64_t replaced = groups_[place / 4].player[place % 4].who;
    for (;;) {
      std::array<Player, 4>& player = groups_[place / 4].player;
      const std::size_t seat = place % 4;
      const Player rest = winner(winner(player[seat ^ 1], player[seat ^ 2]), player[seat ^ 3]);
      player[seat] = current;
      if (place < kFourthRound) draw_near(place, current);
      current = winner(rest, current);
      if (place < 4) break;
      place = place / 4 - 1;
      const Player& before = groups_[place / 4].player[place % 4];
      if (before == current && before.who != replaced) return;
    }
    top_ = current;
  }

  std::uint32_t take_slot() {
    if (free_ == kNoTimer) grow();
    return std::exchange(free_, static_cast<std::uint32_t>(leaf(free_).who));
  }

  void vacate(std::uint32_t slot) { replay(slot, {vacant_time(slot), std::exchange(free_, slot)}); }

  void settle() {
    if (hole_ != kNoTimer) [[unlikely]]
      vacate(std::exchange(hole_, kNoTimer));
  }

  /// Asks for the memory of an owner who comes into the third round from the top: some thirty
  /// timers before his, early enough for memory to answer.
  void draw_near(std::size_t place, Player player) const {
    if (groups_.size() <= kFitsInCache || place < kThirdRound || is_vacant(player)) return;
    const auto* owner = std::bit_cast<const std::byte*>(player.who);
    for (std::size_t line = 0; line <= sizeof(Owner); line += 64) __builtin_prefetch(owner + line);
  }

  /// Asks for those groups that a timer's slot will be replayed through and that are not at hand.
  void fetch_path(std::uint32_t slot) const {
    for (std::size_t place = first_leaf_ + slot; place >= 4 * kAtHand; place = place / 4 - 1)
      __builtin_prefetch(&groups_[place / 4]);
  }

  /// Doubles the slots. Group 0 is the top; the groups below group g are 4g + 1 to 4g + 4.
  void grow() {
    std::vector<Player> players(groups_.empty() ? 0 : 3 * first_leaf_ + 4);
    for (std::uint32_t slot = 0; slot < players.size(); ++slot) players[slot] = leaf(slot);
    first_leaf_ = groups_.empty() ? 5 : 2 * first_leaf_;
    groups_.assign(first_leaf_ + 1, Group{});
    const auto old_slots = static_cast<std::uint32_t>(players.size());
    players.resize(3 * first_leaf_ + 4);
    for (auto slot = static_cast<std::uint32_t>(players.size()); slot-- > old_slots;) {
      players[slot] = {vacant_time(slot), std::exchange(free_, slot)};
    }
    seat(players);
  }

  void seat(const std::vector<Player>& players) {
    for (std::size_t slot = 0; slot < players.size(); ++slot) {
      const std::size_t place = first_leaf_ + slot;
      groups_[place / 4].player[place % 4] = players[slot];
    }
    for (std::size_t group = groups_.size(); group-- > 0;) {
      const auto& p = groups_[group].player;
      const Player best = winner(winner(p[0], p[1]), winner(p[2], p[3]));
      if (group == 0) {
        top_ = best;
      } else {
        groups_[(group - 1) / 4].player[(group - 1) % 4] = best;
      }
    }
  }

  std::vector<Group> groups_;
  Player top_ = {};
  std::size_t first_leaf_ = 0;
  std::size_t pending_ = 0;
  std::uint32_t free_ = kNoTimer;
  std::uint32_t hole_ = kNoTimer;  ///< slot of the timer last popped: vacant, not yet played so
};

}  // namespace corridor::des
