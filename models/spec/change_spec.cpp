#include "models/spec/change_spec.h"

namespace headroom {

void describe(Shape<ChangeSpec>& s) {
  s.is("Change", "",
       "A limit is changed by hand. Each kind of limit takes it as its product does: tokens, debts "
       "and counts go on, unless its page says that it begins anew.");
  s("at", &ChangeSpec::at, "When.").atLeast(0);
  s("part", &ChangeSpec::part, "The part whose limit it is.");
  s("limit", &ChangeSpec::limit, "The limit's name.");
  s("to", &ChangeSpec::to, "To this share of what is written.").between(kLeastShare, kMostShare);
  s("rate", &ChangeSpec::rate, "To this rate, if it limits a rate.").above(0).atMost(1e9);
  s("count", &ChangeSpec::count, "To this number, if it limits a number.").capacity().atMost(1e9);
  s("burst", &ChangeSpec::burst, "Of a token_bucket: its burst becomes this.")
      .capacity()
      .atMost(1e6);
  s.rule([](const ChangeSpec& c, const JsonValue& at, Reading& reading) {
    if (c.to.has_value() + c.rate.has_value() + c.count.has_value() + c.burst.has_value() != 1)
      reading.error("E_CHOICE", at,
                    "allowed: exactly one of \"to\", \"rate\", \"count\", \"burst\"");
  });
}

}  // namespace headroom
