// The sentence of `explain`, applied to the world itself.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "corridor/studies/explain.hpp"

namespace corridor::test {

/// Cost of a contender's best way after the lever is applied to its network with another factor.
inline double cost_after(const studies::Contender& contender, studies::Lever lever, double factor) {
  lever.factor = factor;
  const network::Network changed = studies::apply(*contender.network, lever);
  studies::Contender moved = contender;
  moved.network = &changed;
  return studies::best_way(moved)->generalised();
}

/// At the lever's factor both sides cost the same; a hair beyond it the loser wins.
inline void verify_lever(const studies::Contender& a, const studies::Contender& b,
                         const studies::Explanation& found) {
  ASSERT_TRUE(found.lever.has_value());
  const studies::Lever& lever = *found.lever;
  const studies::Contender& loser = found.gap > 0 ? b : a;
  const studies::Contender& winner = found.gap > 0 ? a : b;
  const bool in_one_world = a.network == b.network;
  const auto gap = [&](double factor) {
    return cost_after(loser, lever, lever.of_loser || in_one_world ? factor : 1.0) -
           cost_after(winner, lever, !lever.of_loser || in_one_world ? factor : 1.0);
  };
  EXPECT_NEAR(gap(lever.factor), 0.0, 1e-6);
  const double beyond = lever.of_loser ? -1e-4 : 1e-4;
  if (lever.factor + beyond >= 0.0) {
    EXPECT_LT(gap(lever.factor + beyond), 1e-9);
  }
  EXPECT_GT(gap(lever.factor - beyond), -1e-9);
}

}  // namespace corridor::test
