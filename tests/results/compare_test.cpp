#include "corridor/results/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "corridor/results/run_folder.hpp"
#include "corridor/results/saved_run.hpp"
#include "tiny_world.hpp"

namespace corridor::results {
namespace {

using testing::DoubleNear;
using testing::HasSubstr;
using testing::Optional;

// All boxes by Bandar Abbas, and nothing over capacity.
outcome::Outcome other_outcome() {
  outcome::Outcome outcome = tiny_outcome();
  outcome.choices[0].share = {0.0, 1.0, 0.0};
  for (const network::FacilityId id : outcome.loads.ids()) {
    for (outcome::Load& load : outcome.loads[id]) {
      const bool is_torkham = outcome.network->facilities[id].slug == "bx_torkham";
      if (is_torkham) load.laden_teu = load.units = 0.0;
    }
  }
  outcome.demand[model::DemandId(0)].by_gateway = {0.0, 8760.0};
  outcome.headline.gateway = model::PlaceId(2);
  outcome.headline.gateway_teu = 8760.0;
  outcome.headline.corridor_share = 0.0;
  outcome.headline.first_over.reset();
  return outcome;
}

std::size_t find_row(const Table& table, const std::string& measure, const std::string& object,
                     const std::string& part) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.text(row, "measure") == measure && table.text(row, "object") == object &&
        table.text(row, "part") == part)
      return row;
  }
  ADD_FAILURE() << "no row " << measure << " " << object << " " << part;
  return 0;
}

TEST(Compare, ARunDoesNotDifferFromItself) {
  const RunTables tables = make_tables(tiny_outcome());
  const Table differences = compare_runs(tables, tables);
  EXPECT_EQ(differences.row_count(), 0u);
  EXPECT_EQ(describe_largest(differences), "nothing changes");
  EXPECT_THAT(write_comparison(differences, {"a", "b", {}, 20, 0}), HasSubstr("no results differ"));
}

TEST(Compare, NamesOfTheHeadlineComeFirst) {
  const Table differences = compare_runs(make_tables(tiny_outcome()), make_tables(other_outcome()));
  EXPECT_EQ(differences.text(0, "measure"), "leading_gateway");
  EXPECT_EQ(differences.text(0, "before"), "Karachi");
  EXPECT_EQ(differences.text(0, "after"), "Bandar Abbas");
  EXPECT_EQ(differences.text(1, "measure"), "first_over_capacity");
  EXPECT_EQ(differences.text(1, "after"), "none");
  EXPECT_EQ(describe_largest(differences), "leading_gateway: Karachi -> Bandar Abbas");
}

TEST(Compare, ANumberThatOneRunLacksCountsAsItsOwnSize) {
  const RunTables tables = make_tables(tiny_outcome());
  RunTables other = tables;
  const std::size_t peak = *other.borders.find("peak_utilisation");
  for (std::vector<Cell>& row : other.borders.rows) row[peak] = Cell();
  const Table differences = compare_runs(tables, other);
  ASSERT_GT(differences.row_count(), 1u);
  for (std::size_t row = 0; row < differences.row_count(); ++row) {
    EXPECT_EQ(differences.text(row, "measure"), "peak_utilisation");
    EXPECT_EQ(differences.number(row, "after"), std::nullopt);
  }
  EXPECT_EQ(differences.number(0, "size"), 1.0);
  EXPECT_LT(*differences.number(differences.row_count() - 1, "size"), 1.0);
}

TEST(Compare, CapacityReadFromTrafficHasNoUtilisation) {
  RunTables before = make_tables(tiny_outcome());
  RunTables after = make_tables(other_outcome());
  const auto measures_of = [&](const std::string& object) {
    const Table differences = compare_runs(before, after);
    std::set<std::string> measures;
    for (std::size_t row = 0; row < differences.row_count(); ++row) {
      if (differences.text(row, "object") == object)
        measures.insert(differences.text(row, "measure"));
    }
    return measures;
  };
  const std::string object = "Torkham (road), Torkham east to Torkham west";
  EXPECT_EQ(measures_of(object), (std::set<std::string>{"borders_teu", "peak_utilisation"}));
  for (RunTables* run : {&before, &after}) {
    const std::size_t circular = *run->borders.find("circular");
    for (std::vector<Cell>& row : run->borders.rows) row[circular] = std::string("yes");
  }
  EXPECT_EQ(measures_of(object), (std::set<std::string>{"borders_teu"}));
}

TEST(Compare, GivesChangeAbsoluteAndRelativeAndSortsBySize) {
  const Table differences = compare_runs(make_tables(tiny_outcome()), make_tables(other_outcome()));
  const auto share = find_row(differences, "gateway_share", "Afghanistan", "Karachi");
  EXPECT_EQ(differences.number(share, "before"), 0.75);
  EXPECT_EQ(differences.number(share, "after"), 0.0);  // not listed by the second run
  EXPECT_EQ(differences.number(share, "change"), -0.75);
  EXPECT_EQ(differences.number(share, "relative"), -1.0);
  EXPECT_EQ(differences.number(share, "size"), 0.75);
  const auto border =
      find_row(differences, "borders_teu", "Torkham (road), Torkham east to Torkham west", "");
  EXPECT_EQ(differences.number(border, "before"), 6570.0);
  EXPECT_EQ(differences.number(border, "size"), 1.0);
  EXPECT_EQ(differences.text(border, "unit"), "TEU/year");
  const auto revenue = find_row(differences, "gateway_revenue", "Bandar Abbas", "total");
  EXPECT_THAT(differences.number(revenue, "relative"), Optional(DoubleNear(3.0, 1e-9)));
  double last = 1e9;
  for (std::size_t row = 2; row < differences.row_count(); ++row) {
    const double size = differences.number(row, "size").value();
    EXPECT_LE(size, last);
    last = size;
  }
}

TEST(Compare, CountriesWeighByTheirBoxes) {
  const auto summary = [](double share) {
    RunTables tables = make_tables(tiny_outcome());
    tables.summary.rows.clear();
    const auto add = [&](const char* measure, const char* object, double value, const char* unit) {
      tables.summary.add_row(std::string(measure), std::string(object), Cell(), value,
                             std::string(unit), Cell());
    };
    add("demand_teu", "all", 1000.0, "TEU/year");
    add("demand_teu", "Small", 10.0, "TEU/year");
    add("distance", "Small", share, "km");
    return tables;
  };
  const Table differences = compare_runs(summary(50.0), summary(100.0));
  EXPECT_EQ(differences.number(find_row(differences, "distance", "Small", ""), "size"), 0.005);
}

TEST(Compare, PeriodsOfDifferentLengthsHaveNoChangeInTeu) {
  RunTables before = make_tables(tiny_outcome());
  auto scenario = tiny_scenario();
  outcome::Outcome half = solve_by_hand(scenario);
  RunTables after = make_tables(half);
  for (std::vector<Cell>& row : after.summary.rows)
    std::ranges::replace(row, Cell(std::string("TEU/year")), Cell(std::string("TEU/6 months")));
  const Table differences = compare_runs(before, after);
  const auto row = find_row(differences, "contestable_teu", "all", "");
  EXPECT_EQ(differences.number(row, "change"), std::nullopt);
  EXPECT_EQ(differences.text(row, "unit"), "TEU/year -> TEU/6 months");
}

TEST(Compare, SavedRunsCompareAsFreshOnes) {
  const auto runs = std::filesystem::path(testing::TempDir()) / "corridor_compare_runs";
  std::filesystem::remove_all(runs);
  RunInputs inputs;
  inputs.slug = "before";
  const outcome::Outcome before = tiny_outcome();
  const outcome::Outcome after = other_outcome();
  const SavedRun first = read_run(write_run(runs, inputs, before, make_tables(before)));
  inputs.slug = "after";
  const SavedRun second = read_run(write_run(runs, inputs, after, make_tables(after)));
  std::filesystem::remove_all(runs);
  EXPECT_EQ(first.title, "Tiny world");
  EXPECT_EQ(compare_runs(first.tables, second.tables),
            compare_runs(make_tables(before), make_tables(after)));
  EXPECT_EQ(compare_runs(first.tables, make_tables(before)).row_count(), 0u);
}

TEST(Compare, AFolderThatIsNoRunIsTurnedDown) {
  try {
    static_cast<void>(read_run("no/such/run"));
    FAIL() << "read a run that is not there";
  } catch (const ScenarioError& error) {
    EXPECT_EQ(error.findings().at(0).code, "E704");
  }
}

TEST(Compare, TextTellsInputsThenResults) {
  const Table differences = compare_runs(make_tables(tiny_outcome()), make_tables(other_outcome()));
  const std::string text =
      write_comparison(differences, {"base", "shut", {"border torkham: open -> shut"}, 3, 0});
  EXPECT_THAT(text, testing::StartsWith("base -> shut\n\ninputs that differ\n"
                                        "  border torkham: open -> shut\n\n"
                                        "results that differ, largest first\n"));
  EXPECT_THAT(text, testing::EndsWith(" more\n"));
}

}  // namespace
}  // namespace corridor::results
