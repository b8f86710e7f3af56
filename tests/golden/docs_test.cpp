// Generated pages say what the program says today.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

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

}  // namespace
}  // namespace headroom::test
