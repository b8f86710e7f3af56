#include "models/spec/step_spec.h"

namespace headroom {
namespace {

template <class Step>
void describeFallback(Shape<Step>& s, const std::string& what) {
  s("fallback", &Step::fallback, what);
  s("fallback_on", &Step::fallbackOn,
    "Which failures the fallback answers, in the words of retry_on; any when left out.")
      .optional()
      .notEmpty();
  s.rule([](const Step& x, const JsonValue& at, Reading& reading) {
    if (!x.fallbackOn.empty() && !x.fallback)
      reading.error("E_RULE", at,
                    "found \"fallback_on\" without a \"fallback\"; allowed: both, or \"fallback\" "
                    "alone for any failure");
  });
}

}  // namespace

void describe(Shape<StepList>& s) {
  s.is("StepList", "", "Steps, done one after the other.");
  s.shorthand<std::vector<StepSpec>>(
      "Steps, first to last.", [](StepList& l, std::vector<StepSpec> v) { l.steps = std::move(v); },
      [](const StepList& l) { return std::optional{l.steps}; });
  s.shorthand<StepSpec>(
      "A single step.",
      [](StepList& l, StepSpec step) {
        l.steps.clear();
        l.steps.push_back(std::move(step));
      },
      [](const StepList&) -> std::optional<StepSpec> { return std::nullopt; });
}

void describe(Shape<WorkStepSpec>& s) {
  s.is("WorkStep", "work",
       "Computing: occupies one core of the instance; a delay where cores are not limited.");
  s("work", &WorkStepSpec::work, "How long, on one core.");
}

void describe(Shape<CallStepSpec>& s) {
  s.is("CallStep", "call", "A call to another part; the caller waits for its reply.");
  s("call", &CallStepSpec::call, "The operation called, \"part.operation\".");
  s("timeout", &CallStepSpec::timeout,
    "From issue to reply of one attempt, the wait for a connection included; then 504 at the "
    "caller. "
    "What was already sent goes on and keeps its connection.")
      .positive()
      .hint("leave \"timeout\" out to wait without end");
  s("retry", &CallStepSpec::retry, "Whether the caller asks again.");
  s("throttle", &CallStepSpec::throttle,
    "What the caller holds back itself; nothing when left out.");
  describeFallback(
      s,
      "Steps done in place of the call when it has failed for good, retries included: "
      "a stale value, a partial or a static one; [] costs nothing. The request goes on "
      "after them and answers degraded, if they do not fail.");
  s.rule([](const CallStepSpec& x, const JsonValue& at, Reading& reading) {
    if (const std::string need = lateAnswersNeed(x.retry, x.timeout.has_value()); !need.empty())
      reading.error("E_RULE", at, need);
  });
}

void describe(Shape<CacheStepSpec>& s) {
  s.is("CacheStep", "cache",
       "A look-up in a cache. On a miss the steps of on_miss are done and the value is then filled "
       "in; a fill that fails fails nobody.");
  s("cache", &CacheStepSpec::cache, "The cache asked.");
  s("key", &CacheStepSpec::key, "The set its key comes from; drawn once per logical request.");
  s("timeout", &CacheStepSpec::timeout,
    "How long the look-up may take; then it is an error (504). An awaited fill has the same time.")
      .positive()
      .hint("leave \"timeout\" out to wait without end");
  s("on_miss", &CacheStepSpec::onMiss, "How the value is had when the cache has none.").optional();
  s("on_error", &CacheStepSpec::onError,
    "When the cache fails: fail with it, or go on as if it were a miss.")
      .optional();
  s("fill", &CacheStepSpec::fill,
    "background: the request goes on at once. awaited: it goes on when the fill has been answered, "
    "and holds meanwhile what it holds.")
      .optional();
  s("single_flight", &CacheStepSpec::singleFlight,
    "In each replica on_miss and an awaited fill are done once at a time for a key; who misses it "
    "meanwhile waits for that result, a failure included, and holds what it holds; limits at the "
    "head of on_miss are asked of each before. When left out, every miss is on its own.")
      .optional();
  describeFallback(
      s,
      "Steps done in place of the look-up and on_miss when the cache fails; the request "
      "then answers degraded. A failure of on_miss has its own: a fallback of the call "
      "there. What a degraded answer went into is not filled in.");
  s.rule([](const CacheStepSpec& x, const JsonValue& at, Reading& reading) {
    if (x.fallback && x.onError == CacheErrorAction::miss)
      reading.error("E_RULE", at,
                    "found a \"fallback\" where an error counts as a miss; allowed: \"on_error\": "
                    "\"fail\", or a fallback of the call in on_miss");
  });
}

void describe(Shape<ParallelStepSpec>& s) {
  s.is(
      "ParallelStep", "parallel",
      "Branches done at the same time by one worker; waits for all, then fails if any failed, with "
      "the first failure in time.");
  s("parallel", &ParallelStepSpec::parallel, "The branches, each a list of steps.").notEmpty();
}

void describe(Shape<ChoiceOptionSpec>& s) {
  s.is("ChoiceOption", "", "One way of a choice.");
  s("probability", &ChoiceOptionSpec::probability, "How often this way is taken.").between(0, 1);
  s("steps", &ChoiceOptionSpec::steps, "What is then done.").optional();
}

void describe(Shape<ChoiceStepSpec>& s) {
  s.is("ChoiceStep", "choice", "One of several ways, by probability.");
  s("choice", &ChoiceStepSpec::choice, "The ways; probabilities sum to 100%.").notEmpty();
  s.rule([](const ChoiceStepSpec& c, const JsonValue& at, Reading& reading) {
    std::vector<Ratio> probabilities;
    for (const auto& o : c.choice) probabilities.push_back(o.probability);
    checkProbabilitySum(probabilities, at, reading);
  });
}

void describe(Shape<LimitStepSpec>& s) {
  s.is(
      "LimitStep", "limit",
      "A limit asked at this place of the operation. A refused request fails with the limit's "
      "status and gives back what it holds; or, where the limit has a fallback, does that in place "
      "of what follows in this list of steps (in on_miss also of the fill), and goes on after it.");
  s("limit", &LimitStepSpec::limit, "The limit; it is the part's, whoever comes by here.");
}

void describe(Shape<StepSpec>& s) {
  s.is("Step", "", "One step of an operation.");
  s.choice(UnionInfo::Form::flat, &StepSpec::body, "What is done.");
}

}  // namespace headroom
