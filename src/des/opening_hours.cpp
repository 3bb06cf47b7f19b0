#include "corridor/des/opening_hours.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "corridor/base/error.hpp"

namespace corridor::des {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

bool are_apart(const std::vector<Window>& windows) {
  double end_h = 0.0;
  for (const Window& window : windows) {
    if (window.from.value() < end_h || !(window.until > window.from)) return false;
    end_h = window.until.value();
  }
  return true;
}

}  // namespace

OpeningWalk::OpeningWalk(OpeningHours hours) : hours_(std::move(hours)) {
  CORRIDOR_ASSERT(hours_.period > Hours(0.0), "a period lasts");
  CORRIDOR_ASSERT(are_apart(hours_.open) && are_apart(hours_.closures), "windows are apart");
  CORRIDOR_ASSERT(hours_.open.empty() || hours_.open.back().until <= hours_.period,
                  "windows lie within the period");
  step_past(0.0);
  settle();
}

/// Next time at which a window begins or ends.
double OpeningWalk::window_end() const {
  if (hours_.open.empty()) return kNever;
  const Window& window = hours_.open[window_];
  return cycle_ * hours_.period.value() + (in_window_ ? window.until : window.from).value();
}

double OpeningWalk::closure_end() const {
  if (closure_ == hours_.closures.size()) return kNever;
  const Window& closure = hours_.closures[closure_];
  return (in_closure_ ? closure.until : closure.from).value();
}

void OpeningWalk::step_past(double time_h) {
  while (window_end() <= time_h) {
    in_window_ = !in_window_;
    if (!in_window_ && ++window_ == hours_.open.size()) {
      window_ = 0;
      cycle_ += 1.0;
    }
  }
  while (closure_end() <= time_h) {
    in_closure_ = !in_closure_;
    if (!in_closure_) ++closure_;
  }
}

/// Finds the next time that differs: windows may touch, and may end while it is closed anyway.
void OpeningWalk::settle() {
  is_open_ = in_window_ && !in_closure_;
  OpeningWalk ahead = *this;
  const double period_h = hours_.period.value();
  const double last_closure_h =
      hours_.closures.empty() ? 0.0 : hours_.closures.back().until.value();
  const double enough_h = std::max(last_closure_h, cycle_ * period_h) + 2.0 * period_h;
  for (;;) {
    const double time_h = std::min(ahead.window_end(), ahead.closure_end());
    if (time_h == kNever || time_h > enough_h) {
      next_ = Hours(kNever);
      return;
    }
    ahead.step_past(time_h);
    if ((ahead.in_window_ && !ahead.in_closure_) != is_open_) {
      next_ = Hours(time_h);
      return;
    }
  }
}

void OpeningWalk::advance() {
  step_past(next_.value());
  settle();
}

}  // namespace corridor::des
