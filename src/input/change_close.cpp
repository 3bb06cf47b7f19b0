#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "change_objects.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

/// First and last day; none = open end.
struct Window {
  std::optional<Date> from;
  std::optional<Date> to;

  [[nodiscard]] bool holds(const Window& other) const {
    const bool early = !from || (other.from && *from <= *other.from);
    return early && (!to || (other.to && *to >= *other.to));
  }
  [[nodiscard]] bool meets(const model::Period& period) const {
    const Date first = first_day(period.start);
    const Date last = first_day(add_months(period.start, period.months)) - std::chrono::days(1);
    return (!from || *from <= last) && (!to || *to >= first);
  }
  [[nodiscard]] std::string shown() const {
    if (!from && !to) return "always";
    const std::string begin = from ? format_date(*from) : "the start";
    return to ? fmt::format("{} to {}", begin, format_date(*to)) : fmt::format("from {}", begin);
  }
};

std::string date_text(const std::optional<Date>& date) {
  return date ? format_date(*date) : "";
}

Window window_of(const Table& closures, std::size_t row) {
  return {parse_date(closures.text(row, "from")), parse_date(closures.text(row, "to"))};
}

// A row that this world applies: of its base, or added by a scenario.
bool is_in_force(const Table& closures, std::size_t row, int year) {
  const std::string column = fmt::format("base_{}", year);
  const bool added =
      closures.text(row, "base_2024").empty() && closures.text(row, "base_2026").empty();
  return added || (closures.spec->find(column) && closures.text(row, column) == "yes");
}

// `from`, `to` and `for` of the change, or nothing and a finding.
std::optional<Window> read_window(const Change& change, ChangeContext& context) {
  Window window{parse_date(change.text("from")), parse_date(change.text("to"))};
  const FieldValue* length = change.find("for");
  const auto fail = [&](const FieldValue& field, const char* code, Words words) {
    report(context.editor.findings(), code, change.source->locate(field.mark), std::move(words));
    return std::nullopt;
  };
  if (length != nullptr && (!window.from || window.to)) {
    return fail(*length, "E220", {"`for` needs `from` and goes without `to`", "", ""});
  }
  if (length != nullptr) {
    Trouble trouble;
    const auto hours = express(length->quantity, "h", context.rates, trouble);
    const int days = hours ? static_cast<int>(std::ceil(*hours / kHoursPerDay)) : 0;
    if (days < 1) return fail(*length, "E207", {"a closure lasts a day or longer", "", ""});
    window.to = *window.from + std::chrono::days(days - 1);
  }
  if (window.from && window.to && *window.to < *window.from) {
    return fail(*change.find("to"), "E208", {"`to` is before `from`", "", ""});
  }
  if (!window.meets(context.period)) {
    const model::Period& period = context.period;
    const FieldValue* field =
        change.find("from") != nullptr ? change.find("from") : change.find("to");
    return fail(*field, "E210",
                {fmt::format("change `{}` alters nothing in the period", change.verb->name),
                 fmt::format("the period is {} to {}", format_month(period.start),
                             format_month(add_months(period.start, period.months - 1))),
                 "give days inside the period, or leave `from` out for the whole period"});
  }
  return window;
}

// Narrowing leaves a share; shutting leaves nothing.
std::optional<double> factor_of(const Change& change, ChangeContext& context) {
  const FieldValue* field = change.find("factor");
  if (field == nullptr) return std::nullopt;
  Trouble trouble;
  return express(field->quantity, "", context.rates, trouble);
}

// What is left is a share; more would widen.
bool check_factor(const Change& change, std::optional<double> factor, ChangeContext& context) {
  if (!factor || (*factor >= 0.0 && *factor <= 1.0)) return true;
  const FieldValue* field = change.find("factor");
  report(context.editor.findings(), "E207", change.source->locate(field->mark),
         {fmt::format("`factor` would be {}; it must be from 0 to 1", field->shown()),
          "it is what is left of the capacity", ""});
  return false;
}

bool is_shut_already(const Table& closures, const NamedObject& object, const Window& window,
                     const std::string& effect, const std::string& factor, int year) {
  for (std::size_t row = 0; row < closures.rows.size(); ++row) {
    const bool same = closures.text(row, "object_kind") == object.kind &&
                      closures.text(row, "object") == object.id &&
                      closures.text(row, "effect") == effect &&
                      closures.text(row, "factor") == factor && is_in_force(closures, row, year);
    if (same && window_of(closures, row).holds(window)) return true;
  }
  return false;
}

class Opener {
 public:
  Opener(const Change& change, ChangeContext& context)
      : change_(change), context_(context), editor_(context.editor) {
    from_ = parse_date(change.text("from"));
  }

  ChangeEffect run() {
    const std::vector<NamedObject> objects = select_objects(change_, context_, false);
    effect_.matched = static_cast<int>(objects.size());
    effect_.refused = objects.empty();
    for (const NamedObject& object : objects) {
      if (object.kind == "rail_link") open_railway(object.match.row);
      if (object.kind == "border") open_status("borders", object.match.row, "open");
      if (object.kind == "service") open_status("services", object.match.row, "operating");
      end_closures(object);
    }
    std::string words =
        words_for(objects, editor_.tables()) + (effect_.changed ? ": opened" : ": open already");
    if (from_) words += " from " + format_date(*from_);
    if (crossings_ > 0) words += fmt::format(", with {} crossing(s)", crossings_);
    if (closures_ > 0) words += fmt::format(", {} closure(s) ended", closures_);
    effect_.words.push_back(std::move(words));
    return std::move(effect_);
  }

 private:
  Editor::Result set(Table& table, std::size_t row, std::string_view column, std::string text) {
    const auto result = editor_.set_text(table, row, column, std::move(text));
    effect_.add(result);
    return result;
  }

  void open_status(std::string_view name, std::size_t row, std::string_view open) {
    Table& table = *editor_.tables().find(name);
    const std::string& status = table.text(row, "status");
    if (name == "services" && status == "irregular") return;
    set(table, row, "status", std::string(open));
  }

  void open_railway(std::size_t row) {
    Table& links = *editor_.tables().find("rail_links");
    const std::string year = from_ ? format_date(*from_).substr(0, 4) : "";
    const bool is_built = links.text(row, "status") == "operating";
    set(links, row, "status", "operating");
    set(links, row, "container_service", "yes");
    if (!is_built) set(links, row, "open_year", year);
    use_project(links, row);
    open_crossing(links, row);
  }

  // Boxes of a planned line without a stated capacity: half of the project's trains run one way,
  // as many of them carry boxes as elsewhere on its gauge. Source: path_method of rail_links.csv.
  void use_project(Table& links, std::size_t row) {
    const auto trains = links.number(row, "project_trains_per_day");
    if (!trains || links.number(row, "capacity_teu_per_day")) return;
    const bool is_broad = links.text(row, "gauge_mm") == "1676";
    const auto share = context_.rates.parameter(is_broad ? "rail.container_path_share.pk"
                                                         : "rail.container_path_share.trunk");
    const auto teu = context_.rates.parameter(is_broad ? "rail.pk.train_teu_default"
                                                       : "rail.cis.train_teu_default");
    if (!share || !teu) return;
    effect_.add(
        editor_.set_number(links, row, "capacity_teu_per_day", *trains / 2.0 * *share * *teu));
  }

  void open_crossing(const Table& links, std::size_t link) {
    Table* borders = editor_.tables().find("borders");
    const std::string& from = links.text(link, "from");
    const std::string& to = links.text(link, "to");
    for (std::size_t row = 0; borders != nullptr && row < borders->rows.size(); ++row) {
      const std::string& a = borders->text(row, "from");
      const std::string& b = borders->text(row, "to");
      const bool same_ends = (a == from && b == to) || (a == to && b == from);
      if (!same_ends || borders->text(row, "mode") != "rail") continue;
      if (set(*borders, row, "status", "open") == Editor::Result::kChanged) ++crossings_;
    }
  }

  // Closures in force end the day before; those that would begin later fall away.
  void end_closures(const NamedObject& object) {
    Table* closures = editor_.tables().find("closures");
    for (std::size_t row = 0; closures != nullptr && row < closures->rows.size(); ++row) {
      const bool same = closures->text(row, "object_kind") == object.kind &&
                        closures->text(row, "object") == object.id;
      const std::string& effect = closures->text(row, "effect");
      const bool shuts = effect == "closed" || effect == "capacity";
      if (!same || !shuts || !is_in_force(*closures, row, context_.rates.year)) continue;
      const Window window = window_of(*closures, row);
      if (from_ && window.to && *window.to < *from_) continue;
      const bool cut = from_ && (!window.from || *window.from < *from_);
      const auto result =
          cut ? set(*closures, row, "to", format_date(*from_ - std::chrono::days(1)))
              : set(*closures, row, "effect", "none");
      if (result == Editor::Result::kChanged) ++closures_;
    }
  }

  const Change& change_;
  ChangeContext& context_;
  Editor& editor_;
  std::optional<Date> from_;
  int crossings_ = 0;
  int closures_ = 0;
  ChangeEffect effect_;
};

}  // namespace

ChangeEffect close_objects(const Change& change, ChangeContext& context) {
  ChangeEffect effect;
  const std::vector<NamedObject> objects = select_objects(change, context, true);
  const auto window = read_window(change, context);
  effect.refused = objects.empty() || !window;
  if (effect.refused) return effect;
  const auto factor = factor_of(change, context);
  effect.refused = !check_factor(change, factor, context);
  if (effect.refused) return effect;
  const std::string kind = factor ? "capacity" : "closed";
  const std::string left = factor ? format_number(*factor) : "";
  Table& closures = context.editor.need_table("closures");
  for (const NamedObject& object : objects) {
    if (is_shut_already(closures, object, *window, kind, left, context.rates.year)) continue;
    const std::string what = change.text("what");
    context.editor.add_row(closures, {{"id", free_id(closures, "close_" + object.id)},
                                      {"what", what.empty() ? "closed by the scenario" : what},
                                      {"object_kind", object.kind},
                                      {"object", object.id},
                                      {"from", date_text(window->from)},
                                      {"to", date_text(window->to)},
                                      {"effect", kind},
                                      {"factor", left},
                                      {"grade", "D"},
                                      {"source", scenario_source(context)}});
    effect.changed = true;
  }
  effect.matched = static_cast<int>(objects.size());
  std::string done = factor ? fmt::format("narrowed to {}", left) : "closed";
  if (!effect.changed) done += " already";
  effect.words.push_back(
      fmt::format("{}: {} {}", words_for(objects, context.editor.tables()), done, window->shown()));
  return effect;
}

ChangeEffect open_objects(const Change& change, ChangeContext& context) {
  return Opener(change, context).run();
}

ChangeEffect add_surcharge(const Change& change, ChangeContext& context) {
  ChangeEffect effect;
  const std::vector<NamedObject> objects = select_objects(change, context, true);
  const FieldValue* amount = change.find("amount");
  const Unit& unit = amount->quantity.unit;
  const std::string per = unit.powers[Unit::kTeu] != 0   ? "teu"
                          : unit.powers[Unit::kBox] != 0 ? "box"
                                                         : "truck";
  Trouble trouble;
  const auto usd = express(amount->quantity, "USD/" + (per == "teu" ? std::string("TEU") : per),
                           context.rates, trouble);
  if (usd && *usd < 0.0) {
    trouble = {"E207", {fmt::format("`amount` would be {}; it must be at least 0", *usd), "", ""}};
  }
  effect.refused = objects.empty() || !trouble.code.empty();
  if (!trouble.code.empty()) {
    report(context.editor.findings(), trouble.code, change.source->locate(amount->mark),
           std::move(trouble.words));
  }
  if (effect.refused) return effect;
  Table& surcharges = context.editor.need_table("surcharges");
  const auto or_else = [](const std::string& text, const std::string& other) {
    return text.empty() ? other : text;
  };
  for (const NamedObject& object : objects) {
    const std::string kind = object.kind.ends_with("_link") ? "link" : object.kind;
    context.editor.add_row(surcharges,
                           {{"id", free_id(surcharges, "surcharge_" + object.id)},
                            {"what", or_else(change.text("what"), "surcharge of the scenario")},
                            {"object_kind", kind},
                            {"object", object.id},
                            {"per", per},
                            {"usd", format_number(*usd)},
                            {"from", change.text("from")},
                            {"to", change.text("to")},
                            {"grade", or_else(change.text("grade"), "D")},
                            {"source", or_else(change.text("source"), scenario_source(context))},
                            {"notes", change.text("notes")}});
  }
  effect.changed = true;
  effect.matched = static_cast<int>(objects.size());
  effect.words.push_back(fmt::format("{}: surcharge of {} USD per {}",
                                     words_for(objects, context.editor.tables()),
                                     format_number(*usd), per == "teu" ? "TEU" : per));
  return effect;
}

}  // namespace corridor::input
