// Minimum of a convex quadratic within bounds, for many unknowns and a singular matrix.
#pragma once

#include <Eigen/SparseCore>

namespace corridor::assignment {

using Rows = Eigen::SparseMatrix<double, Eigen::RowMajor, int>;
using Vector = Eigen::VectorXd;

/// Nearly minimises half x' S S' x - slope' x over -back <= x <= forth, S being `rows`; never worse
/// than x = 0. Unknowns without curvature stay at zero. Cost: a thousand products with S at most.
/// Source: Dostal 2009, "Optimal Quadratic Programming Algorithms", alg. 5.8 (MPRGP).
[[nodiscard]] Vector minimise_within(const Rows& rows, const Vector& slope, const Vector& back,
                                     const Vector& forth);

}  // namespace corridor::assignment
