// What differs between two effective worlds, in words.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"

namespace corridor::input {
namespace {

using model::Scenario;
using Lines = std::vector<std::string>;

constexpr std::size_t kMostCells = 40;

std::string on_one_line(const std::string& text) {
  return join(split(text, '\n'), "; ");
}

void compare_headers(const Loaded& before, const Loaded& after, Lines& lines) {
  std::map<std::string, std::string> old;
  for (const EffectiveValue& value : before.header) old[value.path] = value.value;
  for (const EffectiveValue& value : after.header) {
    const auto found = old.find(value.path);
    const std::string was = found == old.end() ? "not set" : on_one_line(found->second);
    const std::string is = on_one_line(value.value);
    if (was != is) lines.push_back(fmt::format("{}: {} -> {}", value.path, was, is));
  }
}

std::string dates_of(std::optional<Date> from, std::optional<Date> to) {
  if (!from && !to) return "";
  return fmt::format(", {} to {}", from ? format_date(*from) : "any time",
                     to ? format_date(*to) : "the end of the period or later");
}

std::string in_words(const model::Closure& closure) {
  const char* effect = closure.effect == model::ClosureEffect::kClosed ? "shut"
                       : closure.effect == model::ClosureEffect::kOpen ? "open"
                                                                       : "narrowed";
  return fmt::format("{} {} ({}: {}{})", closure.object, effect, closure.slug, closure.what,
                     dates_of(closure.from, closure.to));
}

std::string in_words(const model::Regime& regime) {
  return fmt::format("regime {} ({}{})", regime.instrument, regime.slug,
                     dates_of(regime.from, regime.to));
}

// Records of one list that the other does not have, by slug.
template <class Record>
void compare_lists(const std::vector<Record>& before, const std::vector<Record>& after,
                   Lines& lines) {
  const auto missing = [&](const std::vector<Record>& here, const std::vector<Record>& there,
                           const char* what) {
    for (const Record& record : here) {
      const bool known = std::any_of(there.begin(), there.end(), [&](const Record& other) {
        return other.slug == record.slug;
      });
      if (!known) lines.push_back(fmt::format("{}: {}", what, in_words(record)));
    }
  };
  missing(before, after, "before only");
  missing(after, before, "after only");
}

// Ratio of the years' ocean prices over lanes that both have, by median.
void compare_lane_prices(const Scenario& before, const Scenario& after, Lines& lines) {
  if (before.settings.rates_year == after.settings.rates_year) return;
  std::map<std::tuple<std::string, std::string, model::BoxSize>, double> old;
  for (const model::LaneRate& rate : before.lane_rates) {
    if (rate.year == before.settings.rates_year)
      old[{rate.from, rate.to, rate.size}] = rate.price.value.value();
  }
  std::vector<double> ratios;
  for (const model::LaneRate& rate : after.lane_rates) {
    const auto found = old.find({rate.from, rate.to, rate.size});
    if (rate.year == after.settings.rates_year && found != old.end() && found->second > 0) {
      ratios.push_back(rate.price.value.value() / found->second);
    }
  }
  if (ratios.empty()) return;
  std::sort(ratios.begin(), ratios.end());
  lines.push_back(fmt::format(
      "ocean prices of {} instead of {}: {} lanes, median {:+.0f} %, from {:+.0f} to {:+.0f} %",
      after.settings.rates_year, before.settings.rates_year, ratios.size(),
      100 * (ratios[ratios.size() / 2] - 1), 100 * (ratios.front() - 1),
      100 * (ratios.back() - 1)));
}

void compare_sailings(const Scenario& before, const Scenario& after, Lines& lines) {
  std::map<std::string, double> old;
  for (const model::Link& link : before.links) {
    if (link.mode == model::Mode::kSea) old[link.slug] = link.sea.sailings.value();
  }
  int fewer = 0;
  int more = 0;
  for (const model::Link& link : after.links) {
    const auto found = old.find(link.slug);
    if (link.mode != model::Mode::kSea || found == old.end()) continue;
    fewer += link.sea.sailings.value() < found->second ? 1 : 0;
    more += link.sea.sailings.value() > found->second ? 1 : 0;
  }
  if (fewer + more > 0)
    lines.push_back(fmt::format("sailings: fewer on {} sea lanes, more on {}", fewer, more));
}

class CellDifferences {
 public:
  explicit CellDifferences(Lines& lines) : lines_(&lines) {}

  void compare(const Table& before, const Table& after) {
    for (const TableRow& row : after.rows) {
      const std::string& id = row.cells.front().text;
      const auto found = before.row_of.find(id);
      if (found == before.row_of.end()) {
        add(fmt::format("{}: row {} added", after.spec->name, id));
      } else {
        compare_rows(*after.spec, before.rows[found->second], row);
      }
    }
    for (const TableRow& row : before.rows) {
      const std::string& id = row.cells.front().text;
      if (!after.row_of.contains(id)) add(fmt::format("{}: row {} removed", after.spec->name, id));
    }
  }

  void finish() {
    if (count_ > kMostCells)
      lines_->push_back(fmt::format("and {} more cells", count_ - kMostCells));
  }

 private:
  Lines* lines_;
  std::size_t count_ = 0;

  void add(std::string line) {
    if (++count_ <= kMostCells) lines_->push_back(std::move(line));
  }
  void compare_rows(const TableSpec& spec, const TableRow& before, const TableRow& after) {
    for (std::size_t c = 0;
         c < spec.columns.size() && c < before.cells.size() && c < after.cells.size(); ++c) {
      const std::string& was = before.cells[c].text;
      const std::string& is = after.cells[c].text;
      if (was == is) continue;
      const auto shown = [](const std::string& text) {
        return text.empty() ? std::string("blank") : text;
      };
      add(fmt::format("{} {}: {} {} -> {}", spec.name, after.cells.front().text,
                      spec.columns[c].name, shown(was), shown(is)));
    }
  }
};

}  // namespace

std::vector<std::string> describe_differences(const Loaded& before, const Loaded& after) {
  Lines lines;
  compare_headers(before, after, lines);
  compare_lists(before.scenario.closures, after.scenario.closures, lines);
  compare_lists(before.scenario.regimes, after.scenario.regimes, lines);
  compare_lane_prices(before.scenario, after.scenario, lines);
  compare_sailings(before.scenario, after.scenario, lines);
  CellDifferences cells(lines);
  for (const TableSpec& spec : table_specs()) {
    const Table* old = before.tables.find(spec.name);
    const Table* now = after.tables.find(spec.name);
    if (old != nullptr && now != nullptr && spec.name != "sources") cells.compare(*old, *now);
  }
  cells.finish();
  return lines;
}

}  // namespace corridor::input
