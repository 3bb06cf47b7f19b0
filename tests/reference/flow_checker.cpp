#include "flow_checker.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <queue>
#include <sstream>
#include <utility>

namespace flow_checker {
namespace {

using Real = long double;

struct Link {
  std::size_t from = 0;
  std::size_t to = 0;
  Real capacity = 0;
  Real free_time = 0;
  Real b = 0;
  Real power = 0;
  Real fixed = 0;
};

struct Road {
  std::size_t nodes = 0;
  std::size_t first_through = 1;
  std::vector<Link> links;
  std::vector<std::vector<std::size_t>> out;
};

using Table = std::map<std::size_t, std::vector<std::pair<std::size_t, Real>>>;

std::string tag_value(const std::string& line, const std::string& tag) {
  const std::size_t at = line.find("<" + tag + ">");
  return at == std::string::npos ? "" : line.substr(at + tag.size() + 2);
}

Road read_road(const std::string& file, const Weights& weights) {
  Road road;
  std::ifstream stream(file);
  std::string line;
  bool in_body = false;
  while (std::getline(stream, line)) {
    if (!in_body) {
      if (const auto value = tag_value(line, "NUMBER OF NODES"); !value.empty())
        road.nodes = std::stoul(value);
      if (const auto value = tag_value(line, "FIRST THRU NODE"); !value.empty())
        road.first_through = std::stoul(value);
      in_body = line.find("<END OF METADATA>") != std::string::npos;
      continue;
    }
    std::istringstream fields(line);
    Link link;
    Real length = 0;
    Real speed = 0;
    Real toll = 0;
    if (!(fields >> link.from >> link.to >> link.capacity >> length >> link.free_time >> link.b >>
          link.power >> speed >> toll))
      continue;
    link.fixed =
        static_cast<Real>(weights.toll) * toll + static_cast<Real>(weights.length) * length;
    road.links.push_back(link);
  }
  road.out.resize(road.nodes + 1);
  for (std::size_t i = 0; i < road.links.size(); ++i) road.out[road.links[i].from].push_back(i);
  return road;
}

Table read_table(const std::string& file) {
  Table table;
  std::ifstream stream(file);
  std::string line;
  while (std::getline(stream, line) && line.find("<END OF METADATA>") == std::string::npos) {
  }
  std::size_t origin = 0;
  while (std::getline(stream, line)) {
    if (const std::size_t comment = line.find('~'); comment != std::string::npos)
      line.resize(comment);
    if (const std::size_t at = line.find("Origin"); at != std::string::npos) {
      origin = std::stoul(line.substr(at + 6));
      continue;
    }
    std::istringstream entries(line);
    std::string entry;
    while (std::getline(entries, entry, ';')) {
      const std::size_t colon = entry.find(':');
      if (colon == std::string::npos) continue;
      const std::size_t to = std::stoul(entry);
      const Real trips = std::strtold(entry.c_str() + colon + 1, nullptr);
      if (to != origin && trips > 0) table[origin].emplace_back(to, trips);
    }
  }
  return table;
}

Real time_of(const Link& link, Real volume) {
  if (link.b == 0 || link.free_time == 0) return link.free_time;
  return link.free_time * (1 + link.b * std::pow(volume / link.capacity, link.power));
}

Real area_of(const Link& link, Real volume) {
  if (volume == 0 || link.b == 0 || link.free_time == 0) return link.free_time * volume;
  return link.free_time * volume *
         (1 + link.b / (link.power + 1) * std::pow(volume / link.capacity, link.power));
}

std::vector<Real> distances(const Road& road, const std::vector<Real>& cost, std::size_t origin) {
  std::vector<Real> distance(road.nodes + 1, std::numeric_limits<Real>::infinity());
  using Entry = std::pair<Real, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  distance[origin] = 0;
  queue.emplace(0, origin);
  while (!queue.empty()) {
    const auto [label, node] = queue.top();
    queue.pop();
    if (label > distance[node] || (node != origin && node < road.first_through)) continue;
    for (const std::size_t i : road.out[node]) {
      const Real through = label + cost[i];
      if (through < distance[road.links[i].to]) {
        distance[road.links[i].to] = through;
        queue.emplace(through, road.links[i].to);
      }
    }
  }
  return distance;
}

}  // namespace

std::vector<LinkFlow> read_flow_table(const std::string& text) {
  std::vector<LinkFlow> flows;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    for (char& c : line) {
      if (c == ',') c = ' ';
    }
    std::istringstream fields(line);
    double from = 0;
    double to = 0;
    LinkFlow flow;
    if (fields >> from >> to >> flow.volume >> flow.cost) flows.push_back(flow);
  }
  return flows;
}

Score score(const std::string& network_file, const std::string& trips_file,
            const std::vector<LinkFlow>& flows, const Weights& weights) {
  Score result;
  const Road road = read_road(network_file, weights);
  const Table table = read_table(trips_file);
  if (road.links.empty() || flows.size() != road.links.size()) return result;
  result.is_readable = true;
  std::vector<Real> cost(road.links.size());
  std::vector<Real> balance(road.nodes + 1);
  Real total = 0;
  Real objective = 0;
  for (std::size_t i = 0; i < road.links.size(); ++i) {
    const Link& link = road.links[i];
    const auto volume = static_cast<Real>(flows[i].volume);
    cost[i] = time_of(link, volume) + link.fixed;
    total += cost[i] * volume;
    objective += area_of(link, volume) + link.fixed * volume;
    balance[link.from] -= volume;
    balance[link.to] += volume;
    const Real error = std::abs(cost[i] - static_cast<Real>(flows[i].cost)) / (1 + cost[i]);
    result.cost_error = std::max(result.cost_error, static_cast<double>(error));
  }
  Real shortest = 0;
  for (const auto& [origin, trips] : table) {
    const auto distance = distances(road, cost, origin);
    for (const auto& [to, count] : trips) {
      shortest += count * distance[to];
      balance[origin] += count;
      balance[to] -= count;
    }
  }
  for (const Real value : balance)
    result.imbalance = std::max(result.imbalance, static_cast<double>(std::abs(value)));
  result.relative_gap = static_cast<double>((total - shortest) / total);
  result.objective = static_cast<double>(objective);
  result.total_cost = static_cast<double>(total);
  return result;
}

Score score_published(const std::string& network_file, const std::string& trips_file,
                      const std::string& flow_file, const Weights& weights) {
  std::map<std::pair<std::size_t, std::size_t>, LinkFlow> published;
  std::ifstream stream(flow_file);
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::istringstream fields(line);
    std::size_t from = 0;
    std::size_t to = 0;
    LinkFlow flow;
    if (fields >> from >> to >> flow.volume >> flow.cost) published[{from, to}] = flow;
  }
  const Road road = read_road(network_file, weights);
  std::vector<LinkFlow> flows;
  for (const Link& link : road.links) flows.push_back(published[{link.from, link.to}]);
  return score(network_file, trips_file, flows, weights);
}

}  // namespace flow_checker
