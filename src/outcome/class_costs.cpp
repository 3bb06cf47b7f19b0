#include "class_costs.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

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
  const std::size_t count = outcome.cargo_classes.size();
  const network::CostFiller filler(*outcome.network,
                                   outcome.months[static_cast<std::size_t>(month)]);
  std::vector<std::string> hash(count);
  std::vector<std::vector<double>> rooms(static_cast<std::size_t>(std::max(jobs, 1)));
  for_each_index(count, jobs, [&](std::size_t cargo, int thread) {
    std::vector<double>& whole = rooms[static_cast<std::size_t>(thread)];
    filler.fill(outcome.cargo_classes[cargo], whole);
    hash[cargo] = hash_of(whole);
  });
  std::map<std::string, std::shared_ptr<ClassCosts>> known;
  std::vector<std::pair<std::size_t, ClassCosts*>> unlike;  // first class that pays so
  std::vector<std::shared_ptr<const ClassCosts>> costs;
  for (std::size_t cargo = 0; cargo < count; ++cargo) {
    const auto [entry, is_new] = known.try_emplace(hash[cargo], nullptr);
    if (is_new) {
      entry->second = std::make_shared<ClassCosts>();
      unlike.emplace_back(cargo, entry->second.get());
    }
    costs.push_back(entry->second);
  }
  for_each_index(unlike.size(), jobs, [&](std::size_t i, int) {
    auto& [cargo, own] = unlike[i];
    filler.fill(outcome.cargo_classes[cargo], own->whole);
    graph.contraction.fill_costs(own->whole, own->contracted);
  });
  return costs;
}

}  // namespace corridor::outcome
