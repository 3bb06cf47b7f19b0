// SQLite as far as a map needs it: a database in memory that becomes bytes, and tables read back.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corridor/results/table.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace corridor::results {

/// A database in memory. Every failure is a mistake of ours (or no memory): CORRIDOR_ASSERT.
class MemoryDatabase {
 public:
  MemoryDatabase();
  ~MemoryDatabase();
  MemoryDatabase(const MemoryDatabase&) = delete;
  MemoryDatabase& operator=(const MemoryDatabase&) = delete;

  /// Runs statements without results.
  void run(const std::string& sql);
  /// The database as the bytes of a file.
  [[nodiscard]] std::string bytes() const;

 private:
  friend class Insert;
  sqlite3* database_ = nullptr;
};

/// A prepared statement that takes one row at a time.
class Insert {
 public:
  Insert(MemoryDatabase& database, const std::string& sql);
  ~Insert();
  Insert(const Insert&) = delete;
  Insert& operator=(const Insert&) = delete;

  /// Binds the next parameter. What is bound must live until `run`.
  void bind(const Cell& cell);
  void bind_blob(std::string_view bytes);
  void bind_text(std::string_view text);
  /// Inserts the row and begins the next.
  void run();

 private:
  sqlite3_stmt* statement_ = nullptr;
  int next_ = 1;
};

/// A database file, read only. What is wrong with it is the user's: ScenarioError E705.
class FileDatabase {
 public:
  explicit FileDatabase(const std::filesystem::path& path);
  ~FileDatabase();
  FileDatabase(const FileDatabase&) = delete;
  FileDatabase& operator=(const FileDatabase&) = delete;

  [[nodiscard]] bool has_table(const std::string& name) const;
  /// Fills `table`, whose name is set, with columns and rows in order of `fid`; each row's geometry
  /// goes to `take_geometry`.
  void read(Table& table, const std::function<void(std::string_view)>& take_geometry);
  [[noreturn]] void fail(const std::string& why) const;

 private:
  std::filesystem::path path_;
  sqlite3* database_ = nullptr;
};

}  // namespace corridor::results
