#include "bounded_step.hpp"

#include <Eigen/Cholesky>
#include <limits>
#include <vector>

namespace corridor::assignment {
namespace {

constexpr int kPatience = 5;
constexpr int kMostRounds = 200;
constexpr double kTiny = 1e-12;

// The step whose entries at a bound are fixed there.
Eigen::VectorXd solve_free(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& slope,
                           const Eigen::VectorXd& least, const std::vector<char>& at_bound) {
  std::vector<Eigen::Index> free;
  for (Eigen::Index i = 0; i < slope.size(); ++i) {
    if (at_bound[static_cast<std::size_t>(i)] == 0) free.push_back(i);
  }
  Eigen::VectorXd step = Eigen::VectorXd::Zero(slope.size());
  for (Eigen::Index i = 0; i < slope.size(); ++i) {
    if (at_bound[static_cast<std::size_t>(i)] != 0) step(i) = least(i);
  }
  if (free.empty()) return step;
  const Eigen::VectorXd fixed_part = slope + matrix * step;
  const Eigen::MatrixXd block = matrix(free, free);
  const Eigen::VectorXd right = -fixed_part(free);
  const Eigen::LDLT<Eigen::MatrixXd> factor(block);
  const Eigen::VectorXd solution = factor.solve(right);
  for (std::size_t i = 0; i < free.size(); ++i)
    step(free[i]) = solution(static_cast<Eigen::Index>(i));
  return step;
}

}  // namespace

Eigen::VectorXd bounded_step(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& slope,
                             const Eigen::VectorXd& least) {
  std::vector<char> at_bound(static_cast<std::size_t>(slope.size()), 0);
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  int patience = kPatience;
  Eigen::VectorXd step;
  for (int round = 0; round < kMostRounds; ++round) {
    step = solve_free(matrix, slope, least, at_bound);
    const Eigen::VectorXd rise = slope + matrix * step;
    std::vector<std::size_t> wrong;
    for (Eigen::Index i = 0; i < slope.size(); ++i) {
      const bool bound = at_bound[static_cast<std::size_t>(i)] != 0;
      if (bound ? rise(i) < -kTiny : step(i) < least(i) - kTiny)
        wrong.push_back(static_cast<std::size_t>(i));
    }
    if (wrong.empty()) break;
    if (wrong.size() < fewest) {
      fewest = wrong.size();
      patience = kPatience;
    } else if (patience > 0) {
      --patience;
    } else {
      wrong = {wrong.back()};
    }
    for (const std::size_t i : wrong) at_bound[i] = at_bound[i] != 0 ? 0 : 1;
  }
  return step.cwiseMax(least);
}

}  // namespace corridor::assignment
