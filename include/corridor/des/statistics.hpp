// What a simulation measures while it runs, in constant memory: means over time, means over
// customers, and quantiles. All can be reset when the warm-up is over, and joined.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "corridor/base/quantity.hpp"

namespace corridor::des {

/// A number that holds for a while, such as the length of a queue; its moments weigh by time.
class TimeWeighted {
 public:
  /// From `now` on the number is `value`.
  void set(double now_h, double value) {
    advance(now_h);
    value_ = value;
    most_ = std::max(most_, value);
  }
  void add(double now_h, double change) { set(now_h, value_ + change); }

  /// Forgets the past, keeps the present value.
  void reset(double now_h) { *this = TimeWeighted(now_h, value_); }
  /// Takes the time since the last change into account.
  void advance(double now_h) {
    const double weight = (now_h - last_h_) * value_;
    area_ += weight;
    square_area_ += weight * value_;
    last_h_ = now_h;
  }
  /// Its value times hours, up to now.
  [[nodiscard]] double area_at(double now_h) const { return area_ + (now_h - last_h_) * value_; }
  /// Adds the moments of another stretch of time.
  void join(const TimeWeighted& other);

  TimeWeighted() = default;
  TimeWeighted(double now_h, double value)
      : value_(value), most_(value), start_h_(now_h), last_h_(now_h) {}

  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] double most() const { return most_; }
  /// Value times hours, up to the last change or `advance`.
  [[nodiscard]] double area() const { return area_; }
  [[nodiscard]] double hours() const { return joined_h_ + last_h_ - start_h_; }
  /// 0 if no time has passed.
  [[nodiscard]] double mean() const { return hours() > 0.0 ? area_ / hours() : 0.0; }
  [[nodiscard]] double variance() const {
    return hours() > 0.0 ? std::max(0.0, square_area_ / hours() - mean() * mean()) : 0.0;
  }

 private:
  double value_ = 0.0;
  double most_ = 0.0;
  double start_h_ = 0.0;
  double last_h_ = 0.0;
  double joined_h_ = 0.0;
  double area_ = 0.0;
  double square_area_ = 0.0;
};

/// Quantiles of non-negative numbers, within 1/64 of the true value and mostly far nearer: counts
/// in buckets, 64 to a doubling, found from the bits of the number without a logarithm.
/// Below 2^-20 (4 ms, for hours) numbers count as zero, above 2^20 as 2^20.
/// Source: Masson, Rim & Lee 2019, PVLDB 12 (DDSketch), with the linear mapping of HdrHistogram.
class QuantileSketch {
 public:
  void add(double number) {
    if (counts_.empty()) counts_.resize(kBuckets);
    ++counts_[bucket_of(number)];
  }
  void reset() { std::fill(counts_.begin(), counts_.end(), 0); }
  void join(const QuantileSketch& other);

  /// The number that a share `share` of all lie below, linear within its bucket; 0 if there is
  /// none.
  [[nodiscard]] double quantile(double share) const;
  /// Share of the numbers at or above this one (zero: strictly above), linear within its bucket, so
  /// exact for powers of two; 0 if there is none.
  [[nodiscard]] double share_above(double number) const;

 private:
  static constexpr int kFineBits = 6;
  static constexpr int kShift = 52 - kFineBits;
  static constexpr int kLowest = -20;
  static constexpr int kHighest = 20;
  static constexpr std::uint64_t kFirst =
      (static_cast<std::uint64_t>(1023 + kLowest) << kFineBits) - 1;
  static constexpr std::size_t kBuckets =
      (static_cast<std::size_t>(kHighest - kLowest) << kFineBits) + 1;

  /// Bucket 0 is zero; the others follow the upper bits of the number.
  static std::size_t bucket_of(double number) {
    const std::uint64_t upper = std::bit_cast<std::uint64_t>(number) >> kShift;
    if (!(number >= 0x1p-20)) return 0;
    return std::min(static_cast<std::size_t>(upper - kFirst), kBuckets - 1);
  }
  static double lower_end(std::size_t bucket) {
    return std::bit_cast<double>((bucket + kFirst) << kShift);
  }

  std::vector<std::uint64_t> counts_;  // [bucket], empty until the first number
};

/// Moments and quantiles of a sample, such as the waits at a border. The moments are taken about
/// the first number, which keeps them exact without a division for each.
/// Source: Chan, Golub & LeVeque 1983, The American Statistician 37 (shifted data).
class Sample {
 public:
  void add(double number) {
    if (count_ == 0.0) shift_ = number;
    const double off = number - shift_;
    count_ += 1.0;
    sum_ += off;
    squares_ += off * off;
    most_ = std::max(most_, number);
    sketch_.add(number);
  }
  void reset();
  void join(const Sample& other);

  [[nodiscard]] double count() const { return count_; }
  /// 0 if there is no number; so are all that follow.
  [[nodiscard]] double mean() const { return count_ > 0.0 ? shift_ + sum_ / count_ : 0.0; }
  [[nodiscard]] double total() const { return mean() * count_; }
  [[nodiscard]] double variance() const {
    if (count_ == 0.0) return 0.0;
    return std::max(0.0, (squares_ - sum_ * sum_ / count_) / count_);
  }
  [[nodiscard]] double most() const { return most_; }
  [[nodiscard]] double quantile(double share) const { return sketch_.quantile(share); }
  [[nodiscard]] double share_above(double number) const { return sketch_.share_above(number); }

 private:
  double shift_ = 0.0;
  double count_ = 0.0;
  double sum_ = 0.0;      ///< of the numbers less the shift
  double squares_ = 0.0;  ///< of the same, squared
  double most_ = 0.0;
  QuantileSketch sketch_;
};

/// A law that a run must obey and did not. None is expected, ever: one means that we are wrong.
struct Violation {
  std::string where;
  std::string law;
  double expected = 0.0;
  double found = 0.0;
};

/// Counts what enters and leaves a place, and how long each stayed, in two ways that must agree.
class FlowMeter {
 public:
  void enter(double now_h) {
    entered_ += 1.0;
    inside_.add(now_h, 1.0);
  }
  /// Returns how long it stayed, from its entry even if that was before the last reset.
  double leave(double now_h, double entered_h) {
    left_ += 1.0;
    stay_sum_h_ += stay(now_h, entered_h);
    inside_.add(now_h, -1.0);
    return now_h - entered_h;
  }
  void reset(double now_h);

  /// How much of the stay of one who came at `entered_h` lies after the last reset.
  [[nodiscard]] double stay(double now_h, double entered_h) const {
    return now_h - std::max(entered_h, start_h_);
  }

  [[nodiscard]] double entered() const { return entered_; }
  [[nodiscard]] double left() const { return left_; }
  [[nodiscard]] const TimeWeighted& inside() const { return inside_; }

  /// Appends what breaks conservation (inside at the reset + entered = left + `inside_now`) or
  /// Little's law (area under the number inside = the stays of all, those still inside included).
  /// Source: Little 1961, Oper. Res. 9; its form for one finite path, Stidham 1974, Oper. Res. 22.
  /// `stays_inside_h` is the sum of `stay` over those whom the place finds inside.
  void check(const std::string& where, double now_h, double inside_now, double stays_inside_h,
             std::vector<Violation>& violations) const;

 private:
  TimeWeighted inside_;
  double start_h_ = 0.0;
  double inside_at_start_ = 0.0;
  double entered_ = 0.0;
  double left_ = 0.0;
  double stay_sum_h_ = 0.0;  ///< over those that left
};

}  // namespace corridor::des
