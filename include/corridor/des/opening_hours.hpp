// When a place is open: windows that repeat with a period (a day, a week), less dated closures.
#pragma once

#include <cstddef>
#include <vector>

#include "corridor/base/quantity.hpp"

namespace corridor::des {

/// From `from` on, up to but without `until`.
struct Window {
  Hours from;
  Hours until;
  friend bool operator==(const Window&, const Window&) = default;
};

struct OpeningHours {
  Hours period = Hours(24.0);
  std::vector<Window> open = {};      ///< within [0, period], in order, apart from each other
  std::vector<Window> closures = {};  ///< on the clock of the simulation, in order, apart
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

/// Walks along opening hours from change to change. Times are whole periods plus a window's end,
/// never a running sum, so that they do not drift.
class OpeningWalk {
 public:
  /// Starts at time zero. Requires: windows as described, period positive.
  explicit OpeningWalk(OpeningHours hours);

  /// Whether it is open from the present change on.
  [[nodiscard]] bool is_open() const { return is_open_; }
  /// When that ends; infinite if never.
  [[nodiscard]] Hours next_change() const { return next_; }
  /// Goes to the next change. Requires: there is one.
  void advance();

 private:
  [[nodiscard]] double window_end() const;
  [[nodiscard]] double closure_end() const;
  void step_past(double time_h);
  void settle();

  OpeningHours hours_;
  double cycle_ = 0.0;
  std::size_t window_ = 0;   ///< next or present window of the cycle
  std::size_t closure_ = 0;  ///< next or present closure
  bool in_window_ = false;
  bool in_closure_ = false;
  bool is_open_ = false;
  Hours next_;
};

}  // namespace corridor::des
