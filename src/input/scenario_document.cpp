#include "scenario_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "corridor/base/date.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

constexpr HeaderKey kKeys[] = {
    {"title", HeaderType::kText, "", "one line for people; needed for a run"},
    {"question", HeaderType::kTexts, "", "what the scenario asks"},
    {"extends", HeaderType::kNames, "", "file, or list of files, applied before this one"},
    {"on_conflict", HeaderType::kChoice, "last",
     "`last`: this file replaces what earlier ones set, and of two that it extends the later wins"},
    {"period.start", HeaderType::kMonth, "", "first month, as 2026-01"},
    {"period.months", HeaderType::kMonths, "", "length; else 12"},
    {"data", HeaderType::kFolder, "", "folder of CSV tables, relative to the file; else `data`"},
    {"settings.rates_year", HeaderType::kYear, "",
     "year of ocean prices, sailings and closures; else the first year of the period"},
    {"settings.engine", HeaderType::kChoice, "equilibrium simulation both",
     "what `run` answers with: the equilibrium of the months, its flows day by day, or both with "
     "the queue in the loop; else equilibrium"},
    {"settings.value_of_time", HeaderType::kText, "", "preset in force: vot-central, vot-glins"},
    {"settings.stranded", HeaderType::kChoice, "error penalty",
     "boxes without a way: an error (exit 3), or a penalty"},
    {"settings.add_fee_on_tfi_rates", HeaderType::kYesNo, "",
     "upper bound: border fees on top of prices that hold them"},
    {"settings.price_carbon", HeaderType::kYesNo, "",
     "CO2e counts in the choice of routes, at parameter econ.carbon_price; else it is only told"},
    {"settings.demand", HeaderType::kChoice, "fixed elastic",
     "elastic: boxes of each demand row grow or shrink with the days saved against the base, by "
     "parameter trade.time_elasticity, with the engine equilibrium; else fixed"},
    {"parameters", HeaderType::kValues, "", "keys of parameters.csv and their values"},
    {"changes", HeaderType::kChanges, "", "list of changes, applied in order"},
    {"set", HeaderType::kValues, "", "`table.row.column: value`, the way out"},
    {"tables", HeaderType::kTables, "", "tables as CSV texts, in place of those of `data`"},
    {"sources", HeaderType::kTexts, "", "where the scenario comes from"},
    {"assumes", HeaderType::kTexts, "", "what it takes for granted"},
    {"record", HeaderType::kRecord, "", "written by a run: which files made this world"},
};

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('.'));
}

std::vector<std::string> keys_under(std::string_view group) {
  std::vector<std::string> names;
  for (const HeaderKey& key : kKeys) {
    const std::string_view first = first_part(key.path);
    const bool nested = first.size() != key.path.size();
    std::string name;
    if (group.empty()) name = first;
    if (!group.empty() && nested && first == group) name = key.path.substr(first.size() + 1);
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  }
  return names;
}

const HeaderKey* find_key(std::string_view path) {
  const auto found = std::find_if(std::begin(kKeys), std::end(kKeys),
                                  [&](const HeaderKey& key) { return key.path == path; });
  return found == std::end(kKeys) ? nullptr : &*found;
}

class DocumentReader {
 public:
  DocumentReader(ScenarioDocument& document, std::vector<Finding>& findings)
      : document_(document), findings_(findings) {}

  void run() {
    if (!document_.root.is_map()) {
      const TextMark mark = document_.root.mark.line > 0 ? document_.root.mark : TextMark{1, 1, 1};
      fail("E204", mark,
           {fmt::format("a scenario is a map of keys, got {}", document_.root.describe()), "",
            "begin with `title: ...`"});
      return;
    }
    read_map(document_.root, "");
  }

 private:
  void fail(const char* code, TextMark mark, Words words) {
    report(findings_, code, document_.source.locate(mark), std::move(words));
  }

  void read_map(const YamlNode& map, const std::string& group) {
    for (const YamlEntry& entry : map.entries) {
      if (is_private_key(entry.key)) continue;
      const std::string path = group.empty() ? entry.key : group + "." + entry.key;
      const HeaderKey* key = find_key(path);
      const std::vector<std::string> inner = keys_under(path);
      if (key != nullptr) {
        read(*key, entry);
      } else if (group.empty() && !inner.empty()) {
        read_group(entry, path, inner);
      } else {
        report_unknown(entry, group);
      }
    }
  }

  void read_group(const YamlEntry& entry, const std::string& path,
                  const std::vector<std::string>& inner) {
    if (entry.value.is_map()) return read_map(entry.value, path);
    fail("E204", entry.value.mark,
         {fmt::format("`{}` must be a map, got {}", path, entry.value.describe()), "",
          "keys: " + join(inner)});
  }

  void report_unknown(const YamlEntry& entry, const std::string& group) {
    const std::vector<std::string> names = keys_under(group);
    const std::string where = group.empty() ? "" : fmt::format(" in `{}`", group);
    std::string help = group.empty() ? "keys of a scenario: " : fmt::format("keys of {}: ", group);
    if (find_verb(entry.key) != nullptr) help = "a change stands in the list `changes:`; keys: ";
    fail("E203", entry.mark,
         {fmt::format("unknown key `{}`{}", entry.key, where), suggest(entry.key, names),
          help + join(names) + "; your own keys begin with `x-`"});
  }

  void read(const HeaderKey& key, const YamlEntry& entry) {
    const YamlNode& value = entry.value;
    switch (key.type) {
      case HeaderType::kNames:
        return read_names(value);
      case HeaderType::kChanges:
        return read_changes(value);
      case HeaderType::kValues:
        return read_values(key, value);
      case HeaderType::kTables:
        return read_tables(value);
      case HeaderType::kRecord:
        document_.record = &value;
        return;
      default:
        break;
    }
    auto text = check_header_value(key, value, document_.source.locate(value.mark), findings_);
    if (!text) return;
    if (key.path == "on_conflict") document_.last_wins = true;
    document_.values.push_back({&key, std::move(*text), value.mark});
  }

  void read_names(const YamlNode& value) {
    std::vector<const YamlNode*> names;
    if (value.is_list()) {
      for (const YamlNode& item : value.items) names.push_back(&item);
    } else {
      names.push_back(&value);
    }
    for (const YamlNode* name : names) {
      if (name->is_text()) {
        document_.extends.push_back({name->text, name->mark});
      } else {
        fail("E204", name->mark,
             {fmt::format("`extends` names files, got {}", name->describe()), "",
              "for example extends: [base-2026, s01]"});
      }
    }
  }

  void read_changes(const YamlNode& value) {
    if (value.is_list() || value.kind == YamlNode::Kind::kNull) {
      document_.changes = parse_changes(value, document_.source, findings_);
    } else {
      fail("E204", value.mark,
           {fmt::format("`changes` must be a list, got {}", value.describe()), "",
            "begin each change with `- `"});
    }
  }

  void read_values(const HeaderKey& key, const YamlNode& value) {
    if (!value.is_map()) {
      fail("E204", value.mark,
           {fmt::format("`{}` must be a map, got {}", key.path, value.describe()), "",
            std::string(key.what)});
      return;
    }
    auto& values = key.path == "set" ? document_.sets : document_.parameters;
    for (const YamlEntry& entry : value.entries) {
      values.push_back({entry.key, entry.mark, &entry.value});
    }
  }

  void read_tables(const YamlNode& value) {
    for (const YamlEntry& entry : value.entries) {
      if (!entry.value.is_text()) {
        fail("E204", entry.value.mark,
             {fmt::format("table `{}` must be a CSV text, got {}", entry.key,
                          entry.value.describe()),
              "", "write `name: |` and the rows below, indented"});
      } else if (find_table_spec(entry.key) == nullptr) {
        std::vector<std::string> names;
        for (const TableSpec& spec : table_specs()) names.emplace_back(spec.name);
        fail("E203", entry.mark,
             {fmt::format("unknown table `{}`", entry.key), suggest(entry.key, names),
              "tables: " + join(names)});
      } else {
        document_.tables.push_back({entry.key, entry.value.mark, &entry.value});
      }
    }
    if (!value.is_map()) {
      fail("E204", value.mark,
           {fmt::format("`tables` must be a map, got {}", value.describe()), "", ""});
    }
  }

  ScenarioDocument& document_;
  std::vector<Finding>& findings_;
};

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2200;
constexpr int kMostMonths = 600;

Words must_be(const HeaderKey& key, const YamlNode& value, const std::string& wanted,
              const std::string& hint) {
  return {fmt::format("`{}` must be {}, got {}", key.path, wanted, value.describe()), hint, ""};
}

std::optional<Words> objection_to_month(const HeaderKey& key, const YamlNode& value) {
  const auto month = parse_month(value.text);
  if (month && month->year >= kFirstYear && month->year <= kLastYear) return std::nullopt;
  const std::string wanted =
      month ? fmt::format("a month of {} to {}", kFirstYear, kLastYear) : "a month";
  return must_be(key, value, wanted, "write YYYY-MM, as 2026-01");
}

bool is_whole_number(const YamlNode& value, int least, int most) {
  Trouble trouble;
  const auto number = parse_number(value.text, trouble);
  return number && *number == static_cast<int>(*number) && value.is_plain && *number >= least &&
         *number <= most;
}

std::optional<Words> objection_to_year(const HeaderKey& key, const YamlNode& value) {
  if (is_whole_number(value, kFirstYear, kLastYear)) return std::nullopt;
  return must_be(key, value, "a year", "write 2026");
}

std::optional<Words> objection_to_months(const HeaderKey& key, const YamlNode& value) {
  if (is_whole_number(value, 1, kMostMonths)) return std::nullopt;
  return must_be(key, value, "a whole number of months", "");
}

// What a text must be to serve as `key`; nothing when it does.
std::optional<Words> objection(const HeaderKey& key, const YamlNode& value) {
  switch (key.type) {
    case HeaderType::kMonth:
      return objection_to_month(key, value);
    case HeaderType::kMonths:
      return objection_to_months(key, value);
    case HeaderType::kYear:
      return objection_to_year(key, value);
    case HeaderType::kChoice: {
      const std::vector<std::string> words = words_of(key.words);
      if (std::find(words.begin(), words.end(), value.text) != words.end()) return std::nullopt;
      return must_be(key, value, join(words, " or "), suggest(value.text, words));
    }
    case HeaderType::kYesNo:
      if (parse_bool(value) || value.text == "yes" || value.text == "no") return std::nullopt;
      return must_be(key, value, "true or false", "");
    case HeaderType::kText:
      if (!trim(value.text).empty()) return std::nullopt;
      return must_be(key, value, "a text", "");
    default:
      return std::nullopt;
  }
}

const char* code_of(HeaderType type) {
  return type == HeaderType::kMonth || type == HeaderType::kYear ? "E208" : "E204";
}

}  // namespace

std::span<const HeaderKey> header_keys() {
  return kKeys;
}

const HeaderValue* ScenarioDocument::find(std::string_view path) const {
  const auto found = std::find_if(values.begin(), values.end(), [&](const HeaderValue& value) {
    return value.key->path == path;
  });
  return found == values.end() ? nullptr : &*found;
}

void read_document(ScenarioDocument& document, std::vector<Finding>& findings) {
  DocumentReader(document, findings).run();
}

std::optional<std::string> check_header_value(const HeaderKey& key, const YamlNode& value,
                                              Location where, std::vector<Finding>& findings) {
  if (key.type == HeaderType::kTexts && value.is_list()) {
    std::vector<std::string> texts;
    for (const YamlNode& item : value.items) texts.push_back(item.text);
    return join(texts, "\n");
  }
  if (!value.is_text()) {
    report(findings, "E204", std::move(where),
           {fmt::format("`{}` must be one value, got {}", key.path, value.describe()),
            std::string(key.what), ""});
    return std::nullopt;
  }
  if (auto words = objection(key, value)) {
    report(findings, code_of(key.type), std::move(where), std::move(*words));
    return std::nullopt;
  }
  const auto truth = key.type == HeaderType::kYesNo ? parse_bool(value) : std::nullopt;
  if (!truth) return value.text;
  return *truth ? "yes" : "no";
}

}  // namespace corridor::input
