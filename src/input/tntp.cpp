#include "corridor/input/tntp.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "corridor/base/error.hpp"
#include "corridor/base/text.hpp"
#include "file_text.hpp"

namespace corridor::input {
namespace {

constexpr std::size_t kMostFindings = 50;
constexpr double kMostNodes = 1e8;

// A piece of a line and where it begins.
struct Word {
  std::string_view text;
  int line = 0;
  int column = 0;
};

class Reader {
 public:
  Reader(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

  // The next line without its comment; nothing at the end.
  std::optional<std::string_view> next_line() {
    if (text_.empty()) return std::nullopt;
    ++line_;
    const std::size_t end = std::min(text_.find('\n'), text_.size());
    whole_ = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    if (!whole_.empty() && whole_.back() == '\r') whole_.remove_suffix(1);
    return whole_.substr(0, std::min(whole_.find('~'), whole_.size()));
  }

  // Splits at blanks and at each of `separators`; a separator is a word of its own.
  std::vector<Word> words(std::string_view line, std::string_view separators) const {
    std::vector<Word> result;
    std::size_t at = 0;
    while (at < line.size()) {
      const std::size_t begin = at;
      if (line[at] == ' ' || line[at] == '\t') {
        ++at;
        continue;
      }
      if (separators.find(line[at]) != std::string_view::npos) {
        ++at;
      } else {
        while (at < line.size() && line[at] != ' ' && line[at] != '\t' &&
               separators.find(line[at]) == std::string_view::npos)
          ++at;
      }
      result.push_back({line.substr(begin, at - begin), line_, static_cast<int>(begin) + 1});
    }
    return result;
  }

  void complain(const Word& word, std::string code, std::string message, std::string help) {
    if (findings_.size() >= kMostFindings) return;
    Finding finding;
    finding.code = std::move(code);
    finding.message = std::move(message);
    finding.where = {file_, word.line, word.column, std::max(1, static_cast<int>(word.text.size())),
                     word.line == line_ ? std::string(whole_) : std::string()};
    finding.help = std::move(help);
    findings_.push_back(std::move(finding));
  }

  [[nodiscard]] Word whole_file() const { return {}; }
  [[nodiscard]] Word here() const { return {whole_, line_, 1}; }

  void throw_if_wrong() {
    if (!findings_.empty()) throw ScenarioError(std::move(findings_));
  }

 private:
  std::string_view text_;
  std::string file_;
  std::string_view whole_;
  int line_ = 0;
  std::vector<Finding> findings_;
};

std::optional<double> parse_number(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

// A number that is not negative, or a finding and zero.
double number_at(Reader& reader, const Word& word, std::string_view name) {
  const auto value = parse_number(word.text);
  if (value && *value >= 0.0) return *value;
  reader.complain(word, "E401",
                  fmt::format("{}: expected a number from zero up, got `{}`", name, word.text),
                  "TNTP numbers are plain decimals such as 25900.2");
  return 0.0;
}

// A whole number in [1, most] as a position from zero, or a finding and nothing.
std::optional<std::uint32_t> position_at(Reader& reader, const Word& word, std::string_view name,
                                         std::uint32_t most) {
  const auto value = parse_number(word.text);
  if (value && *value == std::floor(*value) && *value >= 1.0 && *value <= most)
    return static_cast<std::uint32_t>(*value) - 1;
  reader.complain(
      word, "E402",
      fmt::format("{}: expected a whole number from 1 to {}, got `{}`", name, most, word.text),
      "the file's own header states how many there are");
  return std::nullopt;
}

using Tags = std::map<std::string, Word, std::less<>>;

// `<NAME> value` lines up to `<END OF METADATA>`.
Tags read_tags(Reader& reader) {
  Tags tags;
  while (const auto line = reader.next_line()) {
    const std::size_t open = line->find('<');
    const std::size_t close = line->find('>');
    if (open == std::string_view::npos || close == std::string_view::npos) {
      if (trim(*line).empty()) continue;
      reader.complain(reader.here(), "E403", "expected `<TAG> value` before <END OF METADATA>",
                      "the header ends with a line <END OF METADATA>");
      return tags;
    }
    const std::string name(line->substr(open + 1, close - open - 1));
    if (name == "END OF METADATA") return tags;
    auto value = reader.words(line->substr(close + 1), "");
    if (value.empty()) continue;
    value.front().column += static_cast<int>(close) + 1;
    tags[name] = value.front();
  }
  reader.complain(reader.whole_file(), "E403", "no <END OF METADATA> in the file",
                  "the header ends with a line <END OF METADATA>");
  return tags;
}

std::uint32_t count_tag(Reader& reader, const Tags& tags, std::string_view name,
                        std::optional<std::uint32_t> otherwise = std::nullopt) {
  const auto tag = tags.find(name);
  if (tag == tags.end()) {
    if (!otherwise) {
      reader.complain(reader.whole_file(), "E404", fmt::format("<{}> is missing", name),
                      fmt::format("add a header line `<{}> number`", name));
    }
    return otherwise.value_or(0);
  }
  const auto value = parse_number(tag->second.text);
  if (value && *value == std::floor(*value) && *value >= 0.0 && *value <= kMostNodes)
    return static_cast<std::uint32_t>(*value);
  reader.complain(tag->second, "E404",
                  fmt::format("<{}>: expected a count, got `{}`", name, tag->second.text),
                  "a whole number");
  return 0;
}

void read_link(Reader& reader, const std::vector<Word>& words, std::uint32_t node_count,
               std::vector<model::TripLink>& links) {
  constexpr std::size_t kFields = 10;
  if (words.size() < kFields) {
    reader.complain(words.back(), "E405",
                    fmt::format("a link has ten numbers, this line has {}", words.size()),
                    "init_node term_node capacity length free_flow_time b power speed toll type ;");
    return;
  }
  const auto from = position_at(reader, words[0], "init_node", node_count);
  const auto to = position_at(reader, words[1], "term_node", node_count);
  model::TripLink link;
  link.capacity = number_at(reader, words[2], "capacity");
  link.length = number_at(reader, words[3], "length");
  link.free_flow_time = number_at(reader, words[4], "free_flow_time");
  link.b = number_at(reader, words[5], "b");
  link.power = number_at(reader, words[6], "power");
  link.toll = number_at(reader, words[8], "toll");
  if (!from || !to) return;
  link.from = *from;
  link.to = *to;
  links.push_back(link);
}

// `to : count ;` again and again.
void read_trip_line(Reader& reader, const std::vector<Word>& words, std::uint32_t origin,
                    std::uint32_t zone_count, std::vector<model::Trips>& trips) {
  for (std::size_t i = 0; i < words.size();) {
    if (words[i].text == ";") {
      ++i;
      continue;
    }
    if (i + 2 >= words.size() || words[i + 1].text != ":") {
      reader.complain(words[i], "E406",
                      fmt::format("expected `zone : trips;`, got `{}`", words[i].text),
                      "after `Origin N`, trips read `2 : 100.0; 3 : 55.5;`");
      return;
    }
    const auto to = position_at(reader, words[i], "destination", zone_count);
    const double count = number_at(reader, words[i + 2], "trips");
    if (to && count > 0.0) trips.push_back({origin, *to, count});
    i += 3;
  }
}

std::string read_whole(const std::string& file) {
  std::vector<Finding> findings;
  auto text = read_file_text(file, findings);
  if (!text) throw ScenarioError(std::move(findings));
  return std::move(*text);
}

}  // namespace

model::TripNetwork parse_tntp_network(std::string_view text, const std::string& file) {
  Reader reader(text, file);
  const Tags tags = read_tags(reader);
  model::TripNetwork network;
  network.zone_count = count_tag(reader, tags, "NUMBER OF ZONES");
  const std::uint32_t node_count = count_tag(reader, tags, "NUMBER OF NODES");
  const std::uint32_t link_count = count_tag(reader, tags, "NUMBER OF LINKS");
  const std::uint32_t first_through = count_tag(reader, tags, "FIRST THRU NODE", 1);
  network.first_through = first_through > 0 ? first_through - 1 : 0;
  if (network.zone_count > node_count) {
    reader.complain(tags.at("NUMBER OF ZONES"), "E404", "more zones than nodes",
                    "zones are the first nodes");
  }
  reader.throw_if_wrong();
  for (std::uint32_t node = 1; node <= node_count; ++node) network.node_numbers.push_back(node);

  std::size_t lines = 0;
  while (const auto line = reader.next_line()) {
    auto words = reader.words(*line, ";");
    std::erase_if(words, [](const Word& word) { return word.text == ";"; });
    if (words.empty()) continue;
    ++lines;
    read_link(reader, words, node_count, network.links);
  }
  if (lines != link_count) {
    reader.complain(reader.whole_file(), "E407",
                    fmt::format("<NUMBER OF LINKS> says {}, the file has {}", link_count, lines),
                    "a line may be missing, or the header is of another file");
  }
  reader.throw_if_wrong();
  return network;
}

std::vector<model::Trips> parse_tntp_trips(std::string_view text, const std::string& file) {
  Reader reader(text, file);
  const Tags tags = read_tags(reader);
  const std::uint32_t zone_count = count_tag(reader, tags, "NUMBER OF ZONES");
  reader.throw_if_wrong();
  std::vector<model::Trips> trips;
  std::optional<std::uint32_t> origin;
  while (const auto line = reader.next_line()) {
    auto words = reader.words(*line, ":;");
    if (words.empty()) continue;
    if (words.front().text == "Origin") {
      if (words.size() < 2) words.push_back(words.front());
      origin = position_at(reader, words[1], "origin", zone_count);
      words.erase(words.begin(), words.begin() + 2);
    }
    if (words.empty()) continue;
    if (origin) {
      read_trip_line(reader, words, *origin, zone_count, trips);
    } else {
      reader.complain(words.front(), "E406", "trips before any `Origin N` line",
                      "each block of trips begins with a line `Origin N`");
    }
  }
  reader.throw_if_wrong();
  return trips;
}

model::TripNetwork read_tntp_network(const std::string& file) {
  return parse_tntp_network(read_whole(file), file);
}

std::vector<model::Trips> read_tntp_trips(const std::string& file) {
  return parse_tntp_trips(read_whole(file), file);
}

}  // namespace corridor::input
