#include "geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

#include "corridor/results/table.hpp"

namespace corridor::results {
namespace {

constexpr double kHalfTurn = 180.0;
constexpr double kRadian = std::numbers::pi / kHalfTurn;

using Vector = std::array<double, 3>;

Vector vector_of(GeoPoint point) {
  const double lat = point.lat_deg * kRadian;
  const double lon = point.lon_deg * kRadian;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

GeoPoint point_of(const Vector& v) {
  // A millionth of a degree is a hand's breadth, and hides differences between maths libraries.
  constexpr int kDigits = 6;
  return {round_to(std::atan2(v[2], std::hypot(v[0], v[1])) / kRadian, kDigits),
          round_to(std::atan2(v[1], v[0]) / kRadian, kDigits)};
}

// Cuts a line where two neighbours are more than half a turn apart in longitude.
std::vector<Line> cut_at_antimeridian(const Line& line) {
  std::vector<Line> parts(1);
  for (const GeoPoint& point : line) {
    if (!parts.back().empty()) {
      const GeoPoint last = parts.back().back();
      const double turn = point.lon_deg - last.lon_deg;
      if (std::abs(turn) > kHalfTurn) {
        const double side = turn < 0 ? kHalfTurn : -kHalfTurn;  // where the line leaves the map
        const double step = turn < 0 ? turn + 2 * kHalfTurn : turn - 2 * kHalfTurn;
        const double share = step == 0.0 ? 0.0 : (side - last.lon_deg) / step;
        const double lat = last.lat_deg + share * (point.lat_deg - last.lat_deg);
        parts.back().push_back({lat, side});
        parts.push_back({{lat, -side}});
      }
    }
    parts.back().push_back(point);
  }
  return parts;
}

// Appends numbers byte by byte, lowest first, on any machine.
class ByteWriter {
 public:
  void put(std::uint8_t byte) { bytes_ += static_cast<char>(byte); }
  void put_u32(std::uint32_t value) { put_low_first(value, 4); }
  void put_double(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    put_low_first(bits, 8);
  }
  void put_point(GeoPoint point) {
    put_double(point.lon_deg);
    put_double(point.lat_deg);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  void put_low_first(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) put(static_cast<std::uint8_t>(value >> (8 * i)));
  }
};

// Reads what ByteWriter wrote; past the end it yields zeros and `is_good()` turns false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_good() const { return is_good_; }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }
  std::uint8_t u8() { return static_cast<std::uint8_t>(low_first(1)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(low_first(4)); }
  double number() {
    const std::uint64_t bits = low_first(8);
    double value = 0.0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  GeoPoint point() {
    const double lon = number();
    return {number(), lon};
  }

 private:
  std::string_view bytes_;
  bool is_good_ = true;

  std::uint64_t low_first(std::size_t bytes) {
    is_good_ = is_good_ && bytes <= bytes_.size();
    if (!is_good_) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      value |= std::uint64_t{static_cast<std::uint8_t>(bytes_[i])} << (8 * i);
    }
    bytes_.remove_prefix(bytes);
    return value;
  }
};

constexpr std::uint32_t kWkbPoint = 1;
constexpr std::uint32_t kWkbLine = 2;
constexpr std::uint32_t kWkbLines = 5;
constexpr std::uint32_t kWgs84 = 4326;
constexpr std::uint8_t kLittleEndian = 1;
constexpr std::uint8_t kEnvelopeXy = 1 << 1;

void put_header(ByteWriter& out, std::uint8_t envelope) {
  out.put('G');
  out.put('P');
  out.put(0);
  out.put(static_cast<std::uint8_t>(kLittleEndian | envelope));
  out.put_u32(kWgs84);
}

}  // namespace

void Bounds::add(GeoPoint point) {
  min_lon = std::min(min_lon, point.lon_deg);
  max_lon = std::max(max_lon, point.lon_deg);
  min_lat = std::min(min_lat, point.lat_deg);
  max_lat = std::max(max_lat, point.lat_deg);
}

std::vector<Line> great_circle_lines(GeoPoint from, GeoPoint to, int segments) {
  const Vector a = vector_of(from);
  const Vector b = vector_of(to);
  const double angle = std::acos(std::clamp(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1.0, 1.0));
  // Ends that coincide, or lie opposite so that any way is a great circle.
  if (std::sin(angle) < 1e-9) return straight_lines(from, to);
  Line line = {from};
  for (int i = 1; i < segments; ++i) {
    const double share = static_cast<double>(i) / segments;
    const double wa = std::sin((1 - share) * angle) / std::sin(angle);
    const double wb = std::sin(share * angle) / std::sin(angle);
    line.push_back(point_of({wa * a[0] + wb * b[0], wa * a[1] + wb * b[1], wa * a[2] + wb * b[2]}));
  }
  line.push_back(to);
  return cut_at_antimeridian(line);
}

std::vector<Line> straight_lines(GeoPoint from, GeoPoint to) {
  return cut_at_antimeridian({from, to});
}

std::string point_blob(GeoPoint point) {
  ByteWriter out;
  put_header(out, 0);
  out.put(kLittleEndian);
  out.put_u32(kWkbPoint);
  out.put_point(point);
  return out.take();
}

std::string lines_blob(const std::vector<Line>& lines) {
  Bounds bounds;
  for (const Line& line : lines) {
    for (const GeoPoint& point : line) bounds.add(point);
  }
  ByteWriter out;
  put_header(out, kEnvelopeXy);
  for (const double edge : {bounds.min_lon, bounds.max_lon, bounds.min_lat, bounds.max_lat}) {
    out.put_double(edge);
  }
  out.put(kLittleEndian);
  out.put_u32(kWkbLines);
  out.put_u32(static_cast<std::uint32_t>(lines.size()));
  for (const Line& line : lines) {
    out.put(kLittleEndian);
    out.put_u32(kWkbLine);
    out.put_u32(static_cast<std::uint32_t>(line.size()));
    for (const GeoPoint& point : line) out.put_point(point);
  }
  return out.take();
}

std::optional<std::vector<Line>> read_blob(std::string_view blob) {
  ByteReader in(blob);
  const bool is_ours = in.u8() == 'G' && in.u8() == 'P' && in.u8() == 0;
  const std::uint8_t flags = in.u8();
  in.u32();
  if ((flags & kEnvelopeXy) != 0) {
    for (int edge = 0; edge < 4; ++edge) in.number();
  }
  const bool is_little = in.u8() == kLittleEndian;
  const std::uint32_t type = in.u32();
  std::vector<Line> lines;
  if (type == kWkbPoint) lines.push_back({in.point()});
  for (std::uint32_t left = type == kWkbLines ? in.u32() : 0; left > 0 && in.is_good(); --left) {
    in.u8();
    in.u32();
    Line line;
    for (std::uint32_t points = in.u32(); points > 0 && in.is_good(); --points) {
      line.push_back(in.point());
    }
    lines.push_back(std::move(line));
  }
  if (!is_ours || !is_little || lines.empty() || !in.is_good() || !in.at_end()) return {};
  return lines;
}

}  // namespace corridor::results
