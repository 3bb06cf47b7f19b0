// The model against what was seen: reported trips, and totals of the scenario's own months.
// Nothing here feeds back into the model; a misfit is reported, never tuned away.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corridor/outcome/outcome.hpp"

namespace corridor::studies {

/// A reported figure beside the model's. `error` = modelled / reported - 1.
struct Comparison {
  double reported = 0.0;
  double modelled = 0.0;
  [[nodiscard]] double error() const { return modelled / reported - 1.0; }
};

struct ScoredRoute {
  std::string slug;
  std::string kind;
  bool is_input = false;
  bool has_way = true;  ///< the network has a way with these modes and way points
  std::optional<Comparison> km;
  std::optional<Comparison> days;
  std::optional<Comparison> usd;  ///< in the reported unit: per truck, box or TEU
  std::string reason;             ///< of a miss over 25 %; empty otherwise
};

/// Each reported route traced on the network with everything open: the cheapest way on its modes
/// through its way points, from the ground at one end to the ground at the other; a trip from or to
/// a border post is measured at the line, without the stay there. Money without value of time.
/// Assumed: 20 USD per TEU-day while searching, as in the check of the data notes.
[[nodiscard]] std::vector<ScoredRoute> score_reported_routes(const network::Network& network);

/// Median absolute error of rows that are not inputs, and of those that are.
struct ScoreSummary {
  std::optional<double> km;
  std::optional<double> days;
  std::optional<double> usd;
  int rows = 0;
};
[[nodiscard]] ScoreSummary summarize(const std::vector<ScoredRoute>& routes, bool inputs);

struct BackcastRow {
  std::string slug;
  std::string what;
  std::string object;
  std::string unit;
  double observed = 0.0;
  double low = 0.0;
  double high = 0.0;
  double modelled = 0.0;
  bool is_input = false;
  std::string reason;  ///< of a miss over 25 % outside the observed range; empty otherwise
};

/// Observations that lie in the scenario's period by four weeks or whole, with the model's figure
/// in the months they share, scaled to the length of the observation.
[[nodiscard]] std::vector<BackcastRow> backcast(const outcome::Outcome& outcome);

}  // namespace corridor::studies
