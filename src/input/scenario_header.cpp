#include "scenario_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

namespace fs = std::filesystem;

// Texts for people only; every file may have its own.
bool is_remark(const HeaderKey& key) {
  return key.type == HeaderType::kText ? key.path == "title" : key.type == HeaderType::kTexts;
}

const HeaderKey& key_named(std::string_view path) {
  const auto keys = header_keys();
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [&](const HeaderKey& key) { return key.path == path; });
  CORRIDOR_ASSERT(found != keys.end(), "keys of the header are in their table");
  return *found;
}

class Merger {
 public:
  Merger(const ScenarioFiles& files, Editor& editor)
      : files_(files), editor_(editor), findings_(editor.findings()) {}

  MergedHeader run(std::vector<Override>& overrides) {
    has_errors_ = !findings_.empty();
    for (std::size_t i = 0; i < files_.documents.size(); ++i) merge(i);
    name_scenario();
    editor_.begin(files_.documents.size(), {});
    std::erase_if(overrides, [&](const Override& item) { return use_override(item); });
    find_data();
    fill();
    return std::move(merged_);
  }

 private:
  void merge(std::size_t position) {
    const ScenarioDocument& document = *files_.documents[position];
    for (const HeaderValue& value : document.values) {
      const Location where = document.source.locate(value.mark);
      std::string text = value.text;
      if (value.key->type == HeaderType::kFolder) {
        text = (fs::path(document.folder) / text).lexically_normal().string();
        merged_.data_where = where;
      }
      editor_.begin(position, where);
      if (!is_remark(*value.key) && value.key->path != "on_conflict") {
        if (editor_.claim(std::string(value.key->path), text) == Editor::Result::kRefused) continue;
      }
      put(*value.key, std::move(text), where);
    }
  }

  void put(const HeaderKey& key, std::string text, const Location& where) {
    const auto found =
        std::find_if(merged_.values.begin(), merged_.values.end(),
                     [&](const EffectiveValue& value) { return value.path == key.path; });
    if (found == merged_.values.end()) {
      merged_.values.push_back(
          {std::string(key.path), std::move(text), where.file, where.line, ""});
    } else {
      *found = {found->path, std::move(text), where.file, where.line, found->value};
    }
  }

  [[nodiscard]] std::string text(std::string_view path) const {
    for (const EffectiveValue& value : merged_.values) {
      if (value.path == path) return value.value;
    }
    return {};
  }

  // The title is that of the named files; a base's own does not speak for what extends it.
  void name_scenario() {
    std::vector<std::string> slugs;
    std::vector<std::string> titles;
    Location where;
    for (const std::size_t position : files_.named) {
      const ScenarioDocument& document = *files_.documents[position];
      slugs.push_back(document.stem);
      if (const HeaderValue* title = document.find("title")) {
        titles.push_back(title->text);
        where = document.source.locate(title->mark);
      } else if (document.root.is_map() && document.root.find("title") == nullptr) {
        report(findings_, "E220", {document.source.name, 0, 0, 1, {}},
               {fmt::format("`{}` has no `title`", document.source.name), "",
                "add `title: what this world is`"});
      }
    }
    merged_.scenario.slug = join(slugs, "+");
    if (!titles.empty()) put(key_named("title"), join(titles, " + "), where);
  }

  bool use_override(const Override& item) {
    const auto keys = header_keys();
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const HeaderKey& known) { return known.path == item.path; });
    if (key == keys.end()) return false;
    const bool single = key->path != "on_conflict" && key->type != HeaderType::kFolder &&
                        key->type < HeaderType::kFolder && key->type != HeaderType::kNames;
    if (!single) {
      report(findings_, "E221", item.where,
             {fmt::format("`{}` cannot be set by --set", item.path), "",
              "title, period.*, settings.*, parameters.<id>, table.row.column"});
      return true;
    }
    YamlNode node;
    node.kind = YamlNode::Kind::kText;
    node.is_plain = true;
    node.text = item.value;
    auto value = check_header_value(*key, node, item.where, findings_);
    if (value) put(*key, std::move(*value), item.where);
    return true;
  }

  // `data`, or the folder of that name beside the first file that has a period. A recorded world
  // holds all its tables, whatever lies beside it.
  void find_data() {
    merged_.data_folder = text("data");
    if (!merged_.data_folder.empty()) return;
    for (const auto& document : files_.documents) {
      if (document->root.find("period") == nullptr) continue;
      if (document->record != nullptr) return;
      const fs::path beside = fs::path(document->folder) / "data";
      if (fs::is_directory(beside)) merged_.data_folder = beside.lexically_normal().string();
      return;
    }
  }

  [[nodiscard]] bool anyone_says(std::string_view group) const {
    return std::any_of(files_.documents.begin(), files_.documents.end(),
                       [&](const auto& document) { return document->root.find(group) != nullptr; });
  }

  void require(std::string_view group, const std::string& what, const std::string& help) {
    if (anyone_says(group) || has_errors_) return;
    report(findings_, "E220", {files_.documents.back()->source.name, 0, 0, 1, {}},
           {fmt::format("no file says {}", what), "", help});
  }

  void fill() {
    model::Scenario& scenario = merged_.scenario;
    require("period", "the `period`",
            "a what-if is a list of changes; join it to a base: `extends: [base-2026, s01]`");
    if (const auto start = parse_month(text("period.start"))) {
      scenario.period.start = *start;
    } else if (anyone_says("period") && text("period.start").empty() && !has_errors_) {
      report(findings_, "E220", {files_.documents.back()->source.name, 0, 0, 1, {}},
             {"`period` has no `start`", "", "write period: {start: 2026-01, months: 12}"});
    }
    const std::string months = text("period.months");
    scenario.period.months = months.empty() ? 12 : std::stoi(months);
    const std::string year = text("settings.rates_year");
    scenario.settings.rates_year = year.empty() ? scenario.period.start.year : std::stoi(year);
    scenario.settings.value_of_time = text("settings.value_of_time");
    scenario.settings.stranded = text("settings.stranded") == "penalty"
                                     ? model::StrandedPolicy::kPenalty
                                     : model::StrandedPolicy::kError;
    for (const model::Engine engine :
         {model::Engine::kEquilibrium, model::Engine::kSimulation, model::Engine::kBoth}) {
      if (text("settings.engine") == name_of(engine)) scenario.settings.engine = engine;
    }
    scenario.settings.add_fee_on_tfi_rates = text("settings.add_fee_on_tfi_rates") == "yes";
    scenario.settings.price_carbon = text("settings.price_carbon") == "yes";
    scenario.settings.demand_is_elastic = text("settings.demand") == "elastic";
    scenario.title = text("title");
    if (anyone_says("period") && scenario.settings.value_of_time.empty() && !has_errors_) {
      report(findings_, "E220", {files_.documents.back()->source.name, 0, 0, 1, {}},
             {"no file says `settings.value_of_time`", "",
              "name a preset, as settings: {value_of_time: vot-central}"});
    }
  }

  const ScenarioFiles& files_;
  Editor& editor_;
  std::vector<Finding>& findings_;
  MergedHeader merged_;
  bool has_errors_ = false;  // of the files as read: what is missing may stand in a broken part
};

}  // namespace

std::vector<Override> parse_overrides(const std::vector<std::string>& texts,
                                      std::vector<Finding>& findings) {
  std::vector<Override> overrides;
  for (const std::string& text : texts) {
    const std::size_t equal = text.find('=');
    const Location where{"--set " + text, 0, 0, 1, {}};
    if (equal == std::string::npos || equal == 0) {
      report(findings, "E221", where,
             {fmt::format("`--set {}` is not `path=value`", text), "",
              "for example --set parameters.choice.theta_low=0.003"});
      continue;
    }
    overrides.push_back({std::string(trim(std::string_view(text).substr(0, equal))),
                         std::string(trim(std::string_view(text).substr(equal + 1))), where});
  }
  return overrides;
}

MergedHeader merge_headers(const ScenarioFiles& files, Editor& editor,
                           std::vector<Override>& overrides) {
  return Merger(files, editor).run(overrides);
}

}  // namespace corridor::input
