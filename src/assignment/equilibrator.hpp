// The loop's state and its two steps: search (shortest trees of all groups at one set of costs:
// the exact gap, and new routes) and equilibrate (Newton shifts along swaps until the routes at
// hand are nearly in balance).
#pragma once

#include <Eigen/SparseCore>
#include <cstdint>
#include <span>
#include <vector>

#include "link_state.hpp"
#include "route_sets.hpp"
#include "shortest_tree.hpp"
#include "swap_table.hpp"

namespace corridor::assignment {

inline constexpr std::uint32_t kAllClasses = ~std::uint32_t{0};

class Equilibrator {
 public:
  Equilibrator(const Problem& problem, const Options& options);

  /// Puts all load on shortest paths, some origins at a time so that later ones see the load of
  /// earlier ones; load that `start` covers goes where it says.
  void load_first(const std::vector<Route>* start);

  struct Totals {
    double shortest = 0.0;  ///< load times shortest cost
    double excess = 0.0;    ///< load times cost above the shortest
    std::size_t split = 0;  ///< pairs with several routes
    std::size_t found = 0;  ///< pairs that got a new route
    [[nodiscard]] double gap() const { return excess > 0.0 ? excess / (shortest + excess) : 0.0; }
  };
  /// Shortest trees at the present costs, their exact totals, and routes that beat those in use.
  Totals search();

  /// Shifts load until the excess among routes in use is below `excess` or `sweeps` are done.
  void equilibrate(double excess, int sweeps);

  /// Lets all pairs that use both sides of a swap use them in one proportion. Arcs' loads stay.
  void share_proportionally();

  /// While set, limits' prices are the only cost, and the excess over limits all there is to lower.
  void count_prices_only(bool only);

  /// Sums the loads of arcs anew from the routes: no drift of many small shifts is left.
  void reload();

  [[nodiscard]] LinkState& links() { return links_; }
  [[nodiscard]] const LinkState& links() const { return links_; }
  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
  [[nodiscard]] const Topology& topology() const { return topology_; }
  [[nodiscard]] const std::vector<Stranded>& unreachable() const { return unreachable_; }

  /// Load of each arc from the groups of one class, or of all with kAllClasses.
  [[nodiscard]] std::vector<double> sum_loads(std::uint32_t user_class) const;

 private:
  struct Member {
    std::uint32_t first;   // slot of the route with the swap's first side
    std::uint32_t second;  // and of the one with its second side
  };

  void find_like_classes();
  void make_groups();
  void update_class_costs();
  [[nodiscard]] const double* class_cost(std::uint32_t user_class) const;
  /// Threads worth starting for so many passes over all arcs.
  [[nodiscard]] int jobs_for(std::size_t passes) const;
  void build_trees(std::size_t begin, std::size_t end);
  void drop_unreachable(Group& group);
  void adopt(const std::vector<Route>& start);
  void adopt_pair(Group& group, Pair& pair, std::span<const Route> start);
  void add_route_loads(const Group& group, std::vector<double>& loads) const;
  void add_tree_loads(const Group& group, std::vector<double>& loads,
                      std::vector<double>& node_load) const;

  void search_group(Group& group, TreeSearch& tree_search);
  void keep_path(Group& group, Pair& pair, const std::vector<std::uint32_t>& parents);
  void extend(Group& group, Pair& pair, double shortest);
  void add_candidate(Group& group, Pair& pair, double path_cost);
  [[nodiscard]] double stay_cost(const Pair& pair) const;
  [[nodiscard]] double cost_of(const Group& group, const UsedRoute& route) const;
  void measure_swaps();

  void find_swaps();
  void find_swaps(Group& group, Pair& pair);
  bool find_swap(Group& group, Pair& pair, std::size_t index);
  void set_fixed(Swap& swap, double stay_difference) const;
  void pool();
  void list_members();
  void unpool();
  void tidy(Group& group);
  void tidy_pair(Group& group, Pair& pair);
  double sweep();
  void step_together();
  [[nodiscard]] Eigen::SparseMatrix<double, Eigen::RowMajor, int> rows_of(
      const std::vector<std::uint32_t>& swaps) const;
  void merge_arcs(const std::vector<std::uint32_t>& swaps, std::vector<std::uint32_t>& first,
                  std::vector<double>& root) const;
  std::vector<double> apply_steps(const std::vector<std::uint32_t>& swaps, const double* wishes);
  double search_line(const std::vector<double>& change, double fixed_rate);
  [[nodiscard]] double available(std::uint32_t swap_id, bool from_first) const;
  double shift(std::uint32_t swap_id, bool from_first, double gap, double available);
  void move(const Swap& swap, double load);
  void share_out(std::uint32_t swap_id, bool from_first, double moved, double available);
  [[nodiscard]] double slope_of(const Swap& swap) const;
  [[nodiscard]] double gap_of(const Swap& swap) const;

  const Problem* problem_;
  Options options_;
  Topology topology_;
  LinkState links_;
  std::vector<Group> groups_;
  std::vector<TreeSearch> searches_;             // [worker]
  std::vector<std::vector<double>> class_cost_;  // [class, arc]; empty: the times
  std::vector<Stranded> unreachable_;
  std::vector<std::uint32_t> like_class_;  // [class] the first with the same fixed costs

  SwapTable swaps_;
  bool prices_only_ = false;
  std::vector<double> swap_gap_;             // [swap] at the last search
  std::vector<double> route_load_;           // [slot]
  std::vector<std::uint32_t> first_member_;  // [swap + 1]
  std::vector<Member> members_;
  std::vector<std::uint32_t> active_;  // swaps with members
};

}  // namespace corridor::assignment
