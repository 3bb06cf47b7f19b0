#include "terrain.hpp"

#include <cmath>
#include <numeric>
#include <utility>

namespace corridor::bench {
namespace {

constexpr std::size_t kObjectives = 4;

using Road = std::pair<std::size_t, std::size_t>;

template <class T>
void shuffle(std::vector<T>& items, std::uint64_t& state) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[draw(state, i)]);
}

std::vector<Road> make_roads(std::size_t width, std::size_t height, std::size_t count,
                             std::uint64_t& state) {
  std::vector<Road> straight;
  std::vector<Road> diagonal;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const std::size_t here = y * width + x;
      if (x + 1 < width) straight.emplace_back(here, here + 1);
      if (y + 1 < height) straight.emplace_back(here, here + width);
      if (x + 1 < width && y + 1 < height) diagonal.emplace_back(here, here + width + 1);
    }
  }
  shuffle(straight, state);
  shuffle(diagonal, state);
  if (straight.size() < count)
    straight.insert(straight.end(), diagonal.begin(),
                    diagonal.begin() + static_cast<std::ptrdiff_t>(count - straight.size()));
  straight.resize(count);
  return straight;
}

double uniform(std::uint64_t& state) {
  return static_cast<double>(draw(state, 1U << 30U)) / (1U << 30U);
}

}  // namespace

std::uint64_t draw(std::uint64_t& state, std::uint64_t bound) {
  state += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return (mixed ^ (mixed >> 31U)) % bound;
}

Terrain make_terrain(std::size_t width, std::size_t height, std::size_t arc_count, NodeOrder order,
                     std::uint64_t seed) {
  std::vector<std::size_t> name(width * height);
  std::iota(name.begin(), name.end(), 0U);
  if (order == NodeOrder::kShuffled) shuffle(name, seed);
  std::vector<network::ArcEnds> ends;
  for (const auto& [a, b] : make_roads(width, height, arc_count / 2, seed)) {
    ends.push_back({network::NodeId(name[a]), network::NodeId(name[b])});
    ends.push_back({network::NodeId(name[b]), network::NodeId(name[a])});
  }
  Terrain terrain;
  terrain.graph = network::Graph(width * height, ends);
  terrain.figures.resize(kObjectives);
  for (std::size_t arc = 0; arc < arc_count; ++arc) {
    terrain.length.push_back(0.5 + uniform(seed));
    for (std::vector<double>& figure : terrain.figures)
      figure.push_back(terrain.length.back() * (0.5 + uniform(seed)));
  }
  return terrain;
}

}  // namespace corridor::bench
