#include "logit_market.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corridor/base/parallel.hpp"

namespace corridor::assignment {
namespace {

constexpr std::size_t kChunks = 8;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Routes and nests with a smaller share of their market do not count in its mean.
constexpr double kFaint = 1e-13;

// What the footprints take of the facilities that have a new number, [facility] -1 = none.
Footprints renumber(const Footprints& all, std::span<const int> number) {
  Footprints kept;
  kept.first_use.reserve(all.first_use.size());
  for (std::size_t footprint = 0; footprint < all.size(); ++footprint) {
    for (const RouteUse& use : all[footprint]) {
      const int at = number[use.facility];
      if (at >= 0 && use.units > 0.0)
        kept.uses.push_back({static_cast<std::uint32_t>(at), use.units});
    }
    kept.first_use.push_back(static_cast<std::uint32_t>(kept.uses.size()));
  }
  return kept;
}

// Cuts [0, first.size() - 1) into chunks of about equal work; an item's work is 1 and its entries.
template <class Range>
std::vector<Range> chunks_of(std::span<const std::uint32_t> first) {
  const auto work = [&](std::size_t item) { return item + first[item]; };
  const std::size_t count = first.size() - 1;
  std::vector<Range> chunks;
  std::size_t begin = 0;
  for (std::size_t chunk = 1; chunk <= kChunks; ++chunk) {
    std::size_t end = begin;
    while (end < count && work(end) * kChunks < work(count) * chunk) ++end;
    if (end > begin) chunks.push_back({begin, end});
    begin = end;
  }
  return chunks;
}

// [item] over all parts, in their order.
std::vector<double> sum_of(const std::vector<std::vector<double>>& parts, std::size_t size) {
  std::vector<double> all(size, 0.0);
  for (const std::vector<double>& part : parts) {
    for (std::size_t i = 0; i < size; ++i) all[i] += part[i];
  }
  return all;
}

// [facility] when so much flow takes each footprint.
std::vector<double> use_of(const Footprints& footprints, std::size_t facilities,
                           const std::vector<double>& taken) {
  std::vector<double> use(facilities, 0.0);
  for (std::size_t footprint = 0; footprint < taken.size(); ++footprint) {
    for (const RouteUse& one : footprints[footprint])
      use[one.facility] += one.units * taken[footprint];
  }
  return use;
}

}  // namespace

LogitLayout::Parts::Parts(const LogitProblem& of) : problem(&of) {
  for (std::size_t l = 0; l < of.levels.size(); ++l) levels.push_back(list_nests(l));
  bundle_routes();
  for (std::size_t l = 0; l + 1 < levels.size(); ++l)
    levels[l].first_inside = firsts_inside(levels[l], levels[l + 1]);
  chunks = chunks_of<Range>(first_bundle);
}

void LogitLayout::Parts::bundle_routes() {
  const std::size_t routes = problem->route_count();
  bundle.resize(routes);
  share.resize(routes);
  cost.reserve(routes);
  footprint.reserve(routes);
  std::vector<std::uint32_t> room;
  if (!levels.empty()) levels.back().first_inside.assign(1, 0);
  for (std::size_t market = 0; market < problem->market_count(); ++market) {
    const double theta = problem->theta[market];
    if (levels.empty()) {
      add_bundles(problem->first_route[market], problem->first_route[market + 1], theta, room);
    } else {
      Level& nests = levels.back();
      for (std::uint32_t nest = nests.first_of_market[market];
           nest < nests.first_of_market[market + 1]; ++nest) {
        add_bundles(nests.first_route[nest], nests.first_route[nest + 1], theta, room);
        nests.first_inside.push_back(static_cast<std::uint32_t>(bundle_count()));
      }
    }
    first_bundle.push_back(static_cast<std::uint32_t>(bundle_count()));
  }
}

// Of the routes [begin, end) of a nest. `room` is to work in.
void LogitLayout::Parts::add_bundles(std::uint32_t begin, std::uint32_t end, double theta,
                                     std::vector<std::uint32_t>& room) {
  room.resize(end - begin);
  std::iota(room.begin(), room.end(), begin);
  const auto taken = [&](std::uint32_t route) { return problem->footprint[route]; };
  std::sort(room.begin(), room.end(), [&](std::uint32_t a, std::uint32_t b) {
    return taken(a) != taken(b) ? taken(a) < taken(b) : a < b;
  });
  const std::span<const std::uint32_t> routes = room;
  for (std::size_t first = 0, last = 0; first < routes.size(); first = last) {
    while (last < routes.size() && taken(routes[last]) == taken(routes[first])) ++last;
    add_bundle(routes.subspan(first, last - first), theta);
  }
}

// A bundle costs what logit expects to pay among its routes; path sizes weigh them.
void LogitLayout::Parts::add_bundle(std::span<const std::uint32_t> routes, double theta) {
  double least = kInfinity;
  for (const std::uint32_t route : routes) least = std::min(least, problem->cost[route]);
  double sum = 0.0;
  for (const std::uint32_t route : routes) {
    bundle[route] = static_cast<std::uint32_t>(bundle_count());
    const double more = problem->cost[route] - least;
    share[route] = least == kInfinity ? 0.0
                   : more == 0.0      ? problem->size[route]
                                      : problem->size[route] * std::exp(-theta * more);
    sum += share[route];
  }
  if (least < kInfinity) {
    for (const std::uint32_t route : routes) share[route] /= sum;
  }
  footprint.push_back(problem->footprint[routes.front()]);
  cost.push_back(least == kInfinity ? kInfinity : least - std::log(sum) / theta);
}

// Whether a route is in another nest of level `l` than the one before it: its label, or that of a
// level around it, changes.
bool LogitLayout::Parts::begins_nest(std::size_t l, std::uint32_t route) const {
  return std::any_of(problem->levels.begin(),
                     problem->levels.begin() + static_cast<std::ptrdiff_t>(l) + 1,
                     [&](const NestLevel& own) { return own.nest[route] != own.nest[route - 1]; });
}

LogitLayout::Parts::Level LogitLayout::Parts::list_nests(std::size_t l) const {
  Level level;
  level.first_route.reserve(problem->market_count() + 1);
  for (std::size_t market = 0; market < problem->market_count(); ++market) {
    level.first_of_market.push_back(static_cast<std::uint32_t>(level.first_route.size() - 1));
    const std::uint32_t end = problem->first_route[market + 1];
    for (std::uint32_t route = problem->first_route[market]; route < end; ++route) {
      if (route + 1 == end || begins_nest(l, route + 1)) level.first_route.push_back(route + 1);
    }
  }
  level.first_of_market.push_back(static_cast<std::uint32_t>(level.first_route.size() - 1));
  return level;
}

// Positions of the nests of `inside` in those of a level around it.
std::vector<std::uint32_t> LogitLayout::Parts::firsts_inside(const Level& level,
                                                             const Level& inside) {
  std::vector<std::uint32_t> first;
  first.reserve(level.first_route.size());
  std::uint32_t nest = 0;
  for (const std::uint32_t route : level.first_route) {
    while (inside.first_route[nest] < route) ++nest;
    first.push_back(nest);
  }
  return first;
}

LogitMarkets::LogitMarkets(const LogitLayout::Parts& parts, const LogitMonth& month,
                           const LogitOptions& options)
    : parts_(&parts), problem_(parts.problem), month_(&month), options_(options) {
  const Footprints& footprints = *problem_->footprints;
  for (std::size_t footprint = 0; footprint < footprints.size(); ++footprint) {
    const std::span<const RouteUse> uses = footprints[footprint];
    const bool is_closed = std::any_of(uses.begin(), uses.end(), [&](const RouteUse& use) {
      return use.units > 0.0 && month.room[use.facility] <= 0.0;
    });
    is_closed_.push_back(is_closed ? 1 : 0);
  }
}

void LogitMarkets::watch(std::span<const std::uint32_t> facilities) {
  std::vector<int> number(problem_->facility_count, -1);
  for (std::size_t i = 0; i < facilities.size(); ++i) number[facilities[i]] = static_cast<int>(i);
  watched_count_ = facilities.size();
  watched_ = renumber(*problem_->footprints, number);
}

namespace {

// Turns costs into shares by logit and returns the expected cost; there are several.
double split_several(std::span<double> costs, double theta) {
  double least = kInfinity;
  for (const double cost : costs) least = std::min(least, cost);
  if (least == kInfinity) {
    std::fill(costs.begin(), costs.end(), 0.0);
    return kInfinity;
  }
  double sum = 0.0;
  for (double& cost : costs) {
    cost = cost == least ? 1.0 : std::exp(-theta * (cost - least));
    sum += cost;
  }
  const double one = 1.0 / sum;
  for (double& share : costs) share *= one;
  return least - std::log(sum) / theta;
}

// The same of any number: most nests hold one.
double split(std::span<double> costs, double theta) {
  if (costs.size() != 1) return split_several(costs, theta);
  const double cost = costs[0];
  costs[0] = cost < kInfinity ? 1.0 : 0.0;
  return cost;
}

}  // namespace

// From the routes outward each nest gets its expected cost, then from the market inward its share.
double LogitMarkets::choose_nests(std::uint32_t market, Sums& sums) const {
  for (std::size_t l = parts_->levels.size(); l-- > 0;) {
    const LogitLayout::Parts::Level& level = parts_->levels[l];
    const bool is_innermost = l + 1 == parts_->levels.size();
    std::vector<double>& inside = is_innermost ? sums.share : sums.of_nest[l + 1];
    const double theta =
        is_innermost ? problem_->theta[market] : problem_->levels[l + 1].theta[market];
    for (std::uint32_t nest = level.first_of_market[market];
         nest < level.first_of_market[market + 1]; ++nest) {
      const std::uint32_t first = level.first_inside[nest];
      sums.of_nest[l][nest] =
          split({inside.data() + first, level.first_inside[nest + 1] - first}, theta);
    }
  }
  const std::uint32_t first = parts_->levels.front().first_of_market[market];
  const std::uint32_t end = parts_->levels.front().first_of_market[market + 1];
  const double expected = split({sums.of_nest.front().data() + first, end - first},
                                problem_->levels.front().theta[market]);
  for (std::size_t l = 0; l < parts_->levels.size(); ++l) {
    const LogitLayout::Parts::Level& level = parts_->levels[l];
    std::vector<double>& inside = l + 1 == parts_->levels.size() ? sums.share : sums.of_nest[l + 1];
    for (std::uint32_t nest = level.first_of_market[market];
         nest < level.first_of_market[market + 1]; ++nest) {
      for (std::uint32_t i = level.first_inside[nest]; i < level.first_inside[nest + 1]; ++i)
        inside[i] *= sums.of_nest[l][nest];
    }
  }
  return expected;
}

// Logit over the bundles, then over going and staying away. Returns the expected cost.
double LogitMarkets::choose(std::uint32_t market, Sums& sums) const {
  const std::uint32_t first = parts_->first_bundle[market];
  const std::uint32_t end = parts_->first_bundle[market + 1];
  for (std::uint32_t bundle = first; bundle < end; ++bundle)
    sums.share[bundle] = parts_->cost[bundle] + sums.priced[parts_->footprint[bundle]];
  const double expected = parts_->levels.empty() ? split({sums.share.data() + first, end - first},
                                                         problem_->theta[market])
                                                 : choose_nests(market, sums);
  const double give_up = problem_->give_up[market];
  double& going = sums.going[market];
  if (expected == kInfinity) {
    going = 0.0;
    return give_up == kInfinity ? 0.0 : give_up;
  }
  going = 1.0;
  if (give_up == kInfinity) return expected;
  const double scale = options_.give_up_scale;
  const double better = scale * (give_up - expected);
  going = 1.0 / (1.0 + std::exp(-better));
  return std::min(expected, give_up) - std::log1p(std::exp(-std::abs(better))) / scale;
}

// Returns what the markets of a chunk expect to pay, and adds their flow to `taken` [footprint].
double LogitMarkets::sum_chunk(std::size_t chunk, Sums& sums, std::vector<double>& taken) const {
  taken.assign(problem_->footprints->size(), 0.0);
  double cost = 0.0;
  for (std::size_t i = parts_->chunks[chunk].begin; i < parts_->chunks[chunk].end; ++i) {
    const auto market = static_cast<std::uint32_t>(i);
    const double demand = month_->demand[market];
    if (demand <= 0.0) continue;
    cost += demand * choose(market, sums);
    const double going = demand * sums.going[market];
    for (std::uint32_t bundle = parts_->first_bundle[market];
         bundle < parts_->first_bundle[market + 1]; ++bundle)
      taken[parts_->footprint[bundle]] += going * sums.share[bundle];
  }
  return cost;
}

void LogitMarkets::sum(std::span<const double> price, Sums& sums) const {
  const std::size_t footprints = problem_->footprints->size();
  sums.share.resize(parts_->bundle_count());
  sums.going.resize(problem_->market_count());
  sums.of_nest.resize(parts_->levels.size());
  for (std::size_t l = 0; l < parts_->levels.size(); ++l)
    sums.of_nest[l].resize(parts_->levels[l].first_route.size() - 1);
  sums.priced.resize(footprints);
  for (std::size_t footprint = 0; footprint < footprints; ++footprint)
    sums.priced[footprint] =
        is_closed_[footprint] != 0 ? kInfinity : watched_.cost(footprint, price);
  std::vector<double> costs(parts_->chunks.size(), 0.0);
  std::vector<std::vector<double>> taken(parts_->chunks.size());
  for_each_index(parts_->chunks.size(), options_.jobs, [&](std::size_t chunk, int) {
    costs[chunk] = sum_chunk(chunk, sums, taken[chunk]);
  });
  sums.cost = std::accumulate(costs.begin(), costs.end(), 0.0);
  sums.taken = sum_of(taken, footprints);
  sums.use = use_of(watched_, watched_count_, sums.taken);
}

std::vector<double> LogitMarkets::use_of_all(const Sums& sums) const {
  return use_of(*problem_->footprints, problem_->facility_count, sums.taken);
}

// Adds up the lower half of a part of the second derivative. With u the units that routes take of
// the watched facilities and m their mean over a nest or market, all of it is
//   sum over routes of theta x flow x u u'
//   + sum over nests of flow x (theta among such nests - theta inside) x m m'
//   + sum over markets of flow x (scale x (1 - going) - theta of the outermost choice) x m m'.
// The first sum is left as theta x flow of each footprint.
class LogitMarkets::CurvatureSum {
 public:
  CurvatureSum(const LogitMarkets& markets, const Sums& sums)
      : markets_(&markets),
        sums_(&sums),
        squares_(Eigen::MatrixXd::Zero(size(), size())),
        weight_(sums.taken.size(), 0.0),
        means_(markets.problem_->levels.size() + 1, Mean(markets.watched_count_)) {}

  void add_market(std::uint32_t market) {
    const double going = sums_->going[market];
    const double flow = markets_->month_->demand[market] * going;
    if (flow <= 0.0) return;
    const LogitLayout::Parts& parts = *markets_->parts_;
    const double weight = markets_->problem_->theta[market] * flow;
    for (std::uint32_t bundle = parts.first_bundle[market]; bundle < parts.first_bundle[market + 1];
         ++bundle)
      weight_[parts.footprint[bundle]] += weight * sums_->share[bundle];
    add_group(0, market, flow, markets_->options_.give_up_scale * (1.0 - going));
  }

  [[nodiscard]] const Eigen::MatrixXd& squares() const { return squares_; }
  /// [footprint]
  [[nodiscard]] std::vector<double>& weight() { return weight_; }

 private:
  // Units of the watched facilities, of all of a group's routes by their shares.
  struct Mean {
    explicit Mean(std::size_t size) : of_row(size, 0.0) {}
    std::vector<double> of_row;
    std::vector<std::uint32_t> rows;  // that are not zero
    void clear() {
      for (const std::uint32_t row : rows) of_row[row] = 0.0;
      rows.clear();
    }
    void add(std::uint32_t row, double units) {
      if (of_row[row] == 0.0) rows.push_back(row);
      of_row[row] += units;
    }
    void add(double share, std::span<const RouteUse> uses) {
      if (share <= kFaint) return;
      for (const RouteUse& use : uses) add(use.facility, share * use.units);
    }
    void add(const Mean& inside) {
      for (const std::uint32_t row : inside.rows) add(row, inside.of_row[row]);
    }
  };

  const LogitMarkets* markets_;
  const Sums* sums_;
  Eigen::MatrixXd squares_;
  std::vector<double> weight_;  ///< [footprint] theta x flow
  std::vector<Mean> means_;     ///< [depth] of the group that was added last
  std::uint32_t market_ = 0;

  [[nodiscard]] Eigen::Index size() const {
    return static_cast<Eigen::Index>(markets_->watched_count_);
  }

  // A group of bundles is the market (depth 0) or a nest of level depth - 1; `flow` is that of the
  // market, `outer` the scale of the choice around the group. Adds flow x share x (outer - inner) x
  // m m', and leaves share x m in means_[depth].
  void add_group(std::size_t depth, std::uint32_t group, double flow, double outer) {
    const LogitProblem& problem = *markets_->problem_;
    const std::uint32_t market = depth == 0 ? group : market_;
    market_ = market;
    Mean& mean = means_[depth];
    mean.clear();
    const bool is_innermost = depth == problem.levels.size();
    const double inner = is_innermost ? problem.theta[market] : problem.levels[depth].theta[market];
    if (is_innermost) {
      const LogitLayout::Parts& parts = *markets_->parts_;
      const auto& first = depth == 0 ? parts.first_bundle : parts.levels[depth - 1].first_inside;
      for (std::uint32_t bundle = first[group]; bundle < first[group + 1]; ++bundle)
        mean.add(sums_->share[bundle], markets_->watched_[parts.footprint[bundle]]);
    } else {
      const LogitLayout::Parts::Level& inside = markets_->parts_->levels[depth];
      const std::uint32_t begin = depth == 0
                                      ? inside.first_of_market[group]
                                      : markets_->parts_->levels[depth - 1].first_inside[group];
      const std::uint32_t end = depth == 0
                                    ? inside.first_of_market[group + 1]
                                    : markets_->parts_->levels[depth - 1].first_inside[group + 1];
      for (std::uint32_t nest = begin; nest < end; ++nest) {
        if (sums_->of_nest[depth][nest] <= kFaint) continue;
        add_group(depth + 1, nest, flow, inner);
        mean.add(means_[depth + 1]);
      }
    }
    const double share = depth == 0 ? 1.0 : sums_->of_nest[depth - 1][group];
    if (outer != inner) add_square(mean, flow * (outer - inner) / share);
  }

  void add_square(Mean& mean, double weight) {
    std::sort(mean.rows.begin(), mean.rows.end());
    for (std::size_t i = 0; i < mean.rows.size(); ++i) {
      const double scaled = weight * mean.of_row[mean.rows[i]];
      for (std::size_t j = i; j < mean.rows.size(); ++j)
        squares_(mean.rows[j], mean.rows[i]) += scaled * mean.of_row[mean.rows[j]];
    }
  }
};

Eigen::MatrixXd LogitMarkets::curvature(const Sums& sums) const {
  const std::size_t count = parts_->chunks.size();
  std::vector<Eigen::MatrixXd> squares(count);
  std::vector<std::vector<double>> weights(count);
  for_each_index(count, options_.jobs, [&](std::size_t chunk, int) {
    CurvatureSum own(*this, sums);
    for (std::size_t i = parts_->chunks[chunk].begin; i < parts_->chunks[chunk].end; ++i)
      own.add_market(static_cast<std::uint32_t>(i));
    squares[chunk] = own.squares();
    weights[chunk] = std::move(own.weight());
  });
  const auto size = static_cast<Eigen::Index>(watched_count_);
  Eigen::MatrixXd all = Eigen::MatrixXd::Zero(size, size);
  for (const Eigen::MatrixXd& part : squares) all += part;
  const std::vector<double> weight = sum_of(weights, sums.taken.size());
  for (std::size_t footprint = 0; footprint < weight.size(); ++footprint) {
    if (weight[footprint] <= 0.0) continue;
    const std::span<const RouteUse> uses = watched_[footprint];
    for (const RouteUse& a : uses) {
      for (const RouteUse& b : uses)
        if (b.facility <= a.facility)
          all(a.facility, b.facility) += weight[footprint] * a.units * b.units;
    }
  }
  all.triangularView<Eigen::StrictlyUpper>() = all.transpose();
  return all;
}

void LogitMarkets::fill_shares(Sums sums, LogitResult& result) const {
  const LogitProblem& problem = *problem_;
  for (std::uint32_t market = 0; market < problem.market_count(); ++market) {
    if (month_->demand[market] <= 0.0) static_cast<void>(choose(market, sums));
  }
  result.share.resize(problem.route_count());
  result.give_up.resize(problem.market_count());
  for (std::uint32_t market = 0; market < problem.market_count(); ++market) {
    const double going = sums.going[market];
    result.give_up[market] = 1.0 - going;
    for (std::uint32_t route = problem.first_route[market]; route < problem.first_route[market + 1];
         ++route)
      result.share[route] = parts_->share[route] * (going * sums.share[parts_->bundle[route]]);
  }
}

}  // namespace corridor::assignment
