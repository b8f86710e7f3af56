// Text on a terminal: how wide it is, and how it is fitted into a column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Columns a terminal uses: UTF-8, wide and combining characters; colour sequences count nothing.
std::size_t displayWidth(std::string_view text);
std::string padRight(std::string text, std::size_t width);
std::string padLeft(std::string text, std::size_t width);
/// At most `width` columns; what is cut ends in "…" ("..." where there is no Unicode). Not for
/// coloured text.
std::string clip(const std::string& text, std::size_t width, bool unicode = true);
/// Lines of at most `width` columns, broken at blanks.
std::vector<std::string> wrap(const std::string& text, std::size_t width);
/// The same as text: every line indented and ended, those after the first by `hanging` more.
std::string paragraph(const std::string& text, std::size_t width, std::size_t indent,
                      std::size_t hanging = 0);
/// What came from a file, without what would command a terminal: control characters become blanks.
std::string printable(std::string_view text);

}  // namespace headroom
