// Scores link flows of a TNTP network by themselves: its own parser, its own shortest paths, sums
// in long double. It shares nothing with the library it judges, and must stay so.
#pragma once

#include <string>
#include <vector>

namespace flow_checker {

struct Weights {
  double toll = 0.0;
  double length = 0.0;
};

struct Score {
  bool is_readable = false;
  double relative_gap = 0.0;  ///< (TSTT - SPTT) / TSTT
  double objective = 0.0;     ///< Beckmann, with toll and length as weighted
  double imbalance = 0.0;     ///< largest |inflow - outflow - trips ended + begun| at a node
  double cost_error = 0.0;    ///< largest relative error of the costs stated beside the flows
  double total_cost = 0.0;
};

/// A flow on each link, in the network file's order, with the cost the writer states.
struct LinkFlow {
  double volume = 0.0;
  double cost = 0.0;
};

/// Reads `from,to,volume_teu,cost` with a header line.
std::vector<LinkFlow> read_flow_table(const std::string& text);

Score score(const std::string& network_file, const std::string& trips_file,
            const std::vector<LinkFlow>& flows, const Weights& weights);

/// The score of the flow file published with a network (`From To Volume Cost`, own order).
Score score_published(const std::string& network_file, const std::string& trips_file,
                      const std::string& flow_file, const Weights& weights);

}  // namespace flow_checker
