#include "corridor/outcome/shortage.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "corridor/assignment/route_relief.hpp"
#include "corridor/base/parallel.hpp"
#include "corridor/outcome/month_again.hpp"
#include "corridor/outcome/movement_boxes.hpp"
#include "equilibrium.hpp"
#include "known_ways.hpp"
#include "room_proof.hpp"
#include "route_uses.hpp"

namespace corridor::outcome {
namespace {

using assignment::RouteRelief;

// Fewer TEU in a month are a tail of the choice model.
constexpr double kLeastTeu = 1.0;
// A smaller share of the relief is the spread of an answer that is not quite sharp.
constexpr double kFaint = 1e-3;

double hours_of(const Outcome& outcome, int month) {
  return kHoursPerDay * outcome.months[static_cast<std::size_t>(month)].days;
}

// Movements in a month that stay, in part at least, and have no way past the full facilities;
// whoever has one stays for what that way costs. A way is known, open, and costs less than staying.
class HeldBack {
 public:
  /// In the month at this position of the choice.
  HeldBack(const Outcome& outcome, const MonthChoice& choice, std::size_t at)
      : outcome_(&outcome),
        month_(choice.months[at]),
        price_(prices_of(outcome, month_).price),
        stays_(outcome.movements.size(), 0.0) {
    const double give_up = outcome.network->scenario->parameters.stranded_penalty.value();
    for (const MovementId id : outcome.movements.ids()) {
      double share = 1.0;
      for (const std::uint32_t route : choice.sets->routes_of(id))
        share -= choice.month_share[at][route];
      if (share <= kRounding) continue;
      const double flow = laden_flow(outcome, outcome.movements[id], month_).value();
      if (is_held(choice.alternatives(id), give_up)) stays_[id.value()] = flow * share;
    }
  }

  /// TEU per hour.
  [[nodiscard]] double flow() const { return std::accumulate(stays_.begin(), stays_.end(), 0.0); }

  /// Without those who would stay even if everything had room.
  [[nodiscard]] double flow_for_want_of_room(int jobs) const {
    const std::vector<double> anyhow = MonthAgain(*outcome_, month_, jobs).stays_anyhow();
    double held = 0.0;
    for (const MovementId id : outcome_->movements.ids()) {
      const double flow = laden_flow(*outcome_, outcome_->movements[id], month_).value();
      held += std::max(0.0, stays_[id.value()] - flow * anyhow[id.value()]);
    }
    return held;
  }

 private:
  static constexpr double kRounding = 1e-9;
  const Outcome* outcome_;
  int month_;
  std::vector<double> price_;  // [facility]
  std::vector<double> stays_;  // [movement] TEU per hour; 0 = not held back

  // Whether there is a way, and none that is free.
  [[nodiscard]] bool is_held(const Alternatives& ways, double give_up) const {
    bool has_way = false;
    for (const Alternative& way : ways) {
      if (give_up > 0.0 && way.cost >= give_up) continue;
      has_way = true;
      const std::span<const assignment::RouteUse> uses = outcome_->footprints->all()[way.footprint];
      if (std::none_of(uses.begin(), uses.end(), [&](const auto& use) { return is_full(use); }))
        return false;
    }
    return has_way;
  }

  [[nodiscard]] bool is_full(const assignment::RouteUse& use) const {
    return price_[use.facility] > 0.0 ||
           room_in(*outcome_, FacilityId(use.facility), month_) <= 0.0;
  }
};

// TEU that a unit of capacity carries in the month.
double teu_per_unit(const Outcome& outcome, FacilityId id, int month) {
  const Load& load = outcome.loads[id][static_cast<std::size_t>(month)];
  if (load.units > 0.0) return (load.laden_teu + load.empty_teu) / load.units;
  network::CargoClass box;
  box.size = model::BoxSize::k20;
  return 1.0 / network::units_per_teu(outcome.network->facilities[id], box);
}

// More room [facility] in TEU per hour.
std::vector<double> more_teu(const RouteRelief& relief, const std::vector<double>& unit_cost) {
  std::vector<double> more(unit_cost.size(), 0.0);
  for (std::size_t f = 0; f < more.size(); ++f) {
    more[f] = unit_cost[f] * relief.more[f];
    if (more[f] <= kFaint * relief.cost) more[f] = 0.0;
  }
  return more;
}

// The one with the largest relief first.
std::vector<Conflict> list_conflicts(const RouteRelief& relief, const std::vector<double>& more) {
  std::vector<std::pair<double, Conflict>> conflicts;
  for (const assignment::RouteConflict& one : relief.conflicts) {
    auto& [sum, conflict] = conflicts.emplace_back();
    conflict.is_smallest = one.is_smallest;
    for (const std::uint32_t f : one.facilities) {
      conflict.facilities.emplace_back(f);
      sum += more[f];
    }
  }
  std::stable_sort(conflicts.begin(), conflicts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Conflict> sorted;
  sorted.reserve(conflicts.size());
  for (auto& [sum, conflict] : conflicts) sorted.push_back(std::move(conflict));
  return sorted;
}

// Fills facilities and conflicts.
void name_facilities(const Outcome& outcome, const std::vector<double>& unit_cost,
                     const RouteRelief& relief, Shortage& shortage) {
  const network::MonthState& state = outcome.months[static_cast<std::size_t>(shortage.month)];
  const std::vector<double> more = more_teu(relief, unit_cost);
  shortage.conflicts = list_conflicts(relief, more);
  std::vector<char> is_named(more.size(), 0);
  for (std::size_t f = 0; f < more.size(); ++f) is_named[f] = more[f] > 0.0 ? 1 : 0;
  for (const Conflict& conflict : shortage.conflicts)
    for (const FacilityId id : conflict.facilities) is_named[id.value()] = 1;
  for (const FacilityId id : outcome.loads.ids()) {
    if (is_named[id.value()] == 0) continue;
    shortage.facilities.push_back(
        {id, network::capacity_in(outcome.network->facilities[id], id, state),
         PerHour(more[id.value()] / unit_cost[id.value()]), unit_cost[id.value()]});
  }
  std::stable_sort(shortage.facilities.begin(), shortage.facilities.end(),
                   [&](const ShortFacility& a, const ShortFacility& b) {
                     return more[a.facility.value()] > more[b.facility.value()];
                   });
}

// Months of one choice in which boxes may be held back for want of room.
struct Suspects {
  std::vector<int> months;
  std::vector<HeldBack> held;  // [month of these]
};

// `teu` is zero in a month that is not short.
Shortage find_shortage(const Outcome& outcome, const Suspects& suspects, const KnownWays& ways,
                       std::size_t at, int jobs) {
  Shortage shortage;
  const int month = shortage.month = suspects.months[at];
  const double hours = hours_of(outcome, month);
  const assignment::LogitMonth& rates = ways.months()[at];
  assignment::RouteReliefOptions options;
  options.jobs = jobs;
  options.unit_cost.resize(outcome.loads.size());
  for (const FacilityId id : outcome.loads.ids())
    options.unit_cost[id.value()] = teu_per_unit(outcome, id, month);
  const RouteRelief relief = assignment::find_route_relief(ways.problem(), rates, options);
  if (!relief.is_needed || hours * relief.stays < kLeastTeu) return shortage;
  shortage.at_least = hours * prove_on_network(outcome, ways.problem(), rates, month, relief.price);
  shortage.teu = std::max(shortage.at_least, hours * suspects.held[at].flow_for_want_of_room(jobs));
  shortage.relief = TeuPerHour(relief.cost);
  shortage.least_relief = TeuPerHour(relief.least_cost);
  name_facilities(outcome, options.unit_cost, relief, shortage);
  return shortage;
}

// Months in which boxes stay though they have a way [month of the period].
std::vector<char> find_crowded_months(const Outcome& outcome) {
  std::vector<double> teu(outcome.months.size(), 0.0);
  for (const Stranded& group : outcome.stranded)
    if (group.is_crowded) teu[static_cast<std::size_t>(group.month)] += group.teu;
  std::vector<char> is_crowded;
  is_crowded.reserve(teu.size());
  for (const double one : teu) is_crowded.push_back(one >= kLeastTeu ? 1 : 0);
  return is_crowded;
}

// Of the months of one choice.
std::vector<Shortage> find_in_choice(const Outcome& outcome, const MonthChoice& choice,
                                     const Suspects& suspects, int jobs) {
  if (suspects.months.empty()) return {};
  const KnownWays ways(outcome, choice, suspects.months);
  if (assignment::has_room_for_all(ways.problem(), ways.worst())) return {};
  std::vector<Shortage> shortages(suspects.months.size());
  const int across = std::min(jobs, static_cast<int>(shortages.size()));
  for_each_index(shortages.size(), across, [&](std::size_t at, int) {
    shortages[at] = find_shortage(outcome, suspects, ways, at, across > 1 ? 1 : jobs);
  });
  std::erase_if(shortages, [](const Shortage& one) { return one.teu <= 0.0; });
  return shortages;
}

Suspects suspects_of(const Outcome& outcome, const MonthChoice& choice,
                     const std::vector<char>& is_crowded) {
  Suspects suspects;
  for (std::size_t at = 0; at < choice.months.size(); ++at) {
    const int month = choice.months[at];
    if (is_crowded[static_cast<std::size_t>(month)] == 0) continue;
    HeldBack held(outcome, choice, at);
    if (hours_of(outcome, month) * held.flow() < kLeastTeu) continue;
    suspects.months.push_back(month);
    suspects.held.push_back(std::move(held));
  }
  return suspects;
}

}  // namespace

std::vector<Shortage> find_shortages(const Outcome& outcome, int jobs) {
  const std::vector<char> is_crowded = find_crowded_months(outcome);
  std::vector<std::vector<Shortage>> of_choice(outcome.choices.size());
  for_each_index(of_choice.size(), jobs, [&](std::size_t i, int) {
    const MonthChoice& choice = outcome.choices[i];
    of_choice[i] = find_in_choice(outcome, choice, suspects_of(outcome, choice, is_crowded), jobs);
  });
  std::vector<Shortage> all;
  for (std::vector<Shortage>& own : of_choice)
    std::move(own.begin(), own.end(), std::back_inserter(all));
  std::sort(all.begin(), all.end(),
            [](const Shortage& a, const Shortage& b) { return a.month < b.month; });
  return all;
}

const Shortage* find_worst(const std::vector<Shortage>& shortages) {
  const auto worst = std::max_element(shortages.begin(), shortages.end(),
                                      [](const auto& a, const auto& b) { return a.teu < b.teu; });
  return worst == shortages.end() ? nullptr : &*worst;
}

}  // namespace corridor::outcome
