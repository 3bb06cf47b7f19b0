#include <gtest/gtest.h>

#include "../../src/input/quantity.hpp"
#include "../../src/input/verb.hpp"

namespace corridor::input {
namespace {

MoneyRates rates() {
  return {2026, [](const std::string& id) -> std::optional<double> {
            if (id == "fx.PKR.2026.official") return 280.0;
            if (id == "fx.PKR.2024.official") return 278.6;
            if (id == "fx.TMT.2026.official") return 3.5;
            if (id == "fx.TMT.2026.market") return 19.5;
            return std::nullopt;
          }};
}

// The value in `unit`, or the code and message of what is wrong.
std::string in_unit(const std::string& text, const std::string& unit) {
  Trouble trouble;
  const auto quantity = parse_quantity(text, trouble);
  const auto value = quantity ? express(*quantity, unit, rates(), trouble) : std::nullopt;
  return value ? format_number(*value) : trouble.code + ": " + trouble.words.message;
}

TEST(Quantity, TimesAndLengthsConvert) {
  EXPECT_EQ(in_unit("6 h", "h"), "6");
  EXPECT_EQ(in_unit("2 d", "h"), "48");
  EXPECT_EQ(in_unit("90 min", "h"), "1.5");
  EXPECT_EQ(in_unit("36 h", "days"), "1.5");
  EXPECT_EQ(in_unit("10 nm", "km"), "18.52");
  EXPECT_EQ(in_unit("80 km/h", "km/h"), "80");
}

TEST(Quantity, RatesConvertPerDayWeekAndYear) {
  EXPECT_EQ(in_unit("3650 TEU/year", "TEU/day"), "10");
  EXPECT_EQ(in_unit("2 trucks/h", "/day"), "48");
  EXPECT_EQ(in_unit("1 departure/week", "/week"), "1");
  EXPECT_EQ(in_unit("7.6 %/year", "%/year"), "7.6");
}

TEST(Quantity, SharesTakePercentAndBareNumbers) {
  EXPECT_EQ(in_unit("30 %", ""), "0.3");
  EXPECT_EQ(in_unit("0.3", ""), "0.3");
  EXPECT_EQ(in_unit("4", "lanes"), "4");
}

TEST(Quantity, MoneyConvertsByItsYearMarketRateFirst) {
  EXPECT_EQ(in_unit("95 USD2024/TEU", "USD/TEU"), "95");
  EXPECT_EQ(in_unit("1.10 USD/km", "USD/km"), "1.1");
  EXPECT_EQ(in_unit("28000 PKR/box", "USD/box"), "100");
  EXPECT_EQ(in_unit("27860 PKR2024/box", "USD/box"), "100");
  EXPECT_EQ(in_unit("39 TMT", "USD"), "2");
  EXPECT_EQ(in_unit("5 PKR1999", "USD"), "E222: no exchange rate of PKR in 1999");
  EXPECT_EQ(in_unit("5 XYZ", "USD"), "E222: no exchange rate of XYZ in 2026");
}

TEST(Quantity, WrongUnitsAreRefused) {
  EXPECT_EQ(in_unit("6 km", "h"), "E206: unit `km` does not fit");
  EXPECT_EQ(in_unit("95 USD/TEU", "USD/box"), "E206: unit `USD/TEU` does not fit");
  EXPECT_EQ(in_unit("5 trains/day", "trucks/day"), "E206: unit `trains/day` does not fit");
  EXPECT_EQ(in_unit("6 parsec", "km"), "E206: unit `parsec` is not known");
  EXPECT_EQ(in_unit("6 km/", "km"), "E206: unit `km/` is not known");
  EXPECT_EQ(in_unit("6", "h"), "E205: `6` has no unit");
}

TEST(Quantity, NumbersThatAreNoneAreRefused) {
  EXPECT_EQ(in_unit("1e400 h", "h"), "E207: `1e400` is not a number");
  EXPECT_EQ(in_unit("nan h", "h"), "E207: `nan` is not a number");
  EXPECT_EQ(in_unit("inf h", "h"), "E207: `inf` is not a number");
  EXPECT_EQ(in_unit("0777 h", "h"), "E207: `0777` is not a number");
  EXPECT_EQ(in_unit("h", "h"), "E207: `h` is not a number");
  EXPECT_EQ(in_unit("1,000 km", "km"), "E206: unit `,000 km` is not known");
}

TEST(Quantity, NumbersAreWrittenAsPlainDecimals) {
  EXPECT_EQ(format_number(0.1 + 0.2), "0.3");
  EXPECT_EQ(format_number(0.8 * 114), "91.2");
  EXPECT_EQ(format_number(1e-7), "0.0000001");
  EXPECT_EQ(format_number(1234567890123.0), "1234567890123");
  EXPECT_EQ(format_number(-0.0), "0");
}

TEST(Quantity, EveryUnitOfTheVocabularyIsKnown) {
  for (const VerbSpec& verb : verb_specs()) {
    for (const KeySpec& key : verb.keys) {
      for (const std::string& unit : words_of(key.units)) {
        EXPECT_TRUE(parse_unit(unit)) << verb.name << " " << key.name << ": " << unit;
      }
    }
  }
}

TEST(Vocabulary, ColumnsOfEveryKeyExistInATableOfItsVerb) {
  for (const VerbSpec& verb : verb_specs()) {
    for (const std::string& name : words_of(verb.tables)) {
      ASSERT_NE(find_table_spec(name), nullptr) << verb.name << ": " << name;
    }
    for (const KeySpec& key : verb.keys) {
      for (const std::string& column : words_of(key.columns)) {
        bool known = verb.action == Action::kClose;
        for (const std::string& name : words_of(verb.tables)) {
          known = known || find_table_spec(name)->find(column);
        }
        EXPECT_TRUE(known) << verb.name << " " << key.name << ": " << column;
      }
    }
  }
}

}  // namespace
}  // namespace corridor::input
