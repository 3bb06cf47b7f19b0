#include "sqlite.hpp"

#include <sqlite3.h>

namespace corridor::results {
namespace {

void check(int code, const char* why) {
  CORRIDOR_ASSERT(code == SQLITE_OK || code == SQLITE_DONE, why);
}

}  // namespace

MemoryDatabase::MemoryDatabase() {
  check(sqlite3_open(":memory:", &database_), "a database in memory opens");
}

MemoryDatabase::~MemoryDatabase() {
  sqlite3_close(database_);
}

void MemoryDatabase::run(const std::string& sql) {
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  check(code, sqlite3_errmsg(database_));
}

std::string MemoryDatabase::bytes() const {
  sqlite3_int64 size = 0;
  unsigned char* data = sqlite3_serialize(database_, "main", &size, 0);
  CORRIDOR_ASSERT(data != nullptr, "a database in memory has bytes");
  std::string bytes(data, data + size);
  sqlite3_free(data);
  return bytes;
}

Insert::Insert(MemoryDatabase& database, const std::string& sql) {
  const int code = sqlite3_prepare_v2(database.database_, sql.c_str(), -1, &statement_, nullptr);
  check(code, sqlite3_errmsg(database.database_));
}

Insert::~Insert() {
  sqlite3_finalize(statement_);
}

void Insert::bind(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    bind_text(*text);
  } else if (const auto* number = std::get_if<double>(&cell)) {
    check(sqlite3_bind_double(statement_, next_++, *number), "a number binds");
  } else {
    check(sqlite3_bind_null(statement_, next_++), "nothing binds");
  }
}

void Insert::bind_text(std::string_view text) {
  check(sqlite3_bind_text(statement_, next_++, text.data(), static_cast<int>(text.size()),
                          SQLITE_STATIC),
        "a text binds");
}

void Insert::bind_blob(std::string_view bytes) {
  check(sqlite3_bind_blob(statement_, next_++, bytes.data(), static_cast<int>(bytes.size()),
                          SQLITE_STATIC),
        "bytes bind");
}

void Insert::run() {
  check(sqlite3_step(statement_), "a row is inserted");
  check(sqlite3_reset(statement_), "a statement can be used again");
  next_ = 1;
}

FileDatabase::FileDatabase(const std::filesystem::path& path) : path_(path) {
  const int code =
      sqlite3_open_v2(path.string().c_str(), &database_, SQLITE_OPEN_READONLY, nullptr);
  if (code == SQLITE_OK) return;
  const std::string why = sqlite3_errmsg(database_);
  sqlite3_close(database_);
  fail(why);
}

FileDatabase::~FileDatabase() {
  sqlite3_close(database_);
}

bool FileDatabase::has_table(const std::string& name) const {
  sqlite3_stmt* statement = nullptr;
  const char* sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
    fail(sqlite3_errmsg(database_));
  sqlite3_bind_text(statement, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool found = sqlite3_step(statement) == SQLITE_ROW;
  sqlite3_finalize(statement);
  return found;
}

void FileDatabase::fail(const std::string& why) const {
  throw ScenarioError({{Severity::kError,
                        "E705",
                        "the map of a run cannot be read: " + why,
                        {path_.generic_string(), 0, 0, 1, ""},
                        "",
                        "run the scenario again; files of a run folder are not meant to be "
                        "edited"}});
}

namespace {

Cell cell_at(sqlite3_stmt* row, int column) {
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
    case SQLITE_FLOAT:
      return sqlite3_column_double(row, column);
    default:
      break;
  }
  const void* bytes = sqlite3_column_blob(row, column);
  return std::string(static_cast<const char*>(bytes),
                     static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

}  // namespace

void FileDatabase::read(Table& table, const std::function<void(std::string_view)>& take_geometry) {
  sqlite3_stmt* statement = nullptr;
  const std::string sql = "SELECT * FROM \"" + table.name + "\" ORDER BY fid";
  const int code = sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr);
  if (code != SQLITE_OK) fail(sqlite3_errmsg(database_));
  constexpr int kGeometry = 1;  // behind fid
  const int columns = sqlite3_column_count(statement);
  for (int i = kGeometry + 1; i < columns; ++i) {
    table.columns.push_back({sqlite3_column_name(statement, i), "", kShortest});
  }
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const void* blob = sqlite3_column_blob(statement, kGeometry);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, kGeometry));
    take_geometry({static_cast<const char*>(blob), size});
    for (int i = kGeometry + 1; i < columns; ++i) table.add_cell(cell_at(statement, i));
  }
  sqlite3_finalize(statement);
}

}  // namespace corridor::results
