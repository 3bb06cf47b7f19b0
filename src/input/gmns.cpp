#include "corridor/input/gmns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "corridor/base/error.hpp"
#include "corridor/base/text.hpp"
#include "csv_text.hpp"
#include "file_text.hpp"

namespace corridor::input {
namespace {

constexpr std::size_t kMostFindings = 50;  // of one file
// Source: Bureau of Public Roads 1964, where a link states no curve of its own.
constexpr double kAlpha = 0.15;
constexpr double kBeta = 4.0;

// A CSV with a header: cells of the present row by name, findings at their place.
class Reader {
 public:
  explicit Reader(const NamedText& source)
      : text_(source.text.substr(0, 3) == "\xEF\xBB\xBF" ? source.text.substr(3) : source.text),
        name_(source.name),
        rows_(text_) {
    if (auto header = rows_.next()) row_ = std::move(*header);
    for (std::size_t i = 0; i < row_.cells.size(); ++i)
      columns_.emplace(std::string(trim(row_.cells[i].text)), i);
  }

  // Tells every column that is not there; whether all are.
  bool requires_columns(std::initializer_list<std::string_view> names) {
    bool has_all = true;
    for (const std::string_view name : names) {
      if (has(name)) continue;
      has_all = false;
      add(0, "E411", fmt::format("no column `{}`", name),
          "the first line names the columns, as GMNS does");
    }
    return has_all;
  }

  // Goes to the next row; rows of another width are told and left out.
  bool next() {
    while (auto row = rows_.next()) {
      row_ = std::move(*row);
      if (row_.fault == QuoteFault::kNone && row_.cells.size() == columns_.size()) return true;
      add(0, "E415",
          row_.fault == QuoteFault::kNone
              ? fmt::format("{} cells where the header has {}", row_.cells.size(), columns_.size())
              : "a quote that is not closed, or text behind one",
          "quote a cell that holds a comma, and double the quotes in it");
    }
    return false;
  }

  [[nodiscard]] bool has(std::string_view column) const { return columns_.count(column) > 0; }

  // Blank where the column is not there.
  [[nodiscard]] std::string_view text(std::string_view column) const {
    const auto at = columns_.find(column);
    return at == columns_.end() ? std::string_view() : trim(row_.cells[at->second].text);
  }

  // A finite number from zero up; `otherwise` where the cell is blank, else a finding and zero.
  double number(std::string_view column, std::optional<double> otherwise = std::nullopt) {
    const std::string_view word = text(column);
    if (word.empty() && otherwise) return *otherwise;
    double value = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc() && end == word.data() + word.size() && std::isfinite(value) &&
        value >= 0.0)
      return value;
    complain(column, "E412",
             fmt::format("{}: expected a number from zero up, got `{}`", column, word),
             "GMNS numbers are plain decimals such as 25900.2");
    return 0.0;
  }

  // A whole number, or a finding and nothing.
  std::optional<std::uint64_t> id(std::string_view column) {
    const std::string_view word = text(column);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (!word.empty() && error == std::errc() && end == word.data() + word.size()) return value;
    complain(column, "E412", fmt::format("{}: expected a whole number, got `{}`", column, word),
             "number nodes and zones; names of another kind are not read");
    return std::nullopt;
  }

  void complain(std::string_view column, std::string code, std::string message, std::string help) {
    const auto at = columns_.find(column);
    add(at == columns_.end() ? 0 : at->second, std::move(code), std::move(message),
        std::move(help));
  }

  // Adds what was found to the findings of all files.
  void hand_over(std::vector<Finding>& all) const {
    all.insert(all.end(), findings_.begin(), findings_.end());
  }

 private:
  std::string_view text_;
  std::string name_;
  RowCutter rows_;
  RawRow row_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::vector<Finding> findings_;

  void add(std::size_t cell, std::string code, std::string message, std::string help) {
    if (findings_.size() >= kMostFindings) return;
    Finding finding;
    finding.code = std::move(code);
    finding.message = std::move(message);
    finding.help = std::move(help);
    finding.where.file = name_;
    finding.where.line = std::max(row_.line, 1);
    finding.where.column = 1;
    const std::size_t end = std::min(text_.find_first_of("\r\n", row_.begin), text_.size());
    finding.where.excerpt = text_.substr(row_.begin, end - row_.begin);
    if (cell < row_.cells.size()) {
      const RawCell& raw = row_.cells[cell];
      const std::string_view before = text_.substr(row_.begin, raw.begin - row_.begin);
      finding.where.column = static_cast<int>(count_characters(before)) + 1;
      const std::string_view own = text_.substr(raw.begin, raw.end - raw.begin);
      finding.where.width = std::max(1, static_cast<int>(count_characters(own)));
    }
    findings_.push_back(std::move(finding));
  }
};

struct Node {
  std::uint64_t id = 0;
  std::optional<std::uint64_t> zone;
  bool is_centroid = false;
};

// Where nodes and zones stand in the network. Ids that a faulty row would have given are kept, so
// that one fault is told once.
struct Positions {
  std::map<std::uint64_t, std::uint32_t> of_node;
  std::map<std::uint64_t, std::uint32_t> of_zone;
};

// Centroids with a zone first, then other nodes with one, then the rest; else in file order.
std::vector<Node> in_order(const std::vector<Node>& nodes) {
  std::vector<Node> ordered = nodes;
  std::stable_sort(ordered.begin(), ordered.end(), [](const Node& a, const Node& b) {
    const auto rank = [](const Node& node) { return !node.zone ? 2 : node.is_centroid ? 0 : 1; };
    return rank(a) < rank(b);
  });
  return ordered;
}

std::vector<Node> read_nodes(Reader& reader) {
  std::vector<Node> nodes;
  if (!reader.requires_columns({"node_id"})) return nodes;
  std::set<std::uint64_t> ids;
  std::map<std::uint64_t, bool> zones;  // whether a centroid stands for it
  while (reader.next()) {
    Node node;
    const auto id = reader.id("node_id");
    node.is_centroid = reader.text("node_type") == "centroid";
    if (!reader.has("zone_id")) {
      node.zone = id;
    } else if (!reader.text("zone_id").empty()) {
      node.zone = reader.id("zone_id");
    }
    if (!id) continue;
    node.id = *id;
    if (!ids.insert(*id).second) {
      reader.complain("node_id", "E414", fmt::format("node {} stands here again", *id),
                      "give each node a row and a number of its own");
      continue;
    }
    if (node.zone && !zones.emplace(*node.zone, node.is_centroid).second) {
      reader.complain("zone_id", "E416", fmt::format("zone {} has a second node", *node.zone),
                      "trips begin at one node of a zone: leave zone_id blank at the others, and "
                      "join them to it by connectors");
      node.zone.reset();
    }
    nodes.push_back(node);
  }
  return nodes;
}

Positions place_nodes(const std::vector<Node>& nodes, model::TripNetwork& network) {
  Positions positions;
  for (const Node& node : in_order(nodes)) {
    const auto at = static_cast<std::uint32_t>(network.node_numbers.size());
    network.node_numbers.push_back(node.id);
    positions.of_node.emplace(node.id, at);
    if (!node.zone) continue;
    positions.of_zone.emplace(*node.zone, at);
    network.zone_count = at + 1;
    if (node.is_centroid) network.first_through = at + 1;
  }
  return positions;
}

std::optional<std::uint32_t> find_in(Reader& reader, std::string_view column,
                                     const std::map<std::uint64_t, std::uint32_t>& known,
                                     std::string_view what) {
  const auto id = reader.id(column);
  if (!id) return std::nullopt;
  const auto found = known.find(*id);
  if (found != known.end()) return found->second;
  reader.complain(column, "E413", fmt::format("{}: there is no {} {}", column, what, *id),
                  fmt::format("node.csv lists every {}", what));
  return std::nullopt;
}

bool is_one_way(Reader& reader) {
  std::string word(reader.text("directed"));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word == "false" || word == "0") return false;
  if (!word.empty() && word != "true" && word != "1")
    reader.complain("directed", "E412",
                    fmt::format("directed: expected true or false, got `{}`", word),
                    "`false` joins both ways in one row");
  return true;
}

double free_time(Reader& reader, double length) {
  if (!reader.text("vdf_fftt").empty()) return reader.number("vdf_fftt");
  const double speed = reader.number("free_speed");
  if (speed > 0.0) return length / speed;
  if (length > 0.0 && !reader.text("free_speed").empty())
    reader.complain("free_speed", "E412",
                    "free_speed: a link with a length needs a speed above zero",
                    "or give the time itself in vdf_fftt");
  return 0.0;
}

// With a headway, the slots of a departure stand for servers.
model::TripQueue read_queue(Reader& reader, double capacity) {
  model::TripQueue queue;
  const double headway = reader.number("headway", 0.0);
  const double servers = reader.number("servers", headway > 0.0 ? headway * capacity : 0.0);
  if (servers <= 0.0) return queue;
  if (servers < 1.0)
    reader.complain(headway > 0.0 ? "headway" : "servers", "E412",
                    fmt::format("a queue needs one server or slot at least, got {}", servers),
                    "servers work side by side; a departure has headway x capacity slots");
  queue.servers = std::max(1.0, servers);
  queue.headway = headway;
  queue.variability = reader.number("variability", headway > 0.0 ? 0.5 : 1.0);
  queue.period = reader.number("period", queue.period);
  if (!(queue.period > 0.0))
    reader.complain("period", "E412", "period: a queue needs a length of time above zero",
                    "24 where the volumes are those of a day's hours");
  return queue;
}

void read_links(Reader& reader, const Positions& positions, std::vector<model::TripLink>& links) {
  if (!reader.requires_columns({"from_node_id", "to_node_id", "length", "capacity"})) return;
  if (!reader.has("vdf_fftt") && !reader.requires_columns({"free_speed"})) return;
  std::set<std::string, std::less<>> ids;
  while (reader.next()) {
    const std::string_view id = reader.text("link_id");
    if (!id.empty() && !ids.emplace(id).second)
      reader.complain("link_id", "E414", fmt::format("link {} stands here again", id),
                      "give each link a row and an id of its own");
    const auto from = find_in(reader, "from_node_id", positions.of_node, "node");
    const auto to = find_in(reader, "to_node_id", positions.of_node, "node");
    const bool one_way = is_one_way(reader);
    model::TripLink link;
    link.length = reader.number("length");
    link.free_flow_time = free_time(reader, link.length);
    link.capacity = reader.number("capacity") * reader.number("lanes", 1.0);
    link.b = reader.number("vdf_alpha", kAlpha);
    link.power = reader.number("vdf_beta", kBeta);
    link.toll = reader.number("toll", 0.0);
    link.queue = read_queue(reader, link.capacity);
    if (!from || !to) continue;
    link.from = *from;
    link.to = *to;
    links.push_back(link);
    if (one_way) continue;
    std::swap(link.from, link.to);
    links.push_back(link);
  }
}

void read_trips(Reader& reader, const Positions& positions, std::vector<model::Trips>& trips) {
  if (!reader.requires_columns({"o_zone_id", "d_zone_id", "volume"})) return;
  while (reader.next()) {
    const auto from = find_in(reader, "o_zone_id", positions.of_zone, "zone");
    const auto to = find_in(reader, "d_zone_id", positions.of_zone, "zone");
    const double volume = reader.number("volume");
    if (from && to && volume > 0.0) trips.push_back({*from, *to, volume});
  }
}

}  // namespace

TripWorld parse_gmns(const NamedText& nodes, const NamedText& links, const NamedText& trips) {
  Reader node_reader(nodes);
  Reader link_reader(links);
  Reader trip_reader(trips);
  TripWorld world;
  const Positions positions = place_nodes(read_nodes(node_reader), world.network);
  std::vector<Finding> findings;
  node_reader.hand_over(findings);
  // Without nodes every end would be wrong; that would bury the reason.
  if (!positions.of_node.empty()) {
    read_links(link_reader, positions, world.network.links);
    read_trips(trip_reader, positions, world.trips);
    link_reader.hand_over(findings);
    trip_reader.hand_over(findings);
  }
  if (!findings.empty()) throw ScenarioError(std::move(findings));
  return world;
}

TripWorld read_gmns(const std::string& folder, const std::string& trips_file) {
  std::vector<Finding> findings;
  const std::string names[] = {folder + "/node.csv", folder + "/link.csv", trips_file};
  const auto nodes = read_file_text(names[0], findings);
  const auto links = read_file_text(names[1], findings);
  const auto trips = read_file_text(names[2], findings);
  if (!findings.empty()) throw ScenarioError(std::move(findings));
  return parse_gmns({*nodes, names[0]}, {*links, names[1]}, {*trips, names[2]});
}

}  // namespace corridor::input
