#include "cli/series_spool.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>

#include "cli/exit_code.h"
#include "report/series_csv.h"

namespace headroom {
namespace {

[[noreturn]] void cannotKeep() {
  throw UserError{std::string{"--out: cannot keep the series in a temporary file: "} +
                  std::strerror(errno != 0 ? errno : EIO)};
}

void copyFile(std::FILE* file, std::ostream& out) {
  std::rewind(file);
  std::array<char, 1 << 16> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), file))
    out.write(buffer.data(), static_cast<std::streamsize>(n));
  if (std::ferror(file) != 0) cannotKeep();
}

}  // namespace

std::FILE* SeriesSpool::fileOf(const std::string& variant) {
  for (const Part& part : parts_)
    if (part.variant == variant) return part.file.get();
  errno = 0;
  std::FILE* file = std::tmpfile();
  if (file == nullptr) cannotKeep();
  parts_.push_back({variant, std::unique_ptr<std::FILE, CloseFile>{file}});
  return file;
}

void SeriesSpool::add(const std::string& variant, const Outcome& outcome) {
  std::ostringstream rows;
  writeSeriesRows(variant, outcome, rows);
  const std::string text = rows.str();
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), fileOf(variant)) != text.size()) cannotKeep();
}

void SeriesSpool::copyTo(std::ostream& out) const {
  writeSeriesHeader(out);
  std::vector<const Part*> sorted;
  for (const Part& part : parts_) sorted.push_back(&part);
  std::sort(sorted.begin(), sorted.end(),
            [](const Part* a, const Part* b) { return a->variant < b->variant; });
  for (const Part* part : sorted) copyFile(part->file.get(), out);
}

}  // namespace headroom
