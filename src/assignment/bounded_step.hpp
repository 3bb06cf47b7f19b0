// The step of a Newton method under lower bounds.
#pragma once

#include <Eigen/Core>

namespace corridor::assignment {

/// Minimises slope'd + d'matrix d / 2 over d >= least. `matrix` is positive definite.
/// Block principal pivoting: all that break a condition change sides at once, one by one when that
/// does not help, so that it ends.
/// Source: Judice and Pires 1994, "A block principal pivoting algorithm for large-scale strictly
/// monotone linear complementarity problems", Comput. Oper. Res. 21(5).
[[nodiscard]] Eigen::VectorXd bounded_step(const Eigen::MatrixXd& matrix,
                                           const Eigen::VectorXd& slope,
                                           const Eigen::VectorXd& least);

}  // namespace corridor::assignment
