// Public networks against their published optima, scored by a checker that shares no code with
// the solver. The files may not be shipped; where they are absent the tests say so and skip.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "corridor/assignment/stochastic.hpp"
#include "corridor/assignment/trip_problem.hpp"
#include "corridor/input/gmns.hpp"
#include "corridor/input/tntp.hpp"
#include "flow_checker.hpp"

namespace corridor {
namespace {

struct Published {
  const char* folder;
  const char* stem;
  double toll_weight;
  double length_weight;
  double objective;
};

std::string tntp_folder() {
  const char* set = std::getenv("CORRIDOR_TNTP_DIR");
  return set != nullptr ? set : std::string(CORRIDOR_SOURCE_DIR) + "/../shared/tntp";
}

class PublicNetwork : public testing::TestWithParam<Published> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(file("_net.tntp")))
      GTEST_SKIP() << "SKIPPED, NOT CHECKED: no " << file("_net.tntp")
                   << "; set CORRIDOR_TNTP_DIR to the folder of the TNTP networks";
  }
  [[nodiscard]] std::string file(const std::string& end) const {
    return tntp_folder() + "/" + GetParam().folder + "/" + GetParam().stem + end;
  }
  [[nodiscard]] flow_checker::Weights weights() const {
    return {GetParam().toll_weight, GetParam().length_weight};
  }
};

TEST_P(PublicNetwork, CheckerAgreesWithThePublishedFlows) {
  const auto score = flow_checker::score_published(file("_net.tntp"), file("_trips.tntp"),
                                                   file("_flow.tntp"), weights());
  ASSERT_TRUE(score.is_readable);
  EXPECT_NEAR(score.objective, GetParam().objective, 1e-12 * GetParam().objective);
  EXPECT_LE(std::abs(score.relative_gap), 1e-13);
}

TEST_P(PublicNetwork, ReachesThePublishedOptimumAtATrueGapOf1e12) {
  const auto network = input::read_tntp_network(file("_net.tntp"));
  const auto trips = input::read_tntp_trips(file("_trips.tntp"));
  const auto trip_problem = assignment::make_trip_problem(
      network, trips, {GetParam().toll_weight, GetParam().length_weight});
  assignment::Options options;
  options.gap = 1e-12;
  const auto flows = assignment::solve(trip_problem.problem, options);
  EXPECT_EQ(flows.status, assignment::Status::kConverged);

  const auto table =
      flow_checker::read_flow_table(assignment::format_flows(network, trip_problem, flows));
  const auto score = flow_checker::score(file("_net.tntp"), file("_trips.tntp"), table, weights());
  ASSERT_TRUE(score.is_readable);
  EXPECT_LE(score.relative_gap, 1e-12);
  EXPECT_NEAR(score.objective, GetParam().objective, 1e-10 * GetParam().objective);
  EXPECT_LE(score.imbalance, 1e-8);
  EXPECT_LE(score.cost_error, 1e-12);
  EXPECT_NEAR(flows.objective, GetParam().objective, 1e-10 * GetParam().objective);
}

TEST_P(PublicNetwork, HoldsHardLimitsAndProvesItsPrices) {
  const auto network = input::read_tntp_network(file("_net.tntp"));
  auto trip_problem =
      assignment::make_trip_problem(network, input::read_tntp_trips(file("_trips.tntp")),
                                    {GetParam().toll_weight, GetParam().length_weight});
  assignment::Problem& problem = trip_problem.problem;
  assignment::Options options;
  options.gap = 1e-9;
  options.principle = assignment::Principle::kSystemOptimum;
  const auto optimum = assignment::solve(problem, options);
  // Crowded links may carry 5 % more than at the system optimum: feasible, and binding.
  for (const auto arc : problem.graph.arcs()) {
    const double load = optimum.load_teu_per_h[arc];
    if (problem.delay[arc].growth > 0.0 && load > problem.delay[arc].capacity_teu_per_h)
      problem.limits.push_back({{arc}, 1.05 * load});
  }
  options.principle = assignment::Principle::kUserEquilibrium;
  const auto flows = assignment::solve(problem, options);
  EXPECT_EQ(flows.status, assignment::Status::kConverged);
  EXPECT_LE(flows.certificate.largest_excess, 1e-6);
  EXPECT_LE(flows.certificate.complementarity, 1e-9);
  EXPECT_LE(std::abs(flows.certificate.duality_gap), 1e-8);
  double highest = 0.0;
  for (const double price : flows.price_h) highest = std::max(highest, price);
  EXPECT_GT(highest, 0.0);
}

// Adds the loads [arc] of the routes that a pair of places chooses at these times [arc] by
// path-size logit.
void add_chosen(const assignment::Problem& problem, const assignment::RouteChoice& routes,
                std::size_t pair, double theta, const std::vector<double>& time,
                std::vector<double>& chosen) {
  std::vector<double> weight;
  double sum = 0.0;
  for (auto r = routes.first_route[pair]; r < routes.first_route[pair + 1]; ++r) {
    double cost = 0.0;
    for (auto a = routes.first_arc[r]; a < routes.first_arc[r + 1]; ++a)
      cost += time[routes.arcs[a].value()];
    weight.push_back(routes.size[r] * std::exp(-theta * cost));
    sum += weight.back();
  }
  const double teu = problem.demand[assignment::DemandId(pair)].load_teu_per_h;
  for (auto r = routes.first_route[pair]; r < routes.first_route[pair + 1]; ++r) {
    for (auto a = routes.first_arc[r]; a < routes.first_arc[r + 1]; ++a)
      chosen[routes.arcs[a].value()] += teu * weight[r - routes.first_route[pair]] / sum;
  }
}

// Loads of all arcs when each route's load is the mean of what the choice at the times so far gave:
// the method of successive averages, written out. Source: Sheffi 1985, ch. 12.
std::vector<double> average_successively(const assignment::Problem& problem,
                                         const assignment::RouteChoice& routes, double theta,
                                         int rounds) {
  std::vector<double> load(problem.graph.arc_count(), 0.0);
  std::vector<double> time(load.size());
  std::vector<double> chosen(load.size());
  for (int round = 1; round <= rounds; ++round) {
    for (std::size_t a = 0; a < load.size(); ++a) {
      const network::Delay& delay = problem.delay[assignment::ArcId(a)];
      const double ratio = load[a] / delay.capacity_teu_per_h;
      time[a] = delay.free_flow_h * (1.0 + delay.growth * ratio * ratio * ratio * ratio);
    }
    std::fill(chosen.begin(), chosen.end(), 0.0);
    for (std::size_t pair = 0; pair + 1 < routes.first_route.size(); ++pair)
      add_chosen(problem, routes, pair, theta, time, chosen);
    for (std::size_t a = 0; a < load.size(); ++a) load[a] += (chosen[a] - load[a]) / round;
  }
  return load;
}

TEST(SiouxFalls, StochasticEquilibriumIsThatOfALongRunOfAverages) {
  const std::string stem = tntp_folder() + "/SiouxFalls/SiouxFalls";
  if (!std::filesystem::exists(stem + "_net.tntp"))
    GTEST_SKIP() << "SKIPPED, NOT CHECKED: no " << stem << "_net.tntp; set CORRIDOR_TNTP_DIR";
  const auto own = assignment::make_trip_problem(input::read_tntp_network(stem + "_net.tntp"),
                                                 input::read_tntp_trips(stem + "_trips.tntp"));
  const auto times = assignment::solve(own.problem, {}).time_h;
  const auto routes = assignment::list_cheapest_routes(own.problem, times, 6);
  for (const double theta : {0.1, 0.5}) {
    assignment::StochasticOptions options;
    options.theta = theta;
    const auto flows = assignment::solve_stochastic(own.problem, routes, options);
    EXPECT_EQ(flows.status, assignment::Status::kConverged) << "theta " << theta;
    const auto slow = average_successively(own.problem, routes, theta, 6000);
    double largest = 0.0;
    double most = 0.0;
    for (std::size_t a = 0; a < slow.size(); ++a) {
      largest = std::max(largest, std::abs(flows.load_teu_per_h[assignment::ArcId(a)] - slow[a]));
      most = std::max(most, slow[a]);
    }
    std::printf("theta %g: %d steps, residual %.1e; against averages at most %.2g of %.0f\n", theta,
                flows.steps, flows.residual, largest, most);
    EXPECT_LE(largest, 1e-3 * most);
  }
}

// The same network as node.csv, link.csv and demand.csv.
struct AsGmns {
  std::string nodes = "node_id,node_type,zone_id\n";
  std::string links =
      "link_id,from_node_id,to_node_id,directed,length,free_speed,capacity,lanes,vdf_alpha,vdf_"
      "beta,"
      "vdf_fftt,toll\n";
  std::string trips = "o_zone_id,d_zone_id,volume\n";

  AsGmns(const model::TripNetwork& network, const std::vector<model::Trips>& all) {
    for (std::size_t n = 0; n < network.node_numbers.size(); ++n) {
      const std::string id = std::to_string(network.node_numbers[n]);
      nodes += id + (n < network.first_through ? ",centroid," : ",,");
      nodes += (n < network.zone_count ? id : "") + "\n";
    }
    for (std::size_t i = 0; i < network.links.size(); ++i) {
      const model::TripLink& link = network.links[i];
      const bool has_speed = link.length > 0.0 && link.free_flow_time > 0.0;
      for (const double value :
           {static_cast<double>(i + 1), static_cast<double>(network.node_numbers[link.from]),
            static_cast<double>(network.node_numbers[link.to])})
        links += digits(value) + ",";
      links += "true," + digits(link.length) + ",";
      links += (has_speed ? digits(link.length / link.free_flow_time) : "") + ",";
      links += digits(link.capacity / 2) + ",2," + digits(link.b) + "," + digits(link.power) + ",";
      links += (has_speed ? "" : digits(link.free_flow_time)) + "," + digits(link.toll) + "\n";
    }
    for (const model::Trips& trip : all)
      trips +=
          digits(trip.from + 1.0) + "," + digits(trip.to + 1.0) + "," + digits(trip.count) + "\n";
  }

 private:
  static std::string digits(double value) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.17g", value);
    return text.data();
  }
};

TEST_P(PublicNetwork, WrittenAsGmnsItGivesTheSameFlows) {
  const auto network = input::read_tntp_network(file("_net.tntp"));
  const auto trips = input::read_tntp_trips(file("_trips.tntp"));
  const AsGmns gmns(network, trips);
  const input::TripWorld world = input::parse_gmns(
      {gmns.nodes, "node.csv"}, {gmns.links, "link.csv"}, {gmns.trips, "demand.csv"});
  ASSERT_EQ(world.network.node_numbers, network.node_numbers);
  assignment::Options options;
  options.gap = 1e-10;
  const assignment::CostWeights weights = {GetParam().toll_weight, GetParam().length_weight};
  const auto own = assignment::make_trip_problem(network, trips, weights);
  const auto read = assignment::make_trip_problem(world.network, world.trips, weights);
  const auto expected = assignment::solve(own.problem, options);
  const auto flows = assignment::solve(read.problem, options);
  EXPECT_EQ(flows.status, assignment::Status::kConverged);
  EXPECT_NEAR(flows.objective, expected.objective, 1e-10 * expected.objective);
  for (std::size_t link = 0; link < network.links.size(); ++link)
    ASSERT_NEAR(flows.load_teu_per_h[read.arc_of_link[link]],
                expected.load_teu_per_h[own.arc_of_link[link]], 0.1)
        << "link " << link;
}

// Source: ../shared/tntp/SOURCE.md, objectives recomputed from the published flows.
INSTANTIATE_TEST_SUITE_P(
    Tntp, PublicNetwork,
    testing::Values(Published{"SiouxFalls", "SiouxFalls", 0.0, 0.0, 4231335.28710744},
                    Published{"Anaheim", "Anaheim", 0.0, 0.0, 1286032.17109603},
                    Published{"Chicago-Sketch", "ChicagoSketch", 0.02, 0.04, 17313018.73874779}),
    [](const testing::TestParamInfo<Published>& test) { return std::string(test.param.stem); });

}  // namespace
}  // namespace corridor
