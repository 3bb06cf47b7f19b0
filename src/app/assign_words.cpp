#include "assign_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "corridor/base/text.hpp"
#include "relief_words.hpp"

namespace corridor::app {
namespace {

constexpr std::size_t kMostShown = 20;

std::string name_of(const AssignWorld& world, assignment::LimitId limit) {
  const auto arc = world.problem.limits[limit].arcs.front();
  const auto& numbers = world.network.node_numbers;
  return fmt::format("{} to {}", numbers[world.problem.graph.tail(arc).value()],
                     numbers[world.problem.graph.head(arc).value()]);
}

// Full links, the dearest first.
std::vector<assignment::LimitId> list_binding(const assignment::Flows& flows) {
  std::vector<assignment::LimitId> binding;
  for (const auto limit : flows.price_h.ids()) {
    if (flows.price_h[limit] > 0.0) binding.push_back(limit);
  }
  std::stable_sort(binding.begin(), binding.end(),
                   [&](auto a, auto b) { return flows.price_h[a] > flows.price_h[b]; });
  return binding;
}

std::string tell_range(const AssignWorld& world, const assignment::Flows& flows,
                       const assignment::Options& options, assignment::LimitId limit) {
  const auto size = assignment::stops_binding_at(world.problem, options, flows, limit);
  if (!size) return "; where it stops to bind was not found";
  return fmt::format("; it stops to bind at {:.6g}", *size);
}

std::string tell_more(std::size_t count, std::size_t shown = kMostShown) {
  return count > shown ? fmt::format("  and {} more\n", count - shown) : std::string();
}

}  // namespace

const char* in_words(assignment::Status status) {
  switch (status) {
    case assignment::Status::kConverged:
      return "converged";
    case assignment::Status::kIterationLimit:
      return "stopped at the iteration limit";
    case assignment::Status::kStalled:
      return "stalled: the precision of the numbers is exhausted";
    case assignment::Status::kInfeasible:
      return "infeasible: the limits cannot carry the demand";
  }
  return "";
}

std::string tell_limits(const AssignWorld& world, const assignment::Flows& flows,
                        const assignment::Options& options, std::size_t ranging) {
  const auto binding = list_binding(flows);
  std::string text = fmt::format(
      "{} of {} limits bind; excess {:.3g}, complementarity {:.3g}, duality gap {:.3g}\n",
      binding.size(), world.problem.limits.size(), flows.certificate.largest_excess,
      flows.certificate.complementarity, flows.certificate.duality_gap);
  const std::size_t shown = std::max(kMostShown, ranging);
  for (std::size_t i = 0; i < std::min(shown, binding.size()); ++i) {
    const auto limit = binding[i];
    text += fmt::format("  {}: full at {:.6g}; one more is worth {:.6g}", name_of(world, limit),
                        world.problem.limits[limit].limit_teu_per_h, flows.price_h[limit]);
    if (i < ranging) text += tell_range(world, flows, options, limit);
    text += "\n";
  }
  return text + tell_more(binding.size(), shown);
}

std::string tell_stranded(const AssignWorld& world, const assignment::Flows& flows) {
  double no_way = 0.0;
  double too_dear = 0.0;
  double all = 0.0;
  for (const assignment::Demand& demand : world.problem.demand) all += demand.load_teu_per_h;
  for (const assignment::Stranded& load : flows.stranded)
    (load.has_way ? too_dear : no_way) += load.load_teu_per_h;
  std::string text;
  if (no_way > 0.0) text += fmt::format("{:.6g} find no way\n", no_way);
  if (too_dear > 0.0)
    text += fmt::format("{:.6g} stay away, of {:.6g}: every way costs more than going is worth\n",
                        too_dear, all);
  return text;
}

std::string tell_relief(const AssignWorld& world, const assignment::Relief& relief) {
  if (!relief.is_needed) return "no proof was found that the limits cannot be kept\n";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(kMostShown, relief.conflict.size()); ++i)
    names.push_back(name_of(world, relief.conflict[i]));
  std::string text =
      conflict_in_words(join(names), relief.conflict.size(), relief.is_smallest) + "\n";
  text += tell_more(relief.conflict.size());
  text += way_out_in_words(fmt::format("{:.6g}", relief.cost),
                           fmt::format("{:.6g}", relief.least_cost), "capacity") +
          "\n";
  std::vector<std::pair<double, assignment::LimitId>> more;
  for (const auto limit : relief.more.ids()) {
    if (relief.more[limit] > 0.0) more.emplace_back(-relief.more[limit], limit);
  }
  std::sort(more.begin(), more.end());
  for (std::size_t i = 0; i < std::min(kMostShown, more.size()); ++i)
    text += fmt::format("  {}: {:.6g} more than {:.6g}\n", name_of(world, more[i].second),
                        -more[i].first, world.problem.limits[more[i].second].limit_teu_per_h);
  return text + tell_more(more.size());
}

}  // namespace corridor::app
