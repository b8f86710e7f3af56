#include "cli/reference_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "models/notation/diagnostic.h"
#include "report/text.h"

namespace headroom {
namespace {

constexpr std::size_t kWidth = 96;
constexpr std::size_t kNameColumn = 22;

/// A name, and beside it a paragraph.
std::string item(const std::string& name, const std::string& text, const TerminalStyle& style) {
  const std::string body = paragraph(text, kWidth, kNameColumn);
  const bool fits = name.size() + 3 <= kNameColumn;
  const std::string head = "  " + style.bold(name);
  if (!fits) return head + "\n" + body;
  return padRight(head, kNameColumn) + body.substr(std::min(body.size(), kNameColumn));
}

std::string fieldText(const FieldFacts& facts, const TerminalStyle& style) {
  std::string type = facts.label + "; " + facts.presence;
  if (!facts.range.empty()) type += "; " + facts.range;
  std::string out = item(facts.name, type, style);
  return out + paragraph(facts.doc, kWidth, kNameColumn);
}

std::string choiceText(const ObjectType& type, const TerminalStyle& style) {
  const UnionInfo& choice = *type.choice;
  std::string out = fmt::format(
      "\n  {} {}: {}\n", choice.required ? "Exactly one of" : "At most one of",
      choice.form == UnionInfo::Form::kind ? "these kinds (\"kind\")" : "these keys", choice.doc);
  for (const auto& alternative : choice.alternatives)
    out += item(alternative.type().tag, alternative.type().doc, style);
  return out;
}

/// "a kind of Part", "a Step"
std::string placeOf(const ReferenceEntry& entry) {
  if (entry.owner == nullptr) return {};
  const bool kind = entry.owner->choice->form == UnionInfo::Form::kind;
  return fmt::format(" ({} {})", kind ? "a kind of" : "one way of a", entry.owner->name);
}

bool hasFields(const ObjectType& type) {
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [](const FieldInfo& field) { return !isNote(field); });
}

std::string typeText(const ReferenceEntry& entry, const TerminalStyle& style) {
  const ObjectType& type = *entry.type;
  std::string out =
      style.bold(callName(type)) + placeOf(entry) + "\n" + paragraph(type.doc, kWidth, 2);
  for (const ShorthandInfo& form : type.shorthands)
    out += paragraph(fmt::format("{} {}: {}", type.hasObjectForm() ? "In short:" : "Written as",
                                 form.type().label(), form.doc),
                     kWidth, 2);
  if (hasFields(type)) out += "\n";
  for (const FieldInfo& field : type.fields)
    if (!isNote(field)) out += fieldText(factsOf(type, field), style);
  if (type.choice) out += choiceText(type, style);
  if (!entry.usedBy.empty())
    out += fmt::format("\n{}", paragraph("Stands in: " + listNames(entry.usedBy), kWidth, 2));
  return out;
}

std::string firstSentence(const std::string& doc) {
  const std::size_t end = doc.find(". ");
  return end == std::string::npos ? doc : doc.substr(0, end + 1);
}

}  // namespace

std::string overviewText(const Catalogue& catalogue, const TerminalStyle& style) {
  std::string out = "What can stand in a file. More about one: headroom describe THING\n";
  for (const std::string& group : catalogue.groups()) {
    out += "\n" + group + "\n";
    for (const ReferenceEntry* entry : catalogue.inGroup(group))
      out += item(callName(*entry->type), firstSentence(entry->type->doc), style);
  }
  out += "\nEvery object also takes a \"note\": free text that changes nothing.\n";
  return out;
}

std::string thingText(const Catalogue& catalogue, const Thing& thing, const TerminalStyle& style) {
  if (thing.field == nullptr) return typeText(*catalogue.find(thing.type), style);
  FieldFacts facts = factsOf(*thing.type, *thing.field);
  facts.name = callName(*thing.type) + "." + facts.name;
  std::string out = fieldText(facts, style);
  if (const ObjectType* inside = thing.field->type().object())
    out += paragraph("More: headroom describe " + callName(*inside), kWidth, kNameColumn);
  return out;
}

}  // namespace headroom
