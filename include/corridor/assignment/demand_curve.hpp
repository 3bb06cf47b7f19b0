// Demand that depends on what the way costs: how much goes at a cost, what cost lets so much go,
// and the two integrals that an equilibrium needs. Costs and loads in the caller's units. Source:
// Gartner 1980, Transp. Sci. 14(2), for demand as load on a way of its own; Sheffi 1985, ch. 6.
#pragma once

namespace corridor::assignment {

enum class DemandShape {
  kFixed,        ///< all goes, whatever it costs
  kExponential,  ///< potential * exp(-sharpness * (cost - from)), all of it up to `from`
  kPower,        ///< potential * (cost / from)^-sharpness, all of it up to `from` > 0
  kLinear,       ///< falls from all at `from` to nothing at `from + 1 / sharpness`
};

/// Load as a share of a potential that would go at no cost. `sharpness` > 0; `from` >= 0.
struct DemandCurve {
  DemandShape shape = DemandShape::kFixed;
  double from = 0.0;
  double sharpness = 1.0;
  friend bool operator==(const DemandCurve&, const DemandCurve&) = default;
};

/// A value and its derivative.
struct CurvePoint {
  double value = 0.0;
  double slope = 0.0;
};

/// Share that goes at an expected cost, in [0, 1], and its derivative (never above zero).
[[nodiscard]] CurvePoint share_going(const DemandCurve& curve, double cost);

/// Integral of the share that goes over costs from zero to `cost`: concave in `cost`; what a market
/// adds, times its potential, to the dual of a choice program.
[[nodiscard]] double share_area(const DemandCurve& curve, double cost);

/// Cost at which the share `staying` in [0, 1] stays away, and its derivative by that share. Finite
/// (a share that hardly anybody is left of ends on a tangent); +infinity for fixed demand.
[[nodiscard]] CurvePoint cost_of_staying(const DemandCurve& curve, double staying);

/// Integral of that cost from none staying to `staying`.
[[nodiscard]] double staying_area(const DemandCurve& curve, double staying);

}  // namespace corridor::assignment
