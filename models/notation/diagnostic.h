// What we tell a user about what the user wrote: located, complete, and with a way out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/notation/json_value.h"

namespace headroom {

enum class Severity { error, warning };

/// One finding about an input file.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;      ///< "E_RANGE", or the kebab-case name of a lint ("unreachable-part").
  SourceLocation where;  ///< Line 0 when only the file is known.
  std::string pointer;   ///< JSON pointer into the document after `system` was inlined.
  std::string message;   ///< What was found, what is allowed, the nearest valid name.
  bool operator==(const Diagnostic&) const = default;
};

/// "file:line:column: error[E_RANGE] /pointer: message".
std::string toText(const Diagnostic& diagnostic);

/// Collects findings; reading goes on after an error, so that all are reported at once.
class Diagnostics {
 public:
  void error(std::string code, const SourceLocation& where, std::string pointer,
             std::string message);
  void warning(std::string lint, const SourceLocation& where, std::string pointer,
               std::string message);

  bool hasErrors() const { return errors_ > 0; }
  std::size_t errorCount() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }

  /// Appends all of `other`; a finding that is here already (same code, place, pointer and message)
  /// is kept once: variants of one scenario repeat each other's.
  void merge(const Diagnostics& other);
  /// Drops warnings whose lint name is listed.
  void silence(const std::vector<std::string>& lints);
  /// By file, line, column, then in order of finding.
  void sortByPlace();

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// The candidate closest to `name` by Damerau-Levenshtein distance (case-insensitive), or "" when
/// none is within a third of the longer name's length (at least 1). Ties: the first candidate.
std::string nearestName(std::string_view name, const std::vector<std::string>& candidates);

/// `; did you mean "x"?` for the nearest candidate, or "" when none is near.
std::string didYouMean(std::string_view name, const std::vector<std::string>& candidates);

/// "a, b, c" (at most `limit` names, then "and 12 more").
std::string listNames(const std::vector<std::string>& names, std::size_t limit = 12);

}  // namespace headroom
