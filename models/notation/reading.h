// The context of one pass over a document: where we are, and what we have to say about it.
#pragma once

#include <string>

#include "models/notation/diagnostic.h"
#include "models/notation/json_value.h"

namespace headroom {

/// Carried through the readers; knows the JSON pointer of the value being read.
class Reading {
 public:
  explicit Reading(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void error(std::string code, const JsonValue& at, std::string message) {
    diagnostics_.error(std::move(code), at.where, pointer_, std::move(message));
  }
  void errorAt(std::string code, const SourceLocation& where, const std::string& key,
               std::string message) {
    diagnostics_.error(std::move(code), where, pointer_ + pointerToken(key), std::move(message));
  }
  void warning(std::string lint, const JsonValue& at, std::string message) {
    diagnostics_.warning(std::move(lint), at.where, pointer_, std::move(message));
  }
  std::size_t errorCount() const { return diagnostics_.errorCount(); }
  const std::string& pointer() const { return pointer_; }

  /// Steps into a member or element for the lifetime of the scope.
  class Scope {
   public:
    Scope(Reading& reading, const std::string& token)
        : reading_(reading), length_(reading.pointer_.size()) {
      reading.pointer_ += pointerToken(token);
    }
    ~Scope() { reading_.pointer_.resize(length_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Reading& reading_;
    std::size_t length_;
  };

 private:
  Diagnostics& diagnostics_;
  std::string pointer_;
};

}  // namespace headroom
