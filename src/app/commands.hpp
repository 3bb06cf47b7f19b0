// The verbs. Each takes its options and the console, and says how it ended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "console.hpp"

namespace corridor::app {

struct SimulateOptions {
  std::vector<std::string> scenarios;
  int replications = 5;  ///< the most, where `until` asks for a precision
  double until = 0.0;    ///< half width over mean of the time door to door; 0 = not asked
  int warm_up_days = 120;
  bool random_closures = false;
  std::uint64_t trace_lot = 0;  ///< number of a lot of the first replication; 0 = none
  int queue_steps = 10;         ///< the most, where the scenario's engine is `both`
};
ExitCode simulate(const SimulateOptions& options, Console& console);

struct RunOptions {
  std::vector<std::string> scenarios;
  bool check_assumptions = true;
  SimulateOptions simulate = {};  ///< where the scenario's engine simulates
};
ExitCode run(const RunOptions& options, Console& console);

struct CompareOptions {
  std::vector<std::string>
      sides;  ///< scenario files (joined by +) or run folders; the first is the base
  std::size_t rows = 20;
  std::string report;  ///< page to write; empty = none
};
ExitCode compare(const CompareOptions& options, Console& console);

struct ReportOptions {
  std::vector<std::string> runs;  ///< run folders; the first is the base
  std::string file;               ///< the page; empty = in the run's folder, or beside the first
  std::string figures;            ///< folder for SVG and PNG; empty = none
  std::string data;               ///< folder for GeoJSON and Parquet; empty = none
};
ExitCode report(const ReportOptions& options, Console& console);

struct ShowOptions {
  std::vector<std::string> scenarios;
  std::string prefix;
  bool origin = false;
};
ExitCode show(const ShowOptions& options, Console& console);

struct ValidateOptions {
  std::vector<std::string> scenarios;
  bool scorecard = false;
  std::string folder;  ///< for the tables as CSV; empty = none
};
ExitCode validate(const ValidateOptions& options, Console& console);

struct InitOptions {
  std::string folder;
  std::string template_name = "corridor";
};
ExitCode init(const InitOptions& options, Console& console);

/// Lists hold one value for all classes, or one for each.
struct AssignOptions {
  std::string network;                          ///< TNTP network file, or GMNS folder
  std::vector<std::string> trips;               ///< trip tables, one for each class of users
  std::vector<double> load_per_trip = {1.0};    ///< passenger car units
  std::vector<double> toll_weight = {0.0};      ///< time units per unit of toll
  std::vector<double> distance_weight = {0.0};  ///< time units per unit of length
  std::string flows;                            ///< file to write; empty = none
  double gap = 1e-6;                            ///< relative gap to stop at
  int iterations = 500;                         ///< searches over all origins at most
  bool system_optimum = false;
  double elasticity = 0.0;  ///< of trips by cost, as a number above zero; 0 = fixed trips
  double capacities = 0.0;  ///< hard limits at this multiple of the capacities; 0 = none
  std::size_t ranging = 0;  ///< full links of which to tell when they stop to be full
  double theta = 0.0;       ///< of logit, per unit of time; 0 = everyone takes the cheapest way
  std::size_t routes = 5;   ///< that a pair chooses among by logit
  double stay_cost = 0.0;   ///< time units above which load stays away; 0 = all must go
};
ExitCode assign(const AssignOptions& options, Console& console);

struct RoutesOptions {
  std::string from;
  std::string to;
  std::string scenario = "base-2026";  ///< name or file; several joined by +
  std::size_t count = 5;
  bool pareto = false;
  bool all = false;
  double detour = 0.5;  ///< of the Pareto set
  std::string goods;
  int box_feet = 40;
  std::string date;
  std::vector<std::string> via;
  std::vector<std::string> avoid;
  bool legs = false;
  bool staircase = false;
  bool indicators = false;
  bool geojson = false;
};
ExitCode routes(const RoutesOptions& options, Console& console);

/// Two routes of the list of `routes`, or two gateways, or two scenarios.
struct ExplainOptions {
  std::string from;
  std::string to;
  std::string scenario = "base-2026";
  std::vector<int> routes = {1, 2};
  std::vector<std::string> between;    ///< two gateways
  std::vector<std::string> scenarios;  ///< two
  std::string goods;
  int box_feet = 40;
  bool indicators = false;
};
ExitCode explain(const ExplainOptions& options, Console& console);

struct PortsOptions {
  std::string run;  ///< folder of a saved run whose loads are shown; empty = none
  std::vector<std::string> from = {"almaty",   "tashkent", "bishkek",
                                   "dushanbe", "ashgabat", "kabul"};
  std::string to = "gulf";
  std::string scenario = "base-2026";
  std::string goods;
  int box_feet = 40;
  bool imports = false;      ///< boxes go from `to` to the places of `from`
  bool whole_trade = false;  ///< catchments over all partners, not `to` alone
  bool tariffs = false;      ///< the table of charges only
};
ExitCode ports(const PortsOptions& options, Console& console);

/// `scenarios`: before and after; empty = `scenario` alone.
struct SelectLinkOptions {
  std::string what;  ///< link, border, service, port, place, country, mode or passage
  std::string scenario = "base-2026";
  std::vector<std::string> scenarios;
  std::string csv;  ///< file for the whole table; empty = none
  std::size_t rows = 15;
};
ExitCode select_link(const SelectLinkOptions& options, Console& console);

/// `what`: scenario, data or language.
ExitCode schema(const std::string& what, Console& console);

ExitCode help_code(const std::string& code, Console& console);

/// What a code of any message means; nullptr for one that does not exist.
[[nodiscard]] const char* explain_code(std::string_view code);

/// Version of the program, as the build names it.
[[nodiscard]] const char* version();

}  // namespace corridor::app
