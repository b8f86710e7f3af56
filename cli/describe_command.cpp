// headroom describe [THING]: what can stand in a file, from the same description that reads it.
#include <fmt/format.h>

#include <memory>

#include "cli/catalogue_lookup.h"
#include "cli/commands.h"
#include "cli/reference_markdown.h"
#include "cli/reference_text.h"
#include "models/notation/diagnostic.h"
#include "models/notation/shape.h"
#include "models/spec/scenario_spec.h"
#include "report/text.h"

namespace headroom {
namespace {

struct DescribeArguments {
  std::string thing;
  bool markdown = false;
};

ExitCode execute(const DescribeArguments& a, Console& console) {
  const Catalogue catalogue{objectTypeOf<ScenarioSpec>()};
  if (a.markdown && !a.thing.empty()) throw UserError{"describe: --markdown takes no THING"};
  if (a.markdown) {
    console.out << referenceMarkdown(catalogue);
    return ExitCode::pass;
  }
  if (a.thing.empty()) {
    console.out << overviewText(catalogue, console.style);
    return ExitCode::pass;
  }
  const std::vector<Thing> things = lookUp(catalogue, a.thing);
  if (things.empty()) {
    const std::string last = a.thing.substr(a.thing.rfind('.') + 1);
    throw UserError{
        fmt::format("describe: nothing is called \"{}\"{} (headroom describe lists all)",
                    printable(a.thing), didYouMean(last, knownNames(catalogue)))};
  }
  for (std::size_t i = 0; i < things.size(); ++i)
    console.out << (i > 0 ? "\n" : "") << thingText(catalogue, things[i], console.style);
  return ExitCode::pass;
}

}  // namespace

Command describeCommand(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("describe", "Tell what can stand in a file.");
  sub->allow_extras();
  auto arguments = std::make_shared<DescribeArguments>();
  sub->add_option("THING", arguments->thing,
                  "A kind, an object or a field: instance, Limit, workers, instance.queue.")
      ->type_name("");
  sub->add_flag("--markdown", arguments->markdown, "The whole reference as Markdown.");
  return {sub, [arguments](Console& console) { return execute(*arguments, console); }};
}

}  // namespace headroom
