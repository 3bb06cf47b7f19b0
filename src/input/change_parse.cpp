#include <fmt/format.h>

#include <algorithm>

#include "change.hpp"
#include "corridor/base/date.hpp"
#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

// Reads one change; every finding is counted, so that a broken change is not applied.
class ChangeReader {
 public:
  ChangeReader(const SourceText& source, std::vector<Finding>& findings)
      : source_(source), findings_(findings) {}

  std::optional<Change> read(const YamlNode& item) {
    first_ = findings_.size();
    Change change;
    change.source = &source_;
    read_verb(item, change);
    if (findings_.size() != first_) return std::nullopt;
    return change;
  }

 private:
  void fail(const char* code, TextMark mark, Words words) {
    report(findings_, code, source_.locate(mark), std::move(words));
  }

  void read_verb(const YamlNode& item, Change& change) {
    const bool is_verb = item.is_map() && item.entries.size() == 1;
    if (!is_verb) {
      fail("E204", item.mark,
           {fmt::format("a change is `verb: {{...}}`, got {}", item.describe()), "",
            "one verb for each `-`; `corridor schema` lists the verbs"});
      return;
    }
    const YamlEntry& entry = item.entries.front();
    change.mark = entry.mark;
    change.verb = find_verb(entry.key);
    if (change.verb == nullptr) {
      std::vector<std::string> names;
      for (const VerbSpec& verb : verb_specs()) names.emplace_back(verb.name);
      fail("E219", entry.mark,
           {fmt::format("unknown verb `{}`", entry.key), suggest(entry.key, names),
            "verbs: " + join(names)});
      return;
    }
    if (!entry.value.is_map()) {
      fail("E204", entry.value.mark,
           {fmt::format("`{}` needs a map of keys, got {}", entry.key, entry.value.describe()), "",
            fmt::format("for example {}: {}", entry.key, change.verb->example)});
      return;
    }
    read_keys(entry.value, change);
  }

  void read_keys(const YamlNode& body, Change& change) {
    const VerbSpec& verb = *change.verb;
    for (const YamlEntry& entry : body.entries) {
      if (is_private_key(entry.key)) continue;
      const KeySpec* key = verb.find(entry.key);
      if (key == nullptr) {
        fail("E203", entry.mark,
             {fmt::format("unknown key `{}` in change `{}`", entry.key, verb.name),
              suggest(entry.key, verb.key_names()), keys_help(verb)});
      } else {
        read_key(*key, entry.value, change);
      }
    }
    for (const KeySpec& key : verb.keys) {
      if (!key.required || body.find(key.name) != nullptr) continue;
      fail("E220", change.mark,
           {fmt::format("`{}` needs the key `{}`", verb.name, key.name), std::string(key.what),
            fmt::format("for example {}: {}", verb.name, verb.example)});
    }
    if (verb.action == Action::kAdjust && change.fields.empty() && findings_.size() == first_) {
      fail("E220", change.mark,
           {fmt::format("`{}` does not say what to change", verb.name), "", keys_help(verb)});
    }
  }

  static std::string keys_help(const VerbSpec& verb) {
    return fmt::format("keys of {}: {}", verb.name, join(verb.key_names()));
  }

  void read_key(const KeySpec& key, const YamlNode& value, Change& change) {
    if (key.type == KeyType::kWhere) {
      change.where = &value;
    } else if (key.type == KeyType::kAlready) {
      change.already_ok = value.is_text() && value.text == "ok";
      if (!change.already_ok) wrong_type(key, value, "the word `ok`");
    } else if (key.type == KeyType::kExpect) {
      read_expect(value, change);
    } else if (auto field = read_field(key, value)) {
      change.fields.push_back(std::move(*field));
    }
  }

  void read_expect(const YamlNode& value, Change& change) {
    if (!value.is_map()) {
      fail("E204", value.mark,
           {fmt::format("`expect` needs a map, got {}", value.describe()), "",
            "for example expect: {capacity: 500 trucks/day}"});
      return;
    }
    for (const YamlEntry& entry : value.entries) {
      const KeySpec* key = change.verb->find(entry.key);
      const bool is_field = key != nullptr && !key->columns.empty();
      if (!is_field) {
        fail("E203", entry.mark,
             {fmt::format("unknown key `{}` in `expect` of `{}`", entry.key, change.verb->name),
              suggest(entry.key, change.verb->key_names()), keys_help(*change.verb)});
      } else if (auto field = read_field(*key, entry.value)) {
        if (field->operation == Operation::kSet) change.expects.push_back(std::move(*field));
      }
    }
  }

  void wrong_type(const KeySpec& key, const YamlNode& value, std::string_view wanted) {
    fail("E204", value.mark,
         {fmt::format("`{}` must be {}, got {}", key.name, wanted, value.describe()),
          std::string(key.what), ""});
  }

  std::optional<FieldValue> read_field(const KeySpec& key, const YamlNode& value) {
    FieldValue field;
    field.key = &key;
    field.mark = value.mark;
    bool good = false;
    switch (key.type) {
      case KeyType::kAmount:
        good = read_amount(key, value, field);
        break;
      case KeyType::kValue:
        good = read_quantity(key, value, field);
        break;
      case KeyType::kRefs:
      case KeyType::kList:
      case KeyType::kFilter:
        good = read_texts(key, value, field);
        break;
      default:
        good = read_text(key, value, field);
    }
    return good ? std::optional(std::move(field)) : std::nullopt;
  }

  bool read_amount(const KeySpec& key, const YamlNode& value, FieldValue& field) {
    if (key.name == "scale") return read_factor(key, value, field);
    if (!value.is_map()) return read_quantity(key, value, field);
    const YamlEntry* entry = value.entries.size() == 1 ? &value.entries.front() : nullptr;
    if (entry != nullptr && entry->key == "scale") return read_factor(key, entry->value, field);
    if (entry != nullptr && entry->key == "add") {
      field.operation = Operation::kAdd;
      return read_quantity(key, entry->value, field);
    }
    wrong_type(key, value, "`number unit`, {scale: number} or {add: number unit}");
    return false;
  }

  bool read_factor(const KeySpec& key, const YamlNode& value, FieldValue& field) {
    field.operation = Operation::kScale;
    field.mark = value.mark;
    if (!value.is_text()) {
      wrong_type(key, value, "a factor such as 0.8");
      return false;
    }
    Trouble trouble;
    const auto quantity = parse_quantity(value.text, trouble);
    const auto factor =
        quantity ? express(*quantity, "", MoneyRates(), trouble) : std::optional<double>();
    if (factor && *factor >= 0.0) {
      field.factor = *factor;
      return true;
    }
    if (factor) trouble = {"E207", {fmt::format("factor `{}` is negative", value.text), "", ""}};
    explain(key, value.mark, std::move(trouble));
    return false;
  }

  void explain(const KeySpec& key, TextMark mark, Trouble trouble) {
    trouble.words.message = fmt::format("{} in `{}`", trouble.words.message, key.name);
    fail(trouble.code.c_str(), mark, std::move(trouble.words));
  }

  bool read_quantity(const KeySpec& key, const YamlNode& value, FieldValue& field) {
    field.mark = value.mark;
    if (!value.is_text()) {
      wrong_type(key, value, "a number with its unit");
      return false;
    }
    Trouble trouble;
    const auto quantity = parse_quantity(value.text, trouble);
    if (quantity && fits_key(key, *quantity, trouble)) {
      field.quantity = *quantity;
      return true;
    }
    explain(key, value.mark, std::move(trouble));
    return false;
  }

  // A key of a row's own unit takes any; the others one of those they name.
  static bool fits_key(const KeySpec& key, const WrittenQuantity& quantity, Trouble& trouble) {
    if (key.effect == Effect::kParameter) return true;
    const std::vector<std::string> units = words_of(key.units);
    if (units.empty()) return express(quantity, "", MoneyRates(), trouble).has_value();
    for (const std::string& name : units) {
      const auto unit = parse_unit(name);
      if (!unit) continue;
      const bool is_count = quantity.is_bare() && unit->is_count();
      if (is_count || (!quantity.is_bare() && fits(quantity.unit, *unit))) return true;
    }
    (void)express(quantity, units.front(), MoneyRates(), trouble);
    if (trouble.code.empty() || trouble.code == "E222") {
      trouble = {"E206", {fmt::format("unit `{}` does not fit", quantity.unit_text), "", ""}};
    }
    if (!quantity.is_bare()) trouble.words.hint = "expected " + join(units, " or ");
    return false;
  }

  bool read_texts(const KeySpec& key, const YamlNode& value, FieldValue& field) {
    if (!value.is_list()) return read_text(key, value, field);
    for (const YamlNode& item : value.items) {
      if (!item.is_text()) {
        wrong_type(key, item, "a list of names");
        return false;
      }
      field.texts.push_back(item.text);
    }
    if (value.items.empty()) wrong_type(key, value, "a list that is not empty");
    return !value.items.empty();
  }

  bool read_text(const KeySpec& key, const YamlNode& value, FieldValue& field) {
    if (!value.is_text()) {
      wrong_type(key, value, "a text");
      return false;
    }
    field.texts = {value.text};
    if (key.type == KeyType::kYesNo) return read_yes_no(key, value, field);
    if (key.type == KeyType::kDate && !parse_date(value.text)) {
      fail("E208", value.mark,
           {fmt::format("`{}` is not a date in `{}`", value.text, key.name),
            "write YYYY-MM-DD, as 2026-10-11", ""});
      return false;
    }
    if (key.type == KeyType::kYear && !parse_month(value.text + "-01")) {
      fail("E208", value.mark,
           {fmt::format("`{}` is not a year in `{}`", value.text, key.name), "write 2030", ""});
      return false;
    }
    return key.type != KeyType::kSlug || check_slug(key, value);
  }

  bool read_yes_no(const KeySpec& key, const YamlNode& value, FieldValue& field) {
    const auto truth = parse_bool(value);
    const bool is_word = value.text == "yes" || value.text == "no";
    if (truth) field.texts = {*truth ? "yes" : "no"};
    if (!truth && !is_word) wrong_type(key, value, "yes or no");
    return truth || is_word;
  }

  bool check_slug(const KeySpec& key, const YamlNode& value) {
    const bool good =
        !value.text.empty() && std::all_of(value.text.begin(), value.text.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '_' || c == '-' || c == '.';
        });
    if (!good) wrong_type(key, value, "a name of letters, digits, `_`, `-` and `.`");
    return good;
  }

  const SourceText& source_;
  std::vector<Finding>& findings_;
  std::size_t first_ = 0;  // of the findings of this change
};

}  // namespace

std::string FieldValue::shown() const {
  if (operation == Operation::kScale) return "x " + format_number(factor);
  if (!texts.empty()) return join(texts, ";");
  std::string text = format_number(quantity.value);
  if (!quantity.is_bare()) text += " " + quantity.unit_text;
  return operation == Operation::kAdd ? "+ " + text : text;
}

const FieldValue* Change::find(std::string_view key) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldValue& field) { return field.key->name == key; });
  return found == fields.end() ? nullptr : &*found;
}

std::string Change::text(std::string_view key) const {
  const FieldValue* field = find(key);
  return field == nullptr || field->texts.empty() ? std::string() : field->texts.front();
}

std::vector<Change> parse_changes(const YamlNode& node, const SourceText& source,
                                  std::vector<Finding>& findings) {
  std::vector<Change> changes;
  ChangeReader reader(source, findings);
  for (const YamlNode& item : node.items) {
    if (auto change = reader.read(item)) changes.push_back(std::move(*change));
  }
  return changes;
}

std::string suggest(std::string_view word, std::span<const std::string> names) {
  constexpr std::size_t kSharedLetters = 4;
  std::vector<std::string> near = nearest_names(word, names);
  for (const std::string& name : names) {
    const std::string_view begin = word.substr(0, kSharedLetters);
    if (near.empty() && begin.size() == kSharedLetters && name.starts_with(begin)) {
      near.push_back(name);
    }
  }
  if (near.empty()) return {};
  for (std::string& name : near) name = fmt::format("`{}`", name);
  return fmt::format("did you mean {}?", join(near, " or "));
}

bool is_private_key(std::string_view key) {
  return key.starts_with("x-");
}

}  // namespace corridor::input
