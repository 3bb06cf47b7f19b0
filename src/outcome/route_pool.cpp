#include "route_pool.hpp"

namespace corridor::outcome {
namespace {

std::uint64_t hash_of(std::span<const ArcId> arcs) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;  // 2^64 over the golden ratio
  std::uint64_t hash = arcs.size();
  for (const ArcId arc : arcs) {
    hash = (hash ^ arc.value()) * kOdd;
    hash ^= hash >> 29U;
  }
  return hash;
}

}  // namespace

std::size_t RoutePool::add(const network::Network& network, const AlikeArcs& alike, PairId pair,
                           std::span<const ArcId> arcs) {
  std::vector<Entry>& own = entries_[pair];
  const std::vector<ArcId> counting = alike.what_counts(arcs);
  const std::uint64_t hash = hash_of(counting);
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].hash == hash && alike.what_counts(own[i].arcs) == counting) return i;
  }
  own.push_back({RouteArcs(arcs), gateway_of(network, arcs), hash});
  return own.size() - 1;
}

Alternative alternative_of(const RoutePool::Entry& entry, double cost) {
  Alternative one;
  one.arcs = entry.arcs;
  one.gateway = entry.gateway;
  one.cost = cost;
  return one;
}

model::PlaceId gateway_of(const network::Network& network, std::span<const ArcId> arcs) {
  for (const ArcId arc : arcs) {
    if (network::is_quay(network.arcs[arc].kind)) return network.tail(arc).place;
  }
  return {};
}

}  // namespace corridor::outcome
