// One station whose line is by priority, nobody being interrupted: a flow for each class.
#include <fmt/format.h>

#include <stdexcept>

#include "models/policies/criticality.h"
#include "tests/theory/families/inquiry.h"

namespace headroom::theory {
namespace {

struct Class {
  double rate = 0;
  double meanService = 0;
};

/// The highest first.
std::vector<Class> classesOf(const Row& row) {
  std::vector<Class> out;
  if (row.has("lambdas_high_to_low")) {
    for (const double rate : row.numbers("lambdas_high_to_low"))
      out.push_back({rate, 1 / row.number("mu")});
  } else {
    const JsonValue* classes = row.params.find("classes_high_to_low");
    if (classes == nullptr) throw std::runtime_error("classes of another kind");
    for (const JsonValue& item : classes->items) {
      if (item.find("service")->text != "exp")
        throw std::runtime_error("classes with other than exponential services");
      out.push_back({item.find("lambda")->number, item.find("mean")->number});
    }
  }
  if (out.size() > kCriticalities) throw std::runtime_error("more than four levels");
  return out;
}

}  // namespace

Experiment priorityOf(const Row& row) {
  Experiment e;
  const std::vector<Class> classes = classesOf(row);
  const int servers = row.has("c") ? static_cast<int>(row.number("c")) : 1;
  const std::vector<std::string> levels = EnumNames<Criticality>::names();
  Inquiry ask;
  Values values;
  std::string flows, operations;
  e.rate = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const std::string name = fmt::format("c{}", i + 1);
    flows += fmt::format(R"({}"{}": {{"entry": "app.{}", "criticality": "{}"}})",
                         i == 0 ? "" : ", ", name, name, levels[i]);
    operations += fmt::format(R"({}"{}": {{"work": {}}})", i == 0 ? "" : ", ", name,
                              exponential(classes[i].meanService));
    const Value response = ask.flow(name, "latency", "mean>0s");
    values[fmt::format("np_W_{}", i + 1)] = response;
    values[fmt::format("np_Wq_{}", i + 1)] =
        [=, service = classes[i].meanService](const Outcome& o) { return response(o) - service; };
    e.rate += classes[i].rate;
    e.load += classes[i].rate * classes[i].meanService / servers;
  }
  values["rho"] = ask.part("app", "utilisation", ">0%", "workers");
  const std::string part = fmt::format(
      R"("app": {{"kind": "instance", "workers": {}, "queue": {{"discipline": "priority"}},
                  "operations": {{{}}}}})",
      servers, operations);
  e.document = [=](const Span& span) {
    std::string loads;
    for (std::size_t i = 0; i < classes.size(); ++i)
      loads += (i == 0 ? "" : ", ") + loadOf(fmt::format("c{}", i + 1), classes[i].rate, span);
    return documentOf(flows, part, loads, ask, span);
  };
  compare(row, values, "another discipline (pr: nobody is interrupted here)", e);
  return e;
}

}  // namespace headroom::theory
