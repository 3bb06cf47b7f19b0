#include "bounded_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridor::assignment {
namespace {

// Rows are scaled to length one, so that the diagonal is one wherever there is curvature.
class BoundedModel {
 public:
  BoundedModel(const Rows& rows, const Vector& slope, const Vector& back, const Vector& forth)
      : rows_(rows), scale_(rows.rows()), low_(rows.rows()), high_(rows.rows()) {
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
      const double length = rows.row(i).norm();
      scale_[i] = length > 0.0 ? 1.0 / length : 0.0;
      low_[i] = -back[i] * length;
      high_[i] = forth[i] * length;
    }
    rows_ = scale_.asDiagonal() * rows_;
    gradient_ = -scale_.cwiseProduct(slope);
    x_ = Vector::Zero(rows.rows());
  }

  // Conjugate gradients on what is between its bounds; what meets a bound is projected; what
  // presses away from one is let go when that promises more.
  Vector minimise() {
    constexpr int kSteps = 500;
    constexpr double kResidual = 0.1;
    const double first = free_part().squaredNorm() + chopped_part().squaredNorm();
    const double length = 1.0 / largest_eigenvalue();
    Vector direction = free_part();
    for (int step = 0; step < kSteps; ++step) {
      const Vector chopped = chopped_part();
      const Vector free = free_part();
      const double pressing = chopped.squaredNorm();
      if (free.squaredNorm() + pressing <= kResidual * kResidual * first) break;
      if (pressing > reduced_product(free, length)) {
        move_along(chopped, reach(chopped));
        direction = free_part();
      } else if (!move_conjugate(direction, length)) {
        break;
      }
    }
    return scale_.cwiseProduct(x_);
  }

 private:
  Rows rows_;
  Vector scale_;
  Vector low_;
  Vector high_;
  Vector gradient_;
  Vector x_;

  [[nodiscard]] Vector image_of(const Vector& x) const { return rows_ * (rows_.transpose() * x); }

  [[nodiscard]] Vector free_part() const {
    Vector part = gradient_;
    for (Eigen::Index i = 0; i < part.size(); ++i) {
      if (x_[i] <= low_[i] || x_[i] >= high_[i]) part[i] = 0.0;
    }
    return part;
  }

  [[nodiscard]] Vector chopped_part() const {
    Vector part = Vector::Zero(gradient_.size());
    for (Eigen::Index i = 0; i < part.size(); ++i) {
      if (low_[i] >= high_[i]) continue;
      if (x_[i] <= low_[i]) part[i] = std::min(gradient_[i], 0.0);
      if (x_[i] >= high_[i]) part[i] = std::max(gradient_[i], 0.0);
    }
    return part;
  }

  // How much of the free gradient a step of `length` could follow before it meets bounds.
  [[nodiscard]] double reduced_product(const Vector& free, double length) const {
    double sum = 0.0;
    for (Eigen::Index i = 0; i < free.size(); ++i) {
      const double most = (free[i] > 0.0 ? x_[i] - low_[i] : x_[i] - high_[i]) / length;
      sum += free[i] * (free[i] > 0.0 ? std::min(most, free[i]) : std::max(most, free[i]));
    }
    return sum;
  }

  // The longest step against `direction` within the bounds.
  [[nodiscard]] double reach(const Vector& direction) const {
    double longest = std::numeric_limits<double>::infinity();
    for (Eigen::Index i = 0; i < direction.size(); ++i) {
      if (direction[i] > 0.0) longest = std::min(longest, (x_[i] - low_[i]) / direction[i]);
      if (direction[i] < 0.0) longest = std::min(longest, (x_[i] - high_[i]) / direction[i]);
    }
    return longest;
  }

  void move_along(const Vector& direction, double longest) {
    const Vector image = image_of(direction);
    const double curvature = direction.dot(image);
    const double wish = curvature > 0.0 ? gradient_.dot(direction) / curvature : longest;
    const double step = std::min(wish, longest);
    if (!std::isfinite(step)) return;
    x_ = (x_ - step * direction).cwiseMax(low_).cwiseMin(high_);
    gradient_ -= step * image;
  }

  // One step of conjugate gradients, or as far as the bounds allow and then along the projected
  // gradient. Returns whether there was anywhere to go.
  bool move_conjugate(Vector& direction, double length) {
    const Vector image = image_of(direction);
    const double curvature = direction.dot(image);
    if (!(curvature > 0.0)) return false;
    const double step = gradient_.dot(direction) / curvature;
    const double longest = reach(direction);
    if (step <= longest) {
      x_ = (x_ - step * direction).cwiseMax(low_).cwiseMin(high_);
      gradient_ -= step * image;
      const Vector free = free_part();
      direction = free - (free.dot(image) / curvature) * direction;
      return true;
    }
    x_ = (x_ - longest * direction).cwiseMax(low_).cwiseMin(high_);
    gradient_ -= longest * image;
    const Vector before = x_;
    x_ = (x_ - length * free_part()).cwiseMax(low_).cwiseMin(high_);
    gradient_ += image_of(x_ - before);
    direction = free_part();
    return true;
  }

  // By a few powers, from below: twice this is above it for all but freak starts.
  [[nodiscard]] double largest_eigenvalue() const {
    constexpr int kPowers = 8;
    Vector vector = Vector::Ones(rows_.rows()) + gradient_.cwiseAbs() / (1.0 + gradient_.norm());
    double value = 1.0;
    for (int i = 0; i < kPowers; ++i) {
      const double norm = vector.norm();
      if (!(norm > 0.0)) break;
      vector = image_of(vector / norm);
      value = std::max(value, vector.norm());
    }
    return value;
  }
};

}  // namespace

Vector minimise_within(const Rows& rows, const Vector& slope, const Vector& back,
                       const Vector& forth) {
  return BoundedModel(rows, slope, back, forth).minimise();
}

}  // namespace corridor::assignment
