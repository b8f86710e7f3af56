#include "gui/tables/rule_words.h"

#include "gui/look/words.h"
#include "gui/tables/property_tree.h"

namespace headroom::gui {

QString limiterTag(const JsonValue& limit) {
  const ObjectType& type = objectTypeOf<LimitSpec>();
  for (const UnionInfo::Alternative& alternative : type.choice->alternatives)
    if (limit.find(alternative.type().tag) != nullptr) return text(alternative.type().tag);
  return {};
}

QString limitWords(const LimitSpec& limit) {
  const JsonValue written = typeOf<LimitSpec>().write(&limit);
  const QString tag = limiterTag(written);
  QString words = limit.name ? text(*limit.name) + QStringLiteral(": ") + tag : tag;
  QString more;
  QString whom;
  for (const JsonMember& member : written.members) {
    const QString key = text(member.key);
    const QString value = inOneLine(member.value);
    if (key == tag)
      words += value.isEmpty() ? QString{} : QStringLiteral(" (%1)").arg(value);
    else if (key == QLatin1String("match"))
      whom = QStringLiteral(" for ") + value;
    else if (key == QLatin1String("when"))
      whom += QStringLiteral(" while ") + value;
    else if (key != QLatin1String("note") && key != QLatin1String("name"))
      more += QStringLiteral("; %1 %2").arg(key, value);
  }
  return words + whom + more;
}

QString segmentWords(const SegmentSpec& segment) {
  return inOneLine(typeOf<SegmentSpec>().write(&segment));
}

}  // namespace headroom::gui
