#include "corridor/results/scorecard_table.hpp"

#include <algorithm>

namespace corridor::results {
namespace {

constexpr double kPercent = 100.0;

Cell cell(const std::optional<studies::Comparison>& comparison, bool modelled) {
  if (!comparison) return {};
  return modelled ? comparison->modelled : comparison->reported;
}

Cell error_cell(const std::optional<studies::Comparison>& comparison) {
  if (!comparison) return {};
  return kPercent * comparison->error();
}

Cell percent_cell(const std::optional<double>& share) {
  if (!share) return {};
  return kPercent * *share;
}

std::optional<double> error_of(const studies::BackcastRow& row) {
  if (row.observed == 0.0) return std::nullopt;
  return row.modelled / row.observed - 1.0;
}

}  // namespace

Table make_scorecard(const std::vector<studies::ScoredRoute>& routes) {
  Table table{"scorecard",
              {{"id"},
               {"kind"},
               {"input_of_model"},
               {"km_reported", "km", 0},
               {"km_modelled", "km", 0},
               {"km_error_percent", "%", 0},
               {"days_reported", "d", 1},
               {"days_modelled", "d", 1},
               {"days_error_percent", "%", 0},
               {"usd_reported", "USD", 0},
               {"usd_modelled", "USD", 0},
               {"usd_error_percent", "%", 0},
               {"reason"}},
              {}};
  for (const studies::ScoredRoute& route : routes) {
    table.add_row(route.slug, route.kind, std::string(route.is_input ? "yes" : "no"),
                  cell(route.km, false), cell(route.km, true), error_cell(route.km),
                  cell(route.days, false), cell(route.days, true), error_cell(route.days),
                  cell(route.usd, false), cell(route.usd, true), error_cell(route.usd),
                  route.reason);
  }
  return table;
}

Table summarize_scorecard(const std::vector<studies::ScoredRoute>& routes) {
  Table table{"scorecard_summary",
              {{"rows_of"},
               {"input_of_model"},
               {"rows"},
               {"km_median_error_percent", "%", 0},
               {"days_median_error_percent", "%", 0},
               {"usd_median_error_percent", "%", 0}},
              {}};
  const auto add = [&](const std::string& name, const std::vector<studies::ScoredRoute>& rows) {
    for (const bool inputs : {false, true}) {
      const studies::ScoreSummary summary = studies::summarize(rows, inputs);
      if (summary.rows == 0) continue;
      table.add_row(name, std::string(inputs ? "yes" : "no"), static_cast<double>(summary.rows),
                    percent_cell(summary.km), percent_cell(summary.days),
                    percent_cell(summary.usd));
    }
  };
  add("all", routes);
  std::vector<std::string> kinds;
  for (const studies::ScoredRoute& route : routes) {
    if (std::find(kinds.begin(), kinds.end(), route.kind) == kinds.end())
      kinds.push_back(route.kind);
  }
  for (const std::string& kind : kinds) {
    std::vector<studies::ScoredRoute> of_kind;
    for (const studies::ScoredRoute& route : routes) {
      if (route.kind == kind) of_kind.push_back(route);
    }
    add(kind, of_kind);
  }
  return table;
}

Table make_backcast(const std::vector<studies::BackcastRow>& rows) {
  Table table{"backcast",
              {{"id"},
               {"what"},
               {"object"},
               {"input_of_model"},
               {"observed", "", 0},
               {"low", "", 0},
               {"high", "", 0},
               {"modelled", "", 0},
               {"error_percent", "%", 0},
               {"unit"},
               {"reason"}},
              {}};
  for (const studies::BackcastRow& row : rows) {
    table.add_row(row.slug, row.what, row.object, std::string(row.is_input ? "yes" : "no"),
                  row.observed, row.low, row.high, row.modelled, percent_cell(error_of(row)),
                  row.unit, row.reason);
  }
  return table;
}

std::vector<Table> make_evidence_tables(const outcome::Outcome& outcome) {
  std::vector<Table> tables;
  const auto observed = studies::backcast(outcome);
  if (!observed.empty()) tables.push_back(make_backcast(observed));
  if (outcome.network->scenario->reported_routes.empty()) return tables;
  const auto scored = studies::score_reported_routes(*outcome.network);
  tables.push_back(make_scorecard(scored));
  tables.push_back(summarize_scorecard(scored));
  return tables;
}

}  // namespace corridor::results
