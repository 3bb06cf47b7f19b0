// One run: stations, ports and trains on one clock, and the processes that move between them.
#pragma once

#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "corridor/des/gate.hpp"
#include "corridor/des/resource.hpp"
#include "corridor/des/simulation.hpp"
#include "corridor/routes/shortest.hpp"
#include "plan.hpp"
#include "wait.hpp"

namespace corridor::simulation {

/// A lot that waits at a site which may be shut under it.
struct Waiter {
  des::ProcessId process;
  std::size_t position = 0;  ///< in Station::waiters
};

/// Boxes in a queue, and how long they stand there beyond what static hours hold. By Little's law,
/// so that boxes which still stand there at the end count, too.
/// Source: Little 1961, Oper. Res. 9.
struct BoxQueue {
  des::TimeWeighted teu;
  double came_teu = 0.0;
  double static_teu_h = 0.0;

  void come(double now_h, double boxes, double static_h) {
    teu.add(now_h, boxes);
    came_teu += boxes;
    static_teu_h += boxes * static_h;
  }
  void leave(double now_h, double boxes) { teu.add(now_h, -boxes); }
  /// For boxes that leave without what they came for, and will come again.
  void give_up(double now_h, double boxes, double static_h) {
    leave(now_h, boxes);
    came_teu -= boxes;
    static_teu_h -= boxes * static_h;
  }
  void reset(double now_h) {
    teu.reset(now_h);
    came_teu = static_teu_h = 0.0;
  }
  [[nodiscard]] double extra_h(double now_h) const;
};

/// A site at work.
struct Station {
  std::unique_ptr<des::Resource> resource;  ///< none: no limit
  std::unique_ptr<des::Resource> inbound;   ///< gates: the lanes in; off the docks: handling
  std::unique_ptr<des::Gate> reopening;     ///< none: is never shut
  double hours_per_unit = 0.0;
  double factor = 1.0;           ///< of its capacity, now
  double crane_factor = 1.0;     ///< of that, for the cranes that work; one on average
  int cranes = 0;                ///< that work, now
  des::TimeWeighted cranes_out;  ///< share of them
  bool is_shut = false;
  BoxQueue queue;
  double held_teu = 0.0;
  double waiting_work_h = 0.0;
  double trucks_work_h = 0.0;  ///< of trucks without boxes
  double served_teu = 0.0;
  double full_since_start_h = -1.0;  ///< first time that something found no room
  std::vector<Waiter*> waiters;      ///< only where `reopening`

  [[nodiscard]] double pace() const { return factor * crane_factor; }
};

/// Boxes that move as one.
struct Lot {
  const Plan* plan = nullptr;
  std::uint64_t number = 0;
  std::uint32_t cargo = 0;
  std::uint32_t movement = 0;  ///< position in Flows::movements; its size = initial stock
  std::uint32_t group = 0;     ///< its count = none
  model::PlaceId destination;
  int teu = 0;
  bool is_empty = false;
  bool is_backlog = false;
  bool starts_in_yard = false;
  bool is_over_quay = false;    ///< and not yet in a yard
  bool waits_for_ever = false;  ///< at a closure, having found no other way
  RandomStream random = RandomStream(StreamKey{});
  double born_h = 0.0;
  double static_h = 0.0;   ///< of the first route
  double planned_h = 0.0;  ///< of the routes walked, and of what is left of the present one
  double static_usd = 0.0;
  double money_usd = 0.0;  ///< per TEU, of the routes walked
  double walked_h = 0.0;   ///< planned hours behind it
  double done_h = 0.0;     ///< worked already of the hours of the next stage of travel
  double in_yard_h = -1.0;
  double discharged_h = -1.0;  ///< when it came into a yard from a ship; -1 = it did not
  double storage_usd = 0.0;
  bool is_carriers = false;
  double out_since_h = -1.0;  ///< when a carrier's box came off its ship; -1 = its carrier has it
  double due_h = 0.0;
  double hauled_since_h = 0.0;  ///< the present haul by road
  int trucks = 0;               ///< that it takes
  double truck_wait_usd = 0.0;
  double shortage_usd = 0.0;
  std::array<float, kCauses> delay_h{};
  Cause last_cause = Cause::kRoad;

  void late(Cause cause, double hours) {
    delay_h[static_cast<std::size_t>(cause)] += static_cast<float>(hours);
  }
};

/// A train on its way.
struct Train {
  struct Rider {
    des::ProcessId process;
    std::uint16_t to = 0;  ///< stop
    int teu = 0;
  };
  std::vector<Rider> riders;
  std::array<double, kCauses> delay_h{};
};

/// A lot on its way, what it holds, and what it noted before its present wait.
struct Walk {
  static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();
  Lot lot;
  std::size_t position = 0;  ///< of the present stage
  des::Holding yard = {};
  des::Holding lane = {};  ///< of a gate
  des::Holding trucks = {};
  des::Holding dry_port = {};  ///< booked, until it goes on from there
  double began_h = 0.0;
  double walked_before_h = 0.0;
  SiteId held_at = {};              ///< the closure that it waits for; none: it is at its stage
  std::size_t rests_at = kNowhere;  ///< stage of the dry port that is booked
  bool has_rested = false;          ///< there, without its trucks
  double hauled_h = 0.0;      ///< of the present haul, by trucks that went home before its end
  Waiter waiter = {};         ///< kServe
  double work_h = 0.0;        ///< kServe
  double cranes_out_h = 0.0;  ///< kServe: at the quay, before
  double lane_since_h = 0.0;
  bool is_blocking = false;                     ///< kEnterYard: the road to the gate
  const Train* train = nullptr;                 ///< kRide
  std::array<double, kCauses> train_delay_h{};  ///< when it boarded

  [[nodiscard]] bool is_over() const { return position >= lot.plan->stages.size(); }
  [[nodiscard]] const Stage& stage() const { return lot.plan->stages[position]; }
};

/// A line at work. A lot that does not fit whole leaves its room to the next train: the room is
/// used as if lots could be split.
struct Line {
  const LinePlan* plan = nullptr;
  std::vector<std::unique_ptr<des::Gate>> platforms;  // [stop]
  std::vector<int> carried;                           // [stop] room left over
  Train* boarding = nullptr;                          ///< the train at a platform, right now
  double used_teu_h = 0.0;                            ///< room taken, and room run, over the legs
  double run_teu_h = 0.0;
};

/// A port at work: its fixed loads and the ships that carry them.
struct Port {
  const PortSites* sites = nullptr;
  std::unique_ptr<des::Gate> ships;  ///< exports and transhipment wait here
  std::vector<const model::Demand*> imports;
  std::vector<const model::Demand*> exports;
  std::vector<const model::Demand*> transhipments;
  double draught_m = 0.0;
  double dwell_import_h = 0.0;
  double dwell_export_h = 0.0;
  double exchange_per_week = 0.0;  ///< TEU of all rotations, to share the loads out
  double mean_ship_wait_h = 0.0;
  std::vector<SiteId> approach;  ///< roads that end at the gate
  int blocked = 0;               ///< lots that hold the gate for want of room
};

/// Days of storage by what they cost.
struct StorageStep {
  double from_day = 0.0;  ///< counted from zero
  double to_day = 0.0;    ///< 0 = no end
  double usd_per_teu_day = 0.0;
};

class Engine {
 public:
  Engine(const network::Network& network, const Flows& flows, const Options& options);

  [[nodiscard]] SimulatedRun run();

 private:
  // engine.cpp: set up, count, close the books
  void build_stations();
  void build_lines();
  void start_everything();
  des::Process keep_days(des::Simulation& simulation);
  void note_day(int day);
  void note_site(SiteId site, int day);
  /// Somebody waits for its room, or a week of its work does.
  [[nodiscard]] bool is_full(SiteId site) const;
  void finish();
  void finish_site(SiteId id);
  void check_books();

  // lots.cpp: a lot from departure to arrival
  des::Process travel(des::Simulation& simulation, Walk walk);
  void depart(Lot& lot);
  void arrive(Lot& lot);
  void add_to_group(const Lot& lot);
  void charge_detention(Lot& lot, double boxes);
  [[nodiscard]] double boxes_of(const Lot& lot) const;

  // stages.cpp: what it waits for, and what comes of it
  Wait begin_stage(Walk& walk);
  bool end_stage(Walk& walk, Woken woken);
  [[nodiscard]] Wait begin_travel(Walk& walk, const Stage& stage);
  void end_travel(Lot& lot, const Stage& stage, double began_h) const;
  Wait begin_service(Walk& walk, const Stage& stage);
  bool end_service(Walk& walk, const Stage& stage, des::Wake wake);
  void book_service(Lot& lot, const Stage& stage, double began_h, double work_h,
                    double cranes_out_h);
  Wait begin_hold(Walk& walk, std::size_t shut);
  bool end_hold(Walk& walk, Woken woken);
  Wait begin_entry(Walk& walk, const Stage& stage);
  void end_entry(Walk& walk, const Stage& stage, des::Holding room);
  void enter_yard(Lot& lot, SiteId yard, double began_h);
  void leave_yard(Lot& lot, SiteId yard);
  [[nodiscard]] double hours_left(Lot& lot, const Stage& stage) const;
  [[nodiscard]] static double draw_spread(const Stage& stage, RandomStream& random);
  [[nodiscard]] double work_of(const Lot& lot, const Stage& stage) const;
  [[nodiscard]] double draw_service(Lot& lot, double work_h) const;
  [[nodiscard]] std::size_t shut_stage(const Walk& walk) const;
  [[nodiscard]] std::size_t dry_port_before(const Walk& walk, std::size_t shut);
  void rest(Walk& walk);
  static void leave_dry_port(Walk& walk);
  [[nodiscard]] double next_departure(const Stage& stage) const;
  void join_queue(Station& station, Waiter& waiter);
  void leave_queue(Station& station, Waiter& waiter);
  [[nodiscard]] bool has_room(SiteId yard, int teu) const;
  void block_road(SiteId yard, int change);
  void trace(const Walk& walk, const Stage& stage);

  // trucks.cpp
  void build_fleets();
  Wait begin_hire(Walk& walk, const Stage& stage);
  void end_hire(Walk& walk, const Stage& stage, des::Holding trucks);
  void send_trucks_back(Walk& walk, const Stage& stage);
  [[nodiscard]] bool needs_trucks(const Walk& walk, const Stage& stage) const;
  [[nodiscard]] static int trucks_of(const Lot& lot, const Stage& stage);
  void pay_shortage(Lot& lot, const Stage& stage) const;
  void pay_truck_wait(Lot& lot, double haul_h) const;
  des::Process drive_back(des::Simulation& simulation, des::Holding trucks, Hours hours);

  // choose.cpp: at a closure
  [[nodiscard]] double patience(const Lot& lot, std::size_t stage);
  bool choose_again(Lot& lot, std::size_t stage);
  const std::vector<double>& open_costs(std::uint32_t cargo);
  const routes::Tree& tree_now(std::uint32_t cargo, network::NodeId destination);
  [[nodiscard]] network::NodeId node_of(const Lot& lot, std::size_t stage) const;
  void add_queues(std::uint32_t cargo, std::vector<double>& costs) const;
  des::Process keep_closures(des::Simulation& simulation, SiteId site);
  des::Process keep_capacity(des::Simulation& simulation, SiteId site);

  // trains.cpp
  des::Process keep_timetable(des::Simulation& simulation, Line& line);
  des::Process run_train(des::Simulation& simulation, Line& line);
  void let_off(const Train& train, std::size_t stop);
  static int let_on(Line& line, std::size_t stop, int free_teu);
  [[nodiscard]] static int teu_beyond(const Train& train, std::size_t stop);
  [[nodiscard]] double train_units_per_teu(network::FacilityId facility) const;
  Wait begin_boarding(Walk& walk, const Stage& stage);
  void end_boarding(Walk& walk, const Stage& stage);
  void end_ride(Walk& walk, const Stage& stage);

  // ports.cpp
  void build_ports();
  void start_ships();
  des::Process keep_rotation(des::Simulation& simulation, Port& port, double headway_h,
                             double phase_h, double share, bool is_too_deep);
  des::Process visit(des::Simulation& simulation, Port& port, int imports, int transhipments,
                     int room);
  [[nodiscard]] Hours gate_time(const Station& gate, int teu) const;
  des::Process store_import(des::Simulation& simulation, Port& port, int teu, des::Holding room);
  des::Process store_off_dock(des::Simulation& simulation, Port& port, int teu, des::Holding room);
  des::Process store_export(des::Simulation& simulation, Port& port, int teu);
  des::Process store_transhipment(des::Simulation& simulation, Port& port, int teu,
                                  des::Holding room);
  des::Process bring_exports(des::Simulation& simulation, Port& port);
  void note_moved(SiteId quay, int teu);
  void note_full(SiteId yard, int teu);
  [[nodiscard]] bool goes_off_dock(const Port& port, int teu) const;
  [[nodiscard]] double base_flow(const std::vector<const model::Demand*>& loads,
                                 double now_h) const;
  [[nodiscard]] double storage_usd(model::PlaceId place, std::uint32_t cargo, double stay_h) const;

  // cranes.cpp
  [[nodiscard]] double hours_per_teu_of_ship(SiteId quay) const;
  [[nodiscard]] bool cranes_fail_at(SiteId site) const;
  des::Process keep_cranes(des::Simulation& simulation, SiteId quay);

  // arrivals.cpp
  des::Process ship_out(des::Simulation& simulation, std::uint32_t movement);
  des::Process come_back(des::Simulation& simulation, Lot lot, Hours after);
  des::Process bring_trucks(des::Simulation& simulation, SiteId site, PerHour rate);
  des::Process pass_trucks(des::Simulation& simulation, SiteId site, double trucks);
  des::Process place_backlog(des::Simulation& simulation, const model::Backlog& backlog);
  void start_lot(Lot lot);
  void send_empties(Lot& laden);
  [[nodiscard]] int empties_of(Lot& laden);
  [[nodiscard]] double next_shipment(const Movement& movement, double from_h, double teu) const;
  [[nodiscard]] std::optional<std::uint32_t> movement_like(const model::Backlog& backlog) const;
  [[nodiscard]] std::pair<network::NodeId, bool> node_of_backlog(model::PlaceId place) const;
  [[nodiscard]] std::size_t month_at(double now_h) const;

  [[nodiscard]] bool is_measured() const { return simulation_.now_h() >= clock_.start_h; }
  [[nodiscard]] Station& at(SiteId site) { return stations_[site.value()]; }
  [[nodiscard]] const Station& at(SiteId site) const { return stations_[site.value()]; }
  [[nodiscard]] SiteId site_at(std::size_t position) const { return SiteId(position); }
  [[nodiscard]] SiteId yard_at(model::PlaceId port) const {
    return book_.ports[book_.port_at[port]].yard;
  }
  /// Hours of a stretch of time during which a site was shut by a closure, and by its hours.
  [[nodiscard]] std::pair<double, double> shut_hours(SiteId site, double from_h,
                                                     double until_h) const;

  const network::Network* network_;
  const Flows* flows_;
  Options options_;
  const model::Scenario* world_;
  RunClock clock_;
  SiteBook book_;
  Column<SiteId, SitePlan> plans_;
  PlanBook routes_;
  std::vector<double> month_ends_h_;  ///< on the clock of the run
  std::vector<Group> groups_;
  Column<model::DemandId, std::uint32_t> group_of_;

  des::Simulation simulation_;
  std::deque<Station> stations_;  // [site]
  std::deque<Line> lines_;
  std::deque<Port> ports_;

  routes::ShortestPaths paths_;
  network::MonthState now_;  ///< what is shut at present
  std::map<std::uint32_t, std::vector<double>> open_costs_;
  std::map<std::uint32_t, std::vector<double>> costs_now_;
  std::map<std::pair<std::uint32_t, network::NodeId>, routes::Tree> trees_now_;

  SimulatedRun result_;
  std::size_t alive_ = 0;
  std::uint64_t numbered_ = 0;
  double laden_teu_ = 0.0;  ///< in the system
  double backlog_teu_ = 0.0;
  double slowest_h_ = 0.0;
  bool is_stopped_ = false;
  double entered_teu_ = 0.0;  ///< for the books: all lots, whole run
  double left_teu_ = 0.0;
  double present_teu_ = 0.0;
  des::TimeWeighted content_;   ///< TEU in the system
  double stays_teu_h_ = 0.0;    ///< of those that left
  double entries_teu_h_ = 0.0;  ///< TEU times entry of those inside
};

}  // namespace corridor::simulation
