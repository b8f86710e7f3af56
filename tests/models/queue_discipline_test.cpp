// Who of a waiting line is next, and who is shed from it. Requests come every 100 ms and take
// 250 ms, one at a time, unless said otherwise; departures of an instant come before its timeouts,
// and those before its arrivals.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

std::string queued(const std::string& queue, const std::string& duration = "950ms") {
  return timeline(R"("app": {"kind": "instance", "workers": 1, "queue": {)" + queue +
                      R"(}, "operations": {"do": {"work": "250ms"}}})",
                  "10", duration);
}

/// Flow "a" is sheddable and comes all the time, "b" is critical and comes at 0, 100 and 200.
std::string twoLevels(const std::string& queue, const std::string& duration) {
  return fmt::format(R"({{"headroom": "1", "system": {{
    "flows": {{"a": {{"entry": "app.do", "criticality": "sheddable"}}, "b": {{"entry": "app.do"}}}},
    "parts": {{"app": {{"kind": "instance", "workers": 1, "queue": {{{}}},
                        "operations": {{"do": {{"work": "250ms"}}}}}}}}}},
    "workload": [{{"flow": "a", "arrivals": "constant", "start_rate": "10/s",
                   "stages": [{{"target": "10/s", "duration": "{}"}}]}},
                 {{"flow": "b", "arrivals": "constant", "start_rate": "10/s",
                   "stages": [{{"target": "10/s", "duration": "250ms"}}]}}]}})",
                     queue, duration);
}

TEST(QueueDiscipline, FifoServesWhoCameFirst) {
  const Times fifo = latencies(queued(R"("discipline": "fifo")"));
  EXPECT_EQ(fifo, (Times{250, 400, 550}));
  EXPECT_EQ(fifo, latencies(queued("")));
}

TEST(QueueDiscipline, LifoServesWhoCameLast) {
  // At 250 the one of 200, at 500 that of 400; those of 100 and 300 still wait.
  EXPECT_EQ(latencies(queued(R"("discipline": "lifo")")), (Times{250, 300, 350}));
}

TEST(QueueDiscipline, AdaptiveLifoChangesOverOnceTheLineStands) {
  // Not empty since 100. At 250 that is 150 ms ago: the first; at 500, 400 ms: the last.
  EXPECT_EQ(latencies(queued(R"("discipline": "adaptive_lifo", "standing_after": "200ms")")),
            (Times{250, 400, 350}));
}

TEST(QueueDiscipline, AFullLineRefusesWhoComesWhateverItsOrder) {
  const std::string text = queued(R"("discipline": "lifo", "capacity": 1)", "450ms");
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::queueFull, Cause::queueFull}));
}

TEST(QueueDiscipline, PriorityServesTheCriticalFirstAndOfEqualsWhoCameFirst) {
  // a at 0 is in service when b comes; then b, b, b until 1000, then the a of 100.
  const std::vector<Answer> answers =
      answersOf(load(twoLevels(R"("discipline": "priority")", "1300ms")).variants.front());
  Times a, b;
  for (const Answer& answer : answers)
    (answer.flow == "a" ? a : b)
        .push_back(static_cast<double>(answer.answered - answer.issued) * 1e-6);
  EXPECT_EQ(a, (Times{250, 1150}));
  EXPECT_EQ(b, (Times{500, 650, 800}));
}

TEST(QueueDiscipline, PatienceEndsInALineByPriority) {
  // The a of 100, 200 and 300 leave at 700, 800, 900; at 1000 that of 400 is taken, in time.
  const std::vector<Answer> answers =
      answersOf(load(twoLevels(R"("discipline": "priority", "timeout": "600ms")", "1290ms"))
                    .variants.front());
  Times a;
  Causes why;
  for (const Answer& answer : answers)
    if (answer.flow == "a") {
      a.push_back(static_cast<double>(answer.answered - answer.issued) * 1e-6);
      why.push_back(answer.cause);
    }
  const Cause late = Cause::queueTimeout;
  EXPECT_EQ(a, (Times{250, 600, 600, 600, 850, 600, 600}));
  EXPECT_EQ(why, (Causes{Cause::none, late, late, late, Cause::none, late, late}));
}

TEST(QueueDiscipline, AdaptiveTimeoutIsShortInALineThatStands) {
  const std::string text =
      queued(R"("shed": {"adaptive_timeout": {"n": "150ms", "m": "5ms"}})", "760ms");
  // 100 comes to an empty line and is taken at 250. 200: the line was empty 100 ms ago, so 150 ms.
  // 300: 200 ms ago, so 5 ms. At 350 it is empty again: 400 is taken at 500; 500 has 150 ms, 600 is
  // taken at 750, 700 has 5 ms.
  EXPECT_EQ(latencies(text), (Times{250, 400, 150, 5, 350, 150, 5}));
  const Cause late = Cause::queueTimeout;
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::none, late, late, Cause::none, late, late}));
}

TEST(QueueDiscipline, CodelShedsAtTheDequeueOnceAnIntervalHadNoShortWait) {
  // Every 20 ms one that takes 30 ms: the waits are 0, 10, 20, ... The interval that begins at 30
  // (wait 10) is over at the dequeue of 150, which sees overload and is not shed itself. At 180
  // those with waits of 60, 40 and 20 ms are shed, the server stands free, and 180 finds it so; 200
  // waits 10, which is not above 10; 220 waits 20. The interval that begins at 270 is no overload,
  // since 180 had waited 0.
  const std::string text = timeline(R"("app": {"kind": "instance", "workers": 1,
        "queue": {"shed": {"codel": {"interval": "100ms", "target": "5ms"}}},
        "operations": {"do": {"work": "30ms"}}})",
                                    "50", "310ms");
  EXPECT_EQ(latencies(text), (Times{30, 40, 50, 60, 70, 80, 60, 40, 20, 30, 40, 20, 30, 40}));
  const Cause ok = Cause::none;
  const Cause shed = Cause::shed;
  EXPECT_EQ(causes(text), (Causes{ok, ok, ok, ok, ok, ok, shed, shed, shed, ok, ok, shed, ok, ok}));
  const Outcome outcome = runFirst(text);
  EXPECT_EQ(part(outcome, "app").books.refused, 4u);
  const CauseCount& cause = part(outcome, "app").causes.front();
  EXPECT_EQ(cause.status, 503);
  EXPECT_EQ(cause.resource, "queue");
  EXPECT_EQ(nameOf(cause.cause), "shed");
}

TEST(QueueDiscipline, WhoIsShedMayComeAgain) {
  const std::string text =
      timeline(R"("app": {"kind": "instance", "workers": 1,
        "queue": {"shed": {"codel": {}}}, "operations": {"do": {"work": "30ms"}}})",
               "50", "310ms",
               R"("retry": {"max_attempts": 2, "fixed": {"delay": "0s"}, "retry_on": ["503"]})");
  // Those shed at 180 come again at that instant, before the one that arrives then: the first gets
  // the server (180 to 210), the others wait.
  const std::vector<Answer> answers = answersOf(load(text).variants.front());
  EXPECT_EQ(answers[6].answered, 210'000'000);
  EXPECT_EQ(answers[6].cause, Cause::none);
}

TEST(QueueDiscipline, ADatabaseHasALineForItsConnections) {
  const std::string text = timeline(
      R"("app": {"kind": "database", "connections": 1, "queue": {"capacity": 1, "timeout": "200ms"},
                 "operations": {"do": "250ms"}})",
      "10", "760ms");
  // 500 comes when 300 has just been taken, and leaves at 700, before 700 comes.
  EXPECT_EQ(latencies(text), (Times{250, 400, 0, 450, 0, 200, 0}));
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::none, Cause::queueFull, Cause::none,
                                  Cause::queueFull, Cause::queueTimeout, Cause::queueFull}));
  EXPECT_EQ(part(runFirst(text), "app").causes.front().resource, "connections");
}

TEST(QueueDiscipline, ADatabasesLineMayBeLifoAndShed) {
  const std::string text = timeline(
      R"("app": {"kind": "database", "connections": 1, "queue": {"discipline": "lifo"},
                 "operations": {"do": "250ms"}})",
      "10", "950ms");
  EXPECT_EQ(latencies(text), (Times{250, 300, 350}));
  const Outcome shed = runFirst(timeline(
      R"("app": {"kind": "database", "connections": 1, "queue": {"shed": {"codel_rfc8289": {}}},
                 "operations": {"do": "30ms"}})",
      "50", "5s"));
  EXPECT_GT(part(shed, "app").books.refused, 10u);
}

TEST(QueueDiscipline, AHangHoldsTheLineAndAResetEmptiesIt) {
  const std::string text = timeline(
      R"("app": {"kind": "instance", "workers": 1, "queue": {"discipline": "priority"},
                 "operations": {"do": {"work": "250ms"}}})",
      "10", "950ms", "", R"({"at": "230ms", "duration": "100ms", "part": "app",
                             "down": {"mode": "refuse"}})");
  // 0, 100 and 200 are reset, 300 is refused; 400 is served until 650, then 500.
  EXPECT_EQ(latencies(text), (Times{230, 130, 30, 0, 250, 400}));
}

}  // namespace
}  // namespace headroom::test
