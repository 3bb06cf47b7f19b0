// Changes acting on the tables, one after another. Each says in words what it matched and did; one
// that matches nothing, or alters nothing, is a finding.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "change.hpp"
#include "corridor/model/scenario.hpp"
#include "editor.hpp"
#include "selector.hpp"

namespace corridor::input {

struct ChangeContext {
  Editor& editor;
  MoneyRates rates;
  model::Period period;
  std::string scenario;  ///< stem of the file, names the source of new rows
  std::string title;
  std::vector<model::AppliedChange>& applied;
};

/// Applies one change of the file that `editor.begin` named.
void apply_change(const Change& change, ChangeContext& context);

/// What a change did, before it is judged.
struct ChangeEffect {
  std::vector<std::string> words;
  int matched = 0;
  bool changed = false;
  bool agreed = false;   ///< another file had done the same
  bool refused = false;  ///< a finding says why

  void add(Editor::Result result);
};

// The verbs by what they do; apply_change picks one.
[[nodiscard]] ChangeEffect adjust_rows(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect grow_demand(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect reroute(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect remove_service(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect add_row(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect add_surcharge(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect close_objects(const Change& change, ChangeContext& context);
[[nodiscard]] ChangeEffect open_objects(const Change& change, ChangeContext& context);

/// "border chaman" for a row, "3 borders (chaman, torkham, kulma)" for some, "41 railways (...)".
[[nodiscard]] std::string words_for(const std::vector<Match>& matches, const Tables& tables);

/// The first id `<stem>`, `<stem>_2`, ... that the table does not have.
[[nodiscard]] std::string free_id(const Table& table, const std::string& stem);

/// The key of sources.csv that says: set by this scenario. Adds it when it is not there.
[[nodiscard]] std::string scenario_source(ChangeContext& context);

}  // namespace corridor::input
