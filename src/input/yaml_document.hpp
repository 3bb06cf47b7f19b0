// YAML 1.2 as a tree with positions. Values stay text: `08:00`, `on`, `NO` and `0777` are what they
// look like, and the reader of a key decides whether it wants a number. Duplicate keys, tags,
// several documents and expansion bombs are findings. The only place that knows yaml-cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source_text.hpp"

namespace corridor::input {

struct YamlEntry;

struct YamlNode {
  enum class Kind : unsigned char { kNull, kText, kList, kMap };
  Kind kind = Kind::kNull;
  bool is_plain = false;  ///< text without quotes: may stand for a number, true or false
  bool is_block = false;  ///< text below its key, after `|` or `>`
  std::string text;
  TextMark mark;
  std::vector<YamlNode> items;     ///< of a list
  std::vector<YamlEntry> entries;  ///< of a map, in order, keys unique

  [[nodiscard]] bool is_text() const { return kind == Kind::kText; }
  [[nodiscard]] bool is_list() const { return kind == Kind::kList; }
  [[nodiscard]] bool is_map() const { return kind == Kind::kMap; }
  /// The entry of a map, or null.
  [[nodiscard]] const YamlEntry* find(std::string_view key) const;
  /// "a list", "a map", "nothing", "the text `abc`": for messages.
  [[nodiscard]] std::string describe() const;
};

struct YamlEntry {
  std::string key;
  TextMark mark;  ///< of the key
  YamlNode value;
};

/// The document in `source`, or nothing when it is not YAML that we accept (the findings say why;
/// a repeated key is a finding, and its first value is kept). An empty file is a null node.
[[nodiscard]] std::optional<YamlNode> parse_yaml(const SourceText& source,
                                                 std::vector<Finding>& findings);

/// `true` and `false` of YAML 1.2, or nothing.
[[nodiscard]] std::optional<bool> parse_bool(const YamlNode& node);

}  // namespace corridor::input
