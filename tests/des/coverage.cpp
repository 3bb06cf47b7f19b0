#include "des/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "corridor/base/parallel.hpp"

namespace corridor::des {

namespace {

constexpr int kSections = 20;
constexpr double kStudent = 2.0930240544;  // 97.5 % quantile, 19 degrees of freedom

constexpr double kMostSkewness = 0.7;

/// Whether each result lies in its interval, for one model and one seed.
struct Verdict {
  std::vector<bool> covered;     // [result]
  std::vector<double> estimate;  // [result]
  std::vector<Violation> violations;
};

/// What a trial asks for.
struct Lengths {
  double longer = 1.0;            ///< than the sections that `Thoroughness` alone gives
  std::vector<bool> is_too_rare;  // [result] that no allowed length can judge
};

/// Whole multiples, as some sections are whole periods.
Lengths try_out(const KnownModel& known, const Thoroughness& thoroughness, std::uint64_t number) {
  Lengths lengths;
  lengths.is_too_rare.resize(known.results.size(), false);
  const auto model = build_model(known, thoroughness, 0, number);
  if (model == nullptr) return lengths;
  std::vector<Violation> violations;
  if (model->warm_up > Hours(0.0)) model->run(model->warm_up, violations);
  std::vector<std::vector<double>> values(known.results.size());
  for (int i = 0; i < thoroughness.trial_sections; ++i) {
    const Measured section = model->run(model->section, violations);
    for (std::size_t result = 0; result < values.size(); ++result)
      values[result].push_back(evaluate(section, known.results[result].metric));
  }
  for (std::size_t result = 0; result < values.size(); ++result) {
    if (is_at_atom(known, known.results[result])) continue;
    const bool never = std::all_of(values[result].begin(), values[result].end(),
                                   [](double value) { return value == 0.0; });
    const double longer = std::ceil(longer_sections(skewness_of(values[result])));
    lengths.is_too_rare[result] = never || longer > thoroughness.most_longer;
    if (!lengths.is_too_rare[result]) lengths.longer = std::max(lengths.longer, longer);
  }
  return lengths;
}

Verdict judge(const KnownModel& known, const Thoroughness& thoroughness, double longer,
              std::uint64_t seed, std::uint64_t number) {
  Verdict verdict;
  const auto model = build_model(known, thoroughness, seed, number);
  model->section = model->section * longer;
  if (model->warm_up > Hours(0.0)) model->run(model->warm_up, verdict.violations);
  std::vector<Measured> sections;
  Measured whole;
  for (int i = 0; i < kSections; ++i) {
    sections.push_back(model->run(model->section, verdict.violations));
    whole.join(sections.back());
  }
  for (const KnownResult& result : known.results) {
    const double estimate = evaluate(whole, result.metric);
    double squares = 0.0;
    for (const Measured& section : sections) {
      squares += std::pow(evaluate(section, result.metric) - estimate, 2);
    }
    const double half = kStudent * std::sqrt(squares / (kSections - 1) / kSections);
    verdict.covered.push_back(is_at_atom(known, result)
                                  ? estimate == result.value
                                  : std::abs(estimate - result.value) <= half);
    verdict.estimate.push_back(estimate);
  }
  return verdict;
}

Sample sample_of(const std::vector<double>& numbers) {
  Sample sample;
  for (const double number : numbers) sample.add(number);
  return sample;
}

/// Mean error over its standard error.
double bias_of(const std::vector<double>& estimates, double value) {
  const Sample sample = sample_of(estimates);
  const double error = std::sqrt(sample.variance() / (sample.count() - 1.0));
  return error > 0.0 ? (sample.mean() - value) / error : 0.0;
}

double log_choose(int n, int k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

}  // namespace

double skewness_of(const std::vector<double>& numbers) {
  const Sample sample = sample_of(numbers);
  double third = 0.0;
  for (const double number : numbers) third += std::pow(number - sample.mean(), 3) / sample.count();
  return sample.variance() > 0.0 ? third / std::pow(sample.variance(), 1.5) : 0.0;
}

double longer_sections(double skewness) {
  return std::max(1.0, std::pow(skewness / kMostSkewness, 2));
}

CoverageReport measure_coverage(const std::vector<KnownModel>& models,
                                const Thoroughness& thoroughness, int seeds) {
  const auto runs = static_cast<std::size_t>(seeds);
  std::vector<Lengths> lengths(models.size());
  for_each_index(models.size(), available_jobs(), [&](std::size_t number, int) {
    lengths[number] = try_out(models[number], thoroughness, number);
  });
  std::vector<Verdict> verdicts(models.size() * runs);
  for_each_index(verdicts.size(), available_jobs(), [&](std::size_t index, int) {
    const std::size_t number = index / runs;
    if (build_model(models[number], thoroughness, 0, 0) == nullptr) return;
    verdicts[index] =
        judge(models[number], thoroughness, lengths[number].longer, index % runs + 1, number);
  });

  CoverageReport report;
  for (std::size_t number = 0; number < models.size(); ++number) {
    const KnownModel& known = models[number];
    const auto model = build_model(known, thoroughness, 0, 0);
    for (std::size_t i = 0; i < known.results.size(); ++i) {
      Coverage row = {known.name + " " + known.parameters.dump() + " " + known.results[i].metric};
      if (model == nullptr) {
        report.not_expressed.push_back(row.row);
      } else if (lengths[number].is_too_rare[i]) {
        report.too_rare.push_back(row.row);
      } else {
        row.is_at_atom = is_at_atom(known, known.results[i]);
        row.longer = lengths[number].longer;
        std::vector<double> estimates;
        for (std::size_t seed = 0; seed < runs; ++seed) {
          const Verdict& verdict = verdicts[number * runs + seed];
          ++row.runs;
          row.covered += verdict.covered[i] ? 1 : 0;
          estimates.push_back(verdict.estimate[i]);
        }
        row.bias = bias_of(estimates, known.results[i].value);
        report.rows.push_back(row);
      }
    }
  }
  for (const Verdict& verdict : verdicts) {
    report.violations.insert(report.violations.end(), verdict.violations.begin(),
                             verdict.violations.end());
  }
  return report;
}

bool is_at_atom(const KnownModel& known, const KnownResult& result) {
  const std::string quantile_of_wait = "Wq_p";
  if (result.metric.rfind(quantile_of_wait, 0) != 0) return false;
  const double share = std::stod(result.metric.substr(quantile_of_wait.size())) / 100.0;
  return std::any_of(known.results.begin(), known.results.end(), [&](const KnownResult& other) {
    return other.metric == "Pwait" && share < 1.0 - other.value;
  });
}

bool is_rejected(const Coverage& row) {
  return row.is_at_atom ? row.covered < row.runs : tail_probability(row) <= 1e-4;
}

double tail_probability(const Coverage& row) {
  double low = 0.0;
  double high = 0.0;
  for (int k = 0; k <= row.runs; ++k) {
    const double probability =
        std::exp(log_choose(row.runs, k) + k * std::log(0.95) + (row.runs - k) * std::log(0.05));
    if (k <= row.covered) low += probability;
    if (k >= row.covered) high += probability;
  }
  return std::min(1.0, 2.0 * std::min(low, high));
}

double pooled_coverage(const CoverageReport& report) {
  double runs = 0.0;
  double covered = 0.0;
  for (const Coverage& row : report.rows) {
    if (row.is_at_atom) continue;
    runs += row.runs;
    covered += row.covered;
  }
  return runs > 0.0 ? covered / runs : 0.0;
}

std::string describe(const CoverageReport& report) {
  std::ostringstream text;
  std::vector<Coverage> rows = report.rows;
  const auto at_atom = std::stable_partition(rows.begin(), rows.end(),
                                             [](const Coverage& row) { return !row.is_at_atom; });
  const std::vector<Coverage> atoms(at_atom, rows.end());
  rows.erase(at_atom, rows.end());
  text << rows.size() << " rows, pooled coverage " << 100.0 * pooled_coverage(report) << " %\n";
  std::sort(rows.begin(), rows.end(), [](const Coverage& a, const Coverage& b) {
    return tail_probability(a) < tail_probability(b);
  });
  text << "furthest off:\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(12, rows.size()); ++i) {
    text << "  " << rows[i].covered << "/" << rows[i].runs << "  p " << tail_probability(rows[i])
         << "  bias " << rows[i].bias << "  sections x " << rows[i].longer << "  " << rows[i].row
         << "\n";
  }
  text << atoms.size() << " rows at an atom, judged by equality and not pooled:\n";
  for (const Coverage& row : atoms)
    text << "  " << row.covered << "/" << row.runs << " exact  " << row.row << "\n";
  text << report.too_rare.size()
       << " rows not judged, they would take longer sections than allowed:\n";
  for (const std::string& row : report.too_rare) text << "  " << row << "\n";
  text << report.not_expressed.size() << " rows have no model\n";
  for (const std::string& row : report.not_expressed) text << "  " << row << "\n";
  return text.str();
}

}  // namespace corridor::des
