// What a terminal can show: colour, and characters beyond ASCII.
#pragma once

#include <string>

#include "models/outcome/verdict.h"

namespace headroom {

struct TerminalStyle {
  bool colour = false;
  bool unicode = true;

  std::string good(const std::string& text) const { return paint("32", text); }
  std::string bad(const std::string& text) const { return paint("31", text); }
  std::string warn(const std::string& text) const { return paint("33", text); }
  std::string dim(const std::string& text) const { return paint("2", text); }
  std::string bold(const std::string& text) const { return paint("1", text); }
  /// "PASS", "FAIL", "INCONCLUSIVE", green, red, yellow.
  std::string verdict(Verdict verdict) const;
  /// `plain` where only ASCII can be shown.
  std::string glyph(const char* unicodeForm, const char* plain) const {
    return unicode ? unicodeForm : plain;
  }

 private:
  std::string paint(const char* code, const std::string& text) const {
    if (!colour || text.empty()) return text;
    return std::string{"\x1b["} + code + "m" + text + "\x1b[0m";
  }
};

inline std::string TerminalStyle::verdict(Verdict verdict) const {
  switch (verdict) {
    case Verdict::pass:
      return good("PASS");
    case Verdict::fail:
      return bad("FAIL");
    case Verdict::inconclusive:
      return warn("INCONCLUSIVE");
  }
  return {};
}

}  // namespace headroom
