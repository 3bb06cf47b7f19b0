// Which routes are worth having at the prices of full facilities: finds them, and picks for each
// movement those that it chooses among.
//
// A pair of places has one pool of routes for all its movements. Scouts, the largest movement of
// each kind of a pair, look for the cheapest way through each quay and each marker; every movement
// looks for its cheapest way of all. A movement chooses among the routes of its pool that are not
// much dearer than the cheapest with the prices, gateway by gateway.
// Invariant: what is found depends on the prices and the pool only, not on the number of threads.
#pragma once

#include <functional>
#include <optional>

#include "route_state.hpp"
#include "search_room.hpp"

namespace corridor::outcome {

class RouteSearch {
 public:
  /// Searches at the costs of `month`. `graph` and `known` must outlive it; `known` gets all that
  /// is found but the alternatives. Without a floor in it, that is found first, and those ways join
  /// the pool.
  RouteSearch(const Outcome& outcome, const Movements& movements, const SearchGraph& graph,
              int month, const Options& options, RouteState& known);

  /// Demand [movement] when each scout carries what those that it scouts for want to send.
  [[nodiscard]] std::vector<double> carried_by_scouts(const std::vector<double>& demand) const;

  /// What a way may cost more than the cheapest of all and still be an alternative, USD/TEU.
  [[nodiscard]] double dearest_worth_having() const {
    return window().of_gateways + window().of_routes;
  }

  /// Sends the scouts out at `prices` [facility] (empty = none). What they find joins the pool and
  /// their own alternatives, with costs and path sizes.
  void scout(const std::vector<double>& prices);

  /// Sends those scouts out again, at `prices`, that lost a way of the group before, or may win one
  /// by what is better now. What they find joins the pool.
  void scout_again(const std::vector<double>& prices);

  /// The alternatives of each movement [movement] at `prices`, from the pool, with costs and path
  /// sizes, and footprints where the group before had the same route. Those of a pair to whose
  /// routes nothing has happened since the group before are as that group left them.
  [[nodiscard]] std::vector<Alternatives> pick(const std::vector<double>& prices);

  /// Looks for the cheapest route of each movement at `prices`. `demand` [movement]; `least_cost`
  /// [movement] is that of its alternatives, with prices. Returns what all boxes would save on
  /// those, over what they pay on the cheapest alternative they have; nothing when only part of
  /// the classes was searched, for unless `all` says so, classes that had all they need at the
  /// last search are passed over. Keeps the cheaper routes for `add_found`.
  std::optional<double> search(const std::vector<double>& prices,
                               const std::vector<double>& least_cost,
                               const std::vector<double>& demand, bool all);

  /// What was left to save at the last search of each class, over what all boxes pay.
  [[nodiscard]] double left() const;

  /// Adds what the last search found to the pool, and to the alternatives of all movements that it
  /// is good enough for. Returns whether there was anything.
  bool add_found(const std::vector<double>& prices, const std::vector<double>& least_cost,
                 std::vector<Alternatives>& alternatives);

 private:
  using Classes = std::vector<std::size_t>;
  // How much dearer an alternative may be.
  struct Window {
    double of_gateways = 0.0;  // the cheapest by a gateway over the cheapest of all
    double of_routes = 0.0;    // a route over the cheapest by its gateway
  };

  static constexpr std::size_t kChanged = static_cast<std::size_t>(-1);

  // A movement whose cheapest way is wanted.
  struct Errand {
    network::NodeId source;
    network::NodeId target;  // in the contraction
    std::size_t lane = 0;    // of its class
    MovementId movement;
  };

  const Outcome* outcome_;
  const Movements* movements_;
  const SearchGraph* graph_;
  std::vector<std::shared_ptr<const ClassCosts>> costs_;  ///< [cargo class]
  Options options_;
  RouteState* known_;
  ByClass by_class_;                         ///< movements of a class by origin
  std::vector<std::size_t> place_of_class_;  ///< [class] in a row where those of like origins meet
  std::vector<std::vector<MovementId>> scouts_;  ///< [class]
  Column<MovementId, MovementId> scout_of_;

  /// Routes in the pool when the search began, where nothing has happened to them since the group
  /// before, else kChanged; empty = no such group.
  Column<PairId, std::size_t> unchanged_routes_;
  std::vector<std::vector<ArcId>> found_;  ///< [movement] at the last search; empty = none
  std::vector<double> saving_;             ///< [class] at its last search, money per hour
  double paid_ = 0.0;                      ///< by all boxes, at the last search of all classes
  std::vector<std::unique_ptr<SearchRoom>> rooms_;  ///< [thread]

  void compare_with_before(int month);
  [[nodiscard]] bool stays(MovementId id) const;
  [[nodiscard]] Alternatives as_before(MovementId id) const;
  void choose_scouts();
  std::vector<std::vector<std::size_t>> send(
      const std::vector<std::vector<MovementId>>& scouts, const std::vector<double>& prices,
      const std::function<bool(MovementId, SearchRoom&)>& wanted);
  void set_places_of_classes();
  std::vector<std::vector<std::size_t>> add_found_to_pool();
  void find_floor();
  // Calls `work(room, class)` with the costs of each class in the room.
  void for_each_class(const Classes& classes, const std::vector<double>& prices,
                      const std::function<void(SearchRoom& room, std::size_t index)>& work);
  template <class Wanted>
  [[nodiscard]] std::vector<Errand> errands_of(std::span<const std::size_t> classes,
                                               Wanted wanted) const;
  template <class Wanted, class Visit>
  void find_cheapest(Classes classes, const std::vector<double>& prices, Wanted wanted,
                     Visit visit);
  SearchRoom& room_of(int thread);
  [[nodiscard]] BoxClass box_class(std::size_t index) const;
  [[nodiscard]] Window window() const;
  [[nodiscard]] Classes all_classes() const;
  [[nodiscard]] Classes classes_with(const std::vector<std::vector<MovementId>>& movements) const;
  [[nodiscard]] Classes classes_due() const;
  [[nodiscard]] bool has_lost_way(MovementId id, std::span<const double> costs) const;
  [[nodiscard]] bool may_win_way(MovementId id, std::span<const ArcId> arcs,
                                 SearchRoom& room) const;
  struct Ends {
    network::NodeId from;
    network::NodeId to;
  };
  [[nodiscard]] std::optional<Ends> ends_of(MovementId id) const;
  [[nodiscard]] double most_extra(double cheapest) const;
  [[nodiscard]] std::vector<routes::Route> find_ways(MovementId id, SearchRoom& room) const;
  [[nodiscard]] Alternatives pick(MovementId id, SearchRoom& room) const;
  void take_known_footprints(MovementId id, Alternatives& own) const;
  void add_alternatives(MovementId id, std::span<const std::size_t> positions, double most,
                        SearchRoom& room, Alternatives& own) const;
};

}  // namespace corridor::outcome
