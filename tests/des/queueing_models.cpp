#include "des/queueing_models.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "corridor/base/random.hpp"
#include "corridor/des/gate.hpp"
#include "corridor/des/store.hpp"

namespace corridor::des {

namespace {

using Law = std::function<double(RandomStream&)>;

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

/// Two exponential laws, the first with probability 0.4, at rates 0.5 and 3.
double hyperexponential(RandomStream& random) {
  const double rate = random.chance(0.4) ? 0.5 : 3.0;
  return random.exponential() / rate;
}

double triangular(RandomStream& random) {  // on (0, 1, 2): the sum of two uniforms
  return random.uniform() + random.uniform();
}

/// Laws with mean 1, or close to it, as the table names them; squared variation for run lengths.
struct NamedLaw {
  Law draw;
  double squared_variation = 1.0;
};

NamedLaw law_named(const std::string& name) {
  if (name == "D" || name == "const T") return {[](RandomStream&) { return 1.0; }, 0.0};
  if (name == "D(2)") return {[](RandomStream&) { return 2.0; }, 0.0};
  if (name == "Exp(mean 2)") return {[](RandomStream& r) { return 2.0 * r.exponential(); }, 1.0};
  if (starts_with(name, "E2")) return {[](RandomStream& r) { return r.erlang(2); }, 0.5};
  if (name == "E3") return {[](RandomStream& r) { return r.erlang(3); }, 0.34};
  if (name == "E4") return {[](RandomStream& r) { return r.erlang(4); }, 0.25};
  if (starts_with(name, "U(0.5")) return {[](RandomStream& r) { return r.between(0.5, 1.5); }, 0.1};
  if (starts_with(name, "U(0,2")) return {[](RandomStream& r) { return r.between(0.0, 2.0); }, 0.4};
  if (starts_with(name, "Triangular")) return {triangular, 0.2};
  if (starts_with(name, "H2")) return {hyperexponential, 2.5};
  if (starts_with(name, "Lognormal")) {
    const double variation = name.find("cv=0.5") != std::string::npos ? 0.5 : 1.0;
    return {[variation](RandomStream& r) { return r.lognormal(variation); }, 2.0 * variation};
  }
  if (starts_with(name, "Gamma")) return {[](RandomStream& r) { return r.gamma(0.5); }, 2.0};
  if (starts_with(name, "Weibull")) {
    const double scale = 1.0 / std::tgamma(1.5);
    return {[scale](RandomStream& r) { return scale * std::sqrt(r.exponential()); }, 0.3};
  }
  return {[](RandomStream& r) { return r.exponential(); }, 1.0};  // M, exp mean T
}

Law scaled(Law law, double factor) {
  return [law = std::move(law), factor](RandomStream& random) { return factor * law(random); };
}

/// A model with its own simulation and random streams, one for each purpose.
class Simulated : public Model {
 public:
  Simulated(std::uint64_t seed, std::uint64_t number)
      : arrivals({seed, number, 0, 0}),
        services({seed, number, 0, 1}),
        choices({seed, number, 0, 2}) {}

  Measured run(Hours length, std::vector<Violation>& violations) override {
    simulation.reset_statistics();
    ratios.clear();
    simulation.run({.until = simulation.now() + length});
    for (const Violation& violation : simulation.check()) violations.push_back(violation);
    return {place(), ratios};
  }

  void note(const std::string& metric, double above, double below = 1.0) {
    Ratio& ratio = ratios[metric];
    ratio.above += above;
    ratio.below += below;
  }

  Simulation simulation;
  RandomStream arrivals;
  RandomStream services;
  RandomStream choices;
  std::map<std::string, Ratio> ratios;

 protected:
  virtual ResourceStatistics place() { return {}; }

  /// Sets the lengths: `rate` customers an hour and a relaxation time.
  void last(const Thoroughness& thoroughness, double rate, double relaxation_h) {
    const double section_h =
        std::max(thoroughness.relaxations * relaxation_h, thoroughness.customers / rate);
    section = Hours(section_h);
    warm_up = Hours(std::max(12.0 * relaxation_h, 20.0 / rate));
  }
};

/// Relaxation time of a queue with c servers. Source: Cohen 1982, The Single Server Queue, III.7
/// (M/M/1); scaled by the variation of arrivals and services as in heavy traffic.
double relaxation_h(double load, double servers, double service_h, double variation) {
  return std::max(variation, 0.5) * service_h / (servers * std::pow(1.0 - std::sqrt(load), 2));
}

/// Arrivals of one class at a single station.
struct Class {
  Law interval;
  Law service;
  Law batch = [](RandomStream&) { return 1.0; };
  Law patience = {};
  Priority rank = {};
  std::string wait_metric = "Wq_own";
  std::string stay_metric = "W_own";
};

class Station : public Simulated {
 public:
  Station(std::uint64_t seed, std::uint64_t number, const ResourceOptions& options,
          std::vector<Class> classes)
      : Simulated(seed, number), resource(simulation, options), classes_(std::move(classes)) {
    for (const Class& one : classes_) simulation.start(source(simulation, *this, one));
    if (options.hours) simulation.start(look(simulation, *this, *options.hours), Priority{-127});
  }
  using Simulated::last;

  Measured run(Hours length, std::vector<Violation>& violations) override {
    seen_empty_ = {};
    Measured measured = Simulated::run(length, violations);
    measured.ratios["P0"] = seen_empty_;
    return measured;
  }

  Resource resource;

 private:
  ResourceStatistics place() override { return resource.statistics(); }

  static Process customer(Simulation& sim, Station& model, const Class& one) {
    const double service = one.service(model.services);
    const Hours start = sim.now();
    const double patience = one.patience ? one.patience(model.choices) : kForever.value();
    const Wake wake = co_await model.resource.serve(
        Hours(service), {.rank = one.rank, .patience = Hours(patience)});
    if (wake != Wake::kDone || model.classes_.size() == 1) co_return;
    const double stay = (sim.now() - start).value();
    model.note(one.wait_metric, stay - service);
    model.note(one.stay_metric, stay);
  }

  static Process source(Simulation& sim, Station& model, const Class& one) {
    for (;;) {
      co_await sim.delay(Hours(one.interval(model.arrivals)));
      model.seen_empty_.above += model.resource.inside() == 0 ? 1.0 : 0.0;
      model.seen_empty_.below += 1.0;
      const int size = static_cast<int>(one.batch(model.choices));
      for (int i = 0; i < size; ++i) sim.start(customer(sim, model, one));
    }
  }

  /// Counts who is inside whenever the station opens or closes.
  static Process look(Simulation& sim, Station& model, OpeningHours hours) {
    OpeningWalk walk(std::move(hours));
    for (;;) {
      co_await sim.delay_until(walk.next_change());
      walk.advance();
      model.note(walk.is_open() ? "E[N] at opening" : "E[N] at closing",
                 static_cast<double>(model.resource.inside()));
    }
  }

  std::vector<Class> classes_;
  Ratio seen_empty_;  ///< Poisson arrivals see time averages. Source: Wolff 1982, Oper. Res. 30
};

double number(const KnownModel& known, const char* key, double otherwise = 1.0) {
  return known.parameters.contains(key) ? known.parameters[key].get<double>() : otherwise;
}

std::string text(const KnownModel& known, const char* key, const char* otherwise) {
  return known.parameters.contains(key) ? known.parameters[key].get<std::string>() : otherwise;
}

struct Context {
  const KnownModel& known;
  const Thoroughness& thoroughness;
  std::uint64_t seed;
  std::uint64_t number;
};

Law batch_named(const std::string& name) {
  if (name == "const 5") return [](RandomStream&) { return 5.0; };
  if (name == "const 40") return [](RandomStream&) { return 40.0; };
  if (name == "uniform 1..9")
    return [](RandomStream& r) { return 1.0 + static_cast<double>(r.below(9)); };
  return [](RandomStream& r) { return 1.0 + std::floor(r.exponential() / -std::log(0.8)); };
}

/// Stations with one class: arrivals / services / servers, and what limits the queue.
std::unique_ptr<Model> single_class(const Context& context) {
  const KnownModel& known = context.known;
  const double servers = number(known, "c");
  const bool batches = known.parameters.contains("batch");
  const double batch = batches ? (text(known, "batch", "") == "const 40" ? 40.0 : 5.0) : 1.0;
  const double lambda = batches ? number(known, "lambda_batch") : number(known, "lambda");
  const double service_h = 1.0 / number(known, "mu");
  std::string service = text(known, "service", "M");
  std::string arrival = text(known, "arrivals", "M");
  if (starts_with(known.name, "M/E2")) service = "E2";
  if (starts_with(known.name, "M/E3")) service = "E3";
  if (starts_with(known.name, "E2/E2")) service = "E2";
  if (starts_with(known.name, "E2/")) arrival = "E2";
  if (known.parameters.contains("D")) service = "D";

  const NamedLaw intervals = law_named(arrival);
  const NamedLaw services = law_named(service);
  Class one = {scaled(intervals.draw, 1.0 / lambda), scaled(services.draw, service_h)};
  if (batches) one.batch = batch_named(text(known, "batch", ""));
  const double theta = number(known, "theta", 0.0);
  if (theta > 0.0) one.patience = scaled(law_named("M").draw, 1.0 / theta);
  ResourceOptions options = {.name = "station", .capacity = static_cast<int>(servers)};
  if (known.parameters.contains("K"))
    options.queue_limit = static_cast<int>(number(known, "K") - servers);
  if (starts_with(known.name, "M/M/c/c")) options.queue_limit = 0;

  auto model =
      std::make_unique<Station>(context.seed, context.number, options, std::vector<Class>{one});
  const bool lossy = theta > 0.0 || options.queue_limit < 1000;
  const double load = lossy ? 0.7 : lambda * batch * service_h / servers;
  const double variation =
      0.5 * (intervals.squared_variation + services.squared_variation) + 0.5 * (batch - 1.0);
  model->last(
      context.thoroughness, lambda * batch,
      relaxation_h(load, servers, service_h, variation) + (theta > 0.0 ? 1.0 / theta : 0.0));
  return model;
}

std::unique_ptr<Model> two_classes(const Context& context) {
  const KnownModel& known = context.known;
  const double servers = number(known, "c");
  const double lambda1 = number(known, "lambda1");
  const double lambda2 = number(known, "lambda2");
  const NamedLaw services = law_named(text(known, "service", "M"));
  const Law interval = law_named("M").draw;
  std::vector<Class> classes(2);
  classes[0] = {.interval = scaled(interval, 1.0 / lambda1),
                .service = services.draw,
                .rank = {0},
                .wait_metric = "Wq1",
                .stay_metric = "W1"};
  classes[1] = {.interval = scaled(interval, 1.0 / lambda2),
                .service = services.draw,
                .rank = {1},
                .wait_metric = "Wq2",
                .stay_metric = "W2"};
  ResourceOptions options = {.name = "station", .capacity = static_cast<int>(servers)};
  if (known.name.find("preemptive-resume") != std::string::npos)
    options.preemption = Preemption::kResume;
  auto model = std::make_unique<Station>(context.seed, context.number, options, std::move(classes));
  model->last(context.thoroughness, lambda1 + lambda2,
              relaxation_h((lambda1 + lambda2) / servers, servers, 1.0, 1.0));
  return model;
}

std::unique_ptr<Model> opening_hours(const Context& context) {
  const KnownModel& known = context.known;
  const double lambda = number(known, "lambda_per_h");
  const double mu = number(known, "mu_per_h");
  const double servers = number(known, "c");
  const Hours open(number(known, "open_h"));
  const Hours period = open + Hours(number(known, "closed_h"));
  const Law exponential = law_named("M").draw;
  ResourceOptions options = {.name = "border", .capacity = static_cast<int>(servers)};
  options.hours = OpeningHours{.period = period, .open = {{Hours(0.0), open}}};
  auto model = std::make_unique<Station>(
      context.seed, context.number, options,
      std::vector<Class>{{scaled(exponential, 1.0 / lambda), scaled(exponential, 1.0 / mu)}});
  const double load = lambda * period.value() / (mu * servers * open.value());
  model->last(
      context.thoroughness, lambda,
      relaxation_h(load, servers, 1.0 / mu, 1.0) * period.value() / open.value() + period.value());
  // Whole periods, so that each section sees as much night as day; the middle of an opening is
  // as good a start as any.
  model->section = period * std::ceil(model->section.value() / period.value());
  model->warm_up = period * (std::ceil(model->warm_up.value() / period.value()) + 0.25);
  return model;
}

/// A fixed number of customers who think, then are served.
class FiniteSource : public Simulated {
 public:
  explicit FiniteSource(const Context& context)
      : Simulated(context.seed, context.number),
        resource_(simulation, {.name = "station",
                               .capacity = static_cast<int>(des::number(context.known, "c"))}) {
    const int sources = static_cast<int>(des::number(context.known, "sources"));
    const double think_h = 1.0 / des::number(context.known, "lambda_each");
    for (int i = 0; i < sources; ++i) simulation.start(cycle(simulation, *this, think_h));
    last(context.thoroughness, 1.0, 2.0 * think_h);
  }

 private:
  ResourceStatistics place() override { return resource_.statistics(); }
  static Process cycle(Simulation& sim, FiniteSource& model, double think_h) {
    for (;;) {
      co_await sim.delay(Hours(think_h * model.arrivals.exponential()));
      (void)co_await model.resource_.serve(Hours(model.services.exponential()));
    }
  }
  Resource resource_;
};

/// Stations in a network; a customer's route is drawn step by step.
class Network : public Simulated {
 public:
  struct Node {
    double external = 0.0;
    double service_h = 1.0;
    int servers = 1;
    std::vector<double> next;  ///< probabilities; the rest leaves
  };
  Network(const Context& context, std::vector<Node> nodes, int population)
      : Simulated(context.seed, context.number), nodes_(std::move(nodes)) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      stations_.push_back(std::make_unique<Resource>(
          simulation, ResourceOptions{.name = "node", .capacity = nodes_[i].servers}));
      if (nodes_[i].external > 0.0) simulation.start(source(simulation, *this, i));
    }
    for (int i = 0; i < population; ++i) simulation.start(travel(simulation, *this, 0));
  }
  ~Network() override { stations_.clear(); }
  using Simulated::last;

  Measured run(Hours length, std::vector<Violation>& violations) override {
    Measured measured = Simulated::run(length, violations);
    for (std::size_t i = 0; i < stations_.size(); ++i) {
      const ResourceStatistics s = stations_[i]->statistics();
      const std::string node = std::to_string(i + 1);
      measured.ratios["L_" + node] = {s.inside.area(), length.value()};
      measured.ratios["lambda_" + node] = {s.arrived, length.value()};
      if (i == 0) measured.ratios["throughput"] = {s.stay_h.count(), length.value()};
    }
    return measured;
  }

 private:
  static Process source(Simulation& sim, Network& model, std::size_t node) {
    for (;;) {
      co_await sim.delay(Hours(model.arrivals.exponential() / model.nodes_[node].external));
      sim.start(travel(sim, model, node));
    }
  }
  static Process travel(Simulation& sim, Network& model, std::size_t node) {
    const Hours start = sim.now();
    while (node < model.nodes_.size()) {
      (void)co_await model.stations_[node]->serve(
          Hours(model.services.exponential() * model.nodes_[node].service_h));
      node = model.next_of(node);
    }
    model.note("W_total", (sim.now() - start).value());
  }
  std::size_t next_of(std::size_t node) {
    double u = choices.uniform();
    for (std::size_t to = 0; to < nodes_[node].next.size(); ++to) {
      if (u < nodes_[node].next[to]) return to;
      u -= nodes_[node].next[to];
    }
    return nodes_.size();
  }

  std::vector<Node> nodes_;
  std::vector<std::unique_ptr<Resource>> stations_;
};

std::unique_ptr<Model> jackson(const Context& context) {
  const nlohmann::json& p = context.known.parameters;
  std::vector<Network::Node> nodes;
  for (std::size_t i = 0; i < p["c"].size(); ++i) {
    nodes.push_back({p["gamma"][i], 1.0 / p["mu"][i].get<double>(), p["c"][i],
                     p["P"][i].get<std::vector<double>>()});
  }
  auto model = std::make_unique<Network>(context, std::move(nodes), 0);
  model->last(context.thoroughness, 1.5, 40.0);
  return model;
}

std::unique_ptr<Model> tandem(const Context& context) {
  const double lambda = number(context.known, "lambda");
  std::vector<Network::Node> nodes(static_cast<std::size_t>(number(context.known, "stations")));
  nodes[0].external = lambda;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    nodes[i].next.assign(i + 2, 0.0);
    nodes[i].next[i + 1] = 1.0;
  }
  auto model = std::make_unique<Network>(context, nodes, 0);
  model->last(context.thoroughness, lambda, 2.0 * relaxation_h(lambda, 1.0, 1.0, 1.0));
  return model;
}

std::unique_ptr<Model> closed_network(const Context& context) {
  const auto demands = context.known.parameters["demands"].get<std::vector<double>>();
  std::vector<Network::Node> nodes(demands.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].service_h = demands[i];
    nodes[i].next.assign(nodes.size(), 0.0);
    nodes[i].next[(i + 1) % nodes.size()] = 1.0;
  }
  const double population = number(context.known, "N");
  auto model = std::make_unique<Network>(context, nodes, static_cast<int>(population));
  model->last(context.thoroughness, 1.0, population * population / 2.0);
  return model;
}

/// A Poisson stream that gathers at a gate; subclasses say when it opens.
class AtGate : public Simulated {
 public:
  AtGate(const Context& context, double lambda)
      : Simulated(context.seed, context.number), gate(simulation, "gate") {
    simulation.start(source(simulation, *this, lambda));
  }
  using Simulated::last;
  ~AtGate() override = default;

  Gate gate;

 private:
  ResourceStatistics place() override {
    const GateStatistics at_gate = gate.statistics();
    ResourceStatistics copy;
    copy.queue = at_gate.waiting;
    copy.wait_h = at_gate.wait_h;
    return copy;
  }
  static Process wait(Simulation&, AtGate& model) { (void)co_await model.gate.pass(); }
  static Process source(Simulation& sim, AtGate& model, double lambda) {
    for (;;) {
      co_await sim.delay(Hours(model.arrivals.exponential() / lambda));
      sim.start(wait(sim, model));
    }
  }
};

Process timetable(Simulation& sim, AtGate& model, Hours headway, int capacity) {
  for (double departure = 1.0;; departure += 1.0) {
    co_await sim.delay_until(headway * departure);
    model.note("E[queue just before departure]", static_cast<double>(model.gate.waiting()));
    model.gate.open(capacity);
  }
}

std::unique_ptr<Model> bailey(const Context& context) {
  const double lambda = number(context.known, "lambda");
  const double headway = number(context.known, "T");
  const double capacity = number(context.known, "capacity");
  auto model = std::make_unique<AtGate>(context, lambda);
  model->simulation.start(
      timetable(model->simulation, *model, Hours(headway), static_cast<int>(capacity)));
  const double load = lambda * headway / capacity;
  model->last(context.thoroughness, lambda,
              headway * (1.0 + 4.0 * load / (capacity * std::pow(1.0 - load, 2))));
  model->section = Hours(headway * std::ceil(model->section.value() / headway));
  model->warm_up = Hours(headway * (std::ceil(model->warm_up.value() / headway) + 0.5));
  return model;
}

Process random_headways(Simulation& sim, AtGate& model, Law headway) {
  for (;;) {
    co_await sim.delay(Hours(headway(model.services)));
    model.gate.open(std::numeric_limits<int>::max());
  }
}

std::unique_ptr<Model> incidence(const Context& context) {
  auto model = std::make_unique<AtGate>(context, 4.0);
  model->simulation.start(random_headways(model->simulation, *model,
                                          law_named(text(context.known, "headway", "")).draw));
  model->last(context.thoroughness, 4.0, 2.0);
  return model;
}

/// A server that leaves for a while whenever nobody waits.
Process with_vacations(Simulation& sim, AtGate& model, Law service, Law vacation) {
  for (;;) {
    const bool served = model.gate.open(1) > 0;
    co_await sim.delay(Hours(served ? service(model.services) : vacation(model.choices)));
  }
}

/// A server that begins when `threshold` wait and stops when nobody does.
Process with_threshold(Simulation& sim, AtGate& model, int threshold) {
  for (;;) {
    co_await model.gate.until_waiting(threshold);
    while (model.gate.open(1) > 0) co_await sim.delay(Hours(model.services.exponential()));
  }
}

std::unique_ptr<Model> lazy_server(const Context& context) {
  const double lambda = number(context.known, "lambda");
  auto model = std::make_unique<AtGate>(context, lambda);
  if (context.known.parameters.contains("N")) {
    model->simulation.start(
        with_threshold(model->simulation, *model, static_cast<int>(number(context.known, "N"))));
  } else {
    model->simulation.start(with_vacations(model->simulation, *model,
                                           law_named(text(context.known, "service", "")).draw,
                                           law_named(text(context.known, "vacation", "")).draw));
  }
  model->last(context.thoroughness, lambda, 1.5 * relaxation_h(lambda, 1.0, 1.0, 1.0));
  return model;
}

class ForkJoin : public Simulated {
 public:
  explicit ForkJoin(const Context& context)
      : Simulated(context.seed, context.number),
        left_(simulation, {.name = "left"}),
        right_(simulation, {.name = "right"}) {
    const double lambda = des::number(context.known, "lambda");
    simulation.start(source(simulation, *this, lambda));
    last(context.thoroughness, lambda, relaxation_h(lambda, 1.0, 1.0, 1.0));
  }

 private:
  static Process part(Simulation&, Resource& server, double service) {
    (void)co_await server.serve(Hours(service));
  }
  static Process job(Simulation& sim, ForkJoin& model) {
    const Hours start = sim.now();
    const ProcessId left = sim.start(part(sim, model.left_, model.services.exponential()));
    const ProcessId right = sim.start(part(sim, model.right_, model.services.exponential()));
    co_await sim.join(left);
    co_await sim.join(right);
    model.note("mean response", (sim.now() - start).value());
  }
  static Process source(Simulation& sim, ForkJoin& model, double lambda) {
    for (;;) {
      co_await sim.delay(Hours(model.arrivals.exponential() / lambda));
      sim.start(job(sim, model));
    }
  }
  Resource left_;
  Resource right_;
};

/// Two machines in line. The buffer holds b pieces and the one that the second machine works on.
class Line : public Simulated {
 public:
  explicit Line(const Context& context)
      : Simulated(context.seed, context.number),
        buffer_(simulation,
                {.name = "buffer",
                 .capacity = static_cast<std::size_t>(des::number(context.known, "b"))}) {
    simulation.start(first(simulation, *this));
    simulation.start(second(simulation, *this));
    last(context.thoroughness, 1.0, 20.0);
  }

  Measured run(Hours length, std::vector<Violation>& violations) override {
    Measured measured = Simulated::run(length, violations);
    measured.ratios["throughput"].below = length.value();
    return measured;
  }

 private:
  static Process first(Simulation& sim, Line& model) {
    for (;;) {
      co_await sim.delay(Hours(model.services.exponential()));
      (void)co_await model.buffer_.put(0);
    }
  }
  static Process second(Simulation& sim, Line& model) {
    for (;;) {
      (void)co_await model.buffer_.take();
      co_await sim.delay(Hours(model.services.exponential()));
      model.note("throughput", 1.0);
    }
  }
  Store<int> buffer_;
};

/// M/M/1 from an empty start, again and again: the expected number inside after a while.
class FromEmpty : public Model {
 public:
  explicit FromEmpty(const Context& context)
      : context_(context), lambda_(des::number(context.known, "lambda")) {
    warm_up = Hours(0.0);
    section = Hours(std::max(1.0, context.thoroughness.customers / 20.0));  // repetitions
  }

  Measured run(Hours length, std::vector<Violation>& violations) override {
    Measured measured;
    for (int i = 0; i < static_cast<int>(length.value()); ++i) repeat(measured, violations);
    return measured;
  }

 private:
  void repeat(Measured& measured, std::vector<Violation>& violations) {
    const Class one = {scaled(law_named("M").draw, 1.0 / lambda_), law_named("M").draw};
    Station station(context_.seed, (context_.number << 32) + ++repetition_, {.name = "station"},
                    {one});
    for (const int time : {1, 5, 20, 100}) {
      station.simulation.run({.until = Hours(time)});
      Ratio& ratio = measured.ratios["E[N(" + std::to_string(time) + ")|N(0)=0]"];
      ratio.above += static_cast<double>(station.resource.inside());
      ratio.below += 1.0;
    }
    for (const Violation& violation : station.simulation.check()) violations.push_back(violation);
  }

  Context context_;
  double lambda_;
  std::uint64_t repetition_ = 0;
};

}  // namespace

void Measured::join(const Measured& other) {
  place.join(other.place);
  for (const auto& [metric, ratio] : other.ratios) {
    ratios[metric].above += ratio.above;
    ratios[metric].below += ratio.below;
  }
}

std::unique_ptr<Model> build_model(const KnownModel& known, const Thoroughness& thoroughness,
                                   std::uint64_t seed, std::uint64_t number) {
  const Context context = {known, thoroughness, seed, number};
  const std::string& name = known.name;
  if (starts_with(known.results[0].metric, "E[N(")) return std::make_unique<FromEmpty>(context);
  if (known.parameters.contains("open_h")) return opening_hours(context);
  if (name.find("priority") != std::string::npos) return two_classes(context);
  if (starts_with(name, "M/M/c//N")) return std::make_unique<FiniteSource>(context);
  if (starts_with(name, "Jackson")) return jackson(context);
  if (starts_with(name, "tandem")) return tandem(context);
  if (starts_with(name, "closed")) return closed_network(context);
  if (starts_with(name, "M/D[s]")) return bailey(context);
  if (starts_with(name, "random incidence")) return incidence(context);
  if (name.find("vacations") != std::string::npos || name.find("N-policy") != std::string::npos)
    return lazy_server(context);
  if (starts_with(name, "fork-join")) return std::make_unique<ForkJoin>(context);
  if (starts_with(name, "2-stage line")) return std::make_unique<Line>(context);
  if (known.parameters.contains("lambda") || known.parameters.contains("lambda_batch"))
    return single_class(context);
  return nullptr;
}

namespace {

using Reader = double (*)(const Measured&);
const std::map<std::string, Reader> kReaders = {
    {"L", [](const Measured& m) { return m.place.inside.mean(); }},
    {"time-average N", [](const Measured& m) { return m.place.inside.mean(); }},
    {"Lq", [](const Measured& m) { return m.place.queue.mean(); }},
    {"W", [](const Measured& m) { return m.place.stay_h.mean(); }},
    {"mean sojourn (h)", [](const Measured& m) { return m.place.stay_h.mean(); }},
    {"Wq", [](const Measured& m) { return m.place.wait_h.mean(); }},
    {"Wq_accepted", [](const Measured& m) { return m.place.wait_h.mean(); }},
    {"mean wait", [](const Measured& m) { return m.place.wait_h.mean(); }},
    {"mean wait to boarding", [](const Measured& m) { return m.place.wait_h.mean(); }},
    {"varN", [](const Measured& m) { return m.place.inside.variance(); }},
    {"varW", [](const Measured& m) { return m.place.stay_h.variance(); }},
    {"varWq", [](const Measured& m) { return m.place.wait_h.variance(); }},
    {"W_p95", [](const Measured& m) { return m.place.stay_h.quantile(0.95); }},
    {"Wq_p95", [](const Measured& m) { return m.place.wait_h.quantile(0.95); }},
    {"P(Wq>1)", [](const Measured& m) { return m.place.wait_h.share_above(1.0); }},
    {"P(Wq>2)", [](const Measured& m) { return m.place.wait_h.share_above(2.0); }},
    {"Pwait", [](const Measured& m) { return m.place.waited / m.place.arrived; }},
    {"sigma", [](const Measured& m) { return m.place.waited / m.place.arrived; }},
    {"Pblock", [](const Measured& m) { return m.place.refused / m.place.arrived; }},
    {"P(abandon)", [](const Measured& m) { return m.place.timed_out / m.place.arrived; }},
    {"mean_busy_period",
     [](const Measured& m) { return m.place.busy.area() / m.ratios.at("P0").above; }},
    {"throughput",
     [](const Measured& m) { return m.place.stay_h.count() / m.place.inside.hours(); }},
};

}  // namespace

double evaluate(const Measured& measured, const std::string& metric) {
  const auto ratio = measured.ratios.find(metric);
  if (ratio != measured.ratios.end()) return ratio->second.above / ratio->second.below;
  const auto reader = kReaders.find(metric);
  return reader != kReaders.end() ? reader->second(measured)
                                  : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace corridor::des
