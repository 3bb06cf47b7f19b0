// Runs rivals in turn, round after round, so that a noisy machine is noisy for all of them alike;
// prints the median CPU time of each and how many times our own engine, the first, is faster.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace corridor::bench {

struct Rival {
  std::string name;
  std::function<void()> run;  ///< one round
};

/// CPU seconds of one round, the median of `rounds`: [rival].
std::vector<double> hold(const std::vector<Rival>& rivals, int rounds);

/// Prints a line per rival: microseconds per item (`items` per round) and the ratio to the first.
void hold_and_print(const std::string& title, const std::vector<Rival>& rivals, int rounds,
                    double items);

/// Ends the program unless a rival comes to our own number: those that disagree would not be
/// measuring the same thing.
void require_equal(double ours, double theirs, const char* rival);

}  // namespace corridor::bench
