#include "unit.hpp"

#include <algorithm>
#include <charconv>
#include <span>

namespace corridor::input {
namespace {

struct Atom {
  std::string_view name;
  double factor;
  std::optional<Unit::Base> base;  // none = a plain count
};

// Source: SI; nautical mile 1852 m (IHO 1929); day 24 h, week 7 d, year 365 d, month a twelfth.
constexpr Atom kAtoms[] = {
    {"km", 1.0, Unit::kLength},       {"m", 0.001, Unit::kLength},
    {"mm", 1e-6, Unit::kLength},      {"nm", 1.852, Unit::kLength},
    {"h", 1.0, Unit::kTime},          {"hour", 1.0, Unit::kTime},
    {"hours", 1.0, Unit::kTime},      {"min", 1.0 / 60.0, Unit::kTime},
    {"d", 24.0, Unit::kTime},         {"day", 24.0, Unit::kTime},
    {"days", 24.0, Unit::kTime},      {"week", 168.0, Unit::kTime},
    {"weeks", 168.0, Unit::kTime},    {"month", 730.0, Unit::kTime},
    {"months", 730.0, Unit::kTime},   {"year", 8760.0, Unit::kTime},
    {"years", 8760.0, Unit::kTime},   {"t", 1.0, Unit::kMass},
    {"kg", 1e-3, Unit::kMass},        {"g", 1e-6, Unit::kMass},
    {"Mt", 1e6, Unit::kMass},         {"tCO2e", 1.0, Unit::kMass},
    {"kgCO2e", 1e-3, Unit::kMass},    {"gCO2e", 1e-6, Unit::kMass},
    {"TEU", 1.0, Unit::kTeu},         {"truck", 1.0, Unit::kTruck},
    {"trucks", 1.0, Unit::kTruck},    {"vehicle", 1.0, Unit::kTruck},
    {"vehicles", 1.0, Unit::kTruck},  {"train", 1.0, Unit::kTrain},
    {"trains", 1.0, Unit::kTrain},    {"box", 1.0, Unit::kBox},
    {"boxes", 1.0, Unit::kBox},       {"container", 1.0, Unit::kBox},
    {"containers", 1.0, Unit::kBox},  {"%", 0.01, std::nullopt},
    {"share", 1.0, std::nullopt},     {"degrees", 1.0, std::nullopt},
    {"departure", 1.0, std::nullopt}, {"departures", 1.0, std::nullopt},
    {"sailing", 1.0, std::nullopt},   {"sailings", 1.0, std::nullopt},
    {"call", 1.0, std::nullopt},      {"calls", 1.0, std::nullopt},
    {"move", 1.0, std::nullopt},      {"moves", 1.0, std::nullopt},
    {"lane", 1.0, std::nullopt},      {"lanes", 1.0, std::nullopt},
    {"berth", 1.0, std::nullopt},     {"berths", 1.0, std::nullopt},
    {"crane", 1.0, std::nullopt},     {"cranes", 1.0, std::nullopt},
};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// Reads USD, USD2024, PKR into the unit.
bool parse_currency(std::string_view text, Unit& unit) {
  if (text.size() != 3 && text.size() != 7) return false;
  if (!std::all_of(text.begin(), text.begin() + 3, is_upper) || text.substr(0, 3) == "TEU") {
    return false;
  }
  if (text.size() == 7) {
    const auto [end, error] = std::from_chars(text.data() + 3, text.data() + 7, unit.year);
    if (error != std::errc() || end != text.data() + 7) return false;
  }
  unit.currency = text.substr(0, 3);
  return true;
}

bool multiply(std::string_view name, int sign, Unit& unit) {
  const auto atom = std::find_if(std::begin(kAtoms), std::end(kAtoms),
                                 [&](const Atom& known) { return known.name == name; });
  auto base = std::optional<Unit::Base>(Unit::kMoney);
  if (atom != std::end(kAtoms)) {
    base = atom->base;
    unit.factor = sign > 0 ? unit.factor * atom->factor : unit.factor / atom->factor;
  } else if (!unit.currency.empty() || !parse_currency(name, unit)) {
    return false;
  }
  if (base) unit.powers[*base] = static_cast<signed char>(unit.powers[*base] + sign);
  return true;
}

bool is_counted(std::size_t base) {
  return base == Unit::kTruck || base == Unit::kTrain || base == Unit::kBox;
}

}  // namespace

bool Unit::is_number() const {
  return std::all_of(powers.begin(), powers.end(), [](signed char power) { return power == 0; });
}

bool Unit::is_count() const {
  for (std::size_t base = 0; base < kBases; ++base) {
    const bool may_count = is_counted(base) && powers[base] == 1;
    if (powers[base] != 0 && !may_count) return false;
  }
  return true;
}

std::optional<Unit> parse_unit(std::string_view text) {
  Unit unit;
  int sign = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("/-"), text.size());
    const std::string_view name = text.substr(0, end);
    const bool leads_with_slash = name.empty() && sign == 1 && text.front() == '/';
    if (!leads_with_slash && !multiply(name, sign, unit)) return std::nullopt;
    if (end == text.size()) return unit;
    if (text[end] == '/') sign = -1;
    text.remove_prefix(end + 1);
    if (text.empty()) return std::nullopt;
  }
  return unit;
}

bool fits(const Unit& from, const Unit& to) {
  for (std::size_t base = 0; base < Unit::kBases; ++base) {
    if (from.powers[base] == to.powers[base]) continue;
    if (!is_counted(base) || to.powers[base] != 0) return false;
  }
  return true;
}

double conversion(const Unit& from, const Unit& to) {
  return from.factor / to.factor;
}

}  // namespace corridor::input
