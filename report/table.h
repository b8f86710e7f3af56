// Columns that line up.
#pragma once

#include <string>
#include <vector>

#include "report/terminal_style.h"

namespace headroom {

class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string head;  ///< May have several lines; they stand on the last ones.
    Align align = Align::right;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// Missing cells are empty. Cells may be coloured.
  void addRow(std::vector<std::string> cells);
  /// A line above which and below which columns do not look at its width.
  void addLine(std::string text);
  bool empty() const { return rows_.empty(); }
  /// Every line indented and ended.
  std::string text(const TerminalStyle& style, std::size_t indent = 2) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    bool whole = false;  ///< One cell, across all columns.
  };
  std::vector<std::size_t> widths() const;
  std::string header(const std::vector<std::size_t>& widths, const TerminalStyle& style,
                     const std::string& margin) const;
  std::string line(const std::vector<std::string>& cells,
                   const std::vector<std::size_t>& widths) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

/// A heading broken at a blank into lines of about `width`, for a narrow column.
std::string narrowHead(const std::string& head, std::size_t width);

}  // namespace headroom
