// Short words to write table specs with; only the table_specs_*.cpp include it.
#pragma once

#include <span>

#include "corridor/input/table.hpp"

namespace corridor::input {

constexpr ColumnSpec column(std::string_view name, CellType type, std::string_view options,
                            std::string_view what) {
  ColumnSpec spec;
  spec.name = name;
  spec.type = type;
  spec.options = options;
  spec.what = what;
  return spec;
}
constexpr ColumnSpec needed(ColumnSpec spec) {
  spec.required = true;
  return spec;
}
constexpr ColumnSpec key(std::string_view what) {
  return needed(column("id", CellType::kKey, "", what));
}
constexpr ColumnSpec text(std::string_view name, std::string_view what) {
  return column(name, CellType::kText, "", what);
}
constexpr ColumnSpec number(std::string_view name, std::string_view unit, double least, double most,
                            std::string_view what) {
  ColumnSpec spec = column(name, CellType::kNumber, "", what);
  spec.unit = unit;
  spec.least = least;
  spec.most = most;
  return spec;
}
/// A number that is never negative.
constexpr ColumnSpec amount(std::string_view name, std::string_view unit, std::string_view what) {
  return number(name, unit, 0.0, ColumnSpec().most, what);
}
/// A number of either sign.
constexpr ColumnSpec figure(std::string_view name, std::string_view unit, std::string_view what) {
  return number(name, unit, ColumnSpec().least, ColumnSpec().most, what);
}
constexpr ColumnSpec share(std::string_view name, std::string_view what) {
  return number(name, "", 0.0, 1.0, what);
}
constexpr ColumnSpec integer(std::string_view name, std::string_view unit, double least,
                             double most, std::string_view what) {
  ColumnSpec spec = number(name, unit, least, most, what);
  spec.type = CellType::kInteger;
  return spec;
}
constexpr ColumnSpec year(std::string_view name, std::string_view what) {
  return integer(name, "year", 1800, 2200, what);
}
constexpr ColumnSpec yes_no(std::string_view name, std::string_view what) {
  return column(name, CellType::kYesNo, "", what);
}
constexpr ColumnSpec date(std::string_view name, std::string_view what) {
  return column(name, CellType::kDate, "", what);
}
constexpr ColumnSpec choice(std::string_view name, std::string_view words, std::string_view what) {
  return column(name, CellType::kChoice, words, what);
}
constexpr ColumnSpec list(std::string_view name, std::string_view words, std::string_view what) {
  return column(name, CellType::kList, words, what);
}
constexpr ColumnSpec ref(std::string_view name, std::string_view tables, std::string_view what) {
  return column(name, CellType::kRef, tables, what);
}
constexpr ColumnSpec refs(std::string_view name, std::string_view tables, std::string_view what) {
  return column(name, CellType::kRefList, tables, what);
}
constexpr ColumnSpec grade(std::string_view name, std::string_view what) {
  return column(name, CellType::kGrade, "", what);
}
/// Columns of the row that were read from traffic: they are shown, but limit nothing.
constexpr ColumnSpec circular(std::string_view columns) {
  ColumnSpec spec = list("circular_fields", columns,
                         "columns derived from throughput: never ask them when it fills");
  spec.may_lack = true;
  return spec;
}
/// A column that only scenarios fill.
constexpr ColumnSpec by_scenario(ColumnSpec column) {
  column.may_lack = true;
  return column;
}

inline constexpr std::string_view kLow = "low end of its range";
inline constexpr std::string_view kHigh = "high end of its range";

// The last three columns of every table but sources.
inline constexpr ColumnSpec kGrade =
    needed(grade("grade", "A measured, B reported, C derived, D assumed"));
inline constexpr ColumnSpec kSource =
    needed(column("source", CellType::kSource, "", "keys of sources.csv, or ids of evidence rows"));
inline constexpr ColumnSpec kNotes = text("notes", "remarks, and why a value was assumed");

std::span<const TableSpec> place_tables();
std::span<const TableSpec> link_tables();
std::span<const TableSpec> price_tables();
std::span<const TableSpec> demand_tables();
std::span<const TableSpec> event_tables();
std::span<const TableSpec> knowledge_tables();
std::span<const TableSpec> evidence_tables();

}  // namespace corridor::input
