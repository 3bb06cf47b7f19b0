#include "corridor/results/geopackage.hpp"

#include "geometry.hpp"
#include "layer_styles.hpp"
#include "sqlite.hpp"

namespace corridor::results {
namespace {

// Clause 1.1.1.1.1: "GPKG" and version 1.3.
constexpr const char* kHeader =
    "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';"
    "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;";

// Clauses 1.1.2, 1.1.3 and 2.1.5.
constexpr const char* kMandatoryTables = R"(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees'),
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT
  (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES
  gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
)";

const char* geometry_of(const MapLayer& layer) {
  return layer.has_lines ? "MULTILINESTRING" : "POINT";
}

// Numbers state their digits.
const char* type_of(const TableColumn& column) {
  return column.digits == kShortest ? "TEXT" : "REAL";
}

void add_contents(MemoryDatabase& database, const MapLayer& layer, const std::string& last_change) {
  Insert contents(database,
                  "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)");
  contents.bind_text(layer.table.name);
  contents.bind_text(layer.table.name);
  contents.bind_text(layer.title);
  contents.bind_text(last_change);
  Bounds box;
  for (const std::vector<Line>& row : layer.lines) {
    for (const Line& line : row) {
      for (const GeoPoint& point : line) box.add(point);
    }
  }
  for (const double edge : {box.min_lon, box.min_lat, box.max_lon, box.max_lat}) {
    contents.bind(box.is_empty() ? Cell() : Cell(edge));
  }
  contents.run();
  Insert geometry(database, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)");
  geometry.bind_text(layer.table.name);
  geometry.bind_text(geometry_of(layer));
  geometry.run();
}

void add_features(MemoryDatabase& database, const MapLayer& layer) {
  const Table& table = layer.table;
  std::string create = "CREATE TABLE \"" + table.name +
                       "\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " +
                       geometry_of(layer);
  std::string insert = "INSERT INTO \"" + table.name + "\" VALUES (NULL, ?";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    create += ", \"" + table.columns[i].name + "\" " + type_of(table.columns[i]);
    insert += ", ?";
  }
  database.run(create + ")");
  Insert features(database, insert + ")");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::vector<Line>& lines = layer.lines[row];
    const std::string blob = layer.has_lines ? lines_blob(lines) : point_blob(lines[0][0]);
    features.bind_blob(blob);
    for (const Cell& cell : table.row(row)) features.bind(cell);
    features.run();
  }
}

}  // namespace

std::string write_geopackage(const outcome::Outcome& outcome) {
  MemoryDatabase database;
  database.run(kHeader);
  database.run("BEGIN");
  database.run(kMandatoryTables);
  const Date start = first_day(outcome.network->scenario->period.start);
  const std::string last_change = format_date(start) + "T00:00:00.000Z";
  const std::vector<MapLayer> layers = make_map_layers(outcome);
  for (const MapLayer& layer : layers) {
    add_contents(database, layer, last_change);
    add_features(database, layer);
  }
  add_layer_styles(database, layers, last_change);
  database.run("COMMIT");
  return database.bytes();
}

std::vector<MapLayer> read_geopackage(const std::filesystem::path& path) {
  std::vector<MapLayer> layers;
  FileDatabase database(path);
  for (const char* name : {"places", "links", "services", "borders", "gateways"}) {
    if (!database.has_table(name)) continue;  // runs without services have none, nor older ones
    MapLayer layer;
    layer.table.name = name;
    layer.has_lines = layer.table.name == "links" || layer.table.name == "services";
    database.read(layer.table, [&](std::string_view blob) {
      auto lines = read_blob(blob);
      if (!lines) database.fail("a geometry of layer " + layer.table.name + " is not ours");
      layer.lines.push_back(std::move(*lines));
    });
    layers.push_back(std::move(layer));
  }
  return layers;
}

}  // namespace corridor::results
