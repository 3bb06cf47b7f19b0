// The markets of a month at given prices, and sums over all of them in a fixed order.
#pragma once

#include <Eigen/Core>
#include <span>

#include "corridor/assignment/logit.hpp"

namespace corridor::assignment {

// What all months of a problem share. Routes of one nest (of one market, without nests) that take
// the same are a bundle: prices move them together, so that among them shares stay as they are.
struct LogitLayout::Parts {
  // `before`: what is copied of but markets that are new; null = all are.
  explicit Parts(const LogitProblem& of, const Parts* before = nullptr,
                 std::span<const char> is_new = {});

  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
  };

  // Groups, each of which splits over its members. Markets are the groups of the outermost choice,
  // bundles the members of the innermost; between them a nest is a member of one choice and a group
  // of the next. Members of a group stand side by side, groups in the order of their routes.
  struct Choice {
    std::vector<std::uint32_t> first;  // [group + 1] member
    std::vector<std::uint32_t> group;  // [member]
    std::vector<double> theta;         // [group]

    void reserve_like(const Choice& other) {
      first.reserve(other.first.size());
      group.reserve(other.group.size());
      theta.reserve(other.theta.size());
    }
    [[nodiscard]] Range members(Range groups) const {
      return {first[groups.begin], first[groups.end]};
    }
  };

  const LogitProblem* problem;
  std::vector<std::uint32_t> first_route;         // [market + 1]
  std::vector<Choice> choices;                    // outermost first
  std::vector<std::uint32_t> first_bundle = {0};  // [market + 1]
  std::vector<std::uint32_t> footprint;           // [bundle]
  std::vector<double> cost;                       // [bundle] expected, without prices
  std::vector<std::uint32_t> bundle;              // [route]
  std::vector<double> share;                      // [route] of its bundle
  std::vector<Range> chunks;                      // of markets, of about equal work

  [[nodiscard]] std::size_t bundle_count() const { return footprint.size(); }

  static constexpr std::uint32_t kSeveral = static_cast<std::uint32_t>(-1);
  /// The only bundle inside a member of a choice, or kSeveral.
  [[nodiscard]] std::uint32_t only_bundle(std::size_t choice, std::uint32_t member) const {
    while (++choice < choices.size()) {
      const std::uint32_t first = choices[choice].first[member];
      if (choices[choice].first[member + 1] - first != 1) return kSeveral;
      member = first;
    }
    return member;
  }

 private:
  void follow(const Parts& before, std::span<const char> is_new);
  void add_markets(Range markets);
  void copy_markets(const Parts& from, Range markets);
  void begin_group(std::size_t choice, std::uint32_t market);
  void add_member(std::size_t choice);
  [[nodiscard]] std::size_t first_new_nest(std::uint32_t route) const;
  void add_market(std::uint32_t market, std::vector<std::uint32_t>& room);
  void add_bundles(std::uint32_t begin, std::uint32_t end, std::vector<std::uint32_t>& room);
  void set_costs(Range routes, Range bundles);
};

/// Markets of a month. All sums run chunk by chunk, and the chunks do not depend on the number of
/// threads. Keeps references to layout and month.
class LogitMarkets {
 public:
  /// Nothing can be summed before `watch`.
  LogitMarkets(const LogitLayout::Parts& parts, const LogitMonth& month,
               const LogitOptions& options);

  /// From here on only these facilities have prices and uses.
  void watch(std::span<const std::uint32_t> facilities);

  /// What the markets choose at some prices.
  struct Sums {
    double cost = 0.0;                       ///< expected, of all demand
    std::vector<double> use;                 ///< [facility watched]
    std::vector<std::vector<double>> share;  ///< [choice][member] of those of its market who go
    std::vector<double> going;               ///< [market] share
    std::vector<double> priced;              ///< [footprint] what its prices come to
    std::vector<double> taken;               ///< [footprint] flow
  };
  /// `price` [facility watched].
  void sum(std::span<const double> price, Sums& sums) const;

  /// Use of every facility at `sums`, watched or not.
  [[nodiscard]] std::vector<double> use_of_all(const Sums& sums) const;

  /// Second derivative of minus the cost at `sums` over the watched facilities: symmetric, both
  /// halves filled.
  [[nodiscard]] Eigen::MatrixXd curvature(const Sums& sums) const;

  /// Fills share [route] and give_up [market].
  void fill_shares(const Sums& sums, LogitResult& result) const;

 private:
  class CurvatureSum;
  struct Workspace;

  const LogitLayout::Parts* parts_;
  const LogitProblem* problem_;
  const LogitMonth* month_;
  LogitOptions options_;
  std::vector<char> is_closed_;  ///< [footprint] uses a facility without room
  std::size_t watched_count_ = 0;
  Footprints watched_;  ///< of those facilities only, which have new numbers

  void choose(LogitLayout::Parts::Range markets, Sums& sums, Workspace& room) const;
  [[nodiscard]] double stay_or_go(LogitLayout::Parts::Range markets, Sums& sums,
                                  Workspace& room) const;
  [[nodiscard]] double sum_chunk(std::size_t chunk, Sums& sums, std::vector<double>& taken) const;
};

/// [item] over all parts, in their order; each part is as long as `size`.
[[nodiscard]] std::vector<double> sum_of(const std::vector<std::vector<double>>& parts,
                                         std::size_t size);

}  // namespace corridor::assignment
