// One scenario file as read: its keys checked, its changes parsed, nothing applied.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "change.hpp"

namespace corridor::input {

/// What a key of a scenario file holds.
enum class HeaderType : unsigned char {
  kText,
  kTexts,   ///< one text or a list
  kNames,   ///< one file or a list
  kMonth,   ///< 2026-01
  kMonths,  ///< whole number from 1
  kYear,
  kChoice,
  kYesNo,
  kFolder,
  kChanges,
  kValues,  ///< map of paths to values
  kTables,  ///< map of table names to CSV texts
  kRecord,  ///< written by a run into effective.yaml
};

struct HeaderKey {
  std::string_view path;  ///< title, period.start, settings.stranded
  HeaderType type = HeaderType::kText;
  std::string_view words = {};  ///< kChoice
  std::string_view what = {};
};

/// All keys of a scenario file, in the order in which people write them.
[[nodiscard]] std::span<const HeaderKey> header_keys();

/// A key that is one value, as set by a file.
struct HeaderValue {
  const HeaderKey* key = nullptr;
  std::string text;
  TextMark mark;
};

struct PathValue {
  std::string path;
  TextMark path_mark;
  const YamlNode* value = nullptr;
};

struct InlineTable {
  std::string name;
  TextMark mark;
  const YamlNode* csv = nullptr;
};

/// A file named by `extends`.
struct BaseName {
  std::string text;
  TextMark mark;
};

struct ScenarioDocument {
  std::string stem;    ///< file name without folder and .yaml
  std::string folder;  ///< of the file
  SourceText source;
  YamlNode root;
  std::vector<BaseName> extends;
  bool last_wins = false;
  std::vector<HeaderValue> values;
  std::vector<PathValue> parameters;
  std::vector<Change> changes;
  std::vector<PathValue> sets;
  std::vector<InlineTable> tables;
  const YamlNode* record = nullptr;

  [[nodiscard]] const HeaderValue* find(std::string_view path) const;
};

/// Reads the keys of `document.root`; `document` must not move afterwards.
void read_document(ScenarioDocument& document, std::vector<Finding>& findings);

/// The value of a header key, or nothing and a finding at `where`.
[[nodiscard]] std::optional<std::string> check_header_value(const HeaderKey& key,
                                                            const YamlNode& value, Location where,
                                                            std::vector<Finding>& findings);

}  // namespace corridor::input
