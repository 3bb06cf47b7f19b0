#include "class_costs.hpp"

#include <map>
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
  const std::size_t count = outcome.cargo_classes.size();
  const network::CostFiller filler(*outcome.network,
                                   outcome.months[static_cast<std::size_t>(month)]);
  std::vector<std::shared_ptr<ClassCosts>> filled(count);
  std::vector<std::string> hash(count);
  for_each_index(count, jobs, [&](std::size_t cargo, int) {
    filled[cargo] = std::make_shared<ClassCosts>();
    filler.fill(outcome.cargo_classes[cargo], filled[cargo]->whole);
    hash[cargo] = hash_of(filled[cargo]->whole);
  });
  std::map<std::string, std::shared_ptr<ClassCosts>> known;
  std::vector<ClassCosts*> unlike;
  std::vector<std::shared_ptr<const ClassCosts>> costs;
  for (std::size_t cargo = 0; cargo < count; ++cargo) {
    const auto [entry, is_new] = known.try_emplace(hash[cargo], std::move(filled[cargo]));
    if (is_new) unlike.push_back(entry->second.get());
    filled[cargo] = nullptr;
    costs.push_back(entry->second);
  }
  for_each_index(unlike.size(), jobs, [&](std::size_t i, int) {
    graph.contraction.fill_costs(unlike[i]->whole, unlike[i]->contracted);
  });
  return costs;
}

}  // namespace corridor::outcome
