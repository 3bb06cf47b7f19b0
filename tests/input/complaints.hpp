// What readers say about faulty text, and ways to make it faulty.
#pragma once

#include <string>

#include "corridor/base/error.hpp"

namespace corridor::input {

/// The findings that `read` throws, as people read them.
template <class Read>
std::string complaints_of(Read read) {
  try {
    read();
  } catch (const ScenarioError& error) {
    std::string all;
    for (const Finding& finding : error.findings()) all += format_finding(finding);
    return all;
  }
  return "no complaint";
}

inline std::string with(std::string text, const std::string& old, const std::string& replacement) {
  text.replace(text.find(old), old.size(), replacement);
  return text;
}

}  // namespace corridor::input
