// How the use of facilities answers to their prices.
#include <algorithm>
#include <vector>

#include "corridor/base/parallel.hpp"
#include "logit_market.hpp"

namespace corridor::assignment {
namespace {

// Members with a smaller share of their market do not count in a mean.
constexpr double kFaint = 1e-13;

}  // namespace

// Adds up the lower half of a part of the second derivative. With u the units that bundles take of
// the watched facilities, m their mean over a group, theta the scale of the group's choice and
// outer that of the choice around it (of going or staying, around a market), all of it is
//   sum over bundles of theta x flow x u u' + sum over groups of flow x (outer - theta) x m m'.
// Where a group has a single member its scale does not matter and stands for outer, so that the
// second term is zero. The first sum is left as theta x flow of each footprint.
class LogitMarkets::CurvatureSum {
 public:
  CurvatureSum(const LogitMarkets& markets, const Sums& sums)
      : markets_(&markets),
        sums_(&sums),
        squares_(Eigen::MatrixXd::Zero(size(), size())),
        weight_(sums.taken.size(), 0.0),
        means_(markets.parts_->choices.size(), Mean(markets.watched_count_)) {}

  void add_market(std::uint32_t market) {
    const double going = sums_->going[market];
    const double flow = markets_->month_->demand[market] * going;
    if (flow > 0.0)
      add_group(0, market, 1.0, flow, markets_->options_.give_up_scale * (1.0 - going));
  }

  [[nodiscard]] const Eigen::MatrixXd& squares() const { return squares_; }
  /// [footprint]
  [[nodiscard]] const std::vector<double>& weight() const { return weight_; }

 private:
  // Units of the watched facilities, of all of a group's bundles by their shares of the market.
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
  std::vector<Mean> means_;     ///< [choice] of the group that was added last

  [[nodiscard]] Eigen::Index size() const {
    return static_cast<Eigen::Index>(markets_->watched_count_);
  }

  // `share` is the group's of its market, `flow` the market's. Leaves share x m in means_[choice].
  void add_group(std::size_t choice, std::uint32_t group, double share, double flow, double outer) {
    const LogitLayout::Parts& parts = *markets_->parts_;
    const LogitLayout::Parts::Choice& own = parts.choices[choice];
    const std::vector<double>& share_of = sums_->share[choice];
    const std::uint32_t first = own.first[group];
    const std::uint32_t end = own.first[group + 1];
    const double theta = end - first == 1 ? outer : own.theta[group];
    Mean& mean = means_[choice];
    mean.clear();
    for (std::uint32_t member = first; member < end; ++member) {
      if (share_of[member] <= kFaint) continue;
      const std::uint32_t bundle = parts.only_bundle(choice, member);
      if (bundle == LogitLayout::Parts::kSeveral) {
        add_group(choice + 1, member, share_of[member], flow, theta);
        mean.add(means_[choice + 1]);
      } else {
        const std::uint32_t footprint = parts.footprint[bundle];
        weight_[footprint] += theta * flow * share_of[member];
        mean.add(share_of[member], markets_->watched_[footprint]);
      }
    }
    if (outer != theta) add_square(mean, flow * (outer - theta) / share);
  }

  void add_square(const Mean& mean, double weight) {
    for (std::size_t i = 0; i < mean.rows.size(); ++i) {
      const std::uint32_t row = mean.rows[i];
      const double scaled = weight * mean.of_row[row];
      for (std::size_t j = 0; j <= i; ++j) {
        const std::uint32_t other = mean.rows[j];
        squares_(std::max(row, other), std::min(row, other)) += scaled * mean.of_row[other];
      }
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
    weights[chunk] = own.weight();
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

}  // namespace corridor::assignment
