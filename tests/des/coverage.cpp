#include "des/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "corridor/base/parallel.hpp"

namespace corridor::des {

namespace {

constexpr int kSections = 20;
constexpr double kStudent = 2.0930240544;  // 97.5 % quantile, 19 degrees of freedom

/// Whether each result lies in its interval, for one model and one seed.
struct Verdict {
  std::vector<bool> covered;  // [result]
  std::vector<Violation> violations;
};

Verdict judge(const KnownModel& known, const Thoroughness& thoroughness, std::uint64_t seed,
              std::uint64_t number) {
  Verdict verdict;
  const auto model = build_model(known, thoroughness, seed, number);
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
    verdict.covered.push_back(std::abs(estimate - result.value) <= half);
  }
  return verdict;
}

bool is_share(const std::string& metric) {
  return metric == "P0" || metric.rfind("P(Wq>", 0) == 0;
}

/// Events an hour and their number in a section decide whether a share can be estimated at all.
bool is_too_rare(const KnownModel& known, const KnownResult& result, const Model& model) {
  if (!is_share(result.metric)) return false;
  const double arrivals = known.parameters["lambda"].get<double>() * model.section.value();
  return result.value * arrivals < 20.0;
}

double log_choose(int n, int k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

}  // namespace

CoverageReport measure_coverage(const std::vector<KnownModel>& models,
                                const Thoroughness& thoroughness, int seeds) {
  const auto runs = static_cast<std::size_t>(seeds);
  std::vector<Verdict> verdicts(models.size() * runs);
  for_each_index(verdicts.size(), available_jobs(), [&](std::size_t index, int) {
    const std::size_t number = index / runs;
    if (build_model(models[number], thoroughness, 0, 0) == nullptr) return;
    verdicts[index] = judge(models[number], thoroughness, index % runs + 1, number);
  });

  CoverageReport report;
  for (std::size_t number = 0; number < models.size(); ++number) {
    const KnownModel& known = models[number];
    const auto model = build_model(known, thoroughness, 0, 0);
    for (std::size_t i = 0; i < known.results.size(); ++i) {
      const KnownResult& result = known.results[i];
      Coverage row = {known.name + " " + known.parameters.dump() + " " + result.metric};
      if (model == nullptr) {
        report.not_expressed.push_back(row.row);
      } else if (is_too_rare(known, result, *model)) {
        report.too_rare.push_back(row.row);
      } else {
        row.is_exact = result.value == 0.0;
        for (std::size_t seed = 0; seed < runs; ++seed) {
          ++row.runs;
          row.covered += verdicts[number * runs + seed].covered[i] ? 1 : 0;
        }
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
    if (row.is_exact) continue;
    runs += row.runs;
    covered += row.covered;
  }
  return runs > 0.0 ? covered / runs : 0.0;
}

std::string describe(const CoverageReport& report) {
  std::ostringstream text;
  text << report.rows.size() << " rows, pooled coverage " << 100.0 * pooled_coverage(report)
       << " %\n";
  std::vector<Coverage> rows = report.rows;
  std::sort(rows.begin(), rows.end(), [](const Coverage& a, const Coverage& b) {
    return tail_probability(a) < tail_probability(b);
  });
  text << "furthest off:\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(12, rows.size()); ++i) {
    text << "  " << rows[i].covered << "/" << rows[i].runs << "  p " << tail_probability(rows[i])
         << "  " << rows[i].row << "\n";
  }
  text << report.too_rare.size() << " rows not judged, their event is too rare for a run:\n";
  for (const std::string& row : report.too_rare) text << "  " << row << "\n";
  text << report.not_expressed.size() << " rows have no model\n";
  for (const std::string& row : report.not_expressed) text << "  " << row << "\n";
  return text.str();
}

}  // namespace corridor::des
