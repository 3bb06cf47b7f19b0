#include "corridor/des/statistics.hpp"

namespace corridor::des {

void TimeWeighted::join(const TimeWeighted& other) {
  joined_h_ += other.hours();
  area_ += other.area_;
  square_area_ += other.square_area_;
  most_ = std::max(most_, other.most_);
}

void QuantileSketch::join(const QuantileSketch& other) {
  if (other.counts_.empty()) return;
  counts_.resize(kBuckets);
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket)
    counts_[bucket] += other.counts_[bucket];
}

double QuantileSketch::quantile(double share) const {
  std::uint64_t total = 0;
  for (const std::uint64_t count : counts_) total += count;
  if (total == 0) return 0.0;
  double wanted = share * static_cast<double>(total);
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    const auto count = static_cast<double>(counts_[bucket]);
    if (wanted <= count && count > 0.0) {
      if (bucket == 0) return 0.0;
      const double low = lower_end(bucket);
      return low + (lower_end(bucket + 1) - low) * wanted / count;
    }
    wanted -= count;
  }
  return lower_end(kBuckets);
}

double QuantileSketch::share_above(double number) const {
  const std::size_t at = bucket_of(number);
  double below = 0.0;
  double total = 0.0;
  for (std::size_t bucket = 0; bucket < counts_.size(); ++bucket) {
    const auto count = static_cast<double>(counts_[bucket]);
    total += count;
    if (bucket < at) below += count;
    if (bucket != at) continue;
    const double low = lower_end(bucket);
    below += at == 0 ? count : count * (number - low) / (lower_end(bucket + 1) - low);
  }
  return total > 0.0 ? 1.0 - below / total : 0.0;
}

void Sample::reset() {
  shift_ = count_ = sum_ = squares_ = most_ = 0.0;
  sketch_.reset();
}

void Sample::join(const Sample& other) {
  if (other.count_ == 0.0) return;
  if (count_ == 0.0) shift_ = other.shift_;
  const double apart = other.shift_ - shift_;
  squares_ += other.squares_ + 2.0 * apart * other.sum_ + apart * apart * other.count_;
  sum_ += other.sum_ + apart * other.count_;
  count_ += other.count_;
  most_ = std::max(most_, other.most_);
  sketch_.join(other.sketch_);
}

void FlowMeter::reset(double now_h) {
  inside_.reset(now_h);
  start_h_ = now_h;
  inside_at_start_ = inside_.value();
  entered_ = left_ = stay_sum_h_ = 0.0;
}

void FlowMeter::check(const std::string& where, double now_h, double inside_now,
                      double stays_inside_h, std::vector<Violation>& violations) const {
  const double expected_inside = inside_at_start_ + entered_ - left_;
  if (expected_inside != inside_now) {
    violations.push_back({where, "conservation", expected_inside, inside_now});
  }
  TimeWeighted inside = inside_;
  inside.advance(now_h);
  const double stays = stay_sum_h_ + stays_inside_h;
  // Rounding: each stay is a difference of clock times.
  const double scale = inside.area() + 1e-3 * now_h;
  if (!(std::abs(stays - inside.area()) <= 1e-9 * scale)) {
    violations.push_back({where, "Little's law", inside.area(), stays});
  }
}

}  // namespace corridor::des
