// What the rows of our models offer beside their text, for views that lay a row out themselves.
#pragma once

#include <QVariant>
#include <Qt>

#include "gui/look/signs.h"

namespace headroom::gui {

enum Role {
  SignRole = Qt::UserRole + 1,  ///< int of a Sign.
  LeadRole,                     ///< QString: before all others, in a column of its own ("60 s").
  HeadRole,                     ///< QString: the first line, strong.
  TailRole,                     ///< QString: at the first line's right end.
  BodyRole,                     ///< QString: below, wrapped.
  NotesRole,                    ///< QStringList: further paragraphs, dim.
  CurrentRole,                  ///< bool: where the cursor is, or what is shown.
  FaintRole,                    ///< bool: of no weight now (a default; still to come).
  StrongRole                    ///< bool: stands out.
};

inline QVariant signValue(Sign sign) { return static_cast<int>(sign); }
inline Sign signOf(const QVariant& value) {
  return value.isValid() ? static_cast<Sign>(value.toInt()) : Sign::none;
}

}  // namespace headroom::gui
