// Generated pages say what the program says today.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace headroom::test {
namespace {

std::string outputOf(const std::string& arguments) {
  const std::string command = std::string{HEADROOM_BINARY} + " " + arguments;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string out;
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    out.append(buffer.data(), n);
  return out;
}

std::string page(const std::string& name) {
  std::ifstream in(std::string{HEADROOM_SOURCE_DIR} + "/docs/" + name);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(Docs, TheReferenceIsWhatDescribePrints) {
  EXPECT_EQ(outputOf("describe --markdown"), page("reference.md"))
      << "write it anew: headroom describe --markdown > docs/reference.md";
}

TEST(Docs, TheSchemaIsWhatSchemaPrints) {
  EXPECT_EQ(outputOf("schema"), page("schema/scenario.schema.json"))
      << "write it anew: headroom schema > docs/schema/scenario.schema.json";
}

/// The lines of the README's example, without the command; its sections are some of the report's.
std::vector<std::string> exampleInTheReadme() {
  std::ifstream in(std::string{HEADROOM_SOURCE_DIR} + "/README.md");
  std::vector<std::string> lines;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (inside && line.starts_with("```")) break;
    if (inside && !line.empty()) lines.push_back(line);
    if (line.starts_with("    --variant \"door limited")) inside = true;
  }
  return lines;
}

TEST(Docs, TheReadmesExampleIsWhatTheProgramPrints) {
  std::istringstream printed(outputOf("run " HEADROOM_SOURCE_DIR
                                      "/scenarios/cache-loss.scenario.json --variant "
                                      "'door limited while the cache is down'"));
  const std::vector<std::string> example = exampleInTheReadme();
  ASSERT_GT(example.size(), 30U);
  auto next = example.begin();
  for (std::string line; std::getline(printed, line);)
    if (next != example.end() && line == *next) ++next;
  EXPECT_EQ(next, example.end()) << "not printed, or not in this order: "
                                 << (next == example.end() ? "" : *next);
}

}  // namespace
}  // namespace headroom::test
