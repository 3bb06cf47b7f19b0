#include "csv_text.hpp"

#include <algorithm>

namespace corridor::input {
namespace {

constexpr std::size_t kNotFound = std::string_view::npos;

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Bytes of the UTF-8 character at the front of `text`, or 0 when it is none.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  const std::size_t size = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
  if (first < 0xC2U || first > 0xF4U) return 0;
  const unsigned least = first == 0xE0U ? 0xA0U : first == 0xF0U ? 0x90U : 0x80U;
  const unsigned most = first == 0xEDU ? 0x9FU : first == 0xF4U ? 0x8FU : 0xBFU;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if (byte(i) < 0x80U || byte(i) > 0xBFU) return 0;
  }
  return size;
}

}  // namespace

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

std::size_t find_bad_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = character_size(text.substr(at));
    if (size == 0) return at;
    at += size;
  }
  return kNotFound;
}

std::optional<RawRow> RowCutter::next() {
  while (at_ < text_.size() && is_line_end()) skip_line_end();
  if (at_ >= text_.size()) return std::nullopt;
  RawRow row;
  row.begin = at_;
  row.line = line_;
  row.cells.reserve(width_);
  while (cut_cell(row)) ++at_;
  skip_line_end();
  width_ = row.cells.size();
  return row;
}

bool RowCutter::is_line_end() const {
  return at_ >= text_.size() || text_[at_] == '\n' ||
         (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
}

void RowCutter::skip_line_end() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size()) ++at_;
  ++line_;
}

// Cuts one cell; whether a separator and so another cell follows.
bool RowCutter::cut_cell(RawRow& row) {
  RawCell cell;
  cell.begin = at_;
  if (at_ < text_.size() && text_[at_] == '"') {
    cut_quoted(row, cell);
  }
  const std::size_t plain = at_;
  while (!is_line_end() && text_[at_] != ',') ++at_;
  if (at_ > plain && at_ > cell.begin) {
    if (cell.begin < plain && row.fault == QuoteFault::kNone) {
      row.fault = QuoteFault::kTextAfter;
      row.fault_at = plain;
    }
    cell.text.append(text_.substr(plain, at_ - plain));
  }
  cell.end = at_;
  row.cells.push_back(std::move(cell));
  return !is_line_end();
}

void RowCutter::cut_quoted(RawRow& row, RawCell& cell) {
  ++at_;
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    const std::size_t end = std::min(quote, text_.size());
    const std::string_view part = text_.substr(at_, end - at_);
    line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
    cell.text.append(part);
    at_ = std::min(end + 1, text_.size());
    if (quote == kNotFound) {
      row.fault = QuoteFault::kOpen;
      row.fault_at = cell.begin;
      return;
    }
    if (at_ >= text_.size() || text_[at_] != '"') return;
    cell.text.push_back('"');
    ++at_;
  }
}

}  // namespace corridor::input
