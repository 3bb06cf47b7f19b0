#include "shortage_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "corridor/base/text.hpp"
#include "relief_words.hpp"

namespace corridor::app {
namespace {

using outcome::Outcome;
using outcome::Shortage;
using outcome::ShortFacility;

constexpr std::size_t kMostShown = 3;

std::string per_day(TeuPerHour rate) {
  return with_commas(rate.value() * kHoursPerDay);
}

std::string and_more(std::size_t count) {
  return count > kMostShown ? fmt::format("; and {} more", count - kMostShown) : std::string();
}

std::string tell_stay(const Outcome& outcome, const std::vector<Shortage>& shortages,
                      const Shortage& worst) {
  std::string text =
      fmt::format("{} TEU stay in {} for want of room", with_commas(worst.teu),
                  format_month(add_months(outcome.network->scenario->period.start, worst.month)));
  if (worst.at_least > 0.0)
    text += fmt::format(", at least {} whatever ways are taken", with_commas(worst.at_least));
  double all = 0.0;
  for (const Shortage& one : shortages) all += one.teu;
  if (shortages.size() > 1)
    text += fmt::format("; {} in {} months", with_commas(all), shortages.size());
  return text;
}

using Facilities = std::vector<outcome::FacilityId>;

std::string first_names(const Outcome& outcome, const Facilities& facilities) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kMostShown, facilities.size()); ++i)
    names.push_back(outcome.network->facilities[facilities[i]].name);
  return join(names, "; ") + and_more(facilities.size());
}

// Limits that alone cannot be kept in one line; of the others the set with the largest relief.
std::vector<std::string> tell_conflicts(const Outcome& outcome, const Shortage& shortage) {
  Facilities lone;
  const outcome::Conflict* joint = nullptr;
  std::size_t joint_count = 0;
  for (const outcome::Conflict& conflict : shortage.conflicts) {
    if (conflict.facilities.size() == 1) {
      lone.push_back(conflict.facilities.front());
    } else if (++joint_count == 1) {
      joint = &conflict;
    }
  }
  std::vector<std::string> lines;
  if (!lone.empty())
    lines.push_back(lone_conflicts_in_words(first_names(outcome, lone), lone.size()));
  if (joint == nullptr) return lines;
  lines.push_back(conflict_in_words(first_names(outcome, joint->facilities),
                                    joint->facilities.size(), joint->is_smallest));
  if (joint_count > 1)
    lines.back() += fmt::format("; {} more such {} in shortage.csv", joint_count - 1,
                                joint_count == 2 ? "set" : "sets");
  return lines;
}

std::string tell_more(const Outcome& outcome, const ShortFacility& one) {
  const network::Facility& facility = outcome.network->facilities[one.facility];
  return fmt::format("{} {} at {}, now {}", with_commas(one.more.value() * kHoursPerDay),
                     network::name_of(facility.unit), facility.name,
                     with_commas(one.capacity.value() * kHoursPerDay));
}

std::string tell_way_out(const Outcome& outcome, const Shortage& shortage) {
  std::vector<std::string> more;
  std::size_t count = 0;
  for (const ShortFacility& one : shortage.facilities) {
    if (one.more.value() <= 0.0) continue;
    if (++count <= kMostShown) more.push_back(tell_more(outcome, one));
  }
  return fmt::format("{}, where room for a TEU costs the same everywhere: {}{}",
                     way_out_in_words(per_day(shortage.relief), per_day(shortage.least_relief),
                                      "TEU a day of room"),
                     join(more, "; "), and_more(count));
}

}  // namespace

std::vector<std::string> shortages_in_words(const Outcome& outcome,
                                            const std::vector<Shortage>& shortages) {
  const Shortage* worst = outcome::find_worst(shortages);
  if (worst == nullptr) return {};
  std::vector<std::string> lines = {tell_stay(outcome, shortages, *worst)};
  for (std::string& line : tell_conflicts(outcome, *worst)) lines.push_back(std::move(line));
  lines.push_back(tell_way_out(outcome, *worst));
  return lines;
}

}  // namespace corridor::app
