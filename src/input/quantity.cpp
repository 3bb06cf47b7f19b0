#include "quantity.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

Trouble bad_number(std::string_view text) {
  Trouble trouble{"E207", {fmt::format("`{}` is not a number", text), "", ""}};
  trouble.words.help =
      "write a plain decimal such as 1200 or 0.85: no thousands separators, no "
      "leading zeros, no inf or nan";
  return trouble;
}

// Length of the number at the front of `text`: digits, point, exponent; 0 when there is none.
std::size_t number_length(std::string_view text) {
  double value = 0.0;
  const std::size_t sign = !text.empty() && text.front() == '+' ? 1 : 0;
  const char* begin = text.data() + sign;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
  if (error == std::errc::invalid_argument) return 0;
  return static_cast<std::size_t>(end - text.data());
}

bool has_leading_zero(std::string_view digits) {
  return digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
}

std::string example_of(std::string_view unit) {
  const std::string_view shown = unit.empty() ? "a plain number" : unit;
  return unit.empty() ? std::string(shown) : fmt::format("a number and a unit such as `{}`", shown);
}

// USD per unit of the quantity's currency.
std::optional<double> usd_rate(const Unit& unit, const MoneyRates& rates, Trouble& trouble) {
  if (unit.currency.empty() || unit.currency == "USD") return 1.0;
  const int year = unit.year != 0 ? unit.year : rates.year;
  for (const char* kind : {"market", "official"}) {
    const auto rate = rates.parameter(fmt::format("fx.{}.{}.{}", unit.currency, year, kind));
    if (rate && *rate > 0.0) return 1.0 / *rate;
  }
  trouble = {"E222",
             {fmt::format("no exchange rate of {} in {}", unit.currency, year), "",
              fmt::format("add a row fx.{}.{}.official to parameters.csv, or write USD",
                          unit.currency, year)}};
  return std::nullopt;
}

}  // namespace

std::optional<double> parse_number(std::string_view text, Trouble& trouble) {
  std::string_view digits = text;
  if (!digits.empty() && (digits.front() == '+' || digits.front() == '-')) digits.remove_prefix(1);
  double value = 0.0;
  const bool is_signed = digits.size() != text.size() && text.front() == '-';
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  const bool starts_well =
      !digits.empty() && (digits[0] == '.' || (digits[0] >= '0' && digits[0] <= '9'));
  if (!whole || !starts_well || has_leading_zero(digits) || !std::isfinite(value)) {
    trouble = bad_number(text);
    return std::nullopt;
  }
  return is_signed ? -value : value;
}

std::optional<WrittenQuantity> parse_quantity(std::string_view text, Trouble& trouble) {
  const std::size_t length = number_length(text);
  if (length == 0) {
    trouble = bad_number(text);
    return std::nullopt;
  }
  const auto value = parse_number(text.substr(0, length), trouble);
  if (!value) return std::nullopt;
  WrittenQuantity quantity;
  quantity.value = *value;
  quantity.unit_text = trim(text.substr(length));
  const auto unit = parse_unit(quantity.unit_text);
  if (!unit) {
    trouble = {"E206",
               {fmt::format("unit `{}` is not known", quantity.unit_text), "",
                "units: km nm h d week year t kg TEU box truck train USD2024 %, joined by `/`"}};
    return std::nullopt;
  }
  quantity.unit = *unit;
  return quantity;
}

std::optional<double> express(const WrittenQuantity& quantity, std::string_view unit,
                              const MoneyRates& rates, Trouble& trouble) {
  const auto target = parse_unit(unit);
  if (!target) {
    if (quantity.is_bare() || quantity.unit_text == unit) return quantity.value;
  } else if (quantity.is_bare() && target->is_count()) {
    return quantity.value;
  } else if (!quantity.is_bare() && fits(quantity.unit, *target)) {
    const auto rate = usd_rate(quantity.unit, rates, trouble);
    if (!rate) return std::nullopt;
    return quantity.value * conversion(quantity.unit, *target) * *rate;
  }
  if (quantity.is_bare()) {
    trouble = {"E205",
               {fmt::format("`{}` has no unit", format_number(quantity.value)),
                fmt::format("write `{} {}`", format_number(quantity.value), unit),
                "every quantity is `number unit`, except counts, shares and `scale`"}};
  } else {
    trouble = {"E206",
               {fmt::format("unit `{}` does not fit", quantity.unit_text),
                fmt::format("expected {}", example_of(unit)), ""}};
  }
  return std::nullopt;
}

std::string format_number(double value) {
  if (value == 0.0) return "0";
  std::string text = fmt::format("{:.12g}", value);
  if (text.find('e') == std::string::npos) return text;
  text = fmt::format("{:.15f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace corridor::input
