#include "change_apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

ChangeEffect run_verb(const Change& change, ChangeContext& context) {
  switch (change.verb->action) {
    case Action::kAdjust:
      return adjust_rows(change, context);
    case Action::kAdd:
      return change.verb->name == "add_surcharge" ? add_surcharge(change, context)
                                                  : add_row(change, context);
    case Action::kRemove:
      return remove_service(change, context);
    case Action::kOpen:
      return open_objects(change, context);
    case Action::kClose:
      return close_objects(change, context);
    case Action::kReroute:
      return reroute(change, context);
    case Action::kGrow:
      return grow_demand(change, context);
  }
  return {};
}

Selection select_for(const Change& change, ChangeContext& context) {
  const SelectorQuery query{words_of(change.verb->tables), words_of(change.verb->by), true, {}};
  return select_rows(context.editor.tables(), query, change.where, *change.source,
                     context.editor.findings());
}

// Rows of demand that a run loads.
std::vector<Match> loaded_rows(const Tables& tables, const std::vector<Match>& matches) {
  std::vector<Match> loaded;
  const Table* demand = tables.find("demand");
  for (const Match& match : matches) {
    if (demand->text(match.row, "load_kind") != "calibration") loaded.push_back(match);
  }
  return loaded;
}

void scale_number(Table& table, std::size_t row, std::string_view column, double factor,
                  ChangeContext& context, ChangeEffect& effect) {
  const auto before = table.number(row, column);
  if (before) effect.add(context.editor.set_number(table, row, column, *before * factor));
}

}  // namespace

void ChangeEffect::add(Editor::Result result) {
  changed = changed || result == Editor::Result::kChanged;
  agreed = agreed || result == Editor::Result::kAgreed;
  refused = refused || result == Editor::Result::kRefused;
}

void apply_change(const Change& change, ChangeContext& context) {
  ChangeEffect effect = run_verb(change, context);
  if (effect.refused) return;
  const Location where = change.location();
  if (!effect.changed && !effect.agreed && !change.already_ok) {
    report(context.editor.findings(), "E210", where,
           {fmt::format("change `{}` alters nothing", change.verb->name),
            effect.words.empty() ? "" : effect.words.front(),
            change.verb->find("already") != nullptr
                ? "the world is already so: remove the change, or add `already: ok`"
                : "remove the change"});
    return;
  }
  std::string words = join(effect.words, "; ");
  if (!effect.changed) words = fmt::format("{}: already so", change.verb->name);
  context.applied.push_back({std::move(words), where.file, where.line, effect.matched});
}

ChangeEffect grow_demand(const Change& change, ChangeContext& context) {
  constexpr double kPercent = 100.0;
  ChangeEffect effect;
  const Selection selection = select_for(change, context);
  const std::vector<Match> rows = loaded_rows(context.editor.tables(), selection.matches);
  const FieldValue* by = change.find("by");
  Trouble trouble;
  const auto percent = express(by->quantity, "%/year", context.rates, trouble);
  effect.refused = rows.empty() || !percent;
  if (effect.refused) return effect;
  const std::string since_text = change.text("since");
  const int since = since_text.empty() ? context.period.start.year : std::stoi(since_text);
  const int until = std::stoi(change.text("until"));
  if (until <= since) {
    effect.refused = true;
    report(context.editor.findings(), "E208", change.source->locate(change.find("until")->mark),
           {fmt::format("growth until {} from {} has no year to grow in", until, since), "",
            "`since` is the first year of the period unless it is said"});
    return effect;
  }
  const double factor = std::pow(1.0 + *percent / kPercent, until - since);
  Table& demand = *context.editor.tables().find("demand");
  for (const Match& match : rows) {
    scale_number(demand, match.row, "teu_per_year", factor, context, effect);
    scale_number(demand, match.row, "empty_teu_per_year", factor, context, effect);
  }
  effect.matched = static_cast<int>(rows.size());
  effect.words.push_back(fmt::format("{}: volume x {:.4g} ({} from {} to {})",
                                     words_for(rows, context.editor.tables()), factor, by->shown(),
                                     since, until));
  return effect;
}

ChangeEffect reroute(const Change& change, ChangeContext& context) {
  ChangeEffect effect;
  const Selection selection = select_for(change, context);
  effect.matched = static_cast<int>(selection.matches.size());
  effect.refused = selection.matches.empty();
  std::vector<std::string> places;
  for (const std::string& name : change.find("via")->texts) {
    places.push_back(resolve_place(context.editor.tables(), name));
  }
  for (const Match& match : selection.matches) {
    Table& table = *context.editor.tables().find(match.table);
    const bool is_demand = match.table == "demand";
    if (is_demand && table.text(match.row, "load_kind") != "fixed_load") {
      effect.refused = true;
      report(context.editor.findings(), "E225", change.source->locate(change.where->mark),
             {fmt::format("`reroute` means nothing for {}: it chooses its own way",
                          words_for({match}, context.editor.tables())),
              "", "only fixed loads and services have a way of their own"});
      continue;
    }
    effect.add(
        context.editor.set_text(table, match.row, is_demand ? "via" : "stops", join(places, ";")));
  }
  effect.words.push_back(fmt::format(
      "{}: via {}", words_for(selection.matches, context.editor.tables()), join(places, " - ")));
  return effect;
}

ChangeEffect remove_service(const Change& change, ChangeContext& context) {
  ChangeEffect effect;
  const Selection selection = select_for(change, context);
  effect.matched = static_cast<int>(selection.matches.size());
  effect.refused = selection.matches.empty();
  for (const Match& match : selection.matches) {
    Table& table = *context.editor.tables().find(match.table);
    const std::string& status = table.text(match.row, "status");
    if (status != "operating" && status != "irregular") continue;
    effect.add(context.editor.set_text(table, match.row, "status", "suspended"));
  }
  effect.words.push_back(fmt::format("{}: {}",
                                     words_for(selection.matches, context.editor.tables()),
                                     effect.changed ? "taken off" : "does not run"));
  return effect;
}

std::string words_for(const std::vector<Match>& matches, const Tables& tables) {
  constexpr std::size_t kShown = 3;
  if (matches.empty()) return "nothing";
  std::vector<std::string> names;
  for (const Match& match : matches) {
    if (names.size() == kShown) break;
    const Table& table = *tables.find(match.table);
    const bool is_charge = match.table == "box_charges";
    const std::string& id = table.rows[match.row].cells.front().text;
    const bool by_rail = match.table == "borders" && table.text(match.row, "mode") == "rail";
    names.push_back(!is_charge ? short_name(match.table, id) + (by_rail ? " (rail)" : "")
                               : fmt::format("{} {} {} {} ft", table.text(match.row, "place"),
                                             table.text(match.row, "component"),
                                             table.text(match.row, "trade"),
                                             table.text(match.row, "container")));
  }
  const std::string noun(names_of(matches.front().table).noun);
  if (matches.size() == 1) return fmt::format("{} {}", noun, names.front());
  const char* more = matches.size() > kShown ? ", ..." : "";
  return fmt::format("{} x {} ({}{})", matches.size(), noun, join(names), more);
}

std::string free_id(const Table& table, const std::string& stem) {
  std::string id = stem;
  for (int number = 2; table.row_of.contains(id); ++number) id = fmt::format("{}_{}", stem, number);
  return id;
}

std::string scenario_source(ChangeContext& context) {
  std::string id = "scenario-" + context.scenario;
  Table& sources = context.editor.need_table("sources");
  if (!sources.row_of.contains(id)) {
    context.editor.add_row(sources, {{"id", id},
                                     {"publisher", "scenario file"},
                                     {"title", context.title.empty() ? id : context.title},
                                     {"kind", "estimate"}});
  }
  return id;
}

}  // namespace corridor::input
