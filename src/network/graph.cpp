#include "corridor/network/graph.hpp"

#include "corridor/base/error.hpp"

namespace corridor::network {
namespace {

// Turns counts at [key + 1] into first positions.
void accumulate(std::vector<std::uint32_t>& first) {
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
}

}  // namespace

Graph::Graph(std::size_t node_count, std::span<const ArcEnds> arcs,
             std::vector<std::uint32_t>* order)
    : first_out_(node_count + 1),
      head_(arcs.size()),
      tail_(arcs.size()),
      first_in_(node_count + 1),
      in_arcs_(arcs.size()) {
  for (const ArcEnds& arc : arcs) {
    CORRIDOR_ASSERT(arc.tail.value() < node_count && arc.head.value() < node_count,
                    "an arc ends outside the graph");
    ++first_out_[arc.tail.value() + 1];
    ++first_in_[arc.head.value() + 1];
  }
  accumulate(first_out_);
  accumulate(first_in_);

  if (order != nullptr) order->resize(arcs.size());
  std::vector<std::uint32_t> next(first_out_.begin(), first_out_.end() - 1);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const std::uint32_t position = next[arcs[i].tail.value()]++;
    tail_[position] = arcs[i].tail;
    head_[position] = arcs[i].head;
    if (order != nullptr) (*order)[position] = static_cast<std::uint32_t>(i);
  }
  next.assign(first_in_.begin(), first_in_.end() - 1);
  for (std::size_t arc = 0; arc < arcs.size(); ++arc)
    in_arcs_[next[head_[arc].value()]++] = ArcId(arc);
}

}  // namespace corridor::network
