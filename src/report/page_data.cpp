#include <map>
#include <set>

#include "corridor/report/page.hpp"
#include "facility_data.hpp"

namespace corridor::report {
namespace {

using results::SavedRun;
using results::Table;

constexpr std::size_t kDifferencesShown = 250;

Json table_of(const Table& table, std::size_t max_rows) {
  Json columns = Json::array();
  for (const results::TableColumn& column : table.columns) columns.push_back(column.name);
  Json rows = Json::array();
  for (std::size_t row = 0; row < table.row_count() && row < max_rows; ++row) {
    Json cells = Json::array();
    for (const results::Cell& cell : table.row(row)) cells.push_back(json_of(cell));
    rows.push_back(std::move(cells));
  }
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}, {"total", table.row_count()}};
}

// Tables that the page shows as they are; a table that a run does not have is left out.
Json tables_of(const SavedRun& run) {
  constexpr std::size_t kMostRows = 1000;
  Json tables = Json::object();
  for (const char* name : {"summary", "ports", "tfi", "grades", "decisive", "scorecard",
                           "scorecard_summary", "backcast"}) {
    const Table* table = run.find(name);
    if (table != nullptr && !table->columns.empty()) tables[name] = table_of(*table, kMostRows);
  }
  // Its rows stand with their facilities; that there is one says that capacities were held.
  const Table* prices = run.find("capacity_prices");
  if (prices != nullptr) tables["capacity_prices"] = table_of(*prices, 0);
  return tables;
}

std::vector<std::string> goods_of(const SavedRun& run) {
  std::set<std::string> goods;
  const Table& table = run.tables.class_flows;
  for (std::size_t row = 0; row < table.row_count(); ++row) goods.insert(table.text(row, "goods"));
  return {goods.begin(), goods.end()};
}

Json components_at(const Table& stages, const std::vector<std::size_t>& columns, std::size_t row) {
  Json parts = Json::array();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto* usd = std::get_if<double>(&stages.row(row)[columns[i]]);
    if (usd != nullptr && *usd != 0.0) parts.push_back(Json::array({i, number_of(*usd)}));
  }
  return parts;
}

// Journeys of stages.csv: pair > route > step.
class Journeys {
 public:
  explicit Journeys(const Table& stages) : stages_(stages) {
    const std::string suffix = "_usd_per_teu";
    for (std::size_t i = 0; i < stages.columns.size(); ++i) {
      const std::string& name = stages.columns[i].name;
      if (!name.ends_with(suffix)) continue;
      columns_.push_back(i);
      components_.push_back(name.substr(0, name.size() - suffix.size()));
    }
    for (std::size_t row = 0; row < stages.row_count(); ++row) add(row);
  }

  [[nodiscard]] Json take() { return {{"components", components_}, {"pairs", std::move(pairs_)}}; }

 private:
  const Table& stages_;
  std::vector<std::size_t> columns_;
  std::vector<std::string> components_;
  Json pairs_ = Json::array();
  std::string pair_key_;
  std::optional<double> rank_;

  void add(std::size_t row) {
    std::string key;
    for (const char* part : {"demand", "listed", "origin", "destination"}) {
      key += stages_.text(row, part) + '\n';
    }
    key += std::to_string(stages_.number(row, "box_ft").value_or(0.0));
    const auto rank = stages_.number(row, "rank");
    if (key != pair_key_) {
      begin_pair(row);
      pair_key_ = key;
      rank_.reset();
    }
    if (rank_ != rank) begin_route(row);
    rank_ = rank;
    Json step = Json::array({stages_.text(row, "what"), stages_.text(row, "place"),
                             number_of(stages_.number(row, "km").value_or(0.0)),
                             number_of(stages_.number(row, "hours").value_or(0.0)),
                             components_at(stages_, columns_, row)});
    pairs_.back()["routes"].back()["steps"].push_back(std::move(step));
  }

  void begin_pair(std::size_t row) {
    Json pair = Json::object();
    for (const char* text : {"demand", "country", "partner", "direction", "goods", "listed",
                             "origin", "destination", "unit"}) {
      pair[text] = stages_.text(row, text);
    }
    pair["box_ft"] = number_of(stages_.number(row, "box_ft").value_or(0.0));
    pair["teu"] = number_of(stages_.number(row, "teu").value_or(0.0));
    pair["routes"] = Json::array();
    pairs_.push_back(std::move(pair));
  }

  void begin_route(std::size_t row) {
    pairs_.back()["routes"].push_back(
        {{"gateway", stages_.text(row, "gateway")},
         {"rank", number_of(stages_.number(row, "rank").value_or(0.0))},
         {"share", number_of(stages_.number(row, "share").value_or(0.0))},
         {"steps", Json::array()}});
  }
};

// TEU of each inland place by gateway, over the alternatives that routes.csv lists.
Json catchments_of(const Table& routes) {
  std::map<std::string, std::map<std::string, double>> sums;
  const auto direction = routes.find("direction");
  const auto origin = routes.find("origin");
  const auto destination = routes.find("destination");
  const auto gateway = routes.find("gateway");
  const auto teu = routes.find("teu");
  if (!direction || !origin || !destination || !gateway || !teu) return Json::array();
  for (std::size_t row = 0; row < routes.row_count(); ++row) {
    const auto cells = routes.row(row);
    const auto* way = std::get_if<std::string>(&cells[*direction]);
    const std::size_t inland = way != nullptr && *way == "import" ? *destination : *origin;
    const auto* place = std::get_if<std::string>(&cells[inland]);
    const auto* name = std::get_if<std::string>(&cells[*gateway]);
    const auto* amount = std::get_if<double>(&cells[*teu]);
    if (place != nullptr && name != nullptr && amount != nullptr) sums[*place][*name] += *amount;
  }
  Json list = Json::array();
  for (const auto& [place, gateways] : sums) {
    Json parts = Json::array();
    for (const auto& [name, amount] : gateways) {
      parts.push_back(Json::array({name, number_of(results::round_to(amount, 1))}));
    }
    list.push_back(Json::array({place, std::move(parts)}));
  }
  return list;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

Json run_data(const SavedRun& run) {
  Json manifest = Json::parse(run.manifest, nullptr, false);
  if (!manifest.is_object()) manifest = Json::object();
  for (const char* unshown : {"outputs", "circular"}) manifest.erase(unshown);
  const std::vector<std::string> goods = goods_of(run);
  return {{"name", run.name},
          {"title", run.title},
          {"manifest", std::move(manifest)},
          {"changes", lines_of(run.changes)},
          {"places", places_of(run)},
          {"goods", goods},
          {"facilities", facilities_of(run, goods)},
          {"journeys", Journeys(run.tables.stages).take()},
          {"catchments", catchments_of(run.tables.routes)},
          {"tables", tables_of(run)}};
}

// JSON that cannot end the script element it stands in.
std::string escape_for_script(const std::string& json) {
  std::string safe;
  safe.reserve(json.size() + json.size() / 64);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const bool is_line_end = json.compare(i, 2, "\xE2\x80") == 0 && i + 2 < json.size() &&
                             (json[i + 2] == '\xA8' || json[i + 2] == '\xA9');
    if (json[i] == '<') {
      safe += "\\u003c";
    } else if (is_line_end) {
      safe += json[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      safe += json[i];
    }
  }
  return safe;
}

}  // namespace

std::string write_page_data(std::span<const SavedRun> runs,
                            std::span<const Comparison> comparisons) {
  Json data = {{"runs", Json::array()}, {"comparisons", Json::array()}};
  for (const SavedRun& run : runs) data["runs"].push_back(run_data(run));
  for (const Comparison& comparison : comparisons) {
    data["comparisons"].push_back(
        {{"run", comparison.run},
         {"inputs", comparison.input_lines},
         {"differences", table_of(comparison.differences, kDifferencesShown)}});
  }
  return escape_for_script(data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace corridor::report
