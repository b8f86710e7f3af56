#include "report/table.h"

#include <algorithm>

#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kGap = 2;

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string trimmedRight(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

void Table::addRow(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back({std::move(cells), false});
}

void Table::addLine(std::string text) { rows_.push_back({{std::move(text)}, true}); }

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    for (const std::string& head : linesOf(columns_[c].head))
      widths[c] = std::max(widths[c], displayWidth(head));
    for (const Row& row : rows_)
      if (!row.whole) widths[c] = std::max(widths[c], displayWidth(row.cells[c]));
  }
  return widths;
}

std::string Table::line(const std::vector<std::string>& cells,
                        const std::vector<std::size_t>& widths) const {
  std::string out;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (c > 0) out.append(kGap, ' ');
    out += columns_[c].align == Align::left ? padRight(cells[c], widths[c])
                                            : padLeft(cells[c], widths[c]);
  }
  return trimmedRight(std::move(out));
}

std::string Table::header(const std::vector<std::size_t>& widths, const TerminalStyle& style,
                          const std::string& margin) const {
  std::vector<std::vector<std::string>> heads;
  std::size_t height = 0;
  bool any = false;
  for (const Column& column : columns_) {
    heads.push_back(linesOf(column.head));
    height = std::max(height, heads.back().size());
    any = any || !column.head.empty();
  }
  std::string out;
  for (std::size_t i = 0; any && i < height; ++i) {
    std::vector<std::string> cells;
    for (const auto& lines : heads) {
      const std::size_t missing = height - lines.size();
      cells.push_back(i < missing ? "" : lines[i - missing]);
    }
    out += margin + style.dim(line(cells, widths)) + "\n";
  }
  return out;
}

std::string Table::text(const TerminalStyle& style, std::size_t indent) const {
  const std::vector<std::size_t> columnWidths = widths();
  const std::string margin(indent, ' ');
  std::string out = header(columnWidths, style, margin);
  for (const Row& row : rows_)
    out += margin + (row.whole ? row.cells.front() : line(row.cells, columnWidths)) + "\n";
  return out;
}

std::string narrowHead(const std::string& head, std::size_t width) {
  std::string out;
  for (const std::string& part : wrap(head, width)) out += (out.empty() ? "" : "\n") + part;
  return out;
}

}  // namespace headroom
