#include "corridor/results/induced_table.hpp"

#include "period.hpp"

namespace corridor::results {

Table make_induced(const studies::ElasticResult& result) {
  Table table{"induced",
              {{"demand", ""},
               {"region", ""},
               {"partner", ""},
               {"base_days", "days", 2},
               {"days", "days", 2},
               {"factor", "", 4},
               {"induced_teu", "", 1},
               {"unit", ""}},
              {}};
  const model::Scenario& world = *result.outcome.network->scenario;
  for (const studies::InducedDemand& row : result.rows) {
    const model::Demand& demand = world.demand[row.demand];
    table.add_row(demand.slug, world.regions[demand.country].name,
                  world.regions[demand.partner].name, row.base_days, row.days, row.factor,
                  row.induced_teu, per_period(result.outcome, "TEU"));
  }
  return table;
}

}  // namespace corridor::results
