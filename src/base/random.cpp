#include "corridor/base/random.hpp"

#include "corridor/base/error.hpp"

namespace corridor {

namespace {

/// c[0] + c[1] x + ... + c[7] x^7.
double polynomial(const std::array<double, 8>& c, double x) {
  double sum = c[7];
  for (std::size_t i = 7; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

// Wichura 1988, AS 241: numerators and denominators for the centre, the shoulders and the tails.
constexpr std::array<double, 8> kCentreTop = {3.3871328727963666080e0, 1.3314166789178437745e2,
                                              1.9715909503065514427e3, 1.3731693765509461125e4,
                                              4.5921953931549871457e4, 6.7265770927008700853e4,
                                              3.3430575583588128105e4, 2.5090809287301226727e3};
constexpr std::array<double, 8> kCentreBottom = {1.0,
                                                 4.2313330701600911252e1,
                                                 6.8718700749205790830e2,
                                                 5.3941960214247511077e3,
                                                 2.1213794301586595867e4,
                                                 3.9307895800092710610e4,
                                                 2.8729085735721942674e4,
                                                 5.2264952788528545610e3};
constexpr std::array<double, 8> kShoulderTop = {
    1.42343711074968357734e0,  4.63033784615654529590e0, 5.76949722146069140550e0,
    3.64784832476320460504e0,  1.27045825245236838258e0, 2.41780725177450611770e-1,
    2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> kShoulderBottom = {1.0,
                                                   2.05319162663775882187e0,
                                                   1.67638483018380384940e0,
                                                   6.89767334985100004550e-1,
                                                   1.48103976427480074590e-1,
                                                   1.51986665636164571966e-2,
                                                   5.47593808499534494600e-4,
                                                   1.05075007164441684324e-9};
constexpr std::array<double, 8> kTailTop = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                            1.78482653991729133580e0,  2.96560571828504891230e-1,
                                            2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                            2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> kTailBottom = {1.0,
                                               5.99832206555887937690e-1,
                                               1.36929880922735805310e-1,
                                               1.48753612908506148525e-2,
                                               7.86869131145613259100e-4,
                                               1.84631831751005468180e-5,
                                               1.42151175831644588870e-7,
                                               2.04426310338993978564e-15};

double normal_quantile(double probability) {
  const double q = probability - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(kCentreTop, r) / polynomial(kCentreBottom, r);
  }
  const double r = std::sqrt(-std::log(q < 0.0 ? probability : 1.0 - probability));
  const double size = r <= 5.0
                          ? polynomial(kShoulderTop, r - 1.6) / polynomial(kShoulderBottom, r - 1.6)
                          : polynomial(kTailTop, r - 5.0) / polynomial(kTailBottom, r - 5.0);
  return q < 0.0 ? -size : size;
}

/// The 128-bit product of two 64-bit numbers, as (high, low).
std::array<std::uint64_t, 2> multiply(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t a_low = a & 0xffffffff;
  const std::uint64_t a_high = a >> 32;
  const std::uint64_t b_low = b & 0xffffffff;
  const std::uint64_t b_high = b >> 32;
  const std::uint64_t low = a_low * b_low;
  const std::uint64_t middle = a_high * b_low + (low >> 32);
  const std::uint64_t cross = a_low * b_high + (middle & 0xffffffff);
  return {a_high * b_high + (middle >> 32) + (cross >> 32), a * b};
}

}  // namespace

std::uint64_t RandomStream::below(std::uint64_t count) {
  CORRIDOR_ASSERT(count > 0, "there is nothing to choose from");
  const std::uint64_t uneven = (0 - count) % count;  // 2^64 mod count: low parts drawn too often
  for (;;) {
    const auto [high, low] = multiply(bits(), count);
    if (low >= uneven) return high;
  }
}

double RandomStream::normal() {
  return normal_quantile(uniform());
}

double RandomStream::lognormal(double variation) {
  const double variance = std::log1p(variation * variation);
  return std::exp(std::sqrt(variance) * normal() - 0.5 * variance);
}

double RandomStream::gamma(double shape) {
  CORRIDOR_ASSERT(shape > 0.0, "a gamma shape is positive");
  // A shape below one is drawn one higher and brought down by a power of a uniform number.
  const double boost = shape < 1.0 ? std::pow(uniform(), 1.0 / shape) : 1.0;
  const double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = normal();
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    if (std::log(uniform()) < 0.5 * x * x + d - d * v + d * std::log(v))
      return boost * d * v / shape;
  }
}

double RandomStream::erlang(int phases) {
  CORRIDOR_ASSERT(phases > 0, "an Erlang variate has at least one phase");
  double product = 1.0;
  double sum = 0.0;
  for (int phase = 1; phase <= phases; ++phase) {
    product *= uniform();
    // Sixteen factors of at least 2^-53 cannot underflow; one logarithm serves them all.
    if (phase % 16 == 0 || phase == phases) {
      sum -= std::log(product);
      product = 1.0;
    }
  }
  return sum / phases;
}

DiscreteTable::DiscreteTable(std::span<const double> weights) : cells_(weights.size()) {
  double total = 0.0;
  for (const double weight : weights) {
    CORRIDOR_ASSERT(weight >= 0.0, "a weight is not negative");
    total += weight;
  }
  CORRIDOR_ASSERT(total > 0.0 && std::isfinite(total), "some weight is positive, none infinite");
  std::vector<std::size_t> small;
  std::vector<std::size_t> large;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    cells_[i] = {weights[i] / total * static_cast<double>(weights.size()), i};
    (cells_[i].own < 1.0 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::size_t low = small.back();
    const std::size_t high = large.back();
    small.pop_back();
    cells_[low].alias = high;
    cells_[high].own -= 1.0 - cells_[low].own;
    if (cells_[high].own < 1.0) {
      large.pop_back();
      small.push_back(high);
    }
  }
  // What is left owes its distance from one to rounding.
  for (const std::size_t i : small) cells_[i].own = 1.0;
  for (const std::size_t i : large) cells_[i].own = 1.0;
}

}  // namespace corridor
