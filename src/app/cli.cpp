#include "cli.hpp"

#include <CLI/CLI.hpp>

namespace corridor::app {
namespace {

void add_flags(CLI::App& verb, Flags& flags) {
  verb.add_option("--out", flags.out, "folder of the runs")->capture_default_str();
  verb.add_option("--seed", flags.seed, "seed of all random numbers")->capture_default_str();
  verb.add_option("--jobs", flags.jobs, "threads; 0 = all processors")
      ->check(CLI::NonNegativeNumber);
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

struct Verbs {
  RunOptions run;
  CompareOptions compare;
  ShowOptions show;
  ValidateOptions validate;
  InitOptions init;
  AssignOptions assign;
  std::string schema = "scenario";
  std::string topic;
};

void add_verbs(CLI::App& program, Verbs& verbs, Flags& flags) {
  CLI::App* run = add_verb(
      program, "run", "solve a scenario and write its folder",
      "  corridor run scenarios/base-2026.yaml\n"
      "  corridor run scenarios/base-2026.yaml scenarios/s04a-uap.yaml --set period.start=2031-01",
      flags);
  add_scenarios(*run, verbs.run.scenarios);
  bool& check = verbs.run.check_assumptions;
  run->add_flag("--decisive,!--no-decisive", check,
                "try which assumptions would flip the headline (default: yes)");

  CLI::App* compare =
      add_verb(program, "compare", "what differs between scenarios or saved runs",
               "  corridor compare scenarios/base-2024.yaml scenarios/base-2026.yaml\n"
               "  corridor compare scenarios/base-2026.yaml "
               "scenarios/base-2026.yaml+scenarios/s11-port-discount.yaml",
               flags);
  compare
      ->add_option("side", verbs.compare.sides,
                   "scenario files (joined by +) or run folders; the first is the base")
      ->required()
      ->expected(2, 1000);
  compare->add_option("--rows", verbs.compare.rows, "differences shown")->capture_default_str();

  CLI::App* show =
      add_verb(program, "show", "effective values and where they come from",
               "  corridor show scenarios/base-2026.yaml --origin --path borders.bx_torkham_road\n"
               "  corridor show scenarios/base-2026.yaml --path parameters.choice",
               flags);
  add_scenarios(*show, verbs.show.scenarios);
  show->add_option("--path", verbs.show.prefix, "only values whose path begins so");
  show->add_flag("--origin", verbs.show.origin, "with the file and line that set each value");

  CLI::App* validate = add_verb(program, "validate", "check data and world, and count grades",
                                "  corridor validate scenarios/base-2026.yaml\n"
                                "  corridor validate scenarios/base-2024.yaml --scorecard "
                                "--out scorecard",
                                flags);
  add_scenarios(*validate, verbs.validate.scenarios);
  validate->add_flag("--scorecard", verbs.validate.scorecard,
                     "compare with reported trips and observed totals");
  validate->get_option("--out")->description("folder for the tables as CSV")->default_str("");

  CLI::App* init =
      add_verb(program, "init", "a folder to start from",
               "  corridor init my-corridor\n  corridor init toy --template tiny", flags);
  init->add_option("folder", verbs.init.folder, "new folder")->required();
  init->add_option("--template", verbs.init.template_name, "corridor or tiny")
      ->check(CLI::IsMember({"corridor", "tiny"}))
      ->capture_default_str();

  CLI::App* assign =
      add_verb(program, "assign", "user equilibrium of a TNTP test network",
               "  corridor assign SiouxFalls_net.tntp --trips SiouxFalls_trips.tntp --gap 1e-12\n"
               "  corridor assign ChicagoSketch_net.tntp --trips ChicagoSketch_trips.tntp "
               "--toll-weight 0.02 "
               "--distance-weight 0.04 --flows flows.csv",
               flags);
  assign->add_option("network", verbs.assign.network, "network file")->required();
  assign->add_option("--trips", verbs.assign.trips, "trip table")->required();
  assign->add_option("--gap", verbs.assign.gap, "relative gap to stop at")->capture_default_str();
  assign->add_option("--toll-weight", verbs.assign.toll_weight, "time units per unit of toll");
  assign->add_option("--distance-weight", verbs.assign.distance_weight,
                     "time units per unit of length");
  assign->add_option("--flows", verbs.assign.flows, "file for from,to,volume_teu,cost");

  CLI::App* schema =
      add_verb(program, "schema", "JSON Schema of scenarios, descriptor of the data, the language",
               "  corridor schema > scenario.schema.json\n  corridor schema language", flags);
  schema->add_option("what", verbs.schema, "scenario, data or language")
      ->check(CLI::IsMember({"scenario", "data", "language"}))
      ->capture_default_str();

  CLI::App* help = add_verb(program, "help", "what a verb does, or what a code means",
                            "  corridor help E203\n  corridor help run", flags);
  help->add_option("topic", verbs.topic, "a verb or a code");
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

ExitCode dispatch(CLI::App& program, const Verbs& verbs, Console& console) {
  const auto chosen = [&](const char* name) { return program.got_subcommand(name); };
  if (chosen("run")) return run(verbs.run, console);
  if (chosen("compare")) return compare(verbs.compare, console);
  if (chosen("show")) return show(verbs.show, console);
  if (chosen("validate")) {
    ValidateOptions options = verbs.validate;
    const bool is_named = program.get_subcommand("validate")->count("--out") > 0;
    if (is_named) options.folder = console.flags().out;
    return validate(options, console);
  }
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
    program.exit(error);
    return static_cast<int>(is_question ? ExitCode::kGood : ExitCode::kBadInput);
  }
  Console console(flags);
  return static_cast<int>(dispatch(program, verbs, console));
}

}  // namespace corridor::app
