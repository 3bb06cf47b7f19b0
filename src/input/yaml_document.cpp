#include "yaml_document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <set>
#include <streambuf>

#include "csv_text.hpp"

namespace corridor::input {
namespace {

constexpr std::size_t kDeepest = 40;
constexpr std::size_t kMostNodes = 200'000;
constexpr std::size_t kMostText =
    std::size_t{16} * 1024 * 1024;  // of all nodes, aliases written out

// A text as a stream, without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

// Ends the parse; the finding is already written.
struct Refused {};

TextMark mark_of(const YAML::Mark& mark) {
  return {mark.line + 1, mark.column + 1, 1};
}

// Builds the tree from the parser's events. Open lists and maps stand on a stack.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, std::vector<Finding>& findings)
      : source_(source), findings_(findings) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode node;
    node.mark = mark_of(mark);
    finish(std::move(node), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node;
    node.kind = YamlNode::Kind::kText;
    node.is_plain = tag == "?";
    node.mark = mark_of(mark);
    node.mark.width = static_cast<int>(count_characters(value)) + (node.is_plain ? 0 : 2);
    node.text = value;
    node.is_block = !node.is_plain && value.find('\n') != std::string::npos && begins_block(mark);
    check_tag(tag, node.mark);
    if (!node.is_plain && is_left_open(mark)) {
      refuse("E201", mark_of(mark), {"a quote is not closed", "", "add the quote at its end"});
    }
    if (node.is_plain && (value == "null" || value == "~" || value.empty())) {
      node.kind = YamlNode::Kind::kNull;
    }
    finish(std::move(node), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) {
      refuse("E201", mark_of(mark), {"an alias inside its own anchor", "", "write the value out"});
    }
    YamlNode copy = known->second;
    copy.mark = mark_of(mark);
    count(copy);
    finish(std::move(copy), 0);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] YamlNode take_root() { return std::move(root_); }

 private:
  struct Open {
    YamlNode node;
    YAML::anchor_t anchor = 0;
    std::optional<YamlEntry> entry;  // of a map: the key that waits for its value
    std::set<std::string, std::less<>> keys;
    bool repeated = false;
  };

  // The parser marks a block scalar at its `|` or `>`.
  bool begins_block(const YAML::Mark& mark) const {
    const auto position = static_cast<std::size_t>(mark.pos);
    const char first = position < source_.text.size() ? source_.text[position] : ' ';
    return first == '|' || first == '>';
  }

  // The parser takes the end of the file for the end of a quoted text.
  bool is_left_open(const YAML::Mark& mark) const {
    const std::string_view text = source_.text;
    auto position = static_cast<std::size_t>(mark.pos);
    const char quote = position < text.size() ? text[position] : ' ';
    if (quote != '"' && quote != '\'') return false;
    for (++position; position < text.size(); ++position) {
      if (quote == '"' && text[position] == '\\') {
        ++position;
      } else if (text[position] == quote) {
        const bool doubled =
            quote == '\'' && position + 1 < text.size() && text[position + 1] == quote;
        if (!doubled) return false;
        ++position;
      }
    }
    return true;
  }

  [[noreturn]] void refuse(const char* code, TextMark mark, Words words) {
    report(findings_, code, source_.locate(mark), std::move(words));
    throw Refused{};
  }

  void check_tag(const std::string& tag, TextMark mark) {
    if (tag.empty() || tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:str") return;
    refuse("E201", mark, {"YAML tags have no meaning here", "", "remove the `!...`"});
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    check_tag(tag, mark_of(mark));
    if (stack_.size() >= kDeepest) {
      refuse("E216", mark_of(mark),
             {fmt::format("lists and maps are nested deeper than {} levels", kDeepest), "",
              "a scenario needs five levels"});
    }
    Open next;
    next.node.kind = kind;
    next.node.mark = mark_of(mark);
    next.anchor = anchor;
    stack_.push_back(std::move(next));
  }

  void close() {
    Open done = std::move(stack_.back());
    stack_.pop_back();
    finish(std::move(done.node), done.anchor);
  }

  void count(const YamlNode& node) {
    ++nodes_;
    text_ += node.text.size();
    if (nodes_ > kMostNodes || text_ > kMostText) {
      refuse("E216", node.mark,
             {"the file grows without measure when its aliases are written out", "",
              "write the values out instead of nesting aliases"});
    }
    for (const YamlNode& item : node.items) count(item);
    for (const YamlEntry& entry : node.entries) count(entry.value);
  }

  // Puts a complete node where it belongs: key, value, item or root.
  void finish(YamlNode node, YAML::anchor_t anchor) {
    if (node.items.empty() && node.entries.empty()) count(node);
    if (anchor != 0) anchors_[anchor] = node;
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.is_list()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.entry) {
      begin_entry(parent, std::move(node));
    } else {
      parent.entry->value = std::move(node);
      if (!parent.repeated) parent.node.entries.push_back(std::move(*parent.entry));
      parent.entry.reset();
    }
  }

  void begin_entry(Open& parent, YamlNode key) {
    if (!key.is_text()) {
      refuse("E201", key.mark, {"a key must be a text", "", "write `key: value`"});
    }
    parent.repeated = !parent.keys.insert(key.text).second;
    if (parent.repeated) {
      const YamlEntry* first = parent.node.find(key.text);
      report(findings_, "E202", source_.locate(key.mark),
             {fmt::format("key `{}` stands twice in one map", key.text),
              fmt::format("first in line {}", first->mark.line), "keep one of them"});
    }
    YamlEntry entry;
    entry.key = std::move(key.text);
    entry.mark = key.mark;
    parent.entry = std::move(entry);
  }

  const SourceText& source_;
  std::vector<Finding>& findings_;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  YamlNode root_;
  std::size_t nodes_ = 0;
  std::size_t text_ = 0;
};

// Source: YAML 1.2.2, section 5.1: no control characters but tab and line ends.
bool check_characters(const SourceText& source, std::vector<Finding>& findings) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  };
  const auto bad = std::find_if(source.text.begin(), source.text.end(), is_control);
  if (bad == source.text.end()) return true;
  const int line = 1 + static_cast<int>(std::count(source.text.begin(), bad, '\n'));
  report(findings, "E201", {source.name, line, 0, 1, {}},
         {fmt::format("a control character in line {}", line), "", "remove it"});
  return false;
}

bool is_indented_by_tab(std::string_view line) {
  const std::size_t start = line.find_first_not_of(' ');
  return start != std::string_view::npos && line[start] == '\t';
}

void report_syntax(const SourceText& source, const YAML::ParserException& error,
                   std::vector<Finding>& findings) {
  const TextMark mark = mark_of(error.mark);
  for (const int number : {mark.line, mark.line - 1}) {
    if (number < 1 || !is_indented_by_tab(source.line(number))) continue;
    const int column = static_cast<int>(source.line(number).find('\t')) + 1;
    report(findings, "E201", source.locate({number, column, 1}),
           {"a tab in the indentation", "", "indent with spaces"});
    return;
  }
  report(findings, "E201", source.locate(mark),
         {fmt::format("this is not YAML: {}", error.msg), "",
          "check colons, brackets, quotes and indentation here and in the line before"});
}

}  // namespace

const YamlEntry* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

std::string YamlNode::describe() const {
  if (is_text()) return fmt::format("`{}`", text);
  if (is_list()) return "a list";
  return is_map() ? "a map" : "nothing";
}

std::optional<YamlNode> parse_yaml(const SourceText& source, std::vector<Finding>& findings) {
  if (!check_characters(source, findings)) return std::nullopt;
  ViewBuffer buffer(source.text);
  std::istream stream(&buffer);
  TreeBuilder builder(source, findings);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    YamlNode root = builder.take_root();
    TreeBuilder second(source, findings);
    if (parser.HandleNextDocument(second)) {
      const bool is_marked = source.text.find("\n---") != std::string::npos;
      report(findings, "E201", source.locate(second.take_root().mark),
             {is_marked ? "a second document in one file"
                        : "this is not YAML: the line does not go on with the list or map before",
              "", is_marked ? "remove the `---` and what follows" : "check its indentation"});
      return std::nullopt;
    }
    return root;
  } catch (const Refused&) {
    return std::nullopt;
  } catch (const YAML::ParserException& error) {
    report_syntax(source, error, findings);
    return std::nullopt;
  }
}

std::optional<bool> parse_bool(const YamlNode& node) {
  if (!node.is_text() || !node.is_plain) return std::nullopt;
  if (node.text == "true" || node.text == "True" || node.text == "TRUE") return true;
  if (node.text == "false" || node.text == "False" || node.text == "FALSE") return false;
  return std::nullopt;
}

}  // namespace corridor::input
