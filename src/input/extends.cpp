#include "extends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "corridor/base/text.hpp"

namespace corridor::input {
namespace {

namespace fs = std::filesystem;

// Depth-first over `extends`: a file is complete when all it extends is.
class FileReader {
 public:
  explicit FileReader(std::vector<Finding>& findings) : findings_(findings) {}

  ScenarioFiles run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      if (const auto position = visit(find_named(path), {})) files_.named.push_back(*position);
    }
    relate_last_wins();
    return std::move(files_);
  }

 private:
  // A path on the command line may leave .yaml out.
  static fs::path find_named(const std::string& path) {
    const fs::path with_ending = path + ".yaml";
    return !fs::exists(path) && fs::exists(with_ending) ? with_ending : fs::path(path);
  }

  static std::string identity(const fs::path& path) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    return (error ? fs::absolute(path) : real).string();
  }

  std::optional<std::size_t> visit(const fs::path& path, const Location& asked_by) {
    const std::string id = identity(path);
    const auto known = done_.find(id);
    if (known != done_.end()) return known->second;
    if (report_cycle(id, path, asked_by)) return std::nullopt;
    auto source = read_source(path.string(), shown_path(path.string()), asked_by, findings_);
    if (!source) return std::nullopt;
    auto document = std::make_unique<ScenarioDocument>();
    document->source = std::move(*source);
    document->folder = path.parent_path().string();
    document->stem = path.stem().string();
    auto root = parse_yaml(document->source, findings_);
    if (!root) return std::nullopt;
    document->root = std::move(*root);
    read_document(*document, findings_);
    open_.push_back({id, document->source.name});
    const std::vector<std::size_t> bases = visit_bases(*document);
    open_.pop_back();
    return complete(id, std::move(document), bases);
  }

  std::vector<std::size_t> visit_bases(const ScenarioDocument& document) {
    std::vector<std::size_t> bases;
    for (const BaseName& base : document.extends) {
      const Location where = document.source.locate(base.mark);
      const auto path = find_base(document, base, where);
      const auto position = path ? visit(*path, where) : std::nullopt;
      if (position) bases.push_back(*position);
    }
    return bases;
  }

  std::optional<fs::path> find_base(const ScenarioDocument& document, const BaseName& base,
                                    const Location& where) {
    const fs::path folder = document.folder;
    for (const fs::path& path : {folder / (base.text + ".yaml"), folder / base.text}) {
      if (fs::is_regular_file(path)) return path.lexically_normal();
    }
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator file(folder.empty() ? "." : folder, error), end;
         !error && file != end; file.increment(error)) {
      if (file->path().extension() == ".yaml") names.push_back(file->path().stem().string());
    }
    std::sort(names.begin(), names.end());
    report(findings_, "E214", where,
           {fmt::format("no scenario file `{}`", base.text), suggest(base.text, names),
            fmt::format("looked for {} beside {}", base.text + ".yaml", document.source.name)});
    return std::nullopt;
  }

  bool report_cycle(const std::string& id, const fs::path& path, const Location& asked_by) {
    const auto begin =
        std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.id == id; });
    if (begin == open_.end()) return false;
    std::vector<std::string> names;
    for (auto open = begin; open != open_.end(); ++open) names.push_back(open->name);
    names.push_back(shown_path(path.string()));
    report(findings_, "E213", asked_by,
           {"the files extend each other in a circle", "", join(names, " -> ")});
    return true;
  }

  std::size_t complete(const std::string& id, std::unique_ptr<ScenarioDocument> document,
                       const std::vector<std::size_t>& bases) {
    const std::size_t position = files_.documents.size();
    std::vector<bool> below(position + 1, false);
    for (const std::size_t base : bases) {
      below[base] = true;
      const std::vector<bool>& further = files_.relations.builds_on[base];
      for (std::size_t i = 0; i < further.size(); ++i) below[i] = below[i] || further[i];
    }
    files_.relations.builds_on.push_back(std::move(below));
    files_.documents.push_back(std::move(document));
    done_.emplace(id, position);
    return position;
  }

  void relate_last_wins() {
    const std::size_t count = files_.documents.size();
    auto& builds_on = files_.relations.builds_on;
    for (std::vector<bool>& row : builds_on) row.resize(count, false);
    auto& last_wins = files_.relations.last_wins;
    last_wins.assign(count, std::vector<bool>(count, false));
    files_.relations.replaces.assign(count, false);
    for (std::size_t joint = 0; joint < count; ++joint) {
      if (!files_.documents[joint]->last_wins) continue;
      files_.relations.replaces[joint] = true;
      for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = 0; b < count; ++b) {
          if (builds_on[joint][a] && builds_on[joint][b]) last_wins[a][b] = true;
        }
      }
    }
  }

  struct Open {
    std::string id;
    std::string name;
  };

  std::vector<Finding>& findings_;
  ScenarioFiles files_;
  std::map<std::string, std::size_t> done_;
  std::vector<Open> open_;
};

}  // namespace

ScenarioFiles read_files(const std::vector<std::string>& paths, std::vector<Finding>& findings) {
  return FileReader(findings).run(paths);
}

std::string shown_path(const std::string& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const fs::path normal = fs::path(path).lexically_normal();
  if (error || !normal.is_absolute()) return normal.generic_string();
  const fs::path relative = normal.lexically_relative(here);
  const bool below = !relative.empty() && *relative.begin() != "..";
  return (below ? relative : normal).generic_string();
}

}  // namespace corridor::input
