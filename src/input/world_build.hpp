// Shared by the build_*.cpp files: reading rows by column name, converting units, looking ids up.
//
// Each build_ function turns some tables into records of the world, in order of their rows. What
// cannot be built becomes a finding and leaves a record with a "none" id or a zero behind; the
// checks of the whole world pass over those, so that one fault is told once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/input/table.hpp"
#include "corridor/model/scenario.hpp"

namespace corridor::input {

inline constexpr double kHoursPerWeek = 168.0;
inline constexpr double kHoursPerYear = 8760.0;
inline constexpr double kKmPerNauticalMile = 1.852;
inline constexpr double kPercent = 0.01;
inline constexpr double kKgPerGram = 0.001;
inline constexpr double kTonnesPerKg = 0.001;

template <class I>
using Slugs = std::map<std::string, I, std::less<>>;

/// The id of a slug, or none.
template <class I>
[[nodiscard]] I id_of(const Slugs<I>& slugs, std::string_view slug) {
  const auto found = slugs.find(slug);
  return found == slugs.end() ? I() : found->second;
}

/// What a word of a table means in the model.
template <class E>
struct Word {
  std::string_view text;
  E meaning;
};

/// The meaning of `text`, or nothing when no word of `words` says it.
template <class E, std::size_t n>
[[nodiscard]] std::optional<E> meaning_of(std::string_view text, const Word<E> (&words)[n]) {
  for (const Word<E>& word : words) {
    if (word.text == text) return word.meaning;
  }
  return std::nullopt;
}

/// One row of a table. Column names must be those of the spec.
class RowReader {
 public:
  RowReader(const Tables& tables, const Table& table, std::size_t index, model::RowId row)
      : tables_(tables), table_(table), index_(index), row_(row) {}

  [[nodiscard]] model::RowId row() const { return row_; }
  [[nodiscard]] const std::string& id() const { return text("id"); }
  [[nodiscard]] const std::string& text(std::string_view column) const {
    return table_.text(index_, column);
  }
  [[nodiscard]] std::vector<std::string> list(std::string_view column) const;
  /// The column was derived from throughput, so the row says.
  [[nodiscard]] bool is_circular(std::string_view column) const;
  [[nodiscard]] bool yes(std::string_view column) const { return text(column) == "yes"; }
  [[nodiscard]] std::optional<double> maybe(std::string_view column) const {
    return table_.number(index_, column);
  }
  /// The number, or `blank`.
  [[nodiscard]] double number(std::string_view column, double blank = 0.0) const {
    return maybe(column).value_or(blank);
  }
  [[nodiscard]] int integer(std::string_view column) const {
    return static_cast<int>(number(column));
  }
  [[nodiscard]] std::optional<Date> date(std::string_view column) const;
  [[nodiscard]] model::Grade grade(std::string_view column) const;
  [[nodiscard]] Location where(std::string_view column) const;
  /// Columns of this table whose name begins with `prefix`.
  [[nodiscard]] std::vector<std::string> columns(std::string_view prefix) const;
  [[nodiscard]] bool has_column(std::string_view column) const {
    return table_.spec->find(column).has_value();
  }

  /// The number times `factor` as a quantity; zero when blank.
  template <class T>
  [[nodiscard]] T value(std::string_view column, double factor = 1.0) const {
    return T(number(column) * factor);
  }
  template <class T>
  [[nodiscard]] std::optional<T> optional(std::string_view column, double factor = 1.0) const {
    const std::optional<double> known = maybe(column);
    return known ? std::optional<T>(T(*known * factor)) : std::nullopt;
  }
  /// The number with its `_low` and `_high`; an end that is blank, or that the table has no column
  /// for, is the number itself.
  template <class T>
  [[nodiscard]] model::Ranged<T> ranged(std::string_view column, double factor = 1.0) const {
    const double central = number(column);
    return {T(central * factor), T(end_of(column, "_low", central) * factor),
            T(end_of(column, "_high", central) * factor)};
  }

 private:
  [[nodiscard]] double end_of(std::string_view column, std::string_view end, double blank) const {
    const std::string name = std::string(column).append(end);
    return has_column(name) ? number(name, blank) : blank;
  }

  const Tables& tables_;
  const Table& table_;
  std::size_t index_ = 0;
  model::RowId row_;
};

/// The world as far as it is built.
struct WorldBuild {
  const Tables& tables;
  model::Scenario& world;
  std::vector<Finding>& findings;
  Slugs<model::RowId> first_rows{};  ///< by table
  Slugs<model::CountryId> countries{};
  Slugs<model::PlaceId> places{};
  Slugs<model::BorderId> borders{};
  Slugs<model::RegionId> regions{};
  Slugs<model::CommodityId> commodities{};
  Slugs<model::ProfileId> profiles{};

  /// Adds an error and returns it for its hint and help.
  Finding& add(std::string_view code, std::string message, Location where) const;
  /// The same as a warning.
  Finding& warn(std::string_view code, std::string message, Location where) const;
  /// Where people find a column of the row that a record was read from.
  [[nodiscard]] Location where(model::RowId row, std::string_view column) const;
  /// Text of a column of that row.
  [[nodiscard]] const std::string& text(model::RowId row, std::string_view column) const;
  /// "`column` of `id`" of that row.
  [[nodiscard]] std::string name(model::RowId row, std::string_view column) const;

  /// Calls `read` with a RowReader for each row of a table; a missing table has none.
  template <class F>
  void for_each_row(std::string_view table, F read) const {
    const Table* found = tables.find(table);
    if (found == nullptr) return;
    const std::size_t first = first_rows.find(table)->second.value();
    for (std::size_t i = 0; i < found->rows.size(); ++i) {
      read(RowReader(tables, *found, i, model::RowId(first + i)));
    }
  }

 private:
  [[nodiscard]] std::pair<const Table*, std::size_t> place_of(model::RowId row) const;
};

/// The season written as MM-DD..MM-DD, or nothing.
[[nodiscard]] std::optional<model::Season> parse_season(std::string_view text);

void build_countries(WorldBuild& build);
void build_places(WorldBuild& build);
void build_terminals(WorldBuild& build);
void build_off_dock_yards(WorldBuild& build);
void build_borders(WorldBuild& build);
void build_links(WorldBuild& build);
void build_services(WorldBuild& build);
void build_rotations(WorldBuild& build);
void build_haul_rates(WorldBuild& build);
void build_lane_rates(WorldBuild& build);
void build_lane_exceptions(WorldBuild& build);
void build_box_charges(WorldBuild& build);
void build_entry_fees(WorldBuild& build);
void build_regions(WorldBuild& build);
void build_profiles(WorldBuild& build);
void build_demand(WorldBuild& build);
void build_regimes(WorldBuild& build);
void build_holidays(WorldBuild& build);
void build_closures(WorldBuild& build);
void build_closure_processes(WorldBuild& build);
void build_backlogs(WorldBuild& build);
void build_parameters(WorldBuild& build);
void build_values_of_time(WorldBuild& build);
void build_risk_premiums(WorldBuild& build);
void build_assumption_groups(WorldBuild& build);
void build_surcharges(WorldBuild& build);
void build_reported_routes(WorldBuild& build);
void build_observations(WorldBuild& build);
void build_published_tariffs(WorldBuild& build);

/// Findings for what only the whole world can show.
void check_world(const WorldBuild& build);

}  // namespace corridor::input
