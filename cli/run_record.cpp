#include "cli/run_record.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/utsname.h>

#include <chrono>
#include <thread>

#include "report/json_building.h"

namespace headroom {
namespace {

JsonValue text(std::string s) { return JsonValue::makeString(std::move(s)); }

std::string compiler() {
#if defined(__clang__)
  return "clang++ " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

/// No host name: the record is meant to be passed on.
JsonValue machine() {
  JsonValue out = JsonValue::makeObject();
  utsname name{};
  if (uname(&name) == 0) {
    out.set("system", text(name.sysname));
    out.set("release", text(name.release));
    out.set("architecture", text(name.machine));
  }
  out.set("hardware_threads", jsonNumber(std::thread::hardware_concurrency()));
  return out;
}

JsonValue speed(const VariantResult& variant, double seconds) {
  JsonValue out = JsonValue::makeObject();
  out.set("variant", text(variant.name));
  out.set("wall_s", jsonNumber(seconds));
  const auto events =
      static_cast<double>(variant.evidence ? variant.evidence->events : variant.outcome.events);
  out.set("replications", jsonNumber(variant.evidence ? variant.evidence->replications : 1));
  out.set("events", jsonNumber(events));
  out.set("events_per_s", jsonNumber(events / seconds));
  return out;
}

}  // namespace

JsonValue runRecord(const ScenarioRun& run, const std::string& commandLine) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  JsonValue out = JsonValue::makeObject();
  out.set("command", text(commandLine));
  out.set("file", text(run.result.file));
  out.set("written_at", text(fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now)));
  out.set("headroom_version", text(HEADROOM_VERSION));
  out.set("compiler", text(compiler()));
  out.set("machine", machine());
  out.set("jobs", jsonNumber(run.jobs));
  JsonValue& runs = out.set("runs", JsonValue::makeArray());
  for (std::size_t i = 0; i < run.result.variants.size(); ++i)
    runs.items.push_back(speed(run.result.variants[i], run.wallSeconds[i]));
  return out;
}

}  // namespace headroom
