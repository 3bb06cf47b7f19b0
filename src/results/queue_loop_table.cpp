#include "corridor/results/queue_loop_table.hpp"

#include <fmt/format.h>

#include <cmath>

namespace corridor::results {
namespace {

std::string facility_name(const network::Network& network, network::FacilityId id) {
  return id.is_none() ? "" : network.facilities[id].name;
}

Cell width_cell(double half_width_h) {
  if (std::isfinite(half_width_h)) return half_width_h;
  return {};
}

}  // namespace

Table make_queue_loop(const network::Network& network,
                      const std::vector<outcome::QueueLoopStep>& steps) {
  Table table{"queue_loop",
              {{"step", "", 0},
               {"flow_change", "share of capacity", 4},
               {"most_changed"},
               {"wait_change_h", "h", 2},
               {"half_width_h", "h", 2},
               {"most_waited"},
               {"mean_difference_h", "h", 3},
               {"unsettled", "facilities", 0},
               {"vague", "facilities", 0},
               {"waited", "facilities", 0},
               {"moved", "facilities", 0},
               {"loaded", "facilities", 0}},
              {}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const outcome::QueueLoopStep& at = steps[i];
    table.add_row(static_cast<double>(i + 1), i == 0 ? Cell() : Cell(at.flow_change),
                  facility_name(network, at.most_changed), at.wait_change_h,
                  width_cell(at.half_width_h), facility_name(network, at.most_waited),
                  at.mean_difference_h, static_cast<double>(at.unsettled),
                  static_cast<double>(at.vague), static_cast<double>(at.waited),
                  i == 0 ? Cell() : Cell(static_cast<double>(at.moved)),
                  i == 0 ? Cell() : Cell(static_cast<double>(at.loaded)));
  }
  return table;
}

std::string describe_queue_step(const network::Network& network, int step,
                                const outcome::QueueLoopStep& at) {
  std::string text = fmt::format("queue in the loop, step {}: ", step);
  if (at.most_waited.is_none()) return text + "nobody waits";
  text += fmt::format(
      "waits differ by {:.2f} h a facility passed, {:.0f} h at most (at {}), {} of {} unsettled",
      at.mean_difference_h, at.wait_change_h, network.facilities[at.most_waited].name, at.unsettled,
      at.waited);
  if (at.vague > 0) text += fmt::format(", {} known too vaguely to tell", at.vague);
  if (step > 1)
    text += fmt::format("; loads moved at {} of {}, by {:.1f} % of capacity at most", at.moved,
                        at.loaded, 100.0 * at.flow_change);
  return text;
}

}  // namespace corridor::results
