// A run from the first hour to the books.

#include "engine.hpp"

#include <algorithm>
#include <cmath>

#include "corridor/base/error.hpp"
#include "corridor/simulation/interval.hpp"

namespace corridor::simulation {
namespace {

constexpr double kFullQueueH = 168.0;  ///< work waiting that counts as full: a week's

bool is_yard(SiteKind kind) {
  return kind == SiteKind::kYard || kind == SiteKind::kOffDock || kind == SiteKind::kDryPort;
}

// What boxes hold units of for as long as they stay.
bool is_room(SiteKind kind) {
  return is_yard(kind) || kind == SiteKind::kFleet;
}

}  // namespace

double BoxQueue::extra_h(double now_h) const {
  if (came_teu <= 0.0) return 0.0;
  des::TimeWeighted all = teu;
  all.advance(now_h);
  return std::clamp((all.area() - static_teu_h) / came_teu, 0.0, all.hours());
}

Engine::Engine(const network::Network& network, const Flows& flows, const Options& options)
    : network_(&network),
      flows_(&flows),
      options_(options),
      world_(network.scenario.get()),
      clock_(clock_of(*world_, options)),
      book_(book_sites(network)),
      plans_(plan_sites(network, book_, options)),
      routes_(network, flows, book_, options),
      groups_(list_groups(*world_)),
      group_of_(world_->demand.size(), static_cast<std::uint32_t>(groups_.size())),
      paths_(network.graph),
      now_(all_open(network)) {
  double end_h = clock_.start_h;
  for (int month = 0; month < world_->period.months; ++month) {
    end_h += model::days_in_month(world_->period, month) * kHoursPerDay;
    month_ends_h_.push_back(end_h);
  }
  for (const model::DemandId id : world_->demand.ids()) {
    const model::Demand& demand = world_->demand[id];
    const auto found =
        std::find(groups_.begin(), groups_.end(), Group{demand.country, demand.direction});
    group_of_[id] = static_cast<std::uint32_t>(found - groups_.begin());
  }
  result_.days = static_cast<int>((clock_.end_h - clock_.start_h) / kHoursPerDay);
  result_.sites = Column<SiteId, SiteRecord>(book_.sites.size());
  result_.dwell = Column<SiteId, DwellRecord>(book_.sites.size());
  result_.groups.resize(groups_.size());
  build_fleets();
  build_stations();
  build_lines();
  build_ports();
}

void Engine::build_stations() {
  for (const SiteId id : book_.sites.ids()) {
    const Site& site = book_.sites[id];
    const SitePlan& plan = plans_[id];
    Station& station = stations_.emplace_back();
    station.hours_per_unit = plan.hours_per_unit;
    station.cranes = plan.cranes;
    if (is_yard(site.kind)) {
      // A lot must fit in as built; the room that counts is set at once.
      const int room = std::max(plan.servers, 1000);
      station.resource = std::make_unique<des::Resource>(
          simulation_, des::ResourceOptions{.name = site.name, .capacity = room});
      station.resource->set_capacity(plan.servers);
      if (site.kind == SiteKind::kOffDock) {
        station.inbound = std::make_unique<des::Resource>(
            simulation_, des::ResourceOptions{.name = site.name + ", handling"});
      }
    } else if (plan.servers > 0) {
      des::ResourceOptions options{.name = site.name, .capacity = plan.servers};
      options.hours = plan.hours;
      station.resource = std::make_unique<des::Resource>(simulation_, options);
      if (site.kind == SiteKind::kGate) {
        station.hours_per_unit *= 2.0;  // half of the lanes lead in, half lead out
        options.name += ", inbound";
        station.inbound = std::make_unique<des::Resource>(simulation_, options);
      }
    }
    if (!plan.shut.empty()) {
      station.reopening = std::make_unique<des::Gate>(simulation_, site.name + " to reopen");
    }
  }
}

void Engine::build_lines() {
  for (const LinePlan& plan : routes_.lines()) {
    Line& line = lines_.emplace_back();
    line.plan = &plan;
    for (std::size_t stop = 0; stop < plan.stops.size(); ++stop) {
      line.platforms.push_back(std::make_unique<des::Gate>(
          simulation_, book_.sites[plan.site].name + " at stop " + std::to_string(stop + 1)));
      line.carried.push_back(0);
    }
  }
}

void Engine::start_everything() {
  simulation_.start(keep_days(simulation_), des::Priority{-1});  // lasts to the end
  for (const SiteId id : book_.sites.ids()) {
    if (!plans_[id].shut.empty()) {
      simulation_.start_in_background(keep_closures(simulation_, id), des::Priority{-2});
    }
    if (!plans_[id].narrow.empty()) {
      simulation_.start_in_background(keep_capacity(simulation_, id), des::Priority{-2});
    }
    if (cranes_fail_at(id)) {
      simulation_.start_in_background(keep_cranes(simulation_, id), des::Priority{-2});
    }
    const Site& site = book_.sites[id];
    if (site.facility.is_none() || !at(id).resource) continue;
    const PerHour trucks = network_->facilities[site.facility].base_load;
    if (trucks.value() > 0.0)
      simulation_.start_in_background(bring_trucks(simulation_, id, trucks));
  }
  for (Line& line : lines_) simulation_.start_in_background(keep_timetable(simulation_, line));
  start_ships();
  for (const model::Backlog& backlog : world_->backlogs) {
    const double days =
        static_cast<double>((backlog.date - first_day(world_->period.start)).count());
    // Assumed: a count older than a year says nothing about the period.
    if (days >= -365.0 && days < result_.days && !backlog.place.is_none()) {
      simulation_.start(place_backlog(simulation_, backlog));
    }
  }
  for (std::uint32_t i = 0; i < flows_->movements.size(); ++i) {
    simulation_.start(ship_out(simulation_, i));
  }
}

SimulatedRun Engine::run() {
  start_everything();
  const auto is_stopped = [this] { return is_stopped_; };
  des::RunLimits limits;
  limits.until = Hours(clock_.start_h);
  limits.interrupted = is_stopped;
  simulation_.run(limits);
  result_.events = 0;
  if (!is_stopped_) {
    simulation_.reset_statistics();
    for (Station& station : stations_) {
      station.served_teu = 0.0;
      station.queue.reset(clock_.start_h);
    }
    limits.until = Hours(clock_.end_h);
    result_.events = simulation_.run(limits).events;
  }
  finish();
  return std::move(result_);
}

/// At midnight: what stands where. Tells the caller that a day is over.
des::Process Engine::keep_days(des::Simulation& simulation) {
  const int all = static_cast<int>(clock_.end_h / kHoursPerDay);
  for (int day = 0; day < all; ++day) {
    co_await simulation.delay_until(Hours((day + 1) * kHoursPerDay));
    note_day(day);
    if (options_.on_day && !options_.on_day(day + 1, all)) is_stopped_ = true;
  }
}

void Engine::note_day(int day) {
  // Boxes that choose again know the queues of last midnight.
  costs_now_.clear();
  trees_now_.clear();
  result_.in_system_teu.push_back(static_cast<float>(laden_teu_));
  const int measured = day - options_.warm_up_days;
  if (measured < 0) return;
  result_.backlog_teu.push_back(static_cast<float>(backlog_teu_));
  for (const SiteId id : book_.sites.ids()) note_site(id, measured);
}

void Engine::note_site(SiteId id, int day) {
  const Station& station = at(id);
  SiteRecord& record = result_.sites[id];
  record.waiting.push_back(static_cast<float>(station.queue.teu.value() + station.held_teu));
  const SiteKind kind = book_.sites[id].kind;
  if (is_room(kind) || kind == SiteKind::kQuay) {
    record.occupied.push_back(station.resource ? static_cast<float>(station.resource->in_use())
                                               : 0.0F);
  }
  if (record.first_full_day < 0 && is_full(id)) record.first_full_day = day;
}

bool Engine::is_full(SiteId id) const {
  const Station& station = at(id);
  const Site& site = book_.sites[id];
  if (is_room(site.kind)) return station.resource && station.resource->queue_length() > 0;
  const double week_of_wagons =
      site.kind == SiteKind::kService ? site.capacity_per_hour * kFullQueueH : 0.0;
  if (week_of_wagons > 0.0) return station.queue.teu.value() >= week_of_wagons;
  const double servers = std::max(1, plans_[id].servers);
  return station.waiting_work_h >= kFullQueueH * servers;
}

void Engine::finish() {
  result_.status = is_stopped_ ? Status::kStopped : Status::kFinished;
  result_.lots = numbered_;
  result_.unfinished_teu = laden_teu_;
  for (const SiteId id : book_.sites.ids()) finish_site(id);
  result_.warm_up_needed_days = static_cast<int>(mser5_truncation(result_.in_system_teu));
  if (!is_stopped_) check_books();
}

void Engine::finish_site(SiteId id) {
  const Station& station = at(id);
  SiteRecord& record = result_.sites[id];
  record.served_teu = station.served_teu;
  record.waiting_teu = station.queue.teu.value();
  record.extra_wait_h = station.queue.extra_h(simulation_.now_h());
  record.held_teu = station.held_teu;
  record.cranes_out = station.cranes_out.area_at(simulation_.now_h()) / simulation_.now_h();
  const Site& site = book_.sites[id];
  if (site.kind == SiteKind::kService) {
    for (const Line& line : lines_) {
      if (line.plan->site != id) continue;
      des::Sample waits;
      for (const auto& platform : line.platforms) waits.join(platform->statistics().wait_h);
      record.lots = waits.count();
      record.mean_wait_h = waits.mean();
      record.p95_wait_h = waits.quantile(0.95);
      record.utilisation = line.run_teu_h > 0.0 ? line.used_teu_h / line.run_teu_h : 0.0;
    }
    return;
  }
  if (!station.resource) return;
  const des::ResourceStatistics statistics = station.resource->statistics();
  des::Sample waits = statistics.wait_h;
  if (station.inbound) waits.join(station.inbound->statistics().wait_h);
  record.lots = waits.count();
  record.mean_wait_h = waits.mean();
  record.p95_wait_h = waits.quantile(0.95);
  record.utilisation = statistics.busy.mean() / std::max(1, plans_[id].servers);
  record.service_h = statistics.stay_h.mean() - statistics.wait_h.mean();
  if (station.full_since_start_h < 0.0) return;
  const int asked_on =
      static_cast<int>((station.full_since_start_h - clock_.start_h) / kHoursPerDay);
  record.first_full_day =
      record.first_full_day < 0 ? asked_on : std::min(record.first_full_day, asked_on);
}

/// Boxes of the scenario over the whole run: what entered has left or is inside, and the content
/// over time is the sum of stays. Fixed loads are held by the kernel's own checks.
/// Source: Little 1961, Oper. Res. 9.
void Engine::check_books() {
  result_.violations = simulation_.check();
  const double end_h = simulation_.now_h();
  content_.advance(end_h);
  const double inside = entered_teu_ - left_teu_;
  if (inside != present_teu_) {
    result_.violations.push_back({"all boxes", "conservation", inside, present_teu_});
  }
  const double stays = stays_teu_h_ + present_teu_ * end_h - entries_teu_h_;
  if (std::abs(stays - content_.area()) > 1e-6 * std::max(1.0, content_.area())) {
    result_.violations.push_back({"all boxes", "Little's law", content_.area(), stays});
  }
}

std::vector<Group> list_groups(const model::Scenario& scenario) {
  std::vector<Group> groups;
  for (const model::Demand& demand : scenario.demand) {
    if (demand.load_kind != model::LoadKind::kChoice) continue;
    const Group group{demand.country, demand.direction};
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  return groups;
}

SimulatedRun simulate(const network::Network& network, const Flows& flows, const Options& options) {
  return Engine(network, flows, options).run();
}

}  // namespace corridor::simulation
