// Numbers as scenario files write them: `6 h`, `95 USD2024/TEU`, `7.6 %/year`.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "source_text.hpp"
#include "unit.hpp"

namespace corridor::input {

/// What is wrong with a value, to be reported where it stands.
struct Trouble {
  std::string code;
  Words words;
};

struct WrittenQuantity {
  double value = 0.0;
  std::string unit_text;  ///< empty = a bare number
  Unit unit;

  [[nodiscard]] bool is_bare() const { return unit_text.empty(); }
};

/// The number that the whole text is: decimal, optional sign and exponent; no leading zeros, no
/// infinity, no `nan`. Nothing and `trouble` (E207) otherwise.
[[nodiscard]] std::optional<double> parse_number(std::string_view text, Trouble& trouble);

/// A number and its unit. Trouble: E207 not a number, E206 a unit that nobody knows.
[[nodiscard]] std::optional<WrittenQuantity> parse_quantity(std::string_view text,
                                                            Trouble& trouble);

/// Turns money into USD of the scenario. Source of the rates: parameters fx.<CUR>.<year>.<kind>,
/// local units per USD; the market rate before the official one. USD of any year stays as it is
/// (Assumed: deflator.usd = 1; the pack has no price index).
struct MoneyRates {
  int year = 0;  ///< of money that does not say its own
  /// Value of a parameter, if there is one.
  std::function<std::optional<double>(const std::string& id)> parameter;
};

/// `quantity` as a number in `unit`. Trouble: E205 a bare number where a unit is needed, E206 a
/// unit that does not fit, E222 a currency or year without a rate. `example` is a value that would
/// do.
[[nodiscard]] std::optional<double> express(const WrittenQuantity& quantity, std::string_view unit,
                                            const MoneyRates& rates, Trouble& trouble);

/// The number as the data pack writes it: plain decimal, up to 12 significant digits.
[[nodiscard]] std::string format_number(double value);

}  // namespace corridor::input
