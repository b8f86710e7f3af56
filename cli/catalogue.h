// All a user can write, found by walking the described types from the document down.
#pragma once

#include <string>
#include <vector>

#include "models/notation/type.h"

namespace headroom {

/// An object type, and where it belongs.
struct ReferenceEntry {
  const ObjectType* type = nullptr;
  const ObjectType* owner = nullptr;  ///< Of the choice it is an alternative of; nullptr otherwise.
  std::string group;                  ///< "Parts", "Steps", ...
  std::vector<std::string> usedBy;    ///< "instance.queue", ...
};

/// A field with everything that is to be said about it.
struct FieldFacts {
  std::string name;
  std::string label;     ///< `a duration, e.g. "250ms"`
  std::string presence;  ///< "required", "optional", "default 1"
  std::string range;     ///< "> 0s and <= 1h"; "" when unbounded.
  std::string doc;
};

class Catalogue {
 public:
  explicit Catalogue(const ObjectType& root);
  const std::vector<ReferenceEntry>& entries() const { return entries_; }
  /// In the order a reader wants them; groups without entries are left out.
  std::vector<std::string> groups() const;
  std::vector<const ReferenceEntry*> inGroup(const std::string& group) const;
  const ReferenceEntry* find(const ObjectType* type) const;

 private:
  void visit(const ObjectType& type, const ObjectType* owner, const std::string& group);
  void visitField(const ObjectType& type, const FieldInfo& field, const std::string& group);
  std::vector<ReferenceEntry> entries_;
};

/// Every object has it, so it is told once and for all.
inline bool isNote(const FieldInfo& field) { return field.name == "note"; }
/// What a user calls it: its tag ("token_bucket") or else its name ("Limit").
std::string callName(const ObjectType& type);
FieldFacts factsOf(const ObjectType& type, const FieldInfo& field);

}  // namespace headroom
