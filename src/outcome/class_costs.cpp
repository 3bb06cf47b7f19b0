#include "class_costs.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "corridor/base/hash.hpp"
#include "corridor/base/parallel.hpp"

namespace corridor::outcome {
namespace {

std::string hash_of(const std::vector<double>& numbers) {
  return content_hash(std::string_view(reinterpret_cast<const char*>(numbers.data()),
                                       numbers.size() * sizeof(double)));
}

}  // namespace

std::vector<std::shared_ptr<const ClassCosts>> costs_of_classes(const Outcome& outcome,
                                                                const SearchGraph& graph, int month,
                                                                int jobs) {
  const network::CostFiller filler(*outcome.network,
                                   outcome.months[static_cast<std::size_t>(month)]);
  std::vector<std::shared_ptr<const ClassCosts>> costs(outcome.cargo_classes.size());
  std::map<std::string, std::shared_ptr<const ClassCosts>> known;  // by hash of what is paid
  std::mutex is_at_known;
  for_each_index(costs.size(), jobs, [&](std::size_t cargo, int) {
    const auto own = std::make_shared<ClassCosts>();
    filler.fill(outcome.cargo_classes[cargo], own->whole);
    const std::string hash = hash_of(own->whole);
    {
      const std::scoped_lock lock(is_at_known);
      const auto [entry, is_new] = known.try_emplace(hash, own);
      costs[cargo] = entry->second;
      if (!is_new) return;
    }
    graph.contraction.fill_costs(own->whole, own->contracted);
  });
  return costs;
}

}  // namespace corridor::outcome
