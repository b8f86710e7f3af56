#include "gui/tables/property_tree.h"

#include <QStringList>
#include <algorithm>

#include "gui/look/words.h"
#include "models/notation/field_facts.h"

namespace headroom::gui {
namespace {

constexpr qsizetype kMostText = 240;

bool isScalar(const JsonValue& value) { return !value.isObject() && !value.isArray(); }

QString scalarText(const JsonValue& value) {
  if (value.isString() || value.isNumber()) return text(value.text);
  if (value.kind == JsonValue::Kind::boolean) return value.boolean ? "yes" : "no";
  return "nothing";
}

QString membersInOneLine(const JsonValue& object);

/// A part of a line: what has several members stands in brackets.
QString within(const JsonValue& value) {
  const QString line = inOneLine(value);
  return value.isObject() && value.members.size() > 1 ? "(" + line + ")" : line;
}

/// What one would call an entry of a list: its kind, or its first key ("work", "flow browse").
QString headOf(const JsonValue& entry) {
  if (isScalar(entry)) return scalarText(entry);
  if (!entry.isObject() || entry.members.empty()) return inOneLine(entry);
  if (const JsonValue* kind = entry.find("kind")) return scalarText(*kind);
  const JsonMember& first = entry.members.front();
  // "match flow feed", "work exponential 3ms": with what it says, where that is one thing.
  const bool brief =
      isScalar(first.value) || (first.value.isObject() && first.value.members.size() == 1 &&
                                isScalar(first.value.members.front().value));
  return brief ? text(first.key) + ' ' + inOneLine(first.value) : text(first.key);
}

QString itemsInOneLine(const JsonValue& array) {
  if (array.items.empty()) return "none";
  if (array.items.size() == 1) return inOneLine(array.items.front());
  QStringList words;
  qsizetype length = 0;
  for (const JsonValue& item : array.items) {
    if (length > kMostText) break;
    words << headOf(item);
    length += words.back().size() + 2;
  }
  const bool plain = std::all_of(array.items.begin(), array.items.end(), isScalar);
  return plain ? words.join(", ") : QString::number(array.items.size()) + ": " + words.join(", ");
}

QString membersInOneLine(const JsonValue& object) {
  QStringList words;
  qsizetype length = 0;
  for (const JsonMember& member : object.members) {
    if (member.key == "note") continue;
    if (length > kMostText) break;  // A large system has more than anybody reads.
    if (member.key == "kind" && member.value.isString())
      words << scalarText(member.value);
    else
      words << (text(member.key) + " " + within(member.value)).trimmed();
    length += words.back().size() + 2;
  }
  return words.join(", ");
}

bool isNote(const FieldInfo& field) { return field.name == "note"; }

/// The object itself (also an optional one), rather than a list or map of it.
bool isObjectItself(const Type& type, const ObjectType& object) {
  return type.label() == object.label();
}

QString escaped(const std::string& s) { return text(s).toHtmlEscaped(); }

class Builder {
 public:
  explicit Builder(const std::set<std::string>& closed) : closed_(closed) {}

  /// Children of `node` for a value of `type`.
  void expand(Property& node, const Type& type, const JsonValue& value, const JsonValue* former) {
    if (closed_.contains(node.pointer.toStdString())) return;
    const ObjectType* object = type.object();
    if (object == nullptr) return;
    if (isObjectItself(type, *object))
      expandObject(node, *object, value, former);
    else
      expandEntries(node, *object, value, former);
  }

 private:
  void expandObject(Property& node, const ObjectType& type, const JsonValue& value,
                    const JsonValue* former) {
    if (value.isObject() && type.hasObjectForm()) {
      members(node, type, value, former);
      return;
    }
    for (const ShorthandInfo& form : type.shorthands) {
      if (!form.type().accepts(value)) continue;
      expand(node, form.type(), value, former);
      return;
    }
  }

  void expandEntries(Property& node, const ObjectType& type, const JsonValue& value,
                     const JsonValue* former) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const bool known = former != nullptr && i < former->items.size();
      Property& child = add(node, QString::number(i + 1), std::to_string(i), value.items[i],
                            known ? &former->items[i] : nullptr);
      child.help = "<p>" + escaped(type.doc) + "</p>" + place(value.items[i]);
      if (isTagged(type)) child.value = inOneLine(tagFirst(type, value.items[i]));
      expand(child, type, value.items[i], known ? &former->items[i] : nullptr);
    }
    for (const JsonMember& member : value.members) {
      if (member.key == "note" && member.value.isString()) continue;
      const JsonValue* before = former == nullptr ? nullptr : former->find(member.key);
      Property& child = add(node, text(member.key), member.key, member.value, before);
      child.help = "<p>" + escaped(type.doc) + "</p>" + place(member.value);
      expand(child, type, member.value, before);
    }
  }

  void members(Property& node, const ObjectType& type, const JsonValue& value,
               const JsonValue* former) {
    const bool nested = type.choice && type.choice->form == UnionInfo::Form::nested;
    if (type.choice && !nested) inlineChoice(node, type, value, former);
    for (const FieldInfo& info : type.fields)
      if (!isNote(info)) field(node, type, info, value, former);
    if (nested) nestedChoice(node, type, value, former);
    for (const FieldInfo& info : type.fields)
      if (isNote(info) && value.find(info.name) != nullptr) field(node, type, info, value, former);
  }

  /// { "kind": "cache", "capacity": ... } or { "call": ..., "timeout": ... }.
  void inlineChoice(Property& node, const ObjectType& type, const JsonValue& value,
                    const JsonValue* former) {
    const JsonValue* kind = value.find("kind");
    for (const UnionInfo::Alternative& alternative : type.choice->alternatives) {
      const ObjectType& held = alternative.type();
      const bool byKind = type.choice->form == UnionInfo::Form::kind;
      if (byKind ? kind == nullptr || kind->text != held.tag : value.find(held.tag) == nullptr)
        continue;
      if (byKind) {
        const JsonValue* before = former == nullptr ? nullptr : former->find("kind");
        Property& child = add(node, "kind", "kind", *kind, before);
        child.help = "<p>" + escaped(held.doc) + "</p>" + place(*kind);
      }
      members(node, held, value, former);
      return;
    }
  }

  /// { "token_bucket": { ... } } beside common fields.
  void nestedChoice(Property& node, const ObjectType& type, const JsonValue& value,
                    const JsonValue* former) {
    QStringList tags;
    for (const UnionInfo::Alternative& alternative : type.choice->alternatives) {
      const ObjectType& held = alternative.type();
      tags << text(held.tag);
      const JsonValue* found = value.find(held.tag);
      if (found == nullptr) continue;
      const JsonValue* before = former == nullptr ? nullptr : former->find(held.tag);
      Property& child = add(node, text(held.tag), held.tag, *found, before);
      child.help = "<p>" + escaped(held.doc) + "</p>" + place(*found);
      expand(child, held, *found, before);
      return;
    }
    Property& child = addUnset(node, tags.join(" | "), "", "not set");
    child.help = "<p>" + escaped(type.choice->doc) + "</p>";
  }

  void field(Property& node, const ObjectType& type, const FieldInfo& info, const JsonValue& value,
             const JsonValue* former) {
    const JsonValue* found = value.find(info.name);
    const JsonValue* before = former == nullptr ? nullptr : former->find(info.name);
    const FieldFacts facts = factsOf(type, info);
    QString help = "<p>" + escaped(facts.doc) + "</p><p>" + escaped(facts.label);
    if (!facts.range.empty()) help += "; " + escaped(facts.range);
    help += "; " + escaped(facts.presence) + "</p>";
    if (found != nullptr) {
      Property& child = add(node, text(info.name), info.name, *found, before);
      child.help = help + place(*found);
      if (before == nullptr && former != nullptr) child.former = unsetText(facts);
      if (const QString tags = tagsOf(info.type(), *found); !tags.isEmpty()) child.value = tags;
      expand(child, info.type(), *found, before);
      return;
    }
    Property& child = addUnset(node, text(info.name), info.name, unsetText(facts));
    child.help = help;
    if (before != nullptr) markChanged(child, inOneLine(*before));
  }

  /// Values are told apart by a tag inside them: a limit is what its limiter is.
  static bool isTagged(const ObjectType& type) {
    return type.choice && type.choice->form == UnionInfo::Form::nested;
  }

  static JsonValue tagFirst(const ObjectType& type, JsonValue value) {
    const auto isTag = [&type](const JsonMember& member) {
      return std::any_of(type.choice->alternatives.begin(), type.choice->alternatives.end(),
                         [&member](const auto& a) { return a.type().tag == member.key; });
    };
    std::stable_partition(value.members.begin(), value.members.end(), isTag);
    return value;
  }

  /// Of a list of such values ("2: token_bucket, gcra"): which ones they are, rather than what each
  /// begins with; "" of anything else.
  static QString tagsOf(const Type& type, const JsonValue& list) {
    const ObjectType* object = type.object();
    if (object == nullptr || !isTagged(*object) || isObjectItself(type, *object)) return {};
    JsonValue reordered = list;
    for (JsonValue& item : reordered.items) item = tagFirst(*object, std::move(item));
    return inOneLine(reordered);
  }

  static QString unsetText(const FieldFacts& facts) {
    if (facts.presence == "optional") return "not set";
    return facts.presence == "required" ? "required, not set" : text(facts.presence);
  }

  static QString place(const JsonValue& value) {
    if (value.where.line == 0) return {};
    return QString("<p>line %1 of %2</p>").arg(value.where.line).arg(escaped(value.where.file));
  }

  /// Tells every object around it, too.
  static void markChanged(Property& property, const QString& former) {
    property.changed = true;
    property.former = former;
    for (Property* p = property.parent; p != nullptr; p = p->parent) p->changedInside = true;
  }

  static Property& append(Property& node, const QString& name, const std::string& key) {
    node.children.push_back(std::make_unique<Property>());
    Property& child = *node.children.back();
    child.parent = &node;
    child.name = name;
    child.pointer = node.pointer + text(pointerToken(key));
    return child;
  }

  static Property& addUnset(Property& node, const QString& name, const std::string& key,
                            const QString& value) {
    Property& child = append(node, name, key);
    child.isSet = false;
    child.value = value;
    return child;
  }

  /// A scalar, or a thing that was not there before, is changed itself; else what is inside it.
  static Property& add(Property& node, const QString& name, const std::string& key,
                       const JsonValue& value, const JsonValue* former) {
    Property& child = append(node, name, key);
    child.value = inOneLine(value);
    if (former == nullptr)
      markChanged(child, "not set");
    else if (!value.sameValue(*former) && (isScalar(value) || former->kind != value.kind))
      markChanged(child, inOneLine(*former));
    else if (!value.sameValue(*former))
      child.former = inOneLine(*former);
    return child;
  }

  const std::set<std::string>& closed_;
};

}  // namespace

QString inOneLine(const JsonValue& value) {
  QString line = value.isObject()  ? membersInOneLine(value)
                 : value.isArray() ? itemsInOneLine(value)
                                   : scalarText(value);
  if (line.size() > kMostText) line = line.left(kMostText) + "…";
  return line;
}

std::unique_ptr<Property> propertiesOf(const Type& type, const JsonValue& value,
                                       const JsonValue* former, const std::string& pointer,
                                       const std::set<std::string>& closed) {
  auto root = std::make_unique<Property>();
  root->pointer = text(pointer);
  root->value = inOneLine(value);
  Builder{closed}.expand(*root, type, value, former);
  if (const ObjectType* object = type.object()) {
    root->help = "<p>" + escaped(object->doc) + "</p>";
    const JsonValue* kind = value.find("kind");
    if (object->choice && kind != nullptr)
      for (const UnionInfo::Alternative& alternative : object->choice->alternatives)
        if (alternative.type().tag == kind->text)
          root->help = "<p>" + escaped(alternative.type().doc) + "</p>";
  }
  return root;
}

}  // namespace headroom::gui
