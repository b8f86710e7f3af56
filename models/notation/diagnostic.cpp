#include "models/notation/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace headroom {
namespace {

/// Names are at most 64 bytes; comparing what is far longer costs its square and helps nobody.
constexpr std::size_t kMaxComparedName = 128;

/// Keys and values of a file end up in messages: no terminal control from there, one line each.
std::string withoutControls(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F)
      out += fmt::format("\\u{:04x}", byte);
    else
      out += c;
  }
  return out;
}

std::string lowered(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours.
std::size_t editDistance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> before;  // Row i - 2.
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.size()];
}

}  // namespace

std::string toText(const Diagnostic& diagnostic) {
  std::string place = withoutControls(diagnostic.where.file);
  if (diagnostic.where.line > 0)
    place += fmt::format("{}{}:{}", place.empty() ? "" : ":", diagnostic.where.line,
                         diagnostic.where.column);
  return fmt::format("{}{}{}[{}]{}{}: {}", place, place.empty() ? "" : ": ",
                     diagnostic.severity == Severity::error ? "error" : "warning", diagnostic.code,
                     diagnostic.pointer.empty() ? "" : " ", withoutControls(diagnostic.pointer),
                     withoutControls(diagnostic.message));
}

void Diagnostics::error(std::string code, const SourceLocation& where, std::string pointer,
                        std::string message) {
  all_.push_back({Severity::error, std::move(code), where, std::move(pointer), std::move(message)});
  ++errors_;
}

void Diagnostics::warning(std::string lint, const SourceLocation& where, std::string pointer,
                          std::string message) {
  all_.push_back(
      {Severity::warning, std::move(lint), where, std::move(pointer), std::move(message)});
}

void Diagnostics::merge(const Diagnostics& other) {
  std::unordered_set<std::string> seen;
  for (const Diagnostic& d : all_) seen.insert(toText(d));
  for (const Diagnostic& d : other.all_) {
    if (!seen.insert(toText(d)).second) continue;
    if (d.severity == Severity::error) ++errors_;
    all_.push_back(d);
  }
}

void Diagnostics::silence(const std::vector<std::string>& lints) {
  std::erase_if(all_, [&lints](const Diagnostic& d) {
    return d.severity == Severity::warning &&
           std::find(lints.begin(), lints.end(), d.code) != lints.end();
  });
}

void Diagnostics::sortByPlace() {
  std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) <
           std::tie(b.where.file, b.where.line, b.where.column);
  });
}

std::string nearestName(std::string_view name, const std::vector<std::string>& candidates) {
  std::string nearest;
  std::size_t least = std::string::npos;
  if (name.empty() || name.size() > kMaxComparedName) return nearest;
  const std::string wanted = lowered(name);
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kMaxComparedName) continue;
    const std::size_t distance = editDistance(wanted, lowered(candidate));
    const std::size_t allowed =
        std::max<std::size_t>(1, std::max(name.size(), candidate.size()) / 3);
    if (distance > allowed || distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

std::string didYouMean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string nearest = nearestName(name, candidates);
  return nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest);
}

std::string listNames(const std::vector<std::string>& names, std::size_t limit) {
  const std::size_t shown = std::min(limit, names.size());
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) out += (i > 0 ? ", " : "") + names[i];
  if (shown == names.size()) return out;
  return fmt::format("{}{}{} more", out, shown > 0 ? " and " : "", names.size() - shown);
}

}  // namespace headroom
