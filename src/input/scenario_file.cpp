#include "corridor/input/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "corridor/base/hash.hpp"
#include "extends.hpp"
#include "record.hpp"
#include "scenario_header.hpp"
#include "set_value.hpp"

namespace corridor::input {
namespace {

namespace fs = std::filesystem;

bool has_errors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::kError; });
}

// Rows of an inline table stand in the scenario file, below the key.
void shift_lines(Table& table, std::vector<Finding>& findings, std::size_t first_finding,
                 int lines) {
  for (TableRow& row : table.rows) row.line += lines;
  for (std::size_t i = first_finding; i < findings.size(); ++i) {
    Location& where = findings[i].where;
    if (where.line > 0) where.line += lines;
    where.column = 0;
  }
}

class Loader {
 public:
  Loaded run(const std::vector<std::string>& paths, const LoadOptions& options) {
    jobs_ = options.jobs;
    std::vector<Override> overrides = parse_overrides(options.overrides, findings_);
    const ScenarioFiles files = read_files(paths, findings_);
    if (files.documents.empty() || files.named.size() != paths.size()) throw_all();
    Editor editor(loaded_.tables, relations_with_overrides(files), findings_);
    MergedHeader header = merge_headers(files, editor, overrides);
    read_tables_of(files, header);
    if (loaded_.tables.tables.empty()) throw_all();
    read_records(files, header);
    std::vector<model::AppliedChange> applied = std::move(header.scenario.changes);
    apply_all(files, overrides, header, editor, applied);
    header.scenario.changes = std::move(applied);
    finish(files, std::move(header));
    return std::move(loaded_);
  }

 private:
  [[noreturn]] void throw_all() { throw ScenarioError(std::move(findings_)); }

  // Overrides are a last file that builds on all others.
  const FileRelations& relations_with_overrides(const ScenarioFiles& files) {
    relations_ = files.relations;
    const std::size_t count = files.documents.size();
    relations_.builds_on.emplace_back(count + 1, true);
    relations_.last_wins.emplace_back(count + 1, true);
    relations_.replaces.push_back(true);
    return relations_;
  }

  void read_tables_of(const ScenarioFiles& files, const MergedHeader& header) {
    if (!header.data_folder.empty()) read_folder(header);
    for (const auto& document : files.documents) {
      loaded_.files.push_back({document->source.name, content_hash(document->source.text)});
      for (const InlineTable& table : document->tables) read_inline(*document, table);
    }
    if (!loaded_.tables.tables.empty() || has_errors(findings_)) return;
    report(findings_, "E214", {files.documents.back()->source.name, 0, 0, 1, {}},
           {"there is no data folder", "",
            "say `data: folder`, or put the tables into `data` beside the file"});
  }

  void read_folder(const MergedHeader& header) {
    if (!fs::is_directory(header.data_folder)) {
      report(findings_, "E214", header.data_where,
             {fmt::format("no data folder `{}`", shown_path(header.data_folder)), "",
              "`data` is relative to the file that says it"});
      return;
    }
    const std::string folder = shown_path(header.data_folder);
    loaded_.tables = read_tables(folder, findings_, jobs_);
    for (const TableSpec& spec : table_specs()) {
      const Table* table = loaded_.tables.find(spec.name);
      if (table != nullptr)
        loaded_.files.push_back({fmt::format("{}/{}.csv", folder, spec.name), table->hash});
    }
  }

  void read_inline(const ScenarioDocument& document, const InlineTable& inline_table) {
    const TableSpec& spec = *find_table_spec(inline_table.name);
    const std::size_t first = findings_.size();
    Table table =
        read_csv(inline_table.csv->text, spec, document.source.name, findings_, Columns::kNeeded);
    const TextMark mark = inline_table.csv->mark;
    shift_lines(table, findings_, first, inline_table.csv->is_block ? mark.line : mark.line - 1);
    loaded_.tables.tables.insert_or_assign(inline_table.name, std::move(table));
  }

  // A recorded world that a file builds on keeps its origins, but not its name.
  void read_records(const ScenarioFiles& files, MergedHeader& header) {
    const std::string slug = header.scenario.slug;
    for (const auto& document : files.documents) {
      if (document->record == nullptr) continue;
      apply_record(*document->record, document->source, header.scenario, loaded_.tables, findings_);
    }
    if (files.documents.size() > 1) header.scenario.slug = slug;
  }

  ChangeContext context_for(const MergedHeader& header, Editor& editor,
                            std::vector<model::AppliedChange>& applied) {
    MoneyRates rates;
    rates.year = header.scenario.settings.rates_year;
    rates.parameter = [this](const std::string& id) -> std::optional<double> {
      const Table* parameters = loaded_.tables.find("parameters");
      if (parameters == nullptr) return std::nullopt;
      const auto row = parameters->row_of.find(id);
      return row == parameters->row_of.end() ? std::nullopt
                                             : parameters->number(row->second, "value");
    };
    return {editor, std::move(rates), header.scenario.period, "", "", applied};
  }

  void apply_all(const ScenarioFiles& files, const std::vector<Override>& overrides,
                 const MergedHeader& header, Editor& editor,
                 std::vector<model::AppliedChange>& applied) {
    ChangeContext context = context_for(header, editor, applied);
    for (std::size_t i = 0; i < files.documents.size(); ++i) {
      apply_document(*files.documents[i], i, context);
    }
    for (const Override& item : overrides) {
      editor.begin(files.documents.size(), item.where);
      set_path(item.path, item.value, item.where, context);
    }
  }

  void apply_document(const ScenarioDocument& document, std::size_t position,
                      ChangeContext& context) {
    context.scenario = document.stem;
    const HeaderValue* title = document.find("title");
    context.title = title == nullptr ? "" : title->text;
    for (const PathValue& value : document.parameters)
      set_one(document, position, value, true, context);
    for (const Change& change : document.changes) {
      context.editor.begin(position, change.location());
      apply_change(change, context);
    }
    for (const PathValue& value : document.sets) set_one(document, position, value, false, context);
  }

  void set_one(const ScenarioDocument& document, std::size_t position, const PathValue& item,
               bool is_parameter, ChangeContext& context) {
    const Location where = document.source.locate(item.value->mark);
    if (!item.value->is_text() && item.value->kind != YamlNode::Kind::kNull) {
      report(findings_, "E204", where,
             {fmt::format("`{}` must be one value, got {}", item.path, item.value->describe()), "",
              ""});
      return;
    }
    context.editor.begin(position, where);
    if (is_parameter) {
      set_parameter(item.path, item.value->text, where, context);
    } else {
      set_path(item.path, item.value->text, where, context);
    }
  }

  void finish(const ScenarioFiles& files, MergedHeader header) {
    const bool is_recorded = std::any_of(files.documents.begin(), files.documents.end(),
                                         [](const auto& document) { return document->record; });
    check_references(loaded_.tables, findings_,
                     is_recorded ? Sources::kTrusted : Sources::kChecked);
    if (has_errors(findings_)) throw_all();
    loaded_.scenario = build_scenario(loaded_.tables, std::move(header.scenario), findings_);
    if (has_errors(findings_)) throw_all();
    sort_findings(findings_);
    loaded_.warnings = std::move(findings_);
    const ScenarioDocument& first = *files.documents.front();
    if (files.documents.size() > 1 && first.find("period.start") != nullptr)
      loaded_.base = first.source.name;
    loaded_.header = std::move(header.values);
    loaded_.effective_yaml = write_effective(loaded_.scenario, loaded_.tables);
  }

  int jobs_ = 1;
  Loaded loaded_;
  FileRelations relations_;
  std::vector<Finding> findings_;
};

}  // namespace

Loaded load_scenario(const std::vector<std::string>& paths, const LoadOptions& options) {
  return Loader().run(paths, options);
}

}  // namespace corridor::input
