// Which room may include which. The layers are what makes a part of the program readable, testable
// and replaceable alone; the compiler does not watch over them, this test does.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace headroom::test {
namespace {

namespace fs = std::filesystem;

/// One line of a file, without its // comment.
struct Line {
  std::size_t number = 0;
  std::string text;
};

struct Include {
  std::size_t line = 0;
  bool angled = false;
  std::string path;
};

struct Source {
  std::vector<Line> lines;
  std::vector<Include> includes;
};

Source readSource(const fs::path& path) {
  static const std::regex directive{R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re"};
  Source source;
  std::ifstream in(path);
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    std::smatch found;
    if (std::regex_match(text, found, directive))
      source.includes.push_back({number, found[1] == "<", found[2]});
    source.lines.push_back({number, text.substr(0, text.find("//"))});
  }
  return source;
}

/// The C++ files of the product by their path from the root.
const std::map<std::string, Source>& sources() {
  static const std::map<std::string, Source> all = [] {
    std::map<std::string, Source> found;
    const fs::path root{HEADROOM_SOURCE_DIR};
    for (const char* room : {"sim", "models", "studies", "report", "cli", "gui"}) {
      if (!fs::exists(root / room)) continue;
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / room)) {
        const std::string extension = entry.path().extension().string();
        if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp"))
          found[fs::relative(entry.path(), root).generic_string()] = readSource(entry.path());
      }
    }
    return found;
  }();
  return all;
}

/// "sim" of "sim/time.h".
std::string topRoom(const std::string& path) { return path.substr(0, path.find('/')); }

/// "spec" of "models/spec/load.h"; "" outside models/.
std::string modelRoom(const std::string& path) {
  if (topRoom(path) != "models") return {};
  const std::size_t begin = path.find('/') + 1;
  return path.substr(begin, path.find('/', begin) - begin);
}

std::string place(const std::string& file, std::size_t line) {
  return file + ":" + std::to_string(line) + ": ";
}

/// Every include of another file of ours.
void forEachOwnInclude(const std::function<void(const std::string&, const Include&)>& visit) {
  for (const auto& [file, source] : sources())
    for (const Include& include : source.includes)
      if (!include.angled) visit(file, include);
}

struct TopRule {
  std::set<std::string> mayInclude;
  std::string reason;
};

const std::map<std::string, TopRule>& topRules() {
  static const std::map<std::string, TopRule> rules{
      {"sim", {{"sim"}, "the engine knows no word of what is simulated with it"}},
      {"models", {{"sim", "models"}, "a model neither prints nor reads the command line"}},
      {"studies",
       {{"sim", "models", "studies"},
        "a study makes specs and runs worlds; who asked is not its business"}},
      {"report",
       {{"sim", "models", "studies", "report"},
        "a report is the same whoever shows it, terminal or window"}},
      {"cli",
       {{"sim", "models", "studies", "report", "cli"},
        "the command line builds and runs without a desktop"}},
      {"gui",
       {{"sim", "models", "studies", "report", "gui"},
        "the window is a second face, not a wrapper of cli"}},
  };
  return rules;
}

struct ModelRoom {
  std::string name;
  std::string reason;  ///< Why it stands here, after those before and before those after it.
};

/// The rooms of models/ in order: each includes itself and those before it.
const std::vector<ModelRoom>& modelRooms() {
  static const std::vector<ModelRoom> rooms{
      {"notation", "how values are written knows nothing of what is written with it"},
      {"policies", "a policy decides from what it is handed; it knows no scenario and no world"},
      {"spec", "what a user wrote, as data; what is made of it comes later"},
      {"topology", "who calls whom, of a spec"},
      {"analytic", "what arithmetic tells without a run, of a spec and its topology"},
      {"traffic", "arrivals of a spec's workload; who serves them is not its business"},
      {"outcome", "what was seen and judged; it does not know who saw it"},
      {"program", "a spec compiled for the run; it runs nothing"},
      {"parts", "mechanisms of single parts; they do not know the world around them"},
      {"observe", "the observer is told, it does not look into the world"},
      {"world", "the run; only what starts a run includes it"},
  };
  return rooms;
}

/// Includes against that order, each by name. They are in .cpp files, never in headers.
struct Exception {
  std::string file;
  std::string room;
  std::string reason;
};

const std::vector<Exception>& exceptions() {
  static const std::vector<Exception> all{
      {"models/spec/check_scenario.cpp", "analytic", "checking needs the visit rates"},
      {"models/spec/check_system.cpp", "analytic", "calls may not multiply without end"},
      {"models/spec/check_system.cpp", "topology", "calls may not go round in a cycle"},
      {"models/spec/lints.cpp", "topology", "connections are counted over all callers"},
      {"models/spec/lint_baselines.cpp", "analytic",
       "a baseline is compared with the capacity bound"},
  };
  return all;
}

bool isException(const std::string& file, const std::string& room) {
  return std::any_of(exceptions().begin(), exceptions().end(),
                     [&](const Exception& e) { return e.file == file && e.room == room; });
}

/// -1 when there is no such room.
std::ptrdiff_t rankOf(const std::string& room) {
  const auto at = std::find_if(modelRooms().begin(), modelRooms().end(),
                               [&](const ModelRoom& r) { return r.name == room; });
  return at == modelRooms().end() ? -1 : at - modelRooms().begin();
}

TEST(IncludeRules, SourcesAreFound) {
  EXPECT_GT(sources().size(), 50U)
      << "the rules below would hold of nothing; root: " << HEADROOM_SOURCE_DIR;
}

TEST(IncludeRules, QuotedIncludesAreWrittenFromTheRoot) {
  forEachOwnInclude([](const std::string& file, const Include& include) {
    EXPECT_TRUE(sources().contains(include.path))
        << place(file, include.line) << '"' << include.path << "\" is no file of the product.\n"
        << "Rule: \"…\" is for our own headers, by their path from the root, <…> for all others.\n"
        << "Reason: a path from the root says which room is meant; the other rules read it.";
  });
}

TEST(IncludeRules, LayersIncludeOnlyWhatIsBelowThem) {
  forEachOwnInclude([](const std::string& file, const Include& include) {
    const TopRule& rule = topRules().at(topRoom(file));
    EXPECT_TRUE(rule.mayInclude.contains(topRoom(include.path)))
        << place(file, include.line) << "includes \"" << include.path << "\".\n"
        << "Rule: " << topRoom(file) << "/ does not include " << topRoom(include.path) << "/.\n"
        << "Reason: " << rule.reason << '.';
  });
}

TEST(IncludeRules, EngineIncludesOnlyTheStandardLibrary) {
  for (const auto& [file, source] : sources()) {
    if (topRoom(file) != "sim") continue;
    for (const Include& include : source.includes) {
      if (!include.angled) continue;
      EXPECT_EQ(include.path.find_first_of("/."), std::string::npos)
          << place(file, include.line) << "includes <" << include.path << ">.\n"
          << "Rule: sim/ includes sim/ and headers of the C++ standard library.\n"
          << "Reason: the engine's results are to depend on nothing whose versions differ.";
    }
  }
}

TEST(IncludeRules, NoQtBelowTheWindow) {
  static const std::regex qt{R"(Q[A-Z]\w*|Qt\w+/.*|.*/Q[A-Z]\w*|q[a-z]+\.h)"};
  for (const auto& [file, source] : sources()) {
    if (topRoom(file) == "gui") continue;
    for (const Include& include : source.includes) {
      EXPECT_FALSE(std::regex_match(include.path, qt))
          << place(file, include.line) << "includes " << include.path << ".\n"
          << "Rule: Qt is used in gui/ only.\n"
          << "Reason: the command line installs, builds and runs where there is no desktop.";
    }
  }
}

TEST(IncludeRules, RoomsOfModelsAreAllInTheOrder) {
  for (const auto& [file, source] : sources()) {
    if (topRoom(file) != "models") continue;
    EXPECT_GE(rankOf(modelRoom(file)), 0)
        << file << ": the room models/" << modelRoom(file) << " has no place in the order.\n"
        << "Rule: every room of models/ has a line in modelRooms() of this test.\n"
        << "Reason: without a place in the order nothing says what may know of whom.";
  }
}

TEST(IncludeRules, RoomsOfModelsIncludeOnlyThemselvesAndEarlierOnes) {
  forEachOwnInclude([](const std::string& file, const Include& include) {
    const std::ptrdiff_t from = rankOf(modelRoom(file));
    const std::ptrdiff_t to = rankOf(modelRoom(include.path));
    if (from < 0 || to <= from || isException(file, modelRoom(include.path))) return;
    ADD_FAILURE() << place(file, include.line) << "includes \"" << include.path << "\".\n"
                  << "Rule: models/" << modelRoom(file) << " does not include models/"
                  << modelRoom(include.path) << ", which comes later in the order.\n"
                  << "Reason: " << modelRooms()[static_cast<std::size_t>(from)].reason << '.';
  });
}

TEST(IncludeRules, ExceptionsAreNeededAndInSourceFilesOnly) {
  for (const Exception& exception : exceptions()) {
    EXPECT_TRUE(exception.file.ends_with(".cpp"))
        << exception.file << ": an exception in a header is one for all who include it.";
    bool needed = false;
    if (const auto source = sources().find(exception.file); source != sources().end())
      for (const Include& include : source->second.includes)
        needed = needed || modelRoom(include.path) == exception.room;
    EXPECT_TRUE(needed) << exception.file << " no longer includes models/" << exception.room << " ("
                        << exception.reason << "): remove the exception.";
  }
}

/// "canvas" of "gui/canvas/canvas_view.h"; "" outside gui/.
std::string guiRoom(const std::string& path) {
  if (topRoom(path) != "gui") return {};
  const std::size_t begin = path.find('/') + 1;
  return path.substr(begin, path.find('/', begin) - begin);
}

TEST(IncludeRules, NoViewOfTheWindowKnowsAnother) {
  const std::map<std::string, std::set<std::string>> mayInclude{
      {"look", {"look"}},
      {"document", {"look", "document"}},
      {"run", {"look", "document", "run"}},
      {"tables", {"look", "document", "run", "tables"}},
      {"canvas", {"look", "document", "run", "tables", "canvas"}},
      {"timeline", {"look", "document", "run", "tables", "timeline"}},
      {"panels", {"look", "document", "run", "tables", "panels"}},
      {"app", {"look", "document", "run", "tables", "canvas", "timeline", "panels", "app"}}};
  for (const auto& [file, source] : sources()) {
    if (topRoom(file) != "gui") continue;
    const auto rule = mayInclude.find(guiRoom(file));
    if (rule == mayInclude.end()) {
      ADD_FAILURE() << file << ": the room gui/" << guiRoom(file) << " has no line in this test.";
      continue;
    }
    for (const Include& include : source.includes) {
      if (include.angled || topRoom(include.path) != "gui") continue;
      EXPECT_TRUE(rule->second.contains(guiRoom(include.path)))
          << place(file, include.line) << "includes \"" << include.path << "\".\n"
          << "Rule: gui/" << guiRoom(file) << " does not include gui/" << guiRoom(include.path)
          << ".\nReason: views share a document, runs and a focus, and nothing of each other; the "
             "window wires them.";
    }
  }
}

TEST(IncludeRules, OnlyTheTimelineKnowsThePlotter) {
  for (const auto& [file, source] : sources())
    for (const Include& include : source.includes)
      if (include.path == "qcustomplot.h") {
        EXPECT_EQ(guiRoom(file), "timeline")
            << place(file, include.line) << "includes qcustomplot.h.\n"
            << "Rule: charts are drawn in gui/timeline only.\n"
            << "Reason: the header is heavy, and another plotter may come one day.";
      }
}

TEST(IncludeRules, OnlyThoseWhoStartARunIncludeTheWorld) {
  forEachOwnInclude([](const std::string& file, const Include& include) {
    if (modelRoom(include.path) != "world" || modelRoom(file) == "world") return;
    EXPECT_NE(topRoom(file), "report")
        << place(file, include.line) << "includes \"" << include.path << "\".\n"
        << "Rule: models/world is included by itself, the faces (cli, gui), tests and bench.\n"
        << "Reason: a report is made from outcomes alone, so that one read from a file will do.";
  });
}

TEST(IncludeRules, FilesIncludeEachOtherWithoutACycle) {
  std::map<std::string, int> state;  // 1: on the path, 2: done.
  std::vector<std::string> path;
  std::set<std::string> cycles;
  const std::function<void(const std::string&)> visit = [&](const std::string& file) {
    state[file] = 1;
    path.push_back(file);
    for (const Include& include : sources().at(file).includes) {
      if (include.angled || !sources().contains(include.path)) continue;
      if (state[include.path] == 0) visit(include.path);
      if (state[include.path] != 1) continue;
      std::string cycle;
      for (auto at = std::find(path.begin(), path.end(), include.path); at != path.end(); ++at)
        cycle += *at + " -> ";
      cycles.insert(cycle + include.path);
    }
    path.pop_back();
    state[file] = 2;
  };
  for (const auto& [file, source] : sources())
    if (state[file] == 0) visit(file);
  for (const std::string& cycle : cycles)
    ADD_FAILURE() << cycle << "\nRule: the graph of includes has no cycle.\n"
                  << "Reason: of files in a cycle none can be read, or changed, without the rest.";
}

TEST(IncludeRules, ResultsDependOnNothingOutsideTheSeed) {
  struct Forbidden {
    std::regex pattern;
    std::string rule;
    std::string reason;
  };
  const std::vector<Forbidden> forbidden{
      {std::regex{R"(std::\w+_distribution\b)"}, "no std::*_distribution",
       "the standard leaves their algorithms open; results would differ between libraries"},
      {std::regex{R"(\brandom_device\b)"}, "no std::random_device",
       "same seed, same bytes: randomness comes from the seed alone"},
      {std::regex{R"(\bsystem_clock\b)"}, "no std::chrono::system_clock",
       "same seed, same bytes: the only time in a run is the simulated one"},
  };
  for (const auto& [file, source] : sources()) {
    if (topRoom(file) != "sim" && topRoom(file) != "models") continue;
    for (const Line& line : source.lines) {
      for (const Forbidden& f : forbidden) {
        EXPECT_FALSE(std::regex_search(line.text, f.pattern))
            << place(file, line.number) << line.text << "\nRule: " << f.rule
            << " in sim/ and models/.\nReason: " << f.reason << '.';
      }
    }
  }
}

}  // namespace
}  // namespace headroom::test
