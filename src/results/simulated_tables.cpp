#include "corridor/results/simulated_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "simulated_measures.hpp"

namespace corridor::results {
namespace {

using simulation::GroupRecord;
using simulation::Interval;
using simulation::Replications;
using simulation::SimulatedRun;
using simulation::Site;
using simulation::SiteId;
using simulation::SiteKind;
using simulation::SiteRecord;

constexpr int kHourDigits = 2;
constexpr int kTeuDigits = 1;
constexpr int kShareDigits = 4;

// Half a width that is not known, for want of replications, is blank.
Cell width_cell(const Interval& interval) {
  if (std::isfinite(interval.half_width)) return interval.half_width;
  return {};
}

Cell mean_cell(const std::vector<double>& numbers) {
  if (numbers.empty()) return {};
  return simulation::estimate(numbers).mean;
}

Cell width_cell(const std::vector<double>& numbers) {
  return width_cell(simulation::estimate(numbers));
}

std::vector<double> numbers_of(const Replications& result,
                               const std::function<double(const SimulatedRun&)>& number) {
  return simulation::across(result.runs, number);
}

Interval over(const Replications& result,
              const std::function<double(const SimulatedRun&)>& number) {
  return simulation::estimate(numbers_of(result, number));
}

std::string direction_of(const simulation::Group& group) {
  return group.direction == model::TradeDirection::kImport ? "import" : "export";
}

const char* way_of(const Site& site) {
  return site.direction == model::Direction::kForward ? "forward" : "backward";
}

std::string date_of(const network::Network& network, int day) {
  return format_date(first_day(network.scenario->period.start) + std::chrono::days(day));
}

double day_of(const std::vector<float>& days, std::size_t day) {
  return day < days.size() ? static_cast<double>(days[day]) : 0.0;
}

const std::vector<float>& series_of(const Site& site, const SiteRecord& record) {
  const bool is_yard = site.kind == SiteKind::kYard || site.kind == SiteKind::kOffDock ||
                       site.kind == SiteKind::kDryPort;
  return is_yard ? record.occupied : record.waiting;
}

// What stands at a site at the end and what a port turned away in the period, means, TEU.
struct Stuck {
  double waiting = 0.0;
  double held = 0.0;
  double refused = 0.0;
  double kept_away = 0.0;
  [[nodiscard]] double most() const { return std::max({waiting, held, refused, kept_away}); }
};

Stuck stuck_at(SiteId id, const Replications& result) {
  const auto mean = [&](auto number) { return over(result, number).mean; };
  return {mean([&](const SimulatedRun& run) { return run.sites[id].waiting_teu; }),
          mean([&](const SimulatedRun& run) { return run.sites[id].held_teu; }),
          mean([&](const SimulatedRun& run) { return run.dwell[id].refused_teu; }),
          mean([&](const SimulatedRun& run) { return run.dwell[id].kept_away_teu; })};
}

std::string reason_at(const Site& site, const Stuck& stuck) {
  if (stuck.most() <= 0.0) return "";
  if (stuck.refused >= stuck.most()) return "ships too deep for the port";
  if (stuck.kept_away >= stuck.most()) return "turned away from a full gate";
  if (stuck.held > stuck.waiting) return "shut to the end";
  if (site.kind == SiteKind::kYard && site.room_teu <= 0.0) return "no room at all";
  if (site.kind == SiteKind::kYard) return "full";
  if (site.kind == SiteKind::kFleet) return "no truck";
  if (site.kind == SiteKind::kService) return "trains leave full";
  if (site.kind == SiteKind::kQuay) return "no berth";
  return "more comes than it can serve";
}

// The site of a facility; none if it has none.
SiteId find_site(const Column<SiteId, Site>& sites, network::FacilityId facility) {
  SiteId found;
  for (const SiteId id : sites.ids()) {
    if (sites[id].facility == facility) found = id;
  }
  return found;
}

// What waited at a site while it was shut, and how long it took to go on afterwards.
struct Recovery {
  double most_teu = 0.0;      // mean of the peaks
  std::vector<double> clear;  // days, of the replications that cleared it
};

Recovery recovery_after(const network::Interruption& gap, SiteId site, const Replications& result) {
  Recovery recovery;
  for (const SimulatedRun& run : result.runs) {
    const std::vector<float>& waiting = run.sites[site].waiting;
    const double before =
        gap.from > 0 ? day_of(waiting, static_cast<std::size_t>(gap.from - 1)) : 0.0;
    double peak = 0.0;
    for (int day = gap.from; day <= gap.until; ++day) {
      peak = std::max(peak, day_of(waiting, static_cast<std::size_t>(day)));
    }
    recovery.most_teu += peak / static_cast<double>(result.runs.size());
    const int needed = simulation::days_to_clear(waiting, gap.until, std::max(before, 0.05 * peak));
    if (needed >= 0) recovery.clear.push_back(needed);
  }
  return recovery;
}

}  // namespace

Table make_simulated_summary(const network::Network& network, const Replications& result) {
  Table table{"simulated_summary",
              {{"measure"},
               {"object"},
               {"part"},
               {"value", "", 4},
               {"half_width", "", 4},
               {"unit"},
               {"replications"}},
              {}};
  for (const SimulatedMeasure& measure : simulated_measures(network)) {
    std::vector<double> numbers;
    for (const SimulatedRun& run : result.runs) {
      if (const auto number = measure.number(run)) numbers.push_back(*number);
    }
    if (numbers.empty()) continue;
    const Interval interval = simulation::estimate(numbers);
    table.add_row(measure.measure, measure.object, measure.part, interval.mean,
                  width_cell(interval), measure.unit, static_cast<double>(numbers.size()));
  }
  return table;
}

Table make_replications(const network::Network& network, const Replications& result) {
  Table table{"replications",
              {{"replication"}, {"measure"}, {"object"}, {"part"}, {"value", "", 6}, {"unit"}},
              {}};
  const auto measures = simulated_measures(network);
  for (std::size_t run = 0; run < result.runs.size(); ++run) {
    const Cell replication = static_cast<double>(run);
    for (const SimulatedMeasure& measure : measures) {
      const auto found = measure.number(result.runs[run]);
      if (!found) continue;
      table.add_row(replication, measure.measure, measure.object, measure.part, *found,
                    measure.unit);
    }
  }
  return table;
}

Table make_queues(const network::Network& network, const Replications& result) {
  Table table{"queues",
              {{"kind"},
               {"slug"},
               {"direction"},
               {"name"},
               {"date"},
               {"mean_teu", "TEU", kTeuDigits},
               {"p5_teu", "TEU", kTeuDigits},
               {"p95_teu", "TEU", kTeuDigits}},
              {}};
  const auto sites = simulation::list_sites(network);
  const auto days = static_cast<std::size_t>(result.runs.empty() ? 0 : result.runs.front().days);
  for (const SiteId id : sites.ids()) {
    std::vector<std::vector<double>> numbers(days);
    double most = 0.0;
    for (std::size_t day = 0; day < days; ++day) {
      numbers[day] = numbers_of(result, [&](const SimulatedRun& run) {
        return day_of(series_of(sites[id], run.sites[id]), day);
      });
      most = std::max(most, simulation::estimate(numbers[day]).mean);
    }
    if (most < kLeastQueue) continue;
    for (std::size_t day = 0; day < days; ++day) {
      table.add_row(
          name_of(sites[id].kind), sites[id].slug, way_of(sites[id]), sites[id].name,
          date_of(network, static_cast<int>(day)), simulation::estimate(numbers[day]).mean,
          simulation::quantile_of(numbers[day], 0.05), simulation::quantile_of(numbers[day], 0.95));
    }
  }
  return table;
}

Table make_sites(const network::Network& network, const Replications& result) {
  Table table{"sites",
              {{"kind"},
               {"slug"},
               {"direction"},
               {"name"},
               {"served_teu", "TEU", kTeuDigits},
               {"mean_wait_h", "h", kHourDigits},
               {"half_width_h", "h", kHourDigits},
               {"p95_wait_h", "h", kHourDigits},
               {"utilisation", "share", kShareDigits},
               {"first_full"},
               {"full_in_replications", "share", 2},
               {"waiting_at_end_teu", "TEU", kTeuDigits},
               {"held_at_end_teu", "TEU", kTeuDigits},
               {"why"},
               {"assumed"}},
              {}};
  const auto sites = simulation::list_sites(network);
  for (const SiteId id : sites.ids()) {
    const auto of = [&](double SiteRecord::*field) {
      return over(result, [&](const SimulatedRun& run) { return run.sites[id].*field; });
    };
    const Interval wait = of(&SiteRecord::mean_wait_h);
    const double lots = of(&SiteRecord::lots).mean;
    const Stuck stuck = stuck_at(id, result);
    if (lots <= 0.0 && stuck.most() <= 0.0) continue;
    double full = 0.0;
    double day = 0.0;
    for (const SimulatedRun& run : result.runs) {
      if (run.sites[id].first_full_day < 0) continue;
      full += 1.0;
      day += run.sites[id].first_full_day;
    }
    table.add_row(name_of(sites[id].kind), sites[id].slug, way_of(sites[id]), sites[id].name,
                  of(&SiteRecord::served_teu).mean, wait.mean, width_cell(wait),
                  of(&SiteRecord::p95_wait_h).mean, of(&SiteRecord::utilisation).mean,
                  full > 0.0 ? date_of(network, static_cast<int>(day / full)) : std::string(),
                  full / static_cast<double>(result.runs.size()), stuck.waiting, stuck.held,
                  reason_at(sites[id], stuck), sites[id].is_assumed ? "yes" : "no");
  }
  return table;
}

Table make_door_to_door(const network::Network& network, const Replications& result) {
  Table table{"door_to_door",
              {{"region"},
               {"direction"},
               {"arrived_teu", "TEU", kTeuDigits},
               {"mean_h", "h", kHourDigits},
               {"half_width_h", "h", kHourDigits},
               {"p5_h", "h", kHourDigits},
               {"p50_h", "h", kHourDigits},
               {"p95_h", "h", kHourDigits},
               {"static_h", "h", kHourDigits},
               {"money_usd_per_teu", "USD/TEU", 2},
               {"extra_storage_usd_per_teu", "USD/TEU", 2},
               {"detention_usd_per_teu", "USD/TEU", 2},
               {"truck_wait_usd_per_teu", "USD/TEU", 2},
               {"shortage_usd_per_teu", "USD/TEU", 2},
               {"late_share", "share", kShareDigits},
               {"late_by_h", "h", kHourDigits}},
              {}};
  const auto groups = simulation::list_groups(*network.scenario);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    des::Sample hours;
    std::vector<double> means;
    GroupRecord all;
    for (const SimulatedRun& run : result.runs) {
      const GroupRecord& record = run.groups[group];
      hours.join(record.door_h);
      if (record.arrived_teu > 0.0) means.push_back(record.hours / record.arrived_teu);
      all.arrived_teu += record.arrived_teu;
      all.static_hours += record.static_hours;
      all.money_usd += record.money_usd;
      all.storage_usd += record.storage_usd;
      all.detention_usd += record.detention_usd;
      all.truck_wait_usd += record.truck_wait_usd;
      all.shortage_usd += record.shortage_usd;
      all.late_teu += record.late_teu;
      all.lateness_h += record.lateness_h;
    }
    if (all.arrived_teu <= 0.0) continue;
    const Interval mean = simulation::estimate(means);
    table.add_row(network.scenario->regions[groups[group].region].slug, direction_of(groups[group]),
                  all.arrived_teu / static_cast<double>(result.runs.size()), mean.mean,
                  width_cell(mean), hours.quantile(0.05), hours.quantile(0.5), hours.quantile(0.95),
                  all.static_hours / all.arrived_teu, all.money_usd / all.arrived_teu,
                  all.storage_usd / all.arrived_teu, all.detention_usd / all.arrived_teu,
                  all.truck_wait_usd / all.arrived_teu, all.shortage_usd / all.arrived_teu,
                  all.late_teu / all.arrived_teu,
                  all.late_teu > 0.0 ? Cell(all.lateness_h / all.late_teu) : Cell());
  }
  return table;
}

Table make_delays(const network::Network& network, const Replications& result) {
  Table table{
      "delays",
      {{"region"}, {"direction"}, {"cause"}, {"hours_per_teu", "h", 3}, {"half_width", "h", 3}},
      {}};
  const auto groups = simulation::list_groups(*network.scenario);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    for (std::size_t cause = 0; cause < simulation::kCauses; ++cause) {
      const Interval hours = over(result, [&](const SimulatedRun& run) {
        const GroupRecord& record = run.groups[group];
        return record.arrived_teu > 0.0 ? record.delay_h.at(cause) / record.arrived_teu : 0.0;
      });
      if (hours.mean == 0.0) continue;
      table.add_row(network.scenario->regions[groups[group].region].slug,
                    direction_of(groups[group]), name_of(static_cast<simulation::Cause>(cause)),
                    hours.mean, width_cell(hours));
    }
  }
  return table;
}

Table make_recovery(const network::Network& network, const Replications& result) {
  Table table{"recovery",
              {{"kind"},
               {"slug"},
               {"direction"},
               {"name"},
               {"shut_from"},
               {"reopened"},
               {"most_teu", "TEU", kTeuDigits},
               {"days_to_clear", "day", 1},
               {"half_width_days", "day", 1},
               {"cleared_in_replications", "share", 2}},
              {}};
  const auto sites = simulation::list_sites(network);
  const int days = result.runs.empty() ? 0 : result.runs.front().days;
  for (const network::Interruption& gap : network::interruptions(network)) {
    if (gap.factor > 0.0 || gap.until >= days) continue;
    const SiteId site = find_site(sites, gap.facility);
    if (site.is_none()) continue;
    const Recovery recovery = recovery_after(gap, site, result);
    if (recovery.most_teu < 1.0) continue;
    table.add_row(
        name_of(sites[site].kind), sites[site].slug, way_of(sites[site]), sites[site].name,
        date_of(network, gap.from), date_of(network, gap.until), recovery.most_teu,
        mean_cell(recovery.clear), width_cell(recovery.clear),
        static_cast<double>(recovery.clear.size()) / static_cast<double>(result.runs.size()));
  }
  return table;
}

std::vector<Table> make_simulated_tables(const network::Network& network,
                                         const Replications& result) {
  return {make_simulated_summary(network, result),
          make_replications(network, result),
          make_queues(network, result),
          make_sites(network, result),
          make_door_to_door(network, result),
          make_delays(network, result),
          make_recovery(network, result)};
}

Table compare_replications(const Table& before, const Table& after) {
  Table table{"simulated_differences",
              {{"measure"},
               {"object"},
               {"part"},
               {"before", "", 3},
               {"after", "", 3},
               {"difference", "", 3},
               {"half_width", "", 3},
               {"unit"},
               {"verdict"}},
              {}};
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Key, std::map<double, double>> known;
  const auto key_of = [](const Table& from, std::size_t row) {
    return Key(from.text(row, "measure"), from.text(row, "object"), from.text(row, "part"),
               from.text(row, "unit"));
  };
  for (std::size_t row = 0; row < before.row_count(); ++row) {
    known[key_of(before, row)][before.number(row, "replication").value_or(-1.0)] =
        before.number(row, "value").value_or(0.0);
  }
  struct Pair {
    std::vector<double> before;
    std::vector<double> after;
  };
  std::map<Key, Pair> pairs;
  std::vector<Key> order;
  for (std::size_t row = 0; row < after.row_count(); ++row) {
    const Key key = key_of(after, row);
    const auto measure = known.find(key);
    if (measure == known.end()) continue;
    const auto same = measure->second.find(after.number(row, "replication").value_or(-1.0));
    if (same == measure->second.end()) continue;
    if (!pairs.contains(key)) order.push_back(key);
    pairs[key].before.push_back(same->second);
    pairs[key].after.push_back(after.number(row, "value").value_or(0.0));
  }
  for (const Key& key : order) {
    const Pair& pair = pairs[key];
    if (pair.before.size() < 2) continue;
    const Interval change = simulation::difference(pair.before, pair.after);
    const char* verdict = change.spans_zero() ? "not told apart"
                          : change.mean > 0.0 ? "more"
                                              : "less";
    table.add_row(std::get<0>(key), std::get<1>(key), std::get<2>(key),
                  simulation::estimate(pair.before).mean, simulation::estimate(pair.after).mean,
                  change.mean, width_cell(change), std::get<3>(key), verdict);
  }
  return table;
}

std::string describe_simulated(const network::Network& network, const Replications& result) {
  const Table sites = make_sites(network, result);
  std::size_t first = sites.row_count();
  const auto is_yard = [&](std::size_t row) { return sites.text(row, "kind") == "yard"; };
  for (std::size_t row = 0; row < sites.row_count(); ++row) {
    if (sites.text(row, "first_full").empty()) continue;
    const bool is_earlier = first == sites.row_count() || (is_yard(row) && !is_yard(first)) ||
                            (is_yard(row) == is_yard(first) &&
                             sites.text(row, "first_full") < sites.text(first, "first_full"));
    if (is_earlier) first = row;
  }
  if (first == sites.row_count()) return "no yard fills and nowhere does a week's work wait";
  std::string text =
      sites.text(first, "name") + (is_yard(first) ? " full on " : ": a week's work waits from ") +
      sites.text(first, "first_full") + " (in " +
      format_number(100.0 * sites.number(first, "full_in_replications").value_or(0.0), 0) +
      " % of replications";
  if (sites.text(first, "assumed") == "yes") text += "; its room is assumed";
  return text + ")";
}

std::string describe_stuck(const network::Network& network, const Replications& result) {
  constexpr std::size_t kMostTold = 3;
  const auto sites = simulation::list_sites(network);
  std::vector<std::pair<double, SiteId>> largest;
  for (const SiteId id : sites.ids()) {
    if (const double teu = stuck_at(id, result).most(); teu > 0.0) largest.emplace_back(-teu, id);
  }
  std::sort(largest.begin(), largest.end());
  largest.resize(std::min(largest.size(), kMostTold));
  std::string text;
  for (const auto& [less, id] : largest) {
    text += (text.empty() ? "" : "; ") + sites[id].name + " " + format_number(-less, 0) + " TEU (" +
            reason_at(sites[id], stuck_at(id, result)) + ")";
  }
  return text.empty() ? "nothing waits" : text;
}

}  // namespace corridor::results
