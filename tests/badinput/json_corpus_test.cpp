// Broken input: whatever the bytes are, parseJson() returns a value or says what is wrong, and
// where.
#include "tests/badinput/json_corpus.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>

#include "models/notation/json_parse.h"

namespace headroom {
namespace {

namespace fs = std::filesystem;

/// Uses every kind of token, an escape, a multi-byte character and several lines.
const std::string kValidDocument =
    "{\n"
    "  \"name\": \"caf\xC3\xA9 \\u20ac\",\n"
    "  \"parts\": {\"api\": {\"instances\": 4, \"queue\": [1, -2.5e3, true, null]}},\n"
    "  \"note\": \"\xF0\x9D\x84\x9E\"\n"
    "}";

struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Reckoned here anew, so that the parser is not checked against itself.
Place endOf(const std::string& text) {
  Place at;
  for (const char c : text) {
    if (c == '\n') at = {at.line + 1, 0};
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++at.column;
  }
  return at;
}

std::size_t lineCount(const std::string& text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// The width of a line in bytes: no column in characters is beyond it.
std::size_t lineWidth(const std::string& text, std::size_t line) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
  return std::min(text.find('\n', begin), text.size()) - begin;
}

void expectLocated(const Diagnostics& diagnostics, const std::string& text) {
  ASSERT_TRUE(diagnostics.hasErrors());
  for (const Diagnostic& d : diagnostics.all()) {
    EXPECT_FALSE(d.message.empty());
    EXPECT_FALSE(d.code.empty());
    EXPECT_EQ(d.where.file, "case.json");
    ASSERT_GE(d.where.line, 1U);
    ASSERT_LE(d.where.line, lineCount(text));
    EXPECT_GE(d.where.column, 1U);
    EXPECT_LE(d.where.column, lineWidth(text, d.where.line) + 1);
  }
}

/// The first byte of the character at a place.
char characterAt(const std::string& text, const SourceLocation& where) {
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::size_t line = 1; line < where.line; ++line) at = text.find('\n', at) + 1;
  for (std::size_t column = 1; column < where.column; ++column) do
      ++at;
    while ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return text[at];
}

/// The places walk along with the parser; one token out of step would show on all that follow.
void expectEveryPlaceRight(const JsonValue& value, const std::string& text) {
  const char first = characterAt(text, value.where);
  switch (value.kind) {
    case JsonValue::Kind::null:
      EXPECT_EQ(first, 'n');
      break;
    case JsonValue::Kind::boolean:
      EXPECT_EQ(first, value.boolean ? 't' : 'f');
      break;
    case JsonValue::Kind::number:
      EXPECT_EQ(first, value.text.front());
      break;
    case JsonValue::Kind::string:
      EXPECT_EQ(first, '"');
      break;
    case JsonValue::Kind::array:
      EXPECT_EQ(first, '[');
      break;
    case JsonValue::Kind::object:
      EXPECT_EQ(first, '{');
      break;
  }
  for (const JsonValue& item : value.items) expectEveryPlaceRight(item, text);
  for (const JsonMember& member : value.members) {
    EXPECT_EQ(characterAt(text, member.where), '"');
    expectEveryPlaceRight(member.value, text);
  }
}

/// A value without errors, or errors without a value; never both, never neither.
std::optional<JsonValue> parseConsistently(const std::string& text, Diagnostics& diagnostics) {
  auto value = parseJson(text, "case.json", diagnostics);
  EXPECT_NE(value.has_value(), diagnostics.hasErrors());
  if (value)
    expectEveryPlaceRight(*value, text);
  else
    expectLocated(diagnostics, text);
  return value;
}

TEST(JsonCorpus, acceptsAndRefusesAsItsNamesSay) {
  for (const JsonCase& c : jsonCorpus()) {
    SCOPED_TRACE(c.name);
    Diagnostics diagnostics;
    const auto value = parseConsistently(c.bytes, diagnostics);
    EXPECT_EQ(value.has_value(), c.accepted)
        << (diagnostics.hasErrors() ? toText(diagnostics.all().front()) : "accepted");
  }
}

TEST(JsonCorpus, hasEveryNameOnceWithItsVerdict) {
  std::set<std::string> names;
  std::size_t accept = 0;
  std::size_t reject = 0;
  for (const JsonCase& c : jsonCorpus()) {
    names.insert(c.name);
    const bool must = c.verdict == JsonCase::Verdict::mustAccept;
    const bool mustNot = c.verdict == JsonCase::Verdict::mustReject;
    const bool duplicate = c.name.find("duplicated_key") != std::string::npos;
    accept += must ? 1 : 0;
    reject += mustNot ? 1 : 0;
    EXPECT_TRUE(!must || c.accepted != duplicate) << c.name;
    EXPECT_TRUE(!mustNot || !c.accepted) << c.name;
  }
  EXPECT_EQ(accept, 95U);
  EXPECT_EQ(reject, 188U);
  EXPECT_EQ(names.size(), 95U + 188U + 35U);
}

TEST(JsonCorpus, acceptedDocumentsSurviveWritingAndReading) {
  for (const JsonCase& c : jsonCorpus()) {
    if (!c.accepted) continue;
    SCOPED_TRACE(c.name);
    Diagnostics diagnostics;
    const auto value = parseConsistently(c.bytes, diagnostics);
    ASSERT_TRUE(value.has_value());
    const auto again = parseConsistently(toText(*value, 2), diagnostics);
    ASSERT_TRUE(again.has_value());
    EXPECT_TRUE(value->sameValue(*again));
  }
}

TEST(JsonCorpus, refusesForTheRightReason) {
  for (const JsonCase& c : jsonCorpus()) {
    if (c.accepted) continue;
    std::string expected;
    if (c.name.starts_with("i_string") || c.name.starts_with("i_object")) expected = "E_UTF8";
    if (c.name.starts_with("i_number")) expected = "E_RANGE";
    if (c.name.starts_with("i_structure")) expected = "E_DEPTH";
    if (c.name.starts_with("y_")) expected = "E_DUPLICATE_KEY";
    if (expected.empty()) continue;
    Diagnostics diagnostics;
    parseJson(c.bytes, "case.json", diagnostics);
    EXPECT_EQ(diagnostics.all().front().code, expected) << c.name;
  }
}

TEST(CutDocument, isRefusedAtItsEndWhereverItIsCut) {
  for (std::size_t length = 1; length < kValidDocument.size(); ++length) {
    const std::string cut = kValidDocument.substr(0, length);
    SCOPED_TRACE(cut);
    Diagnostics diagnostics;
    ASSERT_FALSE(parseConsistently(cut, diagnostics).has_value());
    const Diagnostic& d = diagnostics.all().front();
    const bool withinCharacter =
        (static_cast<unsigned char>(kValidDocument[length]) & 0xC0U) == 0x80U;
    EXPECT_EQ(d.code, withinCharacter ? "E_UTF8" : "E_JSON");
    if (withinCharacter) continue;
    EXPECT_EQ(d.message, "unexpected end of the file");
    EXPECT_EQ(d.where.line, endOf(cut).line);
    EXPECT_EQ(d.where.column, endOf(cut).column);
  }
}

TEST(DepthBomb, isRefusedAtTheFirstBracketTooMany) {
  for (const std::string bracket : {"[", "{\"k\":"}) {
    const std::string bomb = repeated(100000, bracket);
    Diagnostics diagnostics;
    ASSERT_FALSE(parseConsistently(bomb, diagnostics).has_value());
    EXPECT_EQ(diagnostics.all().front().code, "E_DEPTH");
    EXPECT_EQ(diagnostics.all().front().where.column, kMaxNestingDepth * bracket.size() + 1);
  }
}

TEST(DuplicateKeys, areReportedUpToALimit) {
  const std::string text = "{" + repeated(5000, "\"k\":1,") + "\"k\":1}";
  Diagnostics diagnostics;
  ASSERT_FALSE(parseConsistently(text, diagnostics).has_value());
  EXPECT_EQ(diagnostics.errorCount(), 1000U);
}

/// SplitMix64: the same mutations on every machine.
class Mutations {
 public:
  explicit Mutations(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  std::string apply(std::string text) {
    for (std::size_t i = 1 + below(4); i > 0 && !text.empty(); --i) {
      const std::size_t at = below(text.size());
      const char byte =
          below(2) == 0 ? static_cast<char>(below(256)) : R"({}[]",:\/0-+.eEtfnu' )"[below(21)];
      switch (below(4)) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        case 2:
          text.erase(at, 1 + below(3));
          break;
        default:
          text.insert(at, text.substr(below(text.size()), below(12)));
          break;
      }
    }
    return text;
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

TEST(MutatedDocument, isReadOrRefusedWithAPlace) {
  Mutations mutations{1};
  for (int i = 0; i < 20000; ++i) {
    const std::string text = mutations.apply(kValidDocument);
    SCOPED_TRACE(text);
    Diagnostics diagnostics;
    parseConsistently(text, diagnostics);
    if (HasFailure()) return;
  }
}

/// A directory of its own for each test, gone afterwards.
class BadFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "headroom-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
  }
  std::string path(const std::string& name) const { return (directory_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream{path(name), std::ios::binary} << bytes;
    return path(name);
  }
  /// The one error that reading the path gives.
  static Diagnostic refusal(const std::string& path) {
    Diagnostics diagnostics;
    EXPECT_FALSE(readJsonFile(path, diagnostics).has_value());
    EXPECT_EQ(diagnostics.errorCount(), 1U);
    if (!diagnostics.hasErrors()) return {};
    EXPECT_EQ(diagnostics.all().front().where.file, path);
    return diagnostics.all().front();
  }

 private:
  fs::path directory_;
};

TEST_F(BadFile, goodOnesAreRead) {
  Diagnostics diagnostics;
  const auto value = readJsonFile(write("good.json", kValidDocument), diagnostics);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->find("parts")->where.file, path("good.json"));
  EXPECT_FALSE(diagnostics.hasErrors());
}

TEST_F(BadFile, directoryIsNamedAsSuch) {
  const Diagnostic d = refusal(path(""));
  EXPECT_EQ(d.code, "E_IO");
  EXPECT_NE(d.message.find("directory"), std::string::npos);
}

TEST_F(BadFile, deviceIsNotRead) {
  const Diagnostic d = refusal("/dev/zero");
  EXPECT_EQ(d.code, "E_IO");
  EXPECT_NE(d.message.find("device"), std::string::npos);
}

TEST_F(BadFile, fifoDoesNotBlock) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const Diagnostic d = refusal(path("pipe"));
  EXPECT_EQ(d.code, "E_IO");
  EXPECT_NE(d.message.find("FIFO"), std::string::npos);
}

TEST_F(BadFile, unreadableOneSaysWhy) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
  ASSERT_EQ(::chmod(write("locked.json", "{}").c_str(), 0), 0);
  const Diagnostic d = refusal(path("locked.json"));
  EXPECT_EQ(d.code, "E_IO");
  EXPECT_NE(d.message.find("Permission denied"), std::string::npos);
}

TEST_F(BadFile, missingOneSuggestsItsNeighbour) {
  write("checkout.json", "{}");
  write("other.json", "{}");
  const Diagnostic d = refusal(path("chekout.json"));
  EXPECT_EQ(d.code, "E_IO");
  EXPECT_EQ(d.where.line, 0U);
  EXPECT_EQ(d.message,
            "cannot be read: No such file or directory; did you mean \"checkout.json\"?");
}

TEST_F(BadFile, missingDirectorySuggestsNothing) {
  EXPECT_EQ(refusal(path("nowhere/a.json")).message, "cannot be read: No such file or directory");
}

TEST_F(BadFile, oversizedOneIsRefusedBeforeReading) {
  write("huge.json", "{}");
  fs::resize_file(path("huge.json"), std::uintmax_t{1} << 40U);  // Sparse: a TiB of nothing.
  EXPECT_EQ(refusal(path("huge.json")).code, "E_TOO_LARGE");
}

TEST_F(BadFile, sizeLimitIsInclusive) {
  std::string text = "{}";
  text.resize(kMaxDocumentBytes, ' ');
  Diagnostics diagnostics;
  EXPECT_TRUE(readJsonFile(write("full.json", text), diagnostics).has_value());
  EXPECT_EQ(refusal(write("over.json", text + ' ')).code, "E_TOO_LARGE");
}

TEST_F(BadFile, emptyOneIsExplained) {
  const Diagnostic d = refusal(write("empty.json", ""));
  EXPECT_EQ(d.code, "E_JSON");
  EXPECT_EQ(d.message, "expected an object, the file is empty");
  EXPECT_EQ(d.where.line, 1U);
}

}  // namespace
}  // namespace headroom
