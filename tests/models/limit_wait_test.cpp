// Standing at the door of a limit: what is held, what is not, and what may end it.
#include <gtest/gtest.h>

#include "tests/support/timeline.h"

namespace headroom::test {
namespace {

/// A token every 200 ms for a request every 100 ms: request k waits 100 k ms.
const std::string kBucket = R"("token_bucket": {"rate": "5/s", "max_wait": "1h"})";

std::string limited(const std::string& app, const std::string& duration,
                    const std::string& flow = "", const std::string& faults = "") {
  return timeline(R"("app": {"kind": "instance", )" + app + "}", "10", duration, flow, faults);
}

std::string atTheDoor(const std::string& more = "") {
  return R"("limits": [{)" + kBucket + "}" + more + R"(], "operations": {"do": {"work": "1ms"}})";
}

TEST(LimitWait, WhoWaitsIsInsideButHoldsNoWorker) {
  const Outcome outcome = runFirst(limited(R"("workers": 1, )" + atTheDoor(), "500ms"));
  // At 500 the first three have been served (at 0, 200, 400), two stand at the door.
  EXPECT_EQ(part(outcome, "app").books.completed, 3u);
  EXPECT_EQ(part(outcome, "app").books.inside, 2);
  EXPECT_DOUBLE_EQ(resource(part(outcome, "app"), "workers").whole.busy, 3 * 0.001 / 0.5);
  EXPECT_DOUBLE_EQ(resource(part(outcome, "app"), "workers").whole.queue, 0);
}

TEST(LimitWait, ACallersTimeoutSaysLimitAndTheRestIsWasted) {
  const std::string text = limited(atTheDoor(), "1s", R"("timeout": "150ms")");
  EXPECT_EQ(causes(text),
            (Causes{Cause::none, Cause::none, Cause::timeout, Cause::timeout, Cause::timeout,
                    Cause::timeout, Cause::timeout, Cause::timeout, Cause::timeout}));
  const Outcome outcome = runFirst(text);
  EXPECT_EQ(flow(outcome, "f").whole.causes.front().resource, "limit");
  // What was sent goes on: it is let in at 400, 600 and 800, for nobody.
  EXPECT_EQ(part(outcome, "app").books.completed, 5u);
  EXPECT_NEAR(part(outcome, "app").wastedSeconds, 3 * 0.001, 1e-12);
}

TEST(LimitWait, AFaultResetsWhoStandsAtTheDoor) {
  const std::string down =
      R"({"at": "250ms", "duration": "100ms", "part": "app", "down": {"mode": "refuse"}})";
  const std::string text = limited(atTheDoor(), "500ms", "", down);
  // 200 waits for 400 and is reset at 250: its token is free again; 300 is refused; 400 finds it.
  EXPECT_EQ(causes(text),
            (Causes{Cause::none, Cause::none, Cause::reset, Cause::refused, Cause::none}));
  EXPECT_EQ(latencies(text), (Times{1, 101, 50, 0, 1}));
}

TEST(LimitWait, AHangHoldsWhoseWaitIsOver) {
  const std::string hang =
      R"({"at": "150ms", "duration": "200ms", "part": "app", "down": {"mode": "hang"}})";
  const std::string text = limited(atTheDoor(), "1s", "", hang);
  // The second would go in at 200, and does at 350; 200 at 400. 300 itself comes in a hang: it is
  // let in at 350, and then waits for the token of 600.
  Times times = latencies(text);
  times.resize(4);
  EXPECT_EQ(times, (Times{1, 251, 201, 301}));
}

TEST(LimitWait, ARefusalAfterAWaitIsHeldByAHangToo) {
  const std::string hang =
      R"({"at": "150ms", "duration": "200ms", "part": "app", "down": {"mode": "hang"}})";
  const std::string limiter = R"("resilience4j_rate_limiter": {"limit_for_period": 1,
      "limit_refresh_period": "10s", "timeout_duration": "80ms"})";
  const auto refused = [&](const std::string& app) {
    Times times = latencies(limited(app, "600ms", "", hang));
    times.resize(2);
    return times;
  };
  EXPECT_EQ(refused(R"("limits": [{)" + limiter + R"(}], "operations": {"do": {"work": "1ms"}})"),
            (Times{1, 250}));
  EXPECT_EQ(refused(R"("operations": {"do": [{"limit": {)" + limiter + R"(}}, {"work": "1ms"}]})"),
            (Times{1, 250}));
}

TEST(LimitWait, TheNextLimitIsAskedWhenTheWaitIsOver) {
  // The second limit's window of 500 ms takes two: let out at 0 and 200; then at 600 and 800.
  const std::string text =
      limited(atTheDoor(R"(, {"fixed_window": {"limit": 2, "window": "500ms"}})"), "1s");
  EXPECT_EQ(causes(text),
            (Causes{Cause::none, Cause::none, Cause::limited, Cause::none, Cause::none}));
  EXPECT_EQ(latencies(text), (Times{1, 101, 200, 301, 401}));
}

TEST(LimitWait, AConnectionOfThePartIsHeldMeanwhile) {
  const std::string text = timeline(
      R"("app": {"kind": "database", "connections": 1, "limits": [{"token_bucket": {
           "rate": "5/s", "max_wait": "1h"}}], "operations": {"do": "1ms"}})",
      "10", "1s");
  // 0: at once. 100 holds the connection until 201; 200 gets it then and waits for 400, and so on.
  Times times = latencies(text);
  times.resize(4);
  EXPECT_EQ(times, (Times{1, 101, 201, 301}));
  EXPECT_NEAR(resource(part(runFirst(text), "app"), "connections").whole.busy, 0.001 + 0.9, 1e-9);
}

TEST(LimitWait, AsAStepItWaitsWithAllThatIsHeld) {
  const std::string text = limited(R"("workers": 1, "operations": {"do": [{"work": "10ms"},
      {"limit": {)" + kBucket + R"(}}, {"work": "20ms"}]})",
                                   "1s");
  // The second asks at 110 and goes on at 210, until 230; the third starts then, asks at 240, waits
  // for 410 and leaves at 430; the fourth 440, 610, 630.
  Times times = latencies(text);
  times.resize(4);
  EXPECT_EQ(times, (Times{30, 130, 230, 330}));
  EXPECT_NEAR(resource(part(runFirst(text), "app"), "workers").whole.busy, 0.93, 1e-9);
}

TEST(LimitWait, InABranchOnlyTheBranchWaits) {
  const std::string text = limited(R"("operations": {"do": {"parallel": [{"work": "50ms"},
      [{"limit": {)" + kBucket + R"(}}, {"work": "1ms"}]]}})",
                                   "500ms", R"("timeout": "190ms")");
  EXPECT_EQ(causes(text), (Causes{Cause::none, Cause::none, Cause::timeout, Cause::timeout}));
  EXPECT_EQ(latencies(text), (Times{50, 101, 190, 190}));
  EXPECT_EQ(flow(runFirst(text), "f").whole.causes.front().resource, "limit");
}

TEST(LimitWait, LostInstancesResetTheirBranchesAtTheDoor) {
  const std::string lost =
      R"({"at": "250ms", "duration": "100ms", "part": "app", "instances_lost": {"all": true}})";
  const std::string text = limited(R"("operations": {"do": {"parallel": [{"work": "50ms"},
      [{"limit": {)" + kBucket + R"(}}, {"work": "1ms"}]]}})",
                                   "500ms", "", lost);
  EXPECT_EQ(causes(text),
            (Causes{Cause::none, Cause::none, Cause::reset, Cause::refused, Cause::none}));
  EXPECT_EQ(latencies(text), (Times{50, 101, 50, 0, 50}));
}

}  // namespace
}  // namespace headroom::test
