#include "record.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

// Text in YAML double quotes.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// Files of rows and cells by number.
class FileList {
 public:
  std::size_t number(const std::string& file) {
    const auto [found, is_new] = numbers_.try_emplace(file, names_.size());
    if (is_new) names_.push_back(file);
    return found->second;
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

// Rows as runs `file:line+step*count`: most tables are one run.
std::string runs_of(const Table& table, FileList& files) {
  std::string runs;
  std::size_t row = 0;
  while (row < table.rows.size()) {
    const TableRow& first = table.rows[row];
    std::size_t count = 1;
    const auto follows = [&](std::size_t next) {
      return next < table.rows.size() && table.rows[next].file == first.file &&
             table.rows[next].line == first.line + static_cast<int>(next - row);
    };
    while (follows(row + count)) ++count;
    if (!runs.empty()) runs += ' ';
    runs += fmt::format("{}:{}*{}", files.number(first.file), first.line, count);
    row += count;
  }
  return runs;
}

bool is_written(const TableSpec& spec) {
  return !spec.name.starts_with("evidence/");
}

void write_cells(const Tables& tables, FileList& files, std::string& out) {
  for (const auto& [name, table] : tables.tables) {
    if (!is_written(*table.spec)) continue;
    for (const TableRow& row : table.rows) {
      for (std::size_t column = 0; column < row.cells.size(); ++column) {
        const Cell& cell = row.cells[column];
        if (cell.origin == 0) continue;
        const Origin& origin = tables.origins[cell.origin];
        out += fmt::format("    - [{}, {}, {}, {}, {}, {}]\n", name, quoted(row.cells[0].text),
                           table.spec->columns[column].name, quoted(origin.before),
                           files.number(origin.where.file), origin.where.line);
      }
    }
  }
}

void write_table(const Table& table, std::string& out) {
  const std::string csv = write_csv(table);
  if (csv.find('\r') != std::string::npos) {
    out += fmt::format("  {}: {}\n", table.spec->name, quoted(csv));
    return;
  }
  out += fmt::format("  {}: |\n", table.spec->name);
  for (std::size_t begin = 0; begin < csv.size();) {
    const std::size_t end = std::min(csv.find('\n', begin), csv.size() - 1);
    out += "    ";
    out.append(csv, begin, end - begin + 1);
    begin = end + 1;
  }
}

// Demand is fixed there: a run adds what elastic demand came to.
std::string write_settings(const model::Scenario& scenario) {
  const model::Settings& settings = scenario.settings;
  const std::string engine = settings.engine == model::Engine::kEquilibrium
                                 ? ""
                                 : fmt::format("engine: {}, ", name_of(settings.engine));
  return fmt::format(
      "title: {}\nperiod: {{start: {}, months: {}}}\nsettings: {{{}rates_year: {}, value_of_time: "
      "{}, stranded: {}, add_fee_on_tfi_rates: {}{}}}\n",
      quoted(scenario.title), format_month(scenario.period.start), scenario.period.months, engine,
      settings.rates_year, quoted(settings.value_of_time),
      settings.stranded == model::StrandedPolicy::kPenalty ? "penalty" : "error",
      settings.add_fee_on_tfi_rates, settings.price_carbon ? ", price_carbon: true" : "");
}

std::string write_record(const model::Scenario& scenario, const Tables& tables) {
  FileList files;
  std::string body = "  changes:\n";
  for (const model::AppliedChange& change : scenario.changes) {
    body += fmt::format("    - [{}, {}, {}, {}]\n", quoted(change.words), files.number(change.file),
                        change.line, change.matched);
  }
  body += "  rows:\n";
  for (const auto& [name, table] : tables.tables) {
    if (is_written(*table.spec)) {
      body += fmt::format("    {}: {}\n", name, quoted(runs_of(table, files)));
    }
  }
  body += "  cells:\n";
  write_cells(tables, files, body);
  std::string out = fmt::format("record:\n  slug: {}\n  files:\n", quoted(scenario.slug));
  for (const std::string& name : files.names()) out += fmt::format("    - {}\n", quoted(name));
  return out + body;
}

// Reads a record; anything that does not fit ends the reading with one finding.
class RecordReader {
 public:
  RecordReader(const YamlNode& record, model::Scenario& scenario, Tables& tables)
      : record_(record), scenario_(scenario), tables_(tables) {}

  bool run() {
    if (const YamlEntry* slug = record_.find("slug")) scenario_.slug = slug->value.text;
    for (const YamlNode& file : items("files")) files_.push_back(file.text);
    for (const YamlNode& change : items("changes")) read_change(change);
    if (const YamlEntry* rows = record_.find("rows")) {
      for (const YamlEntry& entry : rows->value.entries) read_runs(entry);
    }
    for (const YamlNode& cell : items("cells")) read_cell(cell);
    return good_;
  }

 private:
  const std::vector<YamlNode>& items(std::string_view key) const {
    static const std::vector<YamlNode> none;
    const YamlEntry* entry = record_.find(key);
    return entry == nullptr ? none : entry->value.items;
  }

  int number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) good_ = false;
    return value;
  }

  std::string file(std::string_view text) {
    const int position = number(text);
    if (position < 0 || static_cast<std::size_t>(position) >= files_.size()) {
      good_ = false;
      return {};
    }
    return files_[static_cast<std::size_t>(position)];
  }

  void read_change(const YamlNode& node) {
    const auto& parts = node.items;
    if (parts.size() != 4) {
      good_ = false;
      return;
    }
    scenario_.changes.push_back(
        {parts[0].text, file(parts[1].text), number(parts[2].text), number(parts[3].text)});
  }

  void read_runs(const YamlEntry& entry) {
    Table* table = tables_.find(entry.key);
    std::size_t row = 0;
    for (const std::string& run : split(entry.value.text, ' ')) {
      const std::size_t colon = run.find(':');
      const std::size_t star = run.find('*');
      if (table == nullptr || colon == std::string::npos || star == std::string::npos) {
        good_ = false;
        return;
      }
      const std::string name = file(std::string_view(run).substr(0, colon));
      const int line = number(std::string_view(run).substr(colon + 1, star - colon - 1));
      const int count = number(std::string_view(run).substr(star + 1));
      for (int i = 0; i < count && row < table->rows.size(); ++i, ++row) {
        table->rows[row].file = name;
        table->rows[row].line = line + i;
      }
    }
    if (table != nullptr && row != table->rows.size()) good_ = false;
  }

  void read_cell(const YamlNode& node) {
    const auto& parts = node.items;
    Table* table = parts.size() == 6 ? tables_.find(parts[0].text) : nullptr;
    const auto column = table == nullptr ? std::nullopt : table->spec->find(parts[2].text);
    const auto row = column ? table->row_of.find(parts[1].text)
                            : std::map<std::string, std::size_t, std::less<>>::iterator();
    if (!column || row == table->row_of.end()) {
      good_ = false;
      return;
    }
    Location where{file(parts[4].text), number(parts[5].text), 0, 1, {}};
    tables_.origins.push_back({std::move(where), parts[3].text});
    table->rows[row->second].cells[*column].origin =
        static_cast<std::uint32_t>(tables_.origins.size() - 1);
  }

  const YamlNode& record_;
  model::Scenario& scenario_;
  Tables& tables_;
  std::vector<std::string> files_;
  bool good_ = true;
};

}  // namespace

std::string write_effective(const model::Scenario& scenario, const Tables& tables) {
  std::string out =
      "# The whole world of one run: `corridor run` on this file gives its results "
      "again.\n";
  out += write_settings(scenario);
  out += write_record(scenario, tables);
  out += "tables:\n";
  for (const auto& [name, table] : tables.tables) {
    if (is_written(*table.spec)) write_table(table, out);
  }
  return out;
}

void apply_record(const YamlNode& record, const SourceText& source, model::Scenario& scenario,
                  Tables& tables, std::vector<Finding>& findings) {
  if (RecordReader(record, scenario, tables).run()) return;
  report(findings, "E204", source.locate(record.mark),
         {"`record` does not fit the tables of this file", "",
          "it is written by a run; after editing the tables by hand, remove it"});
}

}  // namespace corridor::input
