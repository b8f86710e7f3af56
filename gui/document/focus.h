// What the user looks at: an instant, a part or flow, a variant and the one it is compared with.
// Views share it and know nothing else of each other.
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "sim/time.h"

namespace headroom::gui {

/// A part, a flow or a segment that is selected; none of them when the name is empty.
struct Subject {
  enum class Kind { none, part, flow, segment };
  Kind kind = Kind::none;
  std::string name;
  bool operator==(const Subject&) const = default;
};

class Focus : public QObject {
  Q_OBJECT
 public:
  explicit Focus(QObject* parent = nullptr) : QObject(parent) {}

  Time cursor() const { return cursor_; }
  /// Clamped to 0..end. By a user's hand: the cursor no longer follows a run.
  void setCursor(Time at);
  /// While it follows, a run's head moves the cursor (until the user does).
  bool follows() const { return follows_; }
  void setFollows(bool follows) { follows_ = follows; }
  /// The head of a run: moves the cursor if it follows.
  void runReached(Time at);
  Time end() const { return end_; }
  /// Of the longest design; the cursor stays within.
  void setEnd(Time end);

  const Subject& subject() const { return subject_; }
  void select(const Subject& subject);
  void selectPart(const std::string& name) { select({Subject::Kind::part, name}); }
  void clearSelection() { select({}); }

  /// Index in LoadedScenario::variants.
  std::size_t variant() const { return variant_; }
  void setVariant(std::size_t variant);
  /// Never the one that is shown.
  std::optional<std::size_t> compared() const { return compared_; }
  void setCompared(std::optional<std::size_t> compared);

  /// For another document: everything at its start.
  void reset(Time end);

 Q_SIGNALS:
  void cursorMoved(headroom::Time at);
  void subjectChanged();
  /// The variant that is shown, or the one compared with it.
  void variantsChanged();

 private:
  void moveCursor(Time at);
  Time cursor_{};
  Time end_{};
  bool follows_ = true;
  Subject subject_;
  std::size_t variant_ = 0;
  std::optional<std::size_t> compared_;
};

}  // namespace headroom::gui
