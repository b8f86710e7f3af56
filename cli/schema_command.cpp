// headroom schema: the JSON Schema of scenario files, for editors and for the CI of others.
#include "cli/commands.h"
#include "models/notation/shape.h"
#include "models/spec/scenario_spec.h"

namespace headroom {
namespace {

/// A document may name a file in place of its system; the loader puts the file's content there.
void acceptSystemFile(JsonValue& schema) {
  JsonValue* system = schema.find("properties")->find("system");
  JsonValue path = JsonValue::makeObject();
  path.set("type", JsonValue::makeString("string"));
  path.set("description", JsonValue::makeString("Path of a system file, relative to this one."));
  JsonValue either = JsonValue::makeObject();
  either.set("description", *system->find("description"));
  JsonValue inlined = JsonValue::makeObject();
  inlined.set("$ref", *system->find("$ref"));
  either.set("anyOf", JsonValue::makeArray()).items = {std::move(inlined), std::move(path)};
  *system = std::move(either);
}

JsonValue scenarioSchema() {
  SchemaDefinitions definitions;
  JsonValue body = objectTypeOf<ScenarioSpec>().definition(definitions);
  acceptSystemFile(body);
  JsonValue schema = JsonValue::makeObject();
  schema.set("$schema", JsonValue::makeString("https://json-schema.org/draft/2020-12/schema"));
  schema.set("title", JsonValue::makeString("headroom scenario"));
  for (JsonMember& member : body.members) schema.set(member.key, std::move(member.value));
  JsonValue& defs = schema.set("$defs", JsonValue::makeObject());
  for (auto& [name, definition] : definitions.byName) defs.set(name, std::move(definition));
  return schema;
}

}  // namespace

Command schemaCommand(CLI::App& app) {
  CLI::App* sub = app.add_subcommand("schema", "Print the JSON Schema of scenario files.");
  sub->allow_extras();
  return {sub, [](Console& console) {
            console.out << toText(scenarioSchema(), 2) << "\n";
            return ExitCode::pass;
          }};
}

}  // namespace headroom
