// What a user wrote of a thing, field by field, with what could be written beside it: made from
// describe() alone, so that a new policy shows up by itself.
#pragma once

#include <QString>
#include <memory>
#include <set>
#include <vector>

#include "models/notation/type.h"

namespace headroom::gui {

struct Property {
  QString name;     ///< As in the file: "connection_timeout".
  QString value;    ///< "250ms"; of an object in one line; "default 1" or "not set".
  QString former;   ///< What it is without the variant, when that differs.
  QString help;     ///< What it is, what may be written, where it stands.
  QString pointer;  ///< JSON pointer.
  bool isSet = true;
  bool changed = false;        ///< By the variant.
  bool changedInside = false;  ///< Something below it is.
  Property* parent = nullptr;
  std::vector<std::unique_ptr<Property>> children;
};

/// `value` is what stands at `pointer`, of a type; `former` what stands there without the variant
/// (nullptr: nothing). What lies at a pointer of `closed` is told in one line only.
std::unique_ptr<Property> propertiesOf(const Type& type, const JsonValue& value,
                                       const JsonValue* former, const std::string& pointer,
                                       const std::set<std::string>& closed = {});

/// "call orders-db.select, timeout 2s": a JSON value in one line, as one would say it.
QString inOneLine(const JsonValue& value);

}  // namespace headroom::gui
