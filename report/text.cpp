#include "report/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace headroom {
namespace {

constexpr char kEscape = '\x1b';

struct CodeRange {
  std::uint32_t first;
  std::uint32_t last;
};
constexpr std::array<CodeRange, 4> kZeroWidth{
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
constexpr std::array<CodeRange, 8> kWide{{{0x1100, 0x115F},
                                          {0x2E80, 0xA4CF},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};

template <std::size_t n>
bool contains(const std::array<CodeRange, n>& ranges, std::uint32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](const CodeRange& r) { return code >= r.first && code <= r.last; });
}

std::size_t widthOf(std::uint32_t code) {
  if (contains(kZeroWidth, code)) return 0;
  return contains(kWide, code) ? 2 : 1;
}

/// Reads one code point at `at` and steps over it; malformed bytes count as themselves.
std::uint32_t nextCode(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  std::uint32_t code = more == 0 ? lead : lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more && at < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0U) != 0x80U) break;
    code = (code << 6U) | (byte & 0x3FU);
    ++at;
  }
  return code;
}

}  // namespace

std::size_t displayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == kEscape) {
      while (at < text.size() && text[at] != 'm') ++at;
      if (at < text.size()) ++at;
      continue;
    }
    width += widthOf(nextCode(text, at));
  }
  return width;
}

std::string padRight(std::string text, std::size_t width) {
  const std::size_t used = displayWidth(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::string padLeft(std::string text, std::size_t width) {
  const std::size_t used = displayWidth(text);
  if (used < width) text.insert(0, width - used, ' ');
  return text;
}

std::string clip(const std::string& text, std::size_t width, bool unicode) {
  if (displayWidth(text) <= width) return text;
  const std::string mark = unicode ? "…" : "...";
  const std::size_t room = width - std::min(width, displayWidth(mark));
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    used += widthOf(nextCode(text, at));
    if (used > room) break;
    out.append(text, begin, at - begin);
  }
  return out + mark;
}

std::vector<std::string> wrap(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    at = end;
    if (!line.empty() && displayWidth(line) + 1 + displayWidth(word) > width)
      lines.push_back(std::exchange(line, {}));
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string paragraph(const std::string& text, std::size_t width, std::size_t indent,
                      std::size_t hanging) {
  std::string out;
  for (const std::string& line : wrap(text, width - indent - hanging)) {
    out.append(out.empty() ? indent : indent + hanging, ' ');
    out.append(line).append("\n");
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out{text};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x20 || byte == 0x7F) out[i] = ' ';
    // The second set of controls, U+0080 to U+009F: two bytes, C2 80 to C2 9F.
    const bool lead = byte == 0xC2 && i + 1 < out.size();
    if (lead && static_cast<unsigned char>(out[i + 1]) < 0xA0) out[i] = out[i + 1] = ' ';
  }
  return out;
}

}  // namespace headroom
