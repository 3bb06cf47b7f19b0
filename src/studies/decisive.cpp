#include "corridor/studies/decisive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "corridor/base/parallel.hpp"

namespace corridor::studies {
namespace {

using model::AssumptionGroup;
using outcome::Headline;
using outcome::Outcome;

enum class Months { kAll, kLikeFirst };

outcome::Headline solve_moved(const Outcome& base, const AssumptionGroup& group, double position,
                              Months months = Months::kAll) {
  const auto moved = std::make_shared<const model::Scenario>(
      model::move_group(*base.network->scenario, group, position));
  const auto network = std::make_shared<const network::Network>(network::build_network(moved));
  outcome::Options options;
  options.keep_alternatives = false;
  options.is_coarse = true;
  options.routes_of = &base;
  options.only_like_first = months == Months::kLikeFirst;
  return outcome::solve(network, options).headline;
}

// Facilities of two networks of one scenario stand in the same order only while the same links are
// in use; a headline is therefore compared by names.
std::string facility_name(const Outcome& base, const Headline& headline) {
  return headline.first_over ? base.network->facilities[headline.first_over->facility].name
                             : "none";
}

std::string gateway_name(const Outcome& base, const Headline& headline) {
  return headline.gateway ? base.network->scenario->places[*headline.gateway].name : "no gateway";
}

std::string describe_flip(const Outcome& base, const Headline& here, const Headline& there) {
  std::string words;
  if (here.gateway != there.gateway) {
    words =
        fmt::format("{} leads instead of {}", gateway_name(base, there), gateway_name(base, here));
  }
  Headline same_lead = here;
  same_lead.gateway = there.gateway;
  if (!same_lead.holds_in(there)) {
    words += fmt::format("{}first to fill: {} instead of {}", words.empty() ? "" : "; ",
                         facility_name(base, there), facility_name(base, here));
  }
  return words;
}

bool fills_at_once(const Headline& headline) {
  return headline.first_over && headline.first_over->month == 0;
}

// The smallest position on the way to the end at which the headline differs, by bisection. When
// only the first facility to fill differs, and both fill in the first month, that month is enough.
double find_flip(const Outcome& base, const Headline& here, const Headline& there,
                 const AssumptionGroup& group, double end, int steps) {
  const bool first_is_enough =
      here.gateway == there.gateway && fills_at_once(here) && fills_at_once(there);
  double same = 0.0;
  double differs = 1.0;
  for (int step = 0; step < steps; ++step) {
    const double middle = (same + differs) / 2;
    Headline moved =
        solve_moved(base, group, end * middle, first_is_enough ? Months::kLikeFirst : Months::kAll);
    if (first_is_enough) moved.gateway = here.gateway;
    (here.holds_in(moved) ? same : differs) = middle;
  }
  return differs;
}

struct Trial {
  Headline headline;
  double flips_at = 0.0;  ///< 0 = does not flip
};

}  // namespace

DecisiveResult find_decisive(const Outcome& base, const DecisiveOptions& options) {
  const std::vector<AssumptionGroup>& groups = base.network->scenario->assumption_groups;
  DecisiveResult result;
  result.groups_tried = static_cast<int>(groups.size());
  if (groups.empty()) return result;
  // All trials are coarse, and so is what they are compared with.
  const Outcome lender = outcome::without_faint_routes(base);
  const Headline here = solve_moved(lender, groups.front(), 0.0);
  std::vector<Trial> trials(groups.size() * 2);
  for_each_index(trials.size(), options.jobs, [&](std::size_t index, int) {
    const AssumptionGroup& group = groups[index / 2];
    const double end = index % 2 == 0 ? -1.0 : 1.0;
    Trial& trial = trials[index];
    trial.headline = solve_moved(lender, group, end);
    if (!here.holds_in(trial.headline)) {
      trial.flips_at = find_flip(lender, here, trial.headline, group, end, options.bisections);
    }
  });

  // What a coarse solve itself does to the share is no doing of the group.
  const auto share_at = [&](const Trial& trial) {
    const double change = trial.headline.corridor_share - here.corridor_share;
    return std::clamp(base.headline.corridor_share + change, 0.0, 1.0);
  };
  for (std::size_t g = 0; g < groups.size(); ++g) {
    result.share_range.push_back({share_at(trials[2 * g]), share_at(trials[2 * g + 1])});
    for (const bool to_high : {false, true}) {
      const Trial& trial = trials[2 * g + (to_high ? 1 : 0)];
      if (trial.flips_at <= 0.0) continue;
      result.flips.push_back({groups[g], to_high, trial.flips_at, trial.headline,
                              describe_flip(base, here, trial.headline)});
    }
  }
  return result;
}

}  // namespace corridor::studies
