#include "corridor/routes/contraction.hpp"

#include <algorithm>

namespace corridor::routes {
namespace {

using network::ArcEnds;

// So many more arcs than before are worth a node less. Measured on the shipped world: 2,585 nodes
// and 7,157 arcs become 914 and 6,294.
constexpr std::size_t kMoreArcs = 2;

struct Shortcut {
  NodeId tail;
  NodeId head;
  std::vector<ArcId> parts;
  bool is_gone = false;
};

// The graph while nodes are taken out.
class Shrinking {
 public:
  Shrinking(const Graph& graph, std::span<const NodeId> ends)
      : in_(graph.node_count()), out_(graph.node_count()), stays_(graph.node_count(), 0) {
    for (const NodeId end : ends) stays_[end.value()] = 1;
    for (const ArcId arc : graph.arcs()) {
      if (graph.tail(arc) != graph.head(arc)) add({graph.tail(arc), graph.head(arc), {arc}});
    }
  }

  void shrink() {
    for (bool is_any = true; is_any;) {
      is_any = false;
      for (std::size_t node = 0; node < in_.size(); ++node) is_any |= try_to_remove(NodeId(node));
    }
  }

  [[nodiscard]] bool stays(NodeId node) const { return stays_[node.value()] != kGone; }
  [[nodiscard]] const std::vector<Shortcut>& arcs() const { return arcs_; }

 private:
  static constexpr char kGone = 2;
  std::vector<Shortcut> arcs_;
  std::vector<std::vector<std::size_t>> in_;  // [node] positions in arcs_
  std::vector<std::vector<std::size_t>> out_;
  std::vector<char> stays_;  // [node] 1 = always

  void add(Shortcut arc) {
    in_[arc.head.value()].push_back(arcs_.size());
    out_[arc.tail.value()].push_back(arcs_.size());
    arcs_.push_back(std::move(arc));
  }

  bool try_to_remove(NodeId node) {
    if (stays_[node.value()] != 0) return false;
    std::vector<std::size_t>& in = in_[node.value()];
    std::vector<std::size_t>& out = out_[node.value()];
    std::erase_if(in, [&](std::size_t arc) { return arcs_[arc].is_gone; });
    std::erase_if(out, [&](std::size_t arc) { return arcs_[arc].is_gone; });
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const std::size_t a : in) {
      for (const std::size_t b : out)
        if (arcs_[a].tail != arcs_[b].head) pairs.emplace_back(a, b);
    }
    if (pairs.size() > in.size() + out.size() + kMoreArcs) return false;
    stays_[node.value()] = kGone;
    for (const std::size_t arc : in) arcs_[arc].is_gone = true;
    for (const std::size_t arc : out) arcs_[arc].is_gone = true;
    for (const auto& [a, b] : pairs) {
      Shortcut joined{arcs_[a].tail, arcs_[b].head, arcs_[a].parts};
      joined.parts.insert(joined.parts.end(), arcs_[b].parts.begin(), arcs_[b].parts.end());
      add(std::move(joined));
    }
    return true;
  }
};

}  // namespace

Contraction::Contraction(const Graph& graph, std::span<const NodeId> ends)
    : node_(graph.node_count()) {
  Shrinking shrinking(graph, ends);
  shrinking.shrink();
  std::size_t nodes = 0;
  for (std::size_t node = 0; node < node_.size(); ++node)
    if (shrinking.stays(NodeId(node))) node_[node] = NodeId(nodes++);
  std::vector<ArcEnds> kept;
  std::vector<const Shortcut*> shortcuts;
  for (const Shortcut& arc : shrinking.arcs()) {
    if (arc.is_gone) continue;
    kept.push_back({node_[arc.tail.value()], node_[arc.head.value()]});
    shortcuts.push_back(&arc);
  }
  std::vector<std::uint32_t> order;
  graph_ = Graph(nodes, kept, &order);
  for (const std::uint32_t position : order) {
    for (const ArcId part : shortcuts[position]->parts) parts_.add(part);
    parts_.close();
  }
}

std::vector<ArcId> Contraction::arcs_through(std::span<const ArcId> originals) const {
  std::vector<ArcId> through;
  if (originals.empty()) return through;
  std::vector<char> is_wanted(std::max_element(originals.begin(), originals.end())->value() + 1, 0);
  for (const ArcId arc : originals) is_wanted[arc.value()] = 1;
  for (const ArcId arc : graph_.arcs()) {
    if (std::any_of(parts_[arc].begin(), parts_[arc].end(), [&](ArcId part) {
          return part.value() < is_wanted.size() && is_wanted[part.value()] != 0;
        }))
      through.push_back(arc);
  }
  return through;
}

void Contraction::fill_costs(Costs original, std::vector<double>& costs) const {
  costs.resize(graph_.arc_count());
  for (const ArcId arc : graph_.arcs()) costs[arc.value()] = cost_along(parts_[arc], original);
}

std::vector<ArcId> Contraction::unpack(std::span<const ArcId> arcs) const {
  std::size_t count = 0;
  for (const ArcId arc : arcs) count += parts_[arc].size();
  std::vector<ArcId> whole;
  whole.reserve(count);
  for (const ArcId arc : arcs) whole.insert(whole.end(), parts_[arc].begin(), parts_[arc].end());
  return whole;
}

}  // namespace corridor::routes
