// What every C++ file of the repository has in common, beyond what clang-format sees to.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <string>
#include <vector>

namespace headroom::test {
namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t kColumns = 100;

struct File {
  std::string path;  ///< From the root.
  std::vector<std::string> lines;
};

const std::vector<File>& files() {
  static const std::vector<File> all = [] {
    std::vector<File> found;
    const fs::path root{HEADROOM_SOURCE_DIR};
    for (const char* room :
         {"sim", "models", "studies", "report", "cli", "gui", "tests", "bench"}) {
      if (!fs::exists(root / room)) continue;
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / room)) {
        const std::string extension = entry.path().extension().string();
        if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
        File file{fs::relative(entry.path(), root).generic_string(), {}};
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) file.lines.push_back(line);
        found.push_back(std::move(file));
      }
    }
    std::sort(found.begin(), found.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
    return found;
  }();
  return all;
}

/// Fails once for each line that breaks the rule, in the files it is for.
template <class Broken>
void expectNoLine(
    const Broken& broken, const std::string& rule, const std::string& reason,
    const std::function<bool(const std::string&)>& isFor = [](const std::string&) {
      return true;
    }) {
  for (const File& file : files()) {
    if (!isFor(file.path)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      EXPECT_FALSE(broken(file.lines[i])) << file.path << ':' << i + 1 << ": " << file.lines[i]
                                          << "\nRule: " << rule << "\nReason: " << reason;
    }
  }
}

TEST(Tidy, FilesAreFound) {
  EXPECT_GT(files().size(), 50U) << "the rules below would hold of nothing; root: "
                                 << HEADROOM_SOURCE_DIR;
}

// Tests and benchmarks hold documents and tables as raw strings, which read better unbroken.
TEST(Tidy, LinesFitTheColumns) {
  expectNoLine(
      [](const std::string& line) {
        // Code points: bytes but for UTF-8's continuation bytes.
        return std::count_if(line.begin(), line.end(), [](char c) {
                 return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
               }) > kColumns;
      },
      "a line of the product has at most 100 characters, in comments and raw strings too.",
      "two files fit side by side on a screen; clang-format does not break raw strings.",
      [](const std::string& name) {
        return name.rfind("tests/", 0) != 0 && name.rfind("bench/", 0) != 0;
      });
}

TEST(Tidy, NoTabs) {
  expectNoLine([](const std::string& line) { return line.find('\t') != std::string::npos; },
               "no tabs; write \\t in strings.", "a tab looks different in every editor.");
}

TEST(Tidy, NoTrailingBlanks) {
  expectNoLine(
      [](const std::string& line) {
        return !line.empty() && (line.back() == ' ' || line.back() == '\r');
      },
      "no blanks and no carriage return at a line's end.",
      "nobody sees them, yet they show up as changes.");
}

TEST(Tidy, NothingIsLeftForLater) {
  const std::regex marks{
      "\\b(TO"
      "DO|FIX"
      "ME)\\b"};
  expectNoLine([&](const std::string& line) { return std::regex_search(line, marks); },
               "no marks of work left over.",
               "what is to be done goes where it is planned, not where it is forgotten.");
}

TEST(Tidy, HeadersAreIncludedOnce) {
  for (const File& file : files()) {
    if (!file.path.ends_with(".h")) continue;
    EXPECT_EQ(std::count(file.lines.begin(), file.lines.end(), "#pragma once"), 1)
        << file.path << "\nRule: each header has the line `#pragma once`.\n"
        << "Reason: a header included twice would define everything twice.";
  }
}

TEST(Tidy, FileNamesAreSnakeCase) {
  const std::regex snake{R"(([a-z0-9_]+/)*[a-z][a-z0-9]*(_[a-z0-9]+)*\.(h|cpp))"};
  for (const File& file : files()) {
    EXPECT_TRUE(std::regex_match(file.path, snake))
        << file.path << "\nRule: names of directories and files are snake_case.\n"
        << "Reason: a name that differs from another by case alone breaks on some file systems.";
  }
}

}  // namespace
}  // namespace headroom::test
