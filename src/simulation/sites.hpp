// Sites of a network, and what each can do on the clock of one run.
#pragma once

#include <optional>
#include <vector>

#include "corridor/base/random.hpp"
#include "corridor/des/opening_hours.hpp"
#include "corridor/simulation/simulate.hpp"

namespace corridor::simulation {

/// The sites of one gateway. `yard` and `gate` are none where the data know no room and no lanes.
struct PortSites {
  model::PlaceId place;
  SiteId quay;
  SiteId yard;
  SiteId gate;
  SiteId off_dock;
};

struct SiteBook {
  Column<SiteId, Site> sites;
  Column<network::FacilityId, SiteId> of_facility;  ///< none where nothing can wait
  std::vector<PortSites> ports;
  Column<model::PlaceId, std::uint32_t> port_at;  ///< position in `ports`; its size = none
  Column<model::CountryId, SiteId> fleets;        ///< none where nobody counts trucks
  Column<model::PlaceId, SiteId> dry_ports;       ///< none where there are none
  std::vector<network::Interruption> interruptions;
  std::vector<std::vector<network::FacilityId>> struck;  ///< [closure process]
};
[[nodiscard]] SiteBook book_sites(const network::Network& network);

/// Hours of a run: zero is the first hour of the warm-up.
struct RunClock {
  double start_h = 0.0;  ///< of the period
  double end_h = 0.0;
  int weekday = 0;  ///< of the first day of the warm-up, Monday = 0
};
[[nodiscard]] RunClock clock_of(const model::Scenario& scenario, const Options& options);

/// From `from_h` up to `until_h` only `factor` of the capacity is left.
struct Narrowing {
  double from_h = 0.0;
  double until_h = 0.0;
  double factor = 1.0;
};

struct SitePlan {
  int servers = 0;              ///< 0 = no limit; yards: TEU of room
  double hours_per_unit = 0.0;  ///< of one server, while it is open
  int cranes = 0;               ///< quays; 0 = not known, or nobody counts them
  double crane_teu_per_hour = 0.0;
  std::optional<des::OpeningHours> hours;
  std::vector<des::Window> shut;  ///< dated closures
  std::vector<Narrowing> narrow;
};

/// [site] Random closures, if asked for, differ by replication and by nothing else.
[[nodiscard]] Column<SiteId, SitePlan> plan_sites(const network::Network& network,
                                                  const SiteBook& book, const Options& options);

/// A number for a name, the same on every run.
[[nodiscard]] std::uint64_t number_of(std::string_view name);

/// What random numbers are for.
enum class Purpose : std::uint64_t {
  kArrivals,
  kRoutes,
  kPhase,
  kSpread,
  kService,
  kClosures,
  kBreakdowns,
  kSize
};
[[nodiscard]] RandomStream stream_of(const Options& options, std::uint64_t entity, Purpose purpose);

}  // namespace corridor::simulation
