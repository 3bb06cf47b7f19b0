#include "simulated_measures.hpp"

#include <algorithm>
#include <numeric>

namespace corridor::results {
namespace {

using simulation::Cause;
using simulation::DwellRecord;
using simulation::GroupRecord;
using simulation::SimulatedRun;
using simulation::Site;
using simulation::SiteId;
using simulation::SiteKind;
using simulation::SiteRecord;

double sum_over_groups(const SimulatedRun& run,
                       const std::function<double(const GroupRecord&)>& part) {
  double sum = 0.0;
  for (const GroupRecord& group : run.groups) sum += part(group);
  return sum;
}

std::optional<double> per_arrival(const SimulatedRun& run,
                                  const std::function<double(const GroupRecord&)>& part) {
  if (run.arrived_teu <= 0.0) return std::nullopt;
  return sum_over_groups(run, part) / run.arrived_teu;
}

double mean_of(const std::vector<float>& days) {
  return days.empty()
             ? 0.0
             : std::accumulate(days.begin(), days.end(), 0.0) / static_cast<double>(days.size());
}

double p95_of(const std::vector<float>& days) {
  const std::vector<double> numbers(days.begin(), days.end());
  return simulation::quantile_of(numbers, 0.95);
}

class Measures {
 public:
  explicit Measures(const network::Network& network) : network_(&network) {}

  std::vector<SimulatedMeasure> list() {
    add_boxes();
    add_times();
    for (std::size_t i = 0; i < simulation::kCauses; ++i) add_cause(i);
    add_money();
    const auto sites = simulation::list_sites(*network_);
    for (const SiteId id : sites.ids()) {
      if (sites[id].kind == SiteKind::kDryPort) add_dry_port(sites[id], id);
      if (sites[id].place.is_none() ||
          network_->scenario->places[sites[id].place].port_role != model::PortRole::kGateway)
        continue;
      if (sites[id].kind == SiteKind::kQuay) add_quay(sites[id], id);
      if (sites[id].kind == SiteKind::kYard) add_yard(sites[id], id);
      if (sites[id].kind == SiteKind::kOffDock) add_off_dock(sites[id], id);
      if (sites[id].kind == SiteKind::kGate) add_gate(sites[id], id);
    }
    add_backlog();
    return std::move(measures_);
  }

 private:
  const network::Network* network_;
  std::vector<SimulatedMeasure> measures_;

  using Number = std::function<std::optional<double>(const SimulatedRun&)>;
  void add(const char* measure, std::string object, const char* part, const char* unit,
           Number number) {
    measures_.push_back({measure, std::move(object), part, unit, std::move(number)});
  }

  void add_boxes() {
    const auto teu = [&](const char* what, double SimulatedRun::*field) {
      add(what, "all", "", "TEU", [field](const SimulatedRun& run) { return run.*field; });
    };
    teu("departed", &SimulatedRun::departed_teu);
    teu("arrived", &SimulatedRun::arrived_teu);
    teu("unfinished", &SimulatedRun::unfinished_teu);
    teu("no_way", &SimulatedRun::no_way_teu);
    teu("turned_away", &SimulatedRun::turned_away_teu);
    teu("rerouted", &SimulatedRun::rerouted_teu);
  }

  void add_times() {
    const auto hours = [](const GroupRecord& group) { return group.hours; };
    const auto planned = [](const GroupRecord& group) { return group.static_hours; };
    add("door_to_door", "all", "", "h",
        [=](const SimulatedRun& run) { return per_arrival(run, hours); });
    add("static_time", "all", "", "h",
        [=](const SimulatedRun& run) { return per_arrival(run, planned); });
    add("delay", "all", "total", "h", [](const SimulatedRun& run) {
      return per_arrival(run, [](const GroupRecord& g) { return g.hours - g.static_hours; });
    });
  }

  void add_cause(std::size_t cause) {
    add("delay", "all", name_of(static_cast<Cause>(cause)), "h", [=](const SimulatedRun& run) {
      return per_arrival(run, [=](const GroupRecord& group) { return group.delay_h.at(cause); });
    });
  }

  void add_money() {
    const auto money = [&](const char* part, double GroupRecord::*field) {
      add("money", "all", part, "USD/TEU", [field](const SimulatedRun& run) {
        return per_arrival(run, [field](const GroupRecord& group) { return group.*field; });
      });
    };
    money("route", &GroupRecord::money_usd);
    money("extra_storage", &GroupRecord::storage_usd);
    money("detention", &GroupRecord::detention_usd);
    money("truck_wait", &GroupRecord::truck_wait_usd);
    money("truck_shortage", &GroupRecord::shortage_usd);
    add("late", "all", "", "share of TEU", [](const SimulatedRun& run) {
      return per_arrival(run, [](const GroupRecord& group) { return group.late_teu; });
    });
  }

  void add_quay(const Site& site, SiteId id) {
    const std::string& port = site.slug;
    add("berth_occupancy", port, "", "share",
        [=](const SimulatedRun& run) { return run.sites[id].utilisation; });
    add("berth_wait", port, "", "h",
        [=](const SimulatedRun& run) { return run.sites[id].mean_wait_h; });
    add("berth_wait_over_service", port, "", "share",
        [=](const SimulatedRun& run) -> std::optional<double> {
          const SiteRecord& record = run.sites[id];
          if (record.service_h <= 0.0) return std::nullopt;
          return record.mean_wait_h / record.service_h;
        });
    add("cranes_out", port, "", "share",
        [=](const SimulatedRun& run) { return run.sites[id].cranes_out; });
    add("handled", port, "corridor", "TEU",
        [=](const SimulatedRun& run) { return run.dwell[id].corridor_teu; });
    add("handled", port, "base", "TEU",
        [=](const SimulatedRun& run) { return run.dwell[id].base_teu; });
    add("refused", port, "", "TEU",
        [=](const SimulatedRun& run) { return run.dwell[id].refused_teu; });
    add("kept away", port, "", "TEU",
        [=](const SimulatedRun& run) { return run.dwell[id].kept_away_teu; });
    add("dwell", port, "import", "h",
        [=](const SimulatedRun& run) { return run.dwell[id].import_h.mean(); });
    add("dwell", port, "export", "h",
        [=](const SimulatedRun& run) { return run.dwell[id].export_h.mean(); });
  }

  void add_yard(const Site& site, SiteId id) {
    const double room = std::max(1.0, site.room_teu);
    add("yard_occupancy", site.slug, "mean", "share",
        [=](const SimulatedRun& run) { return mean_of(run.sites[id].occupied) / room; });
    add("yard_occupancy", site.slug, "p95", "share",
        [=](const SimulatedRun& run) { return p95_of(run.sites[id].occupied) / room; });
    add("yard_first_full", site.slug, "", "day",
        [=](const SimulatedRun& run) -> std::optional<double> {
          if (run.sites[id].first_full_day < 0) return std::nullopt;
          return run.sites[id].first_full_day;
        });
    add("yard_wait", site.slug, "", "h",
        [=](const SimulatedRun& run) { return run.sites[id].mean_wait_h; });
  }

  void add_off_dock(const Site& site, SiteId id) {
    add("off_dock_occupancy", site.slug, "mean", "share of room",
        [id, room = site.room_teu](const SimulatedRun& run) {
          return mean_of(run.sites[id].occupied) / room;
        });
  }

  void add_dry_port(const Site& site, SiteId id) {
    add("dry_port", site.slug, "taken_in", "TEU",
        [=](const SimulatedRun& run) { return run.sites[id].served_teu; });
    add("dry_port", site.slug, "most", "share of room",
        [id, room = site.room_teu](const SimulatedRun& run) {
          const std::vector<float>& teu = run.sites[id].occupied;
          return teu.empty()
                     ? 0.0
                     : static_cast<double>(*std::max_element(teu.begin(), teu.end())) / room;
        });
  }

  void add_gate(const Site& site, SiteId id) {
    add("gate_utilisation", site.slug, "", "share",
        [=](const SimulatedRun& run) { return run.sites[id].utilisation; });
    add("gate_wait", site.slug, "", "h",
        [=](const SimulatedRun& run) { return run.sites[id].mean_wait_h; });
  }

  void add_backlog() {
    add("backlog", "all", "at_end", "TEU", [](const SimulatedRun& run) -> std::optional<double> {
      if (run.backlog_teu.empty()) return std::nullopt;
      return run.backlog_teu.back();
    });
    add("backlog", "all", "days_to_5_percent", "day",
        [](const SimulatedRun& run) -> std::optional<double> {
          const auto most = std::max_element(run.backlog_teu.begin(), run.backlog_teu.end());
          if (most == run.backlog_teu.end() || *most <= 0.0F) return std::nullopt;
          const int days = simulation::days_to_clear(
              run.backlog_teu, static_cast<int>(most - run.backlog_teu.begin()),
              0.05 * static_cast<double>(*most));
          if (days < 0) return std::nullopt;
          return days;
        });
  }
};

}  // namespace

std::vector<SimulatedMeasure> simulated_measures(const network::Network& network) {
  return Measures(network).list();
}

}  // namespace corridor::results
