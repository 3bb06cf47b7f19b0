// JSON Schema of scenario files, made from the tables of keys and verbs.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"
#include "scenario_document.hpp"

namespace corridor::input {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kQuantityPattern = "^[+-]?[0-9.]+([eE][+-]?[0-9]+)? ?\\S*$";
constexpr const char* kDatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

Json text() {
  return {{"type", "string"}};
}
Json any_scalar() {
  return {{"type", {"string", "number", "boolean"}}};
}
Json one_or_list(const Json& item) {
  return {{"anyOf", {item, {{"type", "array"}, {"items", item}, {"minItems", 1}}}}};
}
Json words(std::string_view list) {
  Json schema = {{"enum", Json::array()}};
  for (const std::string& word : words_of(list)) schema["enum"].push_back(word);
  return schema;
}
Json private_keys() {
  return {{"^x-", Json::object()}};
}

Json object_of(Json properties) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"patternProperties", private_keys()},
          {"additionalProperties", false}};
}

bool takes_bare_number(const KeySpec& key) {
  const std::vector<std::string> units = words_of(key.units);
  if (units.empty()) return true;
  const auto unit = parse_unit(units.front());
  return unit && unit->is_count();
}

Json quantity(const KeySpec& key) {
  Json schema = {{"type", "string"}, {"pattern", kQuantityPattern}};
  if (takes_bare_number(key)) schema["type"] = {"string", "number"};
  const std::vector<std::string> units = words_of(key.units);
  if (!units.empty()) schema["examples"] = {fmt::format("100 {}", units.front())};
  return schema;
}

Json amount(const KeySpec& key) {
  Json factor = {{"type", {"number", "string"}}};
  if (key.name == "scale") return factor;
  Json scale = object_of({{"scale", factor}});
  scale["required"] = {"scale"};
  Json add = object_of({{"add", quantity(key)}});
  add["required"] = {"add"};
  return {{"anyOf", {quantity(key), scale, add}}};
}

// Words of the column that a key writes, over the tables of its verb.
Json column_words(const VerbSpec& verb, const KeySpec& key) {
  std::string options;
  for (const std::string& name : words_of(verb.tables)) {
    const TableSpec* table = find_table_spec(name);
    const auto position = table == nullptr ? std::nullopt : table->find(key.columns);
    if (!position) continue;
    const ColumnSpec& column = table->columns[*position];
    if (column.type == CellType::kGrade) options.append(" A B C D");
    if (column.type == CellType::kChoice) options.append(" ").append(column.options);
  }
  for (const std::string& synonym : words_of(key.words)) {
    options.append(" ").append(synonym, 0, synonym.find('='));
  }
  Json schema = {{"enum", Json::array()}};
  for (const std::string& word : words_of(options)) {
    const bool is_new =
        std::find(schema["enum"].begin(), schema["enum"].end(), word) == schema["enum"].end();
    if (!word.empty() && is_new) schema["enum"].push_back(word);
  }
  return schema["enum"].empty() ? text() : schema;
}

Json value_of(const VerbSpec& verb, const KeySpec& key);

Json expected_values(const VerbSpec& verb) {
  Json properties = Json::object();
  for (const KeySpec& key : verb.keys) {
    if (!key.columns.empty()) properties[std::string(key.name)] = any_scalar();
  }
  return object_of(std::move(properties));
}

Json value_of(const VerbSpec& verb, const KeySpec& key) {
  switch (key.type) {
    case KeyType::kWhere:
      return {{"anyOf",
               {text(),
                {{"type", "array"}, {"items", text()}, {"minItems", 1}},
                {{"type", "object"}, {"additionalProperties", one_or_list(any_scalar())}}}}};
    case KeyType::kAmount:
      return amount(key);
    case KeyType::kValue:
      return quantity(key);
    case KeyType::kWord:
      return column_words(verb, key);
    case KeyType::kFilter:
    case KeyType::kRefs:
    case KeyType::kList:
      return one_or_list(any_scalar());
    case KeyType::kYesNo:
      return {{"enum", {"yes", "no", true, false}}};
    case KeyType::kDate:
      return {{"type", "string"}, {"pattern", kDatePattern}};
    case KeyType::kYear:
      return {{"type", {"integer", "string"}}};
    case KeyType::kExpect:
      return expected_values(verb);
    case KeyType::kAlready:
      return {{"const", "ok"}};
    case KeyType::kText:
    case KeyType::kSlug:
    case KeyType::kRef:
      break;
  }
  return any_scalar();
}

Json change_of(const VerbSpec& verb) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const KeySpec& key : verb.keys) {
    Json schema = value_of(verb, key);
    schema["description"] = key.what;
    properties[std::string(key.name)] = std::move(schema);
    if (key.required) required.push_back(key.name);
  }
  Json body = object_of(std::move(properties));
  body["description"] = fmt::format("{} Example: {}: {}", verb.what, verb.name, verb.example);
  if (!required.empty()) body["required"] = std::move(required);
  return body;
}

Json changes() {
  Json verbs = Json::object();
  for (const VerbSpec& verb : verb_specs()) verbs[std::string(verb.name)] = change_of(verb);
  return {{"type", {"array", "null"}},
          {"items",
           {{"type", "object"},
            {"properties", std::move(verbs)},
            {"additionalProperties", false},
            {"minProperties", 1},
            {"maxProperties", 1}}}};
}

Json tables() {
  Json properties = Json::object();
  for (const TableSpec& spec : table_specs()) {
    properties[std::string(spec.name)] = {{"type", "string"}, {"description", spec.what}};
  }
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

Json header_value(const HeaderKey& key) {
  switch (key.type) {
    case HeaderType::kTexts:
    case HeaderType::kNames:
      return one_or_list(text());
    case HeaderType::kMonth:
      return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}$"}};
    case HeaderType::kMonths:
      return {{"type", "integer"}, {"minimum", 1}, {"maximum", 600}};
    case HeaderType::kYear:
      return {{"type", "integer"}, {"minimum", 1990}, {"maximum", 2200}};
    case HeaderType::kChoice:
      return words(key.words);
    case HeaderType::kYesNo:
      return {{"enum", {true, false, "yes", "no"}}};
    case HeaderType::kChanges:
      return changes();
    case HeaderType::kValues:
      return {{"type", "object"},
              {"additionalProperties", {{"type", {"string", "number", "boolean", "null"}}}}};
    case HeaderType::kTables:
      return tables();
    case HeaderType::kRecord:
      return {{"type", "object"}};
    case HeaderType::kText:
    case HeaderType::kFolder:
      break;
  }
  return any_scalar();
}

}  // namespace

std::string scenario_schema() {
  Json properties = Json::object();
  for (const HeaderKey& key : header_keys()) {
    Json schema = header_value(key);
    schema["description"] = key.what;
    const std::vector<std::string> parts = split(key.path, '.');
    if (parts.size() == 1) {
      properties[parts[0]] = std::move(schema);
    } else {
      Json& group = properties[parts[0]];
      if (group.is_null()) group = object_of(Json::object());
      group["properties"][parts[1]] = std::move(schema);
    }
  }
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "corridor scenario"},
                 {"description", "A base world, or a list of typed changes to one."}};
  schema.update(object_of(std::move(properties)));
  return schema.dump(2) + "\n";
}

}  // namespace corridor::input
