#include "corridor/results/parquet.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace corridor::results {
namespace {

constexpr const char* kMagic = "PAR1";

// Numbers of parquet.thrift.
constexpr std::int64_t kDouble = 5;
constexpr std::int64_t kByteArray = 6;
constexpr std::int64_t kOptional = 1;
constexpr std::int64_t kUtf8 = 0;
constexpr std::int64_t kPlain = 0;
constexpr std::int64_t kRle = 3;

void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>((value & 0x7F) | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

void put_low_first(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

// A struct of Thrift's compact protocol, field by field in rising order.
class ThriftStruct {
 public:
  ThriftStruct& i32(int field, std::int64_t value) { return integer(field, 5, value); }
  ThriftStruct& i64(int field, std::int64_t value) { return integer(field, 6, value); }
  ThriftStruct& text(int field, const std::string& value) {
    head(field, 8);
    put_text(bytes_, value);
    return *this;
  }
  ThriftStruct& part(int field, const ThriftStruct& value) {
    head(field, 12);
    bytes_ += value.done();
    return *this;
  }
  ThriftStruct& parts(int field, const std::vector<ThriftStruct>& values) {
    list(field, 12, values.size());
    for (const ThriftStruct& value : values) bytes_ += value.done();
    return *this;
  }
  ThriftStruct& texts(int field, const std::vector<std::string>& values) {
    list(field, 8, values.size());
    for (const std::string& value : values) put_text(bytes_, value);
    return *this;
  }
  ThriftStruct& i32s(int field, const std::vector<std::int64_t>& values) {
    list(field, 5, values.size());
    for (const std::int64_t value : values) put_varint(bytes_, zigzag(value));
    return *this;
  }
  [[nodiscard]] std::string done() const { return bytes_ + '\0'; }

 private:
  std::string bytes_;
  int last_ = 0;

  static std::uint64_t zigzag(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return value < 0 ? ~(bits << 1) : bits << 1;
  }
  static void put_text(std::string& out, const std::string& value) {
    put_varint(out, value.size());
    out += value;
  }
  void head(int field, int type) {
    bytes_ += static_cast<char>(((field - last_) << 4) | type);
    last_ = field;
  }
  void list(int field, int type, std::size_t size) {
    head(field, 9);
    constexpr std::size_t kLong = 15;
    bytes_ += static_cast<char>((std::min(size, kLong) << 4) | static_cast<std::size_t>(type));
    if (size >= kLong) put_varint(bytes_, size);
  }
  ThriftStruct& integer(int field, int type, std::int64_t value) {
    head(field, type);
    put_varint(bytes_, zigzag(value));
    return *this;
  }
};

class ColumnWriter {
 public:
  ColumnWriter(const Table& table, std::size_t column)
      : table_(table), column_(column), is_number_(true) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      is_number_ = is_number_ && !std::holds_alternative<std::string>(cell(row));
    }
  }

  [[nodiscard]] std::int64_t type() const { return is_number_ ? kDouble : kByteArray; }

  [[nodiscard]] ThriftStruct schema() const {
    ThriftStruct element;
    element.i32(1, type()).i32(3, kOptional).text(4, table_.columns[column_].name);
    if (!is_number_) element.i32(6, kUtf8);
    return element;
  }

  /// Page header and page; their size is the chunk's.
  [[nodiscard]] std::string chunk() const {
    const std::string page = levels() + values();
    const auto size = static_cast<std::int64_t>(page.size());
    ThriftStruct data;
    data.i32(1, static_cast<std::int64_t>(table_.row_count()))
        .i32(2, kPlain)
        .i32(3, kRle)
        .i32(4, kRle);
    return ThriftStruct().i32(1, 0).i32(2, size).i32(3, size).part(5, data).done() + page;
  }

  [[nodiscard]] ThriftStruct facts(std::int64_t offset, std::int64_t size) const {
    ThriftStruct meta;
    meta.i32(1, type())
        .i32s(2, {kPlain, kRle})
        .texts(3, {table_.columns[column_].name})
        .i32(4, 0)
        .i64(5, static_cast<std::int64_t>(table_.row_count()))
        .i64(6, size)
        .i64(7, size)
        .i64(9, offset);
    return ThriftStruct().i64(2, offset).part(3, meta);
  }

 private:
  const Table& table_;
  std::size_t column_;
  bool is_number_;

  [[nodiscard]] const Cell& cell(std::size_t row) const { return table_.row(row)[column_]; }
  [[nodiscard]] bool is_filled(std::size_t row) const {
    return !std::holds_alternative<std::monostate>(cell(row));
  }

  // Definition levels (1 = there is a value) as runs, behind their size.
  [[nodiscard]] std::string levels() const {
    std::string runs;
    for (std::size_t row = 0; row < table_.row_count();) {
      std::size_t end = row + 1;
      while (end < table_.row_count() && is_filled(end) == is_filled(row)) ++end;
      put_varint(runs, (end - row) << 1);
      runs += static_cast<char>(is_filled(row) ? 1 : 0);
      row = end;
    }
    std::string sized;
    put_low_first(sized, runs.size(), 4);
    return sized + runs;
  }

  [[nodiscard]] std::string values() const {
    const int digits = table_.columns[column_].digits;
    std::string out;
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      const auto* number = std::get_if<double>(&cell(row));
      if (!is_filled(row)) continue;
      if (is_number_) {
        const double value = digits == kShortest ? *number : round_to(*number, digits);
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        put_low_first(out, bits, 8);
        continue;
      }
      const std::string text =
          number == nullptr ? std::get<std::string>(cell(row)) : format_number(*number, digits);
      put_low_first(out, text.size(), 4);
      out += text;
    }
    return out;
  }
};

}  // namespace

std::string write_parquet(const Table& table) {
  const auto rows = static_cast<std::int64_t>(table.row_count());
  std::vector<ThriftStruct> schema(1);
  schema[0].text(4, table.name).i32(5, static_cast<std::int64_t>(table.columns.size()));
  std::vector<ThriftStruct> chunks;
  std::string file = kMagic;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    const ColumnWriter writer(table, column);
    const std::string chunk = writer.chunk();
    schema.push_back(writer.schema());
    chunks.push_back(writer.facts(static_cast<std::int64_t>(file.size()),
                                  static_cast<std::int64_t>(chunk.size())));
    file += chunk;
  }
  ThriftStruct group;
  group.parts(1, chunks).i64(2, static_cast<std::int64_t>(file.size())).i64(3, rows);
  std::vector<ThriftStruct> groups;
  if (rows > 0) groups.push_back(group);
  const std::string footer = ThriftStruct()
                                 .i32(1, 1)
                                 .parts(2, schema)
                                 .i64(3, rows)
                                 .parts(4, groups)
                                 .text(6, "corridor")
                                 .done();
  file += footer;
  put_low_first(file, footer.size(), 4);
  return file + kMagic;
}

}  // namespace corridor::results
