#include "layer_styles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "corridor/base/text.hpp"

namespace corridor::results {
namespace {

// Steps of peak utilisation and their colours, as in the report: safe for colour-blind readers.
struct ColourStep {
  const char* rule;
  const char* label;
  const char* rgb;
};
constexpr std::array<ColourStep, 5> kSteps = {{
    {"\"peak_utilisation\" IS NULL", "capacity not known", "118,128,140"},
    {"\"peak_utilisation\" <= 0.5", "up to 50 % full", "74,144,194"},
    {"\"peak_utilisation\" > 0.5 AND \"peak_utilisation\" <= 0.8", "50 to 80 %", "35,87,137"},
    {"\"peak_utilisation\" > 0.8 AND \"peak_utilisation\" < 0.9995", "80 to 100 %", "230,159,0"},
    {"\"peak_utilisation\" >= 0.9995", "full or over capacity", "178,24,43"},
}};

// Scales from which on names show: 1 to so many.
constexpr const char* kTown = "8000000";
constexpr const char* kCorridor = "20000000";
constexpr const char* kWorld = "200000000";

std::string option(const std::string& name, const std::string& value) {
  return R"(<Option type="QString" name=")" + name + R"(" value=")" + escape_markup(value) +
         R"("/>)";
}

// A property of a symbol that an expression sets.
std::string by_expression(const std::string& property, const std::string& expression) {
  return R"(<data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/>)"
         R"(<Option type="Map" name="properties"><Option type="Map" name=")" +
         property + R"("><Option type="bool" name="active" value="true"/>)" +
         option("expression", expression) +
         R"(<Option type="int" name="type" value="3"/></Option></Option>)" +
         option("type", "collection") + "</Option></data_defined_properties>";
}

// `mm` wide unless `width`, an expression, says otherwise.
std::string line_symbol(int name, const std::string& rgb, const std::string& alpha,
                        const std::string& mm, const std::string& style, const std::string& width) {
  return R"(<symbol type="line" clip_to_extent="1" force_rhr="0" alpha=")" + alpha + R"(" name=")" +
         std::to_string(name) +
         R"("><layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map">)" +
         option("line_color", rgb + ",255") + option("line_width", mm) +
         option("line_width_unit", "MM") + option("line_style", style) +
         option("capstyle", "round") + "</Option>" +
         (width.empty() ? "" : by_expression("outlineWidth", width)) + "</layer></symbol>";
}

std::string point_symbol(int name, const char* shape, const char* rgb) {
  return R"(<symbol type="marker" alpha="0.9" clip_to_extent="1" force_rhr="0" name=")" +
         std::to_string(name) +
         R"("><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map">)" +
         option("color", std::string(rgb) + ",255") + option("name", shape) +
         option("outline_color", "255,255,255,255") + option("outline_width", "0.2") +
         option("size", "2") + option("size_unit", "MM") + "</Option>" +
         by_expression("size", "1.4 + 5 * sqrt(coalesce(\"teu\", 0) / max(1, maximum(\"teu\")))") +
         "</layer></symbol>";
}

// What `filter` lets through is drawn with the symbol of the step.
std::string rule_of_step(std::size_t step, const std::string& filter) {
  return fmt::format(R"(<rule key="step{0}" symbol="{0}" filter="{1}" label="{2}"/>)", step,
                     escape_markup(filter), kSteps[step].label);
}

template <class Symbol>
std::string rules(const Symbol& symbol) {
  std::string rules;
  std::string symbols;
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    rules += rule_of_step(i, kSteps[i].rule);
    symbols += symbol(static_cast<int>(i), kSteps[i].rgb);
  }
  return R"(<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0"><rules key="all">)" +
         rules + "</rules><symbols>" + symbols + "</symbols></renderer-v2>";
}

// Land links by how full they are, the largest on top; lanes at sea as hair lines below them: they
// are drawn straight, and as wide as they are loaded they would hide the land.
std::string links_style() {
  const std::string land = "\"mode\" <> 'sea' AND ";
  const std::string width =
      "0.2 + 3 * sqrt(coalesce(\"teu\", 0) / max(1, maximum(\"teu\", filter:=\"mode\" <> 'sea')))";
  std::string rules =
      R"x(<rule key="sea" symbol="5" filter="&quot;mode&quot; = 'sea'" label="sea lane (drawn straight)"/>)x";
  std::string symbols = line_symbol(5, "120,150,180", "0.35", "0.1", "dot", "");
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    rules += rule_of_step(i, land + "(" + kSteps[i].rule + ")");
    symbols += line_symbol(static_cast<int>(i), kSteps[i].rgb, "0.9", "0.4", "solid", width);
  }
  return R"(<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="1" forceraster="0"><rules key="all">)" +
         rules + "</rules><symbols>" + symbols +
         R"(</symbols><orderby><orderByClause asc="0" nullsFirst="0">"mode" = 'sea'</orderByClause><orderByClause asc="1" nullsFirst="1">"teu"</orderByClause></orderby></renderer-v2>)";
}

// Names beside the symbols, where they do not collide, on maps that are not smaller than 1 to
// `most_scale`; `size` in points. Of names that collide those of higher `priority` (0 to 10) stay.
std::string labels(int size, const char* most_scale, int priority) {
  return R"(<labeling type="simple"><settings calloutType="simple"><text-style fieldName="name" isExpression="0" fontFamily="Sans Serif" fontSize=")" +
         std::to_string(size) +
         R"(" fontSizeUnit="Point" textColor="40,40,40,255"><text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,220"/></text-style><placement placement="6" dist="1" distUnits="MM" priority=")" +
         std::to_string(priority) +
         R"("/><rendering obstacle="1" displayAll="0" scaleVisibility="1" scaleMin="0" scaleMax=")" +
         most_scale + R"("/></settings></labeling>)";
}

std::string document(const std::string& body) {
  return R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22.16" styleCategories="Symbology|Labeling" labelsEnabled="1">)" +
         body + "</qgis>";
}

std::string places_style() {
  return document(
      R"(<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols><symbol type="marker" alpha="0.8" clip_to_extent="1" force_rhr="0" name="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map">)" +
      option("color", "90,90,90,255") + option("name", "circle") + option("outline_style", "no") +
      option("size", "1.1") + option("size_unit", "MM") +
      "</Option></layer></symbol></symbols></renderer-v2>" + labels(7, kTown, 2));
}

// Legs of services, straight from stop to stop: thin dashes over the links they run on.
std::string services_style() {
  return document(
      R"(<renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0"><symbols>)" +
      line_symbol(0, "0,158,115", "0.7", "0.3", "dash",
                  "0.15 + 0.8 * sqrt(coalesce(\"teu\", 0) / max(1, maximum(\"teu\")))") +
      "</symbols></renderer-v2>");
}

std::string points_style(const char* shape, const std::string& names) {
  return document(rules([&](int name, const char* rgb) { return point_symbol(name, shape, rgb); }) +
                  names);
}

}  // namespace

void add_layer_styles(MemoryDatabase& database, std::span<const MapLayer> layers,
                      const std::string& updated) {
  database.run(
      "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
      "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
      "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
      "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
      "update_time DATETIME)");
  const std::array<std::array<std::string, 2>, 5> styles = {{
      {"places", places_style()},
      {"links", document(links_style())},
      {"services", services_style()},
      {"borders", points_style("diamond", labels(8, kCorridor, 5))},
      {"gateways", points_style("square", labels(9, kWorld, 9))},
  }};
  Insert insert(database,
                "INSERT INTO layer_styles VALUES (NULL, '', '', ?, 'geom', ?, ?, '', 1, "
                "'width by TEU, colour by peak utilisation', '', NULL, ?)");
  for (const auto& [layer, style] : styles) {
    const auto is_it = [&name = layer](const MapLayer& other) { return other.table.name == name; };
    if (std::none_of(layers.begin(), layers.end(), is_it)) continue;
    insert.bind_text(layer);
    insert.bind_text("corridor");
    insert.bind_text(style);
    insert.bind_text(updated);
    insert.run();
  }
}

}  // namespace corridor::results
