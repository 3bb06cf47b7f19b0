// Solves a scenario with the installed library and prints its headline.
#include <cstdio>
#include <memory>

#include "corridor/input/scenario_file.hpp"
#include "corridor/network/network.hpp"
#include "corridor/outcome/outcome.hpp"

int main(int argc, char** argv) {
  using namespace corridor;
  if (argc != 2) return 1;
  const input::Loaded loaded = input::load_scenario({argv[1]});
  const auto network = std::make_shared<const network::Network>(
      network::build_network(std::make_shared<const model::Scenario>(loaded.scenario)));
  const outcome::Outcome outcome = outcome::solve(network, {});
  std::puts(outcome::describe(outcome).c_str());
  return outcome.headline.contestable_teu > 0.0 ? 0 : 1;
}
