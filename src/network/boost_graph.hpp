// Our graph as Boost.Graph sees it, on our own arrays: every arc also the other way.
// As a directed graph it is the residual network of a flow, as an undirected one what is joined.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <compare>
#include <cstddef>
#include <utility>

#include "corridor/network/graph.hpp"

namespace corridor::network {

/// An arc of the graph, taken along or against its direction.
struct TwoWayEdge {
  ArcId arc;
  bool against = false;
  friend auto operator<=>(const TwoWayEdge&, const TwoWayEdge&) = default;
};

/// Position of an edge of the view.
[[nodiscard]] inline std::size_t index_of(TwoWayEdge edge) {
  return 2 * std::size_t{edge.arc.value()} + (edge.against ? 1 : 0);
}

[[nodiscard]] inline TwoWayEdge other_way_of(TwoWayEdge edge) {
  return {edge.arc, !edge.against};
}

/// The view. `Category`: boost::directed_tag or boost::undirected_tag. The graph must outlive it.
template <class Category>
class TwoWayGraph {
 public:
  using vertex_descriptor = std::size_t;
  using edge_descriptor = TwoWayEdge;
  using directed_category = Category;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::incidence_graph_tag,
                              boost::vertex_list_graph_tag,
                              boost::edge_list_graph_tag {};
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;

  class vertex_iterator
      : public boost::iterator_facade<vertex_iterator, std::size_t,
                                      boost::random_access_traversal_tag, std::size_t> {
   public:
    explicit vertex_iterator(std::size_t at = 0) : at_(at) {}

   private:
    friend class boost::iterator_core_access;
    std::size_t at_;
    [[nodiscard]] std::size_t dereference() const { return at_; }
    [[nodiscard]] bool equal(const vertex_iterator& other) const { return at_ == other.at_; }
    void increment() { ++at_; }
    void decrement() { --at_; }
    void advance(std::ptrdiff_t steps) { at_ += static_cast<std::size_t>(steps); }
    [[nodiscard]] std::ptrdiff_t distance_to(const vertex_iterator& other) const {
      return static_cast<std::ptrdiff_t>(other.at_) - static_cast<std::ptrdiff_t>(at_);
    }
  };

  /// First the arcs that leave the node, then those that enter it, against their direction.
  class out_edge_iterator
      : public boost::iterator_facade<out_edge_iterator, TwoWayEdge, boost::forward_traversal_tag,
                                      TwoWayEdge> {
   public:
    out_edge_iterator() = default;
    out_edge_iterator(const Graph* graph, NodeId node, std::size_t at)
        : graph_(graph), node_(node), at_(at) {}

   private:
    friend class boost::iterator_core_access;
    const Graph* graph_ = nullptr;
    NodeId node_;
    std::size_t at_ = 0;
    [[nodiscard]] TwoWayEdge dereference() const {
      const std::size_t leaving = leaving_of(*graph_, node_);
      if (at_ < leaving) return {ArcId(graph_->first_out(node_) + at_), false};
      return {graph_->arcs_in(node_)[at_ - leaving], true};
    }
    [[nodiscard]] bool equal(const out_edge_iterator& other) const { return at_ == other.at_; }
    void increment() { ++at_; }
  };

  class edge_iterator : public boost::iterator_facade<edge_iterator, TwoWayEdge,
                                                      boost::forward_traversal_tag, TwoWayEdge> {
   public:
    explicit edge_iterator(std::size_t at = 0) : at_(at) {}

   private:
    friend class boost::iterator_core_access;
    std::size_t at_;
    [[nodiscard]] TwoWayEdge dereference() const { return {ArcId(at_ / 2), at_ % 2 == 1}; }
    [[nodiscard]] bool equal(const edge_iterator& other) const { return at_ == other.at_; }
    void increment() { ++at_; }
  };

  explicit TwoWayGraph(const Graph& graph) : graph_(&graph) {}
  [[nodiscard]] const Graph& graph() const { return *graph_; }
  static vertex_descriptor null_vertex() { return static_cast<std::size_t>(-1); }
  [[nodiscard]] static std::size_t leaving_of(const Graph& graph, NodeId node) {
    return graph.first_out_array()[node.value() + 1] - graph.first_out(node);
  }

 private:
  const Graph* graph_;
};

template <class C>
auto vertices(const TwoWayGraph<C>& view) {
  using Iterator = typename TwoWayGraph<C>::vertex_iterator;
  return std::pair(Iterator(0), Iterator(view.graph().node_count()));
}
template <class C>
std::size_t num_vertices(const TwoWayGraph<C>& view) {
  return view.graph().node_count();
}
template <class C>
auto edges(const TwoWayGraph<C>& view) {
  using Iterator = typename TwoWayGraph<C>::edge_iterator;
  return std::pair(Iterator(0), Iterator(2 * view.graph().arc_count()));
}
template <class C>
std::size_t num_edges(const TwoWayGraph<C>& view) {
  return 2 * view.graph().arc_count();
}
template <class C>
std::size_t out_degree(std::size_t node, const TwoWayGraph<C>& view) {
  const NodeId id(node);
  return TwoWayGraph<C>::leaving_of(view.graph(), id) + view.graph().arcs_in(id).size();
}
template <class C>
auto out_edges(std::size_t node, const TwoWayGraph<C>& view) {
  using Iterator = typename TwoWayGraph<C>::out_edge_iterator;
  const NodeId id(node);
  return std::pair(Iterator(&view.graph(), id, 0),
                   Iterator(&view.graph(), id, out_degree(node, view)));
}
template <class C>
std::size_t source(TwoWayEdge edge, const TwoWayGraph<C>& view) {
  return (edge.against ? view.graph().head(edge.arc) : view.graph().tail(edge.arc)).value();
}
template <class C>
std::size_t target(TwoWayEdge edge, const TwoWayGraph<C>& view) {
  return (edge.against ? view.graph().tail(edge.arc) : view.graph().head(edge.arc)).value();
}
template <class C>
boost::typed_identity_property_map<std::size_t> get(boost::vertex_index_t, const TwoWayGraph<C>&) {
  return {};
}

}  // namespace corridor::network

namespace boost {
template <class C>
struct property_map<corridor::network::TwoWayGraph<C>, vertex_index_t> {
  using type = typed_identity_property_map<std::size_t>;
  using const_type = type;
};
}  // namespace boost
