#include "models/spec/queue_spec.h"

#include <fmt/format.h>

namespace headroom {
namespace {

constexpr double kMaxPlaces = 1e6;

/// What would do nothing.
void checkDiscipline(const QueueSpec& q, const JsonValue& at, Reading& reading) {
  if (q.standingAfter && q.discipline != Discipline::adaptiveLifo)
    reading.error("E_RULE", at,
                  "found \"standing_after\" without it acting; allowed: with \"discipline\": "
                  "\"adaptive_lifo\"");
  if (q.capacity == 0 && (q.discipline != Discipline::fifo || q.shed))
    reading.error("E_RULE", at,
                  "found a rule for a line with \"capacity\": 0; allowed: \"discipline\" and "
                  "\"shed\" where somebody can wait");
  if (q.timeout && q.shed && std::holds_alternative<AdaptiveTimeoutSpec>(q.shed->by))
    reading.error("E_CHOICE", at,
                  "found both; allowed: either a \"timeout\" or \"shed\": "
                  "{\"adaptive_timeout\": ...}, which is one");
}

}  // namespace

void describe(Shape<QueueSpec>& s) {
  s.is("Queue", "",
       "A waiting line: for a worker, a database's connection, or a limit that lets only so many "
       "in.");
  s("capacity", &QueueSpec::capacity,
    "Places beyond those who are served; a request that finds them taken gets 503, whatever the "
    "discipline. No bound when left out.")
      .between(0, kMaxPlaces);
  s("timeout", &QueueSpec::timeout,
    "Longest wait, then 503; drawn for each visit when it is no constant (patience). No bound when "
    "left out.");
  s("discipline", &QueueSpec::discipline,
    "Who is next. fifo: the first that came. lifo: the last. adaptive_lifo: the first; the last "
    "while the line is standing. priority: the most critical, of equals the first that came. "
    "Nobody "
    "in service is interrupted.")
      .optional();
  s("standing_after", &QueueSpec::standingAfter,
    "With adaptive_lifo: the line is standing when it has not been empty for so long; 100ms when "
    "left out.")
      .positive();
  s("shed", &QueueSpec::shed, "What is turned away while others wait; nothing when left out.");
  s.rule(checkDiscipline);
  s.rule([](const QueueSpec& q, const JsonValue& at, Reading& reading) {
    if (q.timeout && std::holds_alternative<FitSpec>(q.timeout->law))
      reading.error("E_RULE", at,
                    "found a fit for \"timeout\"; allowed: a law, since baselines fill in service "
                    "times only");
    const auto* constant = q.timeout ? std::get_if<ConstantSpec>(&q.timeout->law) : nullptr;
    if (constant == nullptr || constant->value > Duration::zero()) return;
    const Reading::Scope scope{reading, "timeout"};
    const JsonValue& timeout = *at.find("timeout");
    reading.error("E_RANGE", timeout,
                  fmt::format("found {}; allowed: > 0s; leave \"timeout\" out to wait without end, "
                              "or set \"capacity\": 0 for no queue",
                              timeout.excerpt()));
  });
}

}  // namespace headroom
