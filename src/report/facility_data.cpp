#include "facility_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace corridor::report {
namespace {

using results::SavedRun;
using results::Table;

constexpr double kWholeLimit = 9.0e15;

const results::MapLayer* layer_of(const SavedRun& run, const std::string& name) {
  for (const results::MapLayer& layer : run.layers) {
    if (layer.table.name == name) return &layer;
  }
  return nullptr;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json point_of(const GeoPoint& point) {
  return Json::array({number_of(results::round_to(point.lon_deg, 4)),
                      number_of(results::round_to(point.lat_deg, 4))});
}

// Positions of the columns of flows.csv, looked up once.
struct FlowColumns {
  std::size_t month, kind, slug, from, to, direction, laden, empty, base, unit, utilisation,
      open_share, shut, grade, circular;

  explicit FlowColumns(const Table& flows) {
    const auto at = [&](const char* name) {
      return flows.find(name).value_or(flows.columns.size());
    };
    month = at("month");
    kind = at("kind");
    slug = at("slug");
    from = at("from");
    to = at("to");
    direction = at("direction");
    laden = at("laden_teu");
    empty = at("empty_teu");
    base = at("base_teu");
    unit = at("unit");
    utilisation = at("utilisation");
    open_share = at("open_share");
    shut = at("shut");
    grade = at("grade");
    circular = at("circular");
  }
};

std::string text_at(std::span<const results::Cell> row, std::size_t column) {
  if (column >= row.size()) return {};
  const auto* text = std::get_if<std::string>(&row[column]);
  return text == nullptr ? std::string() : *text;
}

std::optional<double> number_at(std::span<const results::Cell> row, std::size_t column) {
  if (column >= row.size()) return {};
  const auto* number = std::get_if<double>(&row[column]);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

// One direction of a facility, summed over the months of flows.csv.
struct Way {
  std::string from;
  std::string to;
  double laden = 0.0;
  double empty = 0.0;
  double base = 0.0;
  Json utilisation = Json::array();
  Json open = Json::array();
  std::string shut;
  bool has_utilisation = false;
  bool is_always_open = true;
};

struct Facility {
  std::string kind;
  std::string slug;
  std::string unit;
  std::string grade;
  bool is_circular = false;
  std::map<std::string, Way> ways;    // forward, backward
  std::map<std::string, double> teu;  // [month] of both
};

class FacilityList {
 public:
  explicit FacilityList(const Table& flows) {
    const FlowColumns columns(flows);
    for (std::size_t row = 0; row < flows.row_count(); ++row) {
      // The months of a way follow each other.
      const bool is_same = row > 0 && is_same_way(columns, flows.row(row - 1), flows.row(row));
      if (!is_same) begin_way(columns, flows.row(row));
      add_month(columns, flows.row(row));
    }
  }
  [[nodiscard]] const std::vector<Facility>& all() const { return list_; }
  /// How many facilities share the kind and slug of this one.
  [[nodiscard]] int legs(const Facility& facility) const {
    return legs_.at({facility.kind, facility.slug});
  }

 private:
  std::vector<Facility> list_;
  std::map<std::pair<std::string, std::string>, int> legs_;
  // By kind, slug and both ends in either order: each leg of a service has room of its own.
  std::map<std::array<std::string, 4>, std::size_t> position_;
  std::size_t facility_ = 0;  // of the way under way
  Way* way_ = nullptr;

  static bool is_same_way(const FlowColumns& at, std::span<const results::Cell> before,
                          std::span<const results::Cell> row) {
    const std::array<std::size_t, 5> columns = {at.slug, at.from, at.to, at.direction, at.kind};
    return std::all_of(columns.begin(), columns.end(), [&](std::size_t column) {
      return column < row.size() && before[column] == row[column];
    });
  }

  void begin_way(const FlowColumns& at, std::span<const results::Cell> row) {
    const std::string kind = text_at(row, at.kind);
    const std::string slug = text_at(row, at.slug);
    const std::string from = text_at(row, at.from);
    const std::string to = text_at(row, at.to);
    const auto& [first, second] = std::minmax(from, to);
    const auto [found, is_new] = position_.try_emplace({kind, slug, first, second}, list_.size());
    if (is_new) {
      ++legs_[{kind, slug}];
      list_.push_back({kind,
                       slug,
                       text_at(row, at.unit),
                       text_at(row, at.grade),
                       text_at(row, at.circular) == "yes",
                       {},
                       {}});
    }
    facility_ = found->second;
    way_ = &list_[facility_].ways[text_at(row, at.direction)];
    way_->from = from;
    way_->to = to;
  }

  void add_month(const FlowColumns& at, std::span<const results::Cell> row) {
    Way& way = *way_;
    const double laden = number_at(row, at.laden).value_or(0.0);
    const double empty = number_at(row, at.empty).value_or(0.0);
    const double base = number_at(row, at.base).value_or(0.0);
    way.laden += laden;
    way.empty += empty;
    way.base += base;
    const auto utilisation = number_at(row, at.utilisation);
    way.has_utilisation = way.has_utilisation || utilisation.has_value();
    way.utilisation.push_back(utilisation ? number_of(*utilisation) : Json(nullptr));
    const double open = number_at(row, at.open_share).value_or(1.0);
    way.is_always_open = way.is_always_open && open == 1.0;
    way.open.push_back(number_of(open));
    way.shut += text_at(row, at.shut) == "yes" ? '1' : '0';
    list_[facility_].teu[text_at(row, at.month)] += laden + empty + base;
  }
};

// A direction of a facility in the tables of a run: slug, from, to.
using WayKey = std::tuple<std::string, std::string, std::string>;

WayKey key_of(const Table& table, std::size_t row) {
  return {table.text(row, "slug"), table.text(row, "from"), table.text(row, "to")};
}

// Rows of ports, borders and services by slug and ends: the printed sums of the period.
class PeriodRows {
 public:
  explicit PeriodRows(const SavedRun& run) {
    for (const Table* table : {&run.tables.ports, &run.tables.borders, &run.tables.services}) {
      for (std::size_t row = 0; row < table->row_count(); ++row) {
        rows_[key_of(*table, row)] = {table, row};
      }
    }
  }

  struct Row {
    const Table* table = nullptr;
    std::size_t row = 0;
    [[nodiscard]] Json cell(const char* column) const {
      const auto at = table->find(column);
      return at ? json_of(table->row(row)[*at]) : Json(nullptr);
    }
  };
  [[nodiscard]] const Row* find(const std::string& slug, const Way& way) const {
    const auto found = rows_.find({slug, way.from, way.to});
    return found == rows_.end() ? nullptr : &found->second;
  }

 private:
  std::map<WayKey, Row> rows_;
};

// Prices of capacities by month, from capacity_prices.csv; months without a row cost nothing.
class PriceRows {
 public:
  explicit PriceRows(const SavedRun& run) : table_(run.find("capacity_prices")) {
    for (std::size_t row = 0; table_ != nullptr && row < table_->row_count(); ++row) {
      rows_[key_of(*table_, row)].emplace(table_->text(row, "month"), row);
    }
  }

  /// Adds "pr", [month, USD] of each month with a price, and its unit.
  void add(const std::string& slug, const Way& way, Json& json) const {
    const auto found = rows_.find({slug, way.from, way.to});
    if (found == rows_.end()) return;
    for (const auto& [month, row] : found->second) {
      const double price = table_->number(row, "price").value_or(0.0);
      json["pr"].push_back(Json::array({month, number_of(price)}));
      json["pu"] = table_->text(row, "price_unit");
    }
  }

 private:
  const Table* table_;
  std::map<WayKey, std::map<std::string, std::size_t>> rows_;
};

// An amount that the page takes for zero when it is missing.
void add_amount(const char* key, const Json& amount, Json& json) {
  if (amount != 0) json[key] = amount;
}

// What the page shows of a direction. Services are on no map, and their legs are many: of them no
// amounts by month, and nothing that the page can name or add up itself.
Json way_of(const Facility& facility, const Way& way, const PeriodRows::Row* period) {
  const bool is_on_map = facility.kind != "service";
  Json json = {{"a", way.from}, {"b", way.to}};
  if (period != nullptr) {
    add_amount("l", period->cell("laden_teu"), json);
    add_amount("e", period->cell("empty_teu"), json);
    add_amount("f", period->cell("base_teu"), json);
    add_amount("load", period->cell("load"), json);
    add_amount("base", period->cell("base_load"), json);
    json["cap"] = period->cell("capacity");
    json["u"] = period->cell("utilisation");
    if (is_on_map) {
      json["n"] = period->cell("name");
      json["pk"] = period->cell("peak_utilisation");
      json["pm"] = period->cell("peak_month");
    }
  } else {
    add_amount("l", number_of(results::round_to(way.laden, 1)), json);
    add_amount("e", number_of(results::round_to(way.empty, 1)), json);
    add_amount("f", number_of(results::round_to(way.base, 1)), json);
  }
  if (way.has_utilisation) json["um"] = way.utilisation;
  if (way.shut.find('1') != std::string::npos) json["shut"] = way.shut;
  if (!way.is_always_open) json["o"] = way.open;
  return json;
}

// TEU by month in both directions; nothing where there are none, or which no map shows.
Json months_of(const Facility& facility) {
  Json months = Json::array();
  double sum = 0.0;
  for (const auto& [month, teu] : facility.teu) {
    months.push_back(number_of(results::round_to(teu, 1)));
    sum += teu;
  }
  return sum > 0.0 && facility.kind != "service" ? months : Json(nullptr);
}

// What holds of a facility's period in either direction: the unit of its amounts, and the name of a
// service, which its rows give with the ends of the leg.
void add_period_facts(const Facility& facility, const PeriodRows::Row& period, Json& json) {
  json["per"] = period.cell("unit");
  if (facility.kind != "service") return;
  const std::string name = period.table->text(period.row, "name");
  json["n"] = name.substr(0, name.rfind(", "));
}

// By kind and slug: laden TEU by goods, both directions together [position among all goods].
using GoodsSums = std::map<std::pair<std::string, std::string>, std::map<std::size_t, double>>;

GoodsSums goods_by_facility(const SavedRun& run, const std::vector<std::string>& goods) {
  std::map<std::string, std::size_t> position;
  for (std::size_t i = 0; i < goods.size(); ++i) position[goods[i]] = i;
  GoodsSums sums;
  const Table& table = run.tables.class_flows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    sums[{table.text(row, "kind"), table.text(row, "slug")}][position[table.text(row, "goods")]] +=
        table.number(row, "laden_teu").value_or(0.0);
  }
  return sums;
}

// Goods are known of a whole service only, not of its legs: they stand with the first.
void add_goods(const Facility& facility, int legs, GoodsSums& by_goods, Json& json) {
  const auto sums = by_goods.find({facility.kind, facility.slug});
  if (sums == by_goods.end() || (facility.kind != "service" && legs > 1)) return;
  for (const auto& [position, teu] : sums->second) {
    json["cf"].push_back(Json::array({position, number_of(results::round_to(teu, 1))}));
  }
  by_goods.erase(sums);
}

// What holds of a facility in all months and both directions.
Json whole_facility(const Facility& facility) {
  Json json = {{"k", facility.kind}, {"s", facility.slug}, {"unit", facility.unit}};
  if (!facility.grade.empty()) json["g"] = facility.grade;
  if (facility.is_circular) json["c"] = 1;
  if (Json months = months_of(facility); !months.is_null()) json["m"] = std::move(months);
  return json;
}

void add_ways(const Facility& facility, const PeriodRows& periods, const PriceRows& prices,
              Json& json) {
  for (const char* direction : {"forward", "backward"}) {
    const auto way = facility.ways.find(direction);
    if (way == facility.ways.end()) continue;
    const PeriodRows::Row* period = periods.find(facility.slug, way->second);
    if (period != nullptr) add_period_facts(facility, *period, json);
    json["ways"].push_back(way_of(facility, way->second, period));
    prices.add(facility.slug, way->second, json["ways"].back());
  }
}

// What the map file knows of an object.
struct MapRow {
  const results::MapLayer* layer = nullptr;
  std::size_t row = 0;
};

std::map<std::string, MapRow> rows_by_slug(const SavedRun& run) {
  std::map<std::string, MapRow> rows;
  for (const char* name : {"links", "borders", "gateways"}) {
    const results::MapLayer* layer = layer_of(run, name);
    for (std::size_t row = 0; layer != nullptr && row < layer->table.row_count(); ++row) {
      rows[layer->table.text(row, "slug")] = {layer, row};
    }
  }
  return rows;
}

// Sources of services by slug: from the map file, where each of their legs has its row.
std::map<std::string, std::string> sources_of_services(const SavedRun& run) {
  std::map<std::string, std::string> sources;
  const results::MapLayer* layer = layer_of(run, "services");
  for (std::size_t row = 0; layer != nullptr && row < layer->table.row_count(); ++row)
    sources[layer->table.text(row, "slug")] = layer->table.text(row, "source");
  return sources;
}

// Name, place on the map, length, source: from the map file.
void add_map_facts(const MapRow& map, Json& json) {
  const Table& table = map.layer->table;
  const std::vector<results::Line>& lines = map.layer->lines[map.row];
  if (map.layer->has_lines) {
    json["mode"] = table.text(map.row, "mode");
    json["n"] = table.text(map.row, "from") + " – " + table.text(map.row, "to");
    if (const auto km = table.number(map.row, "length_km")) {
      json["km"] = number_of(results::round_to(*km, 1));
    }
    json["p"] = Json::array({point_of(lines.front().front()), point_of(lines.back().back())});
  } else {
    json["n"] = table.text(map.row, "name");
    if (table.find("mode")) json["mode"] = table.text(map.row, "mode");
    if (table.find("role")) json["role"] = table.text(map.row, "role");
    json["p"] = Json::array({point_of(lines.front().front())});
  }
  json["src"] = text_or_null(table.text(map.row, "source"));
  if (const auto peak = table.number(map.row, "peak_utilisation")) json["pk"] = number_of(*peak);
  const std::string month = table.text(map.row, "peak_month");
  if (!month.empty()) json["pm"] = month;
}

// What the map file says once of an object, and is taken from it.
class MapFacts {
 public:
  explicit MapFacts(const SavedRun& run)
      : rows_(rows_by_slug(run)), service_sources_(sources_of_services(run)) {}

  /// What is said once of a service stands with its first leg. Transit controls share the position
  /// of no map row; services have none there.
  void take(const std::string& slug, Json& json) {
    if (const auto source = service_sources_.find(slug); source != service_sources_.end()) {
      json["src"] = text_or_null(source->second);
      service_sources_.erase(source);
    }
    if (const auto map = rows_.find(slug); map != rows_.end()) {
      add_map_facts(map->second, json);
      rows_.erase(map);
    }
  }

  /// Roads and railways that nobody uses: what nobody took.
  void add_idle(Json& facilities) const {
    for (const auto& [slug, map] : rows_) {
      Json json = {{"k", map.layer->has_lines ? "idle link" : "idle point"}, {"s", slug}};
      add_map_facts(map, json);
      facilities.push_back(std::move(json));
    }
  }

 private:
  std::map<std::string, MapRow> rows_;
  std::map<std::string, std::string> service_sources_;
};

}  // namespace

Json number_of(double value) {
  if (value == std::floor(value) && std::abs(value) < kWholeLimit) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

Json json_of(const results::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return number_of(*number);
  return nullptr;
}

Json places_of(const SavedRun& run) {
  Json places = Json::array();
  const results::MapLayer* layer = layer_of(run, "places");
  for (std::size_t row = 0; layer != nullptr && row < layer->table.row_count(); ++row) {
    const Table& table = layer->table;
    const GeoPoint point = layer->lines[row].front().front();
    places.push_back(Json::array(
        {table.text(row, "slug"), table.text(row, "name"), table.text(row, "country"),
         number_of(results::round_to(point.lon_deg, 4)),
         number_of(results::round_to(point.lat_deg, 4)), text_or_null(table.text(row, "grade")),
         text_or_null(table.text(row, "source"))}));
  }
  return places;
}

Json facilities_of(const SavedRun& run, const std::vector<std::string>& goods) {
  const FacilityList list(run.tables.flows);
  const PeriodRows periods(run);
  const PriceRows prices(run);
  GoodsSums by_goods = goods_by_facility(run, goods);
  MapFacts map(run);
  Json facilities = Json::array();
  for (const Facility& facility : list.all()) {
    Json json = whole_facility(facility);
    map.take(facility.slug, json);
    add_ways(facility, periods, prices, json);
    add_goods(facility, list.legs(facility), by_goods, json);
    facilities.push_back(std::move(json));
  }
  map.add_idle(facilities);
  return facilities;
}

}  // namespace corridor::report
