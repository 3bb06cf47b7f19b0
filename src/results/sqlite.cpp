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

}  // namespace corridor::results
