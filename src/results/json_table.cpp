#include "json_table.hpp"

#include "corridor/results/way_tables.hpp"

namespace corridor::results {

nlohmann::ordered_json to_json(const Table& table) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Cell& cell = table.row(row)[i];
      nlohmann::ordered_json& value = object[table.columns[i].name];
      if (const auto* text = std::get_if<std::string>(&cell)) value = *text;
      if (const auto* number = std::get_if<double>(&cell)) {
        const int digits = table.columns[i].digits;
        value = digits == kShortest ? *number : round_to(*number, digits);
      }
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

std::string print_json(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string write_table_json(const Table& table) {
  return print_json(to_json(table));
}

}  // namespace corridor::results
