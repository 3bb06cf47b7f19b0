// Changes as read from `changes:`, checked against the vocabulary but not yet applied.
#pragma once

#include <string>
#include <vector>

#include "quantity.hpp"
#include "verb.hpp"
#include "yaml_document.hpp"

namespace corridor::input {

/// How an amount acts on what stands there.
enum class Operation : unsigned char { kSet, kScale, kAdd };

/// One key of a change with its value.
struct FieldValue {
  const KeySpec* key = nullptr;
  TextMark mark;  ///< of the value
  Operation operation = Operation::kSet;
  WrittenQuantity quantity;        ///< kAmount and kValue, kSet and kAdd
  double factor = 1.0;             ///< kScale
  std::vector<std::string> texts;  ///< all other types; one element unless a list

  /// The value in the user's words: "800 trucks/day", "x 0.8", "+ 20 trains/day".
  [[nodiscard]] std::string shown() const;
};

struct Change {
  const VerbSpec* verb = nullptr;
  const SourceText* source = nullptr;
  TextMark mark;  ///< of the verb
  const YamlNode* where = nullptr;
  std::vector<FieldValue> fields;  ///< all but where, expect and already
  std::vector<FieldValue> expects;
  bool already_ok = false;

  [[nodiscard]] const FieldValue* find(std::string_view key) const;
  /// First text of a key, or empty.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] Location location() const { return source->locate(mark); }
};

/// The changes of the list `node`. Those with findings are left out.
[[nodiscard]] std::vector<Change> parse_changes(const YamlNode& node, const SourceText& source,
                                                std::vector<Finding>& findings);

/// "did you mean `dwell`?", or empty when nothing is near.
[[nodiscard]] std::string suggest(std::string_view word, std::span<const std::string> names);

/// Keys that begin with `x-` belong to the user.
[[nodiscard]] bool is_private_key(std::string_view key);

}  // namespace corridor::input
