// The reference of the scenario language, docs/scenario-language.md, from the tables of keys and
// verbs.
#include <fmt/format.h>

#include <algorithm>

#include "corridor/base/text.hpp"
#include "corridor/input/scenario_file.hpp"
#include "scenario_document.hpp"

namespace corridor::input {
namespace {

constexpr std::string_view kIntroduction = R"(# The scenario language

This page is written by the program (`corridor schema language`); a test holds it to the code.

A scenario file is YAML. It describes a base world, or changes to one:

```yaml
extends: base-2026
title: Chaman with a second hall, Khunjerab shut for a month
changes:
  - adjust_border: {where: chaman, capacity: 800 trucks/day, expect: {capacity: 500 trucks/day}}
  - close: {where: khunjerab, from: 2026-10-11, for: 30 d}
```

- **Order.** Defaults, then the files of `extends` in order (each once), then the file itself:
  `parameters`, `changes`, `set`; then `--set` of the command line. Two files that touch one field
  without one extending the other are an error, unless a file above both, or the later one, says `on_conflict: last`.
- **Quantities** are `number unit`: `6 h`, `80 km/h`, `95 USD2024/TEU`, `7.6 %/year`. Units join by
  `/`; what measures the same is converted. Counts, shares and `scale` need no unit. Money in PKR,
  KZT, UZS, CNY, EUR, ... converts by parameters `fx.<currency>.<year>.<kind>`, the market rate
  before the official one; without a year it is of `settings.rates_year`. USD of any year counts as
  it stands.
- **Amounts** may also be `{scale: 0.8}` or `{add: 20 trains/day}`. The low and high ends of a
  value move in proportion with it.
- **where** is a name, a list of names, a glob (`bx_*`), or a map of conditions. A name is an id
  with or without its prefix (`chaman` for `bx_chaman_road`), an end place of a border, a tag of a
  link, the port of a terminal. Conditions are columns of the table, and `mode`, `tag`, `country`,
  `place`, `from`, `to`. `from` and `to` of demand are where the boxes start and end; of links and
  borders their order does not matter. Nothing found is an error.
- **expect** guards the values that stand there before; **already: ok** allows a change that finds
  the world as it wants it, which is an error otherwise.
- Texts stay texts: `08:00`, `on`, `NO`. Keys that begin with `x-` are yours.
)";

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string kind_of(const KeySpec& key) {
  switch (key.type) {
    case KeyType::kWhere:
      return "selector";
    case KeyType::kAmount:
    case KeyType::kValue: {
      std::string units = join(words_of(key.units), " or ");
      if (key.name == "scale") return "factor";
      if (!units.empty()) return units;
      return key.effect == Effect::kParameter ? "number, unit of the row" : "number";
    }
    case KeyType::kFilter:
    case KeyType::kWord:
      return "word";
    case KeyType::kText:
      return "text";
    case KeyType::kSlug:
      return "new id";
    case KeyType::kRef:
      return "id";
    case KeyType::kRefs:
      return "list of ids";
    case KeyType::kList:
      return "list";
    case KeyType::kYesNo:
      return "yes or no";
    case KeyType::kDate:
      return "YYYY-MM-DD";
    case KeyType::kYear:
      return "year";
    case KeyType::kExpect:
      return "map";
    case KeyType::kAlready:
      return "ok";
  }
  return {};
}

bool takes_change(const KeySpec& key) {
  return key.type == KeyType::kAmount && key.name != "scale";
}

void describe_keys(std::string& out) {
  out += "\n## Keys of a file\n\n| key | meaning |\n|---|---|\n";
  for (const HeaderKey& key : header_keys()) {
    out += fmt::format("| `{}` | {} |\n", key.path, cell(key.what));
  }
}

void describe_verb(const VerbSpec& verb, std::string& out) {
  out += fmt::format("\n### {}\n\n{}\n\n```yaml\n- {}: {}\n```\n\n", verb.name, verb.what,
                     verb.name, verb.example);
  out += "| key | value | meaning |\n|---|---|---|\n";
  for (const KeySpec& key : verb.keys) {
    out += fmt::format("| `{}`{} | {}{} | {} |\n", key.name, key.required ? " (needed)" : "",
                       cell(kind_of(key)), takes_change(key) ? ", scale, add" : "", cell(key.what));
  }
}

}  // namespace

std::string describe_language() {
  std::string out(kIntroduction);
  describe_keys(out);
  out += "\n## Changes\n";
  for (const VerbSpec& verb : verb_specs()) describe_verb(verb, out);
  return out;
}

}  // namespace corridor::input
