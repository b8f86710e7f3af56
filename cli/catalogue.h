// All a user can write, found by walking the described types from the document down.
#pragma once

#include <string>
#include <vector>

#include "models/notation/field_facts.h"
#include "models/notation/type.h"

namespace headroom {

/// An object type, and where it belongs.
struct ReferenceEntry {
  const ObjectType* type = nullptr;
  const ObjectType* owner = nullptr;  ///< Of the choice it is an alternative of; nullptr otherwise.
  std::string group;                  ///< "Parts", "Steps", ...
  std::vector<std::string> usedBy;    ///< "instance.queue", ...
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

}  // namespace headroom
