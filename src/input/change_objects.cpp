#include "change_objects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "corridor/base/text.hpp"
#include "selector_conditions.hpp"

namespace corridor::input {
namespace {

struct ObjectKind {
  std::string_view word;  // of `kind:`
  std::string_view tables;
  std::string_view by;
};

constexpr ObjectKind kKinds[] = {
    {"border", "borders", "from to"},
    {"link", "road_links rail_links sea_links", "tags"},
    {"passage", "", ""},
    {"service", "services", ""},
    {"place", "places", "unlocode"},
};

std::set<std::string> passages_of(const Tables& tables) {
  std::set<std::string> passages;
  const Table* lanes = tables.find("sea_links");
  for (std::size_t row = 0; lanes != nullptr && row < lanes->rows.size(); ++row) {
    for (std::string& passage : texts_of(*lanes, row, "passages")) passages.insert(passage);
  }
  return passages;
}

class ObjectSelector {
 public:
  ObjectSelector(const Change& change, ChangeContext& context, bool prefers_used)
      : change_(change), context_(context), prefers_used_(prefers_used) {}

  std::vector<NamedObject> run() {
    const YamlNode& where = *change_.where;
    if (where.is_map()) {
      select_by_map(where);
    } else if (where.is_list()) {
      for (const YamlNode& item : where.items) select_by_name(item);
    } else {
      select_by_name(where);
    }
    return std::move(objects_);
  }

 private:
  const Tables& tables() const { return context_.editor.tables(); }

  SelectorQuery query_of(const ObjectKind& kind) const {
    return {words_of(kind.tables), words_of(kind.by), prefers_used_ || kind.word == "border", {}};
  }

  std::size_t add(const ObjectKind& kind, const YamlNode& node, bool quiet) {
    std::vector<Finding> unwanted;
    const Selection selection = select_rows(tables(), query_of(kind), &node, *change_.source,
                                            quiet ? unwanted : context_.editor.findings(), quiet);
    for (const Match& match : selection.matches) {
      const std::string& id = tables().find(match.table)->rows[match.row].cells.front().text;
      objects_.push_back({std::string(names_of(match.table).kind), id, match});
    }
    return selection.matches.size();
  }

  std::size_t add_passages(const std::vector<std::string>& words) {
    std::size_t found = 0;
    for (const std::string& passage : passages_of(tables())) {
      if (!is_among(passage, words)) continue;
      objects_.push_back({"passage", passage, {}});
      ++found;
    }
    return found;
  }

  void select_by_name(const YamlNode& node) {
    if (!node.is_text()) {
      report(
          context_.editor.findings(), "E204", change_.source->locate(node.mark),
          {fmt::format("`where` must be a name, a list of names or a map, got {}", node.describe()),
           "", ""});
      return;
    }
    std::set<std::string> known = passages_of(tables());
    for (const ObjectKind& kind : kKinds) {
      const std::size_t found =
          kind.word == "passage" ? add_passages({node.text}) : add(kind, node, true);
      if (found != 0) return;
      for (std::string& name : known_names(tables(), query_of(kind))) known.insert(name);
    }
    const std::vector<std::string> names(known.begin(), known.end());
    report(context_.editor.findings(), "E209", change_.source->locate(node.mark),
           {fmt::format("no {} is called `{}`", nouns(), node.text), suggest(node.text, names),
            "`corridor show borders` and `corridor show places` list the names"});
  }

  std::string nouns() const {
    std::vector<std::string> nouns;
    for (const ObjectKind& kind : kKinds) nouns.emplace_back(kind.word);
    const std::string last = nouns.back();
    nouns.pop_back();
    return join(nouns) + " or " + last;
  }

  void select_by_map(const YamlNode& where) {
    const YamlEntry* asked = where.find("kind");
    YamlNode rest = where;
    if (asked != nullptr) {
      std::erase_if(rest.entries, [](const YamlEntry& entry) { return entry.key == "kind"; });
    }
    for (const ObjectKind& kind : kKinds) {
      if (asked != nullptr && !asked->value.is_text()) break;
      if (asked != nullptr && asked->value.text != kind.word) continue;
      const YamlEntry* id = rest.find("id");
      const bool is_passage = kind.word == "passage";
      const std::size_t found = is_passage && id != nullptr ? add_passages({id->value.text})
                                : is_passage                ? 0
                                                            : add(kind, rest, true);
      if (found != 0) return;
    }
    report(context_.editor.findings(), "E209", change_.source->locate(where.mark),
           {fmt::format("no {} meets all conditions", nouns()), "",
            "conditions: kind (border, link, passage, service, place), id, tag, mode, from, to, "
            "country"});
  }

  const Change& change_;
  ChangeContext& context_;
  bool prefers_used_;
  std::vector<NamedObject> objects_;
};

}  // namespace

std::vector<NamedObject> select_objects(const Change& change, ChangeContext& context,
                                        bool prefers_used) {
  return ObjectSelector(change, context, prefers_used).run();
}

std::string words_for(const std::vector<NamedObject>& objects, const Tables& tables) {
  std::vector<std::string> parts;
  std::vector<Match> rows;
  for (const NamedObject& object : objects) {
    if (object.match.table.empty()) {
      parts.push_back("passage " + object.id);
    } else {
      rows.push_back(object.match);
    }
  }
  if (!rows.empty()) parts.push_back(words_for(rows, tables));
  return join(parts);
}

}  // namespace corridor::input
