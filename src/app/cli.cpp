#include "cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

#include "corridor/base/text.hpp"

namespace corridor::app {
namespace {

// A finite number from `least` on, or above it. CLI11's own checks print the largest double.
CLI::Validator number_from(double least, bool with_least) {
  return CLI::Validator(
      [least, with_least](const std::string& text) {
        double number = 0.0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool is_number = error == std::errc() && end == text.data() + text.size();
        const bool is_inside = number > least || (with_least && number == least);
        if (is_number && std::isfinite(number) && is_inside) return std::string();
        return fmt::format(
            "a number {} expected, got `{}`",
            with_least ? fmt::format("from {} on", least) : fmt::format("above {}", least), text);
      },
      "");
}

CLI::Validator whole_number() {
  return CLI::Validator(
      [](const std::string& text) {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size()) return std::string();
        return fmt::format("a whole number from 0 to {} expected, got `{}`",
                           std::numeric_limits<std::uint64_t>::max(), text);
      },
      "");
}

void add_flags(CLI::App& verb, Flags& flags) {
  verb.add_option("--out", flags.out, "folder of the runs")->capture_default_str();
  verb.add_option("--seed", flags.seed, "seed of all random numbers")
      ->check(whole_number())
      ->capture_default_str();
  verb.add_option("--jobs", flags.jobs, "threads; 0 = all processors")->check(CLI::Range(0, 1024));
  verb.add_option("--set", flags.overrides,
                  "path=value over everything else, as parameters.ID=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  verb.add_flag("--json", flags.json, "results as JSON on the output stream");
  verb.add_flag("--quiet,-q", flags.quiet, "errors only");
  verb.add_flag("-v,--verbose", flags.verbose, "each step with its time");
  verb.add_flag("--fail-on-warning", flags.fail_on_warning, "exit 1 when there was a warning");
}

CLI::App* add_verb(CLI::App& program, const char* name, const char* what, const char* examples,
                   Flags& flags) {
  CLI::App* verb = program.add_subcommand(name, what);
  verb->footer(std::string("Examples:\n") + examples);
  add_flags(*verb, flags);
  return verb;
}

// Scenarios come as words or by --scenario; several are joined in order.
void add_scenarios(CLI::App& verb, std::vector<std::string>& scenarios) {
  verb.add_option("scenario,--scenario", scenarios,
                  "scenario files, joined in order as by `extends`")
      ->required();
}

void add_pair(CLI::App& verb, std::string& from, std::string& to) {
  verb.add_option("from", from, "place or region: id, name or UN/LOCODE")->required();
  verb.add_option("to", to, "place or region")->required();
}

void add_goods(CLI::App& verb, std::string& goods, int& box_feet) {
  verb.add_option("--class", goods,
                  "goods of the box, as in demand.csv (default: most of the pair)");
  verb.add_option("--box", box_feet, "20 or 40 ft")
      ->check(CLI::IsMember({20, 40}))
      ->capture_default_str();
}

void add_routes(CLI::App& program, RoutesOptions& options, Flags& flags) {
  CLI::App* verb =
      add_verb(program, "routes", "every way through between two places: price, days, borders",
               "  corridor routes almaty karachi --scenario base-2024 --legs\n"
               "  corridor routes tashkent jebel-ali -k 3 --avoid iran --date 2026-09-06",
               flags);
  add_pair(*verb, options.from, options.to);
  verb->add_option("--scenario", options.scenario, "scenario name or files, joined by +")
      ->capture_default_str();
  verb->add_option("-k", options.count, "routes shown")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  auto* pareto = verb->add_flag("--pareto", options.pareto,
                                "routes that no other beats in money, time, unreliability, CO2e");
  verb->add_option("--detour", options.detour, "with --pareto: most over the least of any, a share")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  verb->add_flag("--all", options.all, "the k cheapest, however alike")->excludes(pareto);
  add_goods(*verb, options.goods, options.box_feet);
  verb->add_option("--date", options.date, "day of departure, YYYY-MM-DD: hours and closures count")
      ->excludes(pareto);
  verb->add_option("--via", options.via, "pass these in order: place, border, link, service")
      ->delimiter(',');
  verb->add_option("--avoid", options.avoid,
                   "never use: place, country, border, link, service, mode or sea passage")
      ->delimiter(',');
  verb->add_flag("--legs", options.legs, "leg by leg, with price parts, grades and data rows");
  verb->add_flag("--staircase", options.staircase, "time and cost over distance (UNESCAP)");
  verb->add_flag("--tfi", options.indicators, "CAREC's trade facilitation indicators");
  verb->add_flag("--geojson", options.geojson, "the routes as a map");
}

void add_explain(CLI::App& program, ExplainOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(
      program, "explain", "why one way costs more: two routes, two gateways or two scenarios",
      "  corridor explain jebel-ali almaty --between karachi,bandar-abbas --scenario base-2024\n"
      "  corridor explain shanghai almaty --scenarios base-2024,base-2024+s05-cku",
      flags);
  add_pair(*verb, options.from, options.to);
  verb->add_option("--scenario", options.scenario, "scenario name or files, joined by +")
      ->capture_default_str();
  auto* routes =
      verb->add_option("--routes", options.routes, "two numbers of the list that `routes` prints")
          ->delimiter(',')
          ->expected(2)
          ->capture_default_str();
  auto* between = verb->add_option("--between", options.between, "two gateways")
                      ->delimiter(',')
                      ->expected(2)
                      ->excludes(routes);
  verb->add_option("--scenarios", options.scenarios, "two scenarios, before and after")
      ->delimiter(',')
      ->expected(2)
      ->excludes(routes)
      ->excludes(between);
  add_goods(*verb, options.goods, options.box_feet);
  verb->add_flag("--tfi", options.indicators, "CAREC's indicators of both ways");
}

void add_ports(CLI::App& program, PortsOptions& options, Flags& flags) {
  CLI::App* verb =
      add_verb(program, "ports", "gateways side by side: landed cost, room, charges, catchment",
               "  corridor ports --scenario base-2024 --imports\n"
               "  corridor ports --from tashkent,kabul --to europe --tariffs",
               flags);
  verb->add_option("--from", options.from, "inland places")->delimiter(',')->capture_default_str();
  verb->add_option("--to", options.to, "region or port overseas")->capture_default_str();
  verb->add_option("--scenario", options.scenario, "scenario name or files, joined by +")
      ->capture_default_str();
  add_goods(*verb, options.goods, options.box_feet);
  verb->add_option("--run", options.run, "folder of a saved run: adds its loads of the gateways");
  verb->add_flag("--imports", options.imports, "boxes come from overseas instead");
  verb->add_flag("--whole-trade", options.whole_trade, "catchments over all partners by sea");
  verb->add_flag("--tariffs", options.tariffs, "charges against the rivals, item by item");
}

void add_select_link(CLI::App& program, SelectLinkOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(
      program, "select-link",
      "whose cargo passes a link, border, service or port, before and after",
      "  corridor select-link torkham --scenario base-2024\n"
      "  corridor select-link karachi --scenarios base-2024,base-2024+s05-cku --csv karachi.csv",
      flags);
  verb->add_option("what", options.what,
                   "link, border, service, port, place, country, mode or sea passage")
      ->required();
  auto* scenario =
      verb->add_option("--scenario", options.scenario, "scenario name or files, joined by +")
          ->capture_default_str();
  verb->add_option("--scenarios", options.scenarios, "two scenarios, before and after")
      ->delimiter(',')
      ->expected(2)
      ->excludes(scenario);
  verb->add_option("--rows", options.rows, "rows shown of each table; 0 = all")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  verb->add_option("--csv", options.csv, "file for everything as one table");
}

struct Verbs {
  RunOptions run;
  PortsOptions ports;
  SelectLinkOptions select_link;
  ExplainOptions explain;
  RoutesOptions routes;
  SimulateOptions simulate;
  CompareOptions compare;
  ReportOptions report;
  ShowOptions show;
  ValidateOptions validate;
  InitOptions init;
  AssignOptions assign;
  std::string schema = "scenario";
  std::string topic;
};

void add_replications(CLI::App& verb, SimulateOptions& options) {
  verb.add_option("--replications", options.replications, "runs with different random numbers")
      ->check(CLI::Range(1, 10000))
      ->capture_default_str();
  verb.add_option("--queue-steps", options.queue_steps,
                  "with settings.engine: both, the most turns of the queue in the loop")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

void add_simulate(CLI::App& program, SimulateOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(
      program, "simulate", "day by day and box by box: queues, yards, delays and their causes",
      "  corridor simulate scenarios/base-2026.yaml --replications 5\n"
      "  corridor simulate scenarios/base-2024.yaml scenarios/s18a-flood-2024.yaml --until 0.02",
      flags);
  add_scenarios(*verb, options.scenarios);
  add_replications(*verb, options);
  verb->add_option("--until", options.until,
                   "go on, up to --replications, until the mean time door to door is known to this "
                   "share of it")
      ->check(number_from(0.0, false));
  verb->add_option("--warm-up", options.warm_up_days, "days before the period, not measured")
      ->check(CLI::Range(0, 3650))
      ->capture_default_str();
  verb->add_flag("--random-closures", options.random_closures,
                 "closures of borders strike as the data's closure processes say");
  verb->add_option("--trace", options.trace_lot, "tell each step of this lot of the first run");
}

void add_assign_classes(CLI::App& verb, AssignOptions& options) {
  verb.add_option("network", options.network,
                  "TNTP file, or GMNS folder with node.csv and link.csv")
      ->required();
  verb.add_option("--trips", options.trips,
                  "TNTP trip tables, or CSV of o_zone_id,d_zone_id,volume; one for each class of "
                  "users")
      ->required()
      ->expected(1, 100);
  verb.add_option("--pce", options.load_per_trip,
                  "what a trip counts on a link, for all classes or one each (default 1)")
      ->check(number_from(0.0, false))
      ->expected(1, 100);
  verb.add_option("--toll-weight", options.toll_weight,
                  "time units per unit of toll, for all classes or one each")
      ->check(number_from(0.0, true))
      ->expected(1, 100);
  verb.add_option("--distance-weight", options.distance_weight,
                  "time units per unit of length, for all classes or one each")
      ->check(number_from(0.0, true))
      ->expected(1, 100);
}

void add_assign(CLI::App& program, AssignOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(
      program, "assign", "user equilibrium of a TNTP or GMNS network",
      "  corridor assign SiouxFalls_net.tntp --trips SiouxFalls_trips.tntp --capacities 2.25\n"
      "  corridor assign my-town --trips cars.csv trucks.csv --pce 1 2.5 --flows flows.csv",
      flags);
  add_assign_classes(*verb, options);
  verb->add_option("--gap", options.gap, "relative gap to stop at")
      ->check(number_from(0.0, true))
      ->capture_default_str();
  verb->add_option("--iterations", options.iterations, "searches over all origins at most")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  auto* theta =
      verb->add_option("--theta", options.theta,
                       "stochastic equilibrium: path-size logit with this scale per unit of time")
          ->check(number_from(0.0, false));
  verb->add_option("--routes", options.routes,
                   "with --theta: cheapest ways of each pair at the deterministic equilibrium")
      ->check(CLI::Range(1, 1000))
      ->needs(theta)
      ->capture_default_str();
  verb->add_flag("--system-optimum", options.system_optimum,
                 "least total time, instead of nobody gaining by another way")
      ->excludes(theta);
  auto* capacities =
      verb->add_option("--capacities", options.capacities,
                       "no link with a delay may carry more than its capacity times this (1 = as "
                       "the file says); full links get a price")
          ->check(number_from(0.0, false))
          ->excludes(theta);
  verb->add_option("--ranging", options.ranging,
                   "with --capacities: at what size the dearest full links, so many, stop to bind")
      ->check(CLI::Range(1, 1000))
      ->needs(capacities);
  auto* stay = verb->add_option("--stay-cost", options.stay_cost,
                                "trips that would cost more time than this, prices included, stay "
                                "away")
                   ->check(number_from(0.0, false))
                   ->excludes(theta);
  verb->add_option("--elasticity", options.elasticity,
                   "tables hold trips at free-flow cost; trips fall with this power of cost over "
                   "that")
      ->check(number_from(0.0, false))
      ->excludes(theta)
      ->excludes(stay);
  verb->add_option("--flows", options.flows, "file for from,to,volume_teu,cost");
}

void add_run(CLI::App& program, RunOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(
      program, "run", "solve a scenario and write its folder",
      "  corridor run scenarios/base-2026.yaml\n"
      "  corridor run scenarios/base-2026.yaml scenarios/s04a-uap.yaml --set period.start=2031-01",
      flags);
  add_scenarios(*verb, options.scenarios);
  add_replications(*verb, options.simulate);
  verb->add_flag("--decisive,!--no-decisive", options.check_assumptions,
                 "try which assumptions would flip the headline (default: yes)");
}

void add_compare(CLI::App& program, CompareOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(program, "compare", "what differs between scenarios or saved runs",
                            "  corridor compare scenarios/base-2024.yaml scenarios/base-2026.yaml\n"
                            "  corridor compare scenarios/base-2026.yaml "
                            "scenarios/base-2026.yaml+scenarios/s11-port-discount.yaml",
                            flags);
  verb->add_option("side", options.sides,
                   "scenario files (joined by +) or run folders; the first is the base")
      ->required()
      ->expected(2, 1000);
  verb->add_option("--rows", options.rows, "differences shown; 0 = all")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();

  verb->add_option("--report", options.report, "also write the comparison as a page");
}

void add_report(CLI::App& program, ReportOptions& options, Flags& flags) {
  CLI::App* verb =
      add_verb(program, "report", "saved runs as a page, pictures and files for other programs",
               "  corridor report runs/base-2026-27d0c8cd --figures slides --data gis\n"
               "  corridor report runs/base-2024-d36df6fa runs/base-2026-27d0c8cd --file both.html",
               flags);
  verb->add_option("run", options.runs, "run folders; the first is the base")
      ->required()
      ->expected(1, 12);
  verb->add_option("--file", options.file,
                   "the page (default: report.html in the run's folder, or beside the first)");
  verb->add_option("--figures", options.figures, "folder for the figures as SVG and PNG");
  verb->add_option("--data", options.data, "folder for GeoJSON and Parquet");
}

void add_show(CLI::App& program, ShowOptions& options, Flags& flags) {
  CLI::App* verb =
      add_verb(program, "show", "effective values and where they come from",
               "  corridor show scenarios/base-2026.yaml --origin --path borders.bx_torkham_road\n"
               "  corridor show scenarios/base-2026.yaml --path parameters.choice",
               flags);
  add_scenarios(*verb, options.scenarios);
  verb->add_option("--path", options.prefix, "only values whose path begins so");
  verb->add_flag("--origin", options.origin, "with the file and line that set each value");
}

void add_validate(CLI::App& program, ValidateOptions& options, Flags& flags) {
  CLI::App* verb = add_verb(program, "validate", "check data and world, and count grades",
                            "  corridor validate scenarios/base-2026.yaml\n"
                            "  corridor validate scenarios/base-2024.yaml --scorecard "
                            "--out scorecard",
                            flags);
  add_scenarios(*verb, options.scenarios);
  verb->add_flag("--scorecard", options.scorecard,
                 "compare with reported trips and observed totals");
  verb->get_option("--out")->description("folder for the tables as CSV")->default_str("");
}

void add_init(CLI::App& program, InitOptions& options, Flags& flags) {
  CLI::App* verb =
      add_verb(program, "init", "a folder to start from",
               "  corridor init my-corridor\n  corridor init toy --template tiny", flags);
  verb->add_option("folder", options.folder, "new folder")->required();
  verb->add_option("--template", options.template_name, "corridor or tiny")
      ->check(CLI::IsMember({"corridor", "tiny"}))
      ->capture_default_str();
}

void add_schema(CLI::App& program, std::string& what, Flags& flags) {
  CLI::App* verb =
      add_verb(program, "schema", "JSON Schema of scenarios, descriptor of the data, the language",
               "  corridor schema > scenario.schema.json\n  corridor schema language", flags);
  verb->add_option("what", what, "scenario, data or language")
      ->check(CLI::IsMember({"scenario", "data", "language"}))
      ->capture_default_str();
}

void add_help(CLI::App& program, std::string& topic, Flags& flags) {
  CLI::App* verb = add_verb(program, "help", "what a verb does, or what a code means",
                            "  corridor help E203\n  corridor help run", flags);
  verb->add_option("topic", topic, "a verb or a code");
}

void add_verbs(CLI::App& program, Verbs& verbs, Flags& flags) {
  add_run(program, verbs.run, flags);
  add_simulate(program, verbs.simulate, flags);
  add_compare(program, verbs.compare, flags);
  add_report(program, verbs.report, flags);
  add_show(program, verbs.show, flags);
  add_validate(program, verbs.validate, flags);
  add_routes(program, verbs.routes, flags);
  add_explain(program, verbs.explain, flags);
  add_ports(program, verbs.ports, flags);
  add_select_link(program, verbs.select_link, flags);
  add_init(program, verbs.init, flags);
  add_assign(program, verbs.assign, flags);
  add_schema(program, verbs.schema, flags);
  add_help(program, verbs.topic, flags);
}

ExitCode help(CLI::App& program, const std::string& topic, Console& console) {
  if (topic.empty()) {
    console.print(program.help());
    return ExitCode::kGood;
  }
  for (const CLI::App* verb : program.get_subcommands([](const CLI::App*) { return true; })) {
    if (verb->get_name() != topic) continue;
    console.print(verb->help());
    return ExitCode::kGood;
  }
  return help_code(topic, console);
}

// A first word that is no verb; CLI11 only says that it did not expect it.
std::string unknown_verb(const CLI::App& program, int argc, char** argv) {
  const std::string word = argc > 1 ? argv[1] : "";
  std::vector<std::string> verbs;
  for (const CLI::App* verb : program.get_subcommands([](const CLI::App*) { return true; }))
    verbs.push_back(verb->get_name());
  const bool is_verb = std::find(verbs.begin(), verbs.end(), word) != verbs.end();
  if (word.empty() || word.front() == '-' || is_verb) return "";
  const std::vector<std::string> near = nearest_names(word, verbs, 1);
  return fmt::format("there is no verb `{}`{}\nverbs: {}\n", word,
                     near.empty() ? "" : fmt::format("; did you mean `{}`?", near.front()),
                     join(verbs));
}

ExitCode dispatch(CLI::App& program, const Verbs& verbs, Console& console) {
  const auto chosen = [&](const char* name) { return program.got_subcommand(name); };
  if (chosen("run")) return run(verbs.run, console);
  if (chosen("simulate")) return simulate(verbs.simulate, console);
  if (chosen("compare")) return compare(verbs.compare, console);
  if (chosen("report")) return report(verbs.report, console);
  if (chosen("show")) return show(verbs.show, console);
  if (chosen("validate")) {
    ValidateOptions options = verbs.validate;
    const bool is_named = program.get_subcommand("validate")->count("--out") > 0;
    if (is_named) options.folder = console.flags().out;
    return validate(options, console);
  }
  if (chosen("explain")) return explain(verbs.explain, console);
  if (chosen("ports")) return ports(verbs.ports, console);
  if (chosen("select-link")) return select_link(verbs.select_link, console);
  if (chosen("routes")) return routes(verbs.routes, console);
  if (chosen("init")) return init(verbs.init, console);
  if (chosen("assign")) return assign(verbs.assign, console);
  if (chosen("schema")) return schema(verbs.schema, console);
  return help(program, verbs.topic, console);
}

}  // namespace

int parse_and_run(int argc, char** argv, Flags& flags) {
  CLI::App program(
      "corridor: where containers go between Central Asia and the Arabian Sea, at what cost, and "
      "why",
      "corridor");
  program.set_version_flag("--version", version());
  program.require_subcommand(0, 1);
  Verbs verbs;
  add_verbs(program, verbs, flags);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool is_question = error.get_exit_code() == 0;
    const std::string unknown = is_question ? "" : unknown_verb(program, argc, argv);
    if (unknown.empty()) {
      program.exit(error);
    } else {
      std::fputs(unknown.c_str(), stderr);
    }
    return static_cast<int>(is_question ? ExitCode::kGood : ExitCode::kBadInput);
  }
  Console console(flags);
  return static_cast<int>(dispatch(program, verbs, console));
}

}  // namespace corridor::app
