#include "corridor/assignment/demand_curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace corridor::assignment {
namespace {

// Where less than this share is left to go, the cost goes on as its tangent.
constexpr double kLeastGoing = 1e-9;

CurvePoint curved(const DemandCurve& curve, double staying) {
  const double going = 1.0 - staying;
  switch (curve.shape) {
    case DemandShape::kFixed:
      break;
    case DemandShape::kExponential:
      return {curve.from - std::log1p(-staying) / curve.sharpness, 1.0 / (curve.sharpness * going)};
    case DemandShape::kPower: {
      const double cost = curve.from * std::exp(-std::log1p(-staying) / curve.sharpness);
      return {cost, cost / (curve.sharpness * going)};
    }
    case DemandShape::kLinear:
      return {curve.from + staying / curve.sharpness, 1.0 / curve.sharpness};
  }
  return {std::numeric_limits<double>::infinity(), 0.0};
}

double curved_area(const DemandCurve& curve, double staying) {
  const double going = 1.0 - staying;
  switch (curve.shape) {
    case DemandShape::kFixed:
      break;
    case DemandShape::kExponential:
      return curve.from * staying + (going * std::log1p(-staying) + staying) / curve.sharpness;
    case DemandShape::kPower: {
      const double power = 1.0 - 1.0 / curve.sharpness;
      const double log = std::log1p(-staying);
      if (std::abs(power) < 1e-12) return -curve.from * log;
      return -curve.from * std::expm1(power * log) / power;
    }
    case DemandShape::kLinear:
      return curve.from * staying + 0.5 * staying * staying / curve.sharpness;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace

CurvePoint share_going(const DemandCurve& curve, double cost) {
  if (curve.shape == DemandShape::kFixed || cost <= curve.from) return {1.0, 0.0};
  const double above = cost - curve.from;
  if (curve.shape == DemandShape::kExponential) {
    const double share = std::exp(-curve.sharpness * above);
    return {share, -curve.sharpness * share};
  }
  if (curve.shape == DemandShape::kPower) {
    const double share = std::pow(cost / curve.from, -curve.sharpness);
    return {share, -curve.sharpness * share / cost};
  }
  const double share = 1.0 - curve.sharpness * above;
  return share > 0.0 ? CurvePoint{share, -curve.sharpness} : CurvePoint{};
}

double share_area(const DemandCurve& curve, double cost) {
  if (curve.shape == DemandShape::kFixed || cost <= curve.from) return cost;
  const double above = cost - curve.from;
  if (curve.shape == DemandShape::kExponential)
    return curve.from - std::expm1(-curve.sharpness * above) / curve.sharpness;
  if (curve.shape == DemandShape::kPower) {
    const double power = 1.0 - curve.sharpness;
    const double log = std::log(cost / curve.from);
    return curve.from * (1.0 + (std::abs(power) < 1e-12 ? log : std::expm1(power * log) / power));
  }
  const double until = std::min(above, 1.0 / curve.sharpness);
  return curve.from + until - 0.5 * curve.sharpness * until * until;
}

CurvePoint cost_of_staying(const DemandCurve& curve, double staying) {
  const double most = 1.0 - kLeastGoing;
  if (staying <= most) return curved(curve, std::max(0.0, staying));
  CurvePoint end = curved(curve, most);
  end.value += end.slope * (staying - most);
  return end;
}

double staying_area(const DemandCurve& curve, double staying) {
  const double most = 1.0 - kLeastGoing;
  if (staying <= 0.0) return 0.0;
  if (staying <= most) return curved_area(curve, staying);
  const CurvePoint end = curved(curve, most);
  const double beyond = staying - most;
  return curved_area(curve, most) + beyond * (end.value + 0.5 * end.slope * beyond);
}

}  // namespace corridor::assignment
