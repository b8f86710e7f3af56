// What the canvas draws of a system.
#include "gui/canvas/topology.h"

#include <gtest/gtest.h>

#include "gui/canvas/walk.h"
#include "tests/support/scenario.h"

namespace headroom::test {
namespace {

using gui::Direction;
using gui::Subject;
using gui::Topology;
using gui::TopologyEdge;

InstanceSpec calling(const std::vector<std::string>& operations) {
  InstanceSpec instance;
  for (const std::string& operation : operations) {
    CallStepSpec call;
    call.call.name = operation;
    instance.operations["run"].steps.push_back({call, ""});
  }
  instance.operations["run"];
  return instance;
}

/// Two flows to a, which calls c twice and then b; d is not reached and calls itself.
SystemSpec small() {
  SystemSpec system;
  system.flows["one"].entry.name = "a.run";
  system.flows["two"].entry.name = "a.run";
  InstanceSpec a = calling({"c.run", "b.run", "c.run"});
  a.replicas = 3;
  a.workers = 20;
  a.pools["b"].size = 5;
  system.parts["a"].body = a;
  system.parts["b"].body = calling({});
  system.parts["c"].body = calling({});
  system.parts["d"].body = calling({"d.run"});
  return system;
}

std::vector<std::string> names(const Topology& topology) {
  std::vector<std::string> found;
  for (const gui::TopologyPart& part : topology.parts) found.push_back(part.name);
  return found;
}

TEST(Topology, PartsStandAsRequestsComeToThem) {
  EXPECT_EQ(names(gui::topologyOf(small())), (std::vector<std::string>{"a", "c", "b", "d"}));
}

TEST(Topology, EdgesAreOnceForAllCalls) {
  const Topology topology = gui::topologyOf(small());
  const std::vector<TopologyEdge> expected{
      {true, 0, 0}, {false, 0, 1}, {false, 0, 2}, {true, 1, 0}, {false, 3, 3}};
  EXPECT_EQ(topology.edges, expected);
}

TEST(Topology, PartsSayWhatIsConfigured) {
  const Topology topology = gui::topologyOf(small());
  EXPECT_EQ(topology.parts[0].replicas, 3);
  EXPECT_EQ(topology.parts[0].kind, "instance");
  EXPECT_EQ(topology.parts[0].configured,
            (std::vector<std::string>{"20 workers", "5 connections to b"}));
}

TEST(Topology, DanglingNamesAreLeftOut) {
  SystemSpec system = small();
  system.flows["three"].entry.name = "nowhere.run";
  system.parts["b"].body = calling({"nowhere.run"});
  const Topology topology = gui::topologyOf(system);
  EXPECT_EQ(topology.flows.size(), 3U);
  EXPECT_EQ(topology.edges.size(), 5U);
}

TEST(Topology, NothingIsEmpty) { EXPECT_TRUE(gui::topologyOf(SystemSpec{}).empty()); }

class Walking : public testing::Test {
 protected:
  Subject from(Subject::Kind kind, const std::string& name, Direction direction) const {
    return gui::walk(topology, layout, input, {kind, name}, direction).value_or(Subject{});
  }
  Topology topology = gui::topologyOf(small());
  gui::LayoutInput input = gui::layoutInputOf(topology, {100, 60}, {160, 90});
  gui::Layout layout = gui::layOut(input);
};

TEST_F(Walking, BeginsWithTheFirstFlow) {
  EXPECT_EQ(from(Subject::Kind::none, "", Direction::right), (Subject{Subject::Kind::flow, "one"}));
}

TEST_F(Walking, SidewaysAlongCalls) {
  EXPECT_EQ(from(Subject::Kind::flow, "two", Direction::right).name, "a");
  EXPECT_EQ(from(Subject::Kind::part, "b", Direction::left).name, "a");
  EXPECT_EQ(from(Subject::Kind::part, "a", Direction::left).kind, Subject::Kind::flow);
}

TEST_F(Walking, UpAndDownWithinTheColumn) {
  EXPECT_EQ(from(Subject::Kind::flow, "one", Direction::down).name, "two");
  EXPECT_EQ(from(Subject::Kind::flow, "two", Direction::up).name, "one");
  EXPECT_EQ(from(Subject::Kind::part, "c", Direction::down).name, "b");
}

TEST_F(Walking, ReachesEveryCard) {
  std::set<std::string> reached{"one"};
  std::vector<Subject> next{{Subject::Kind::flow, "one"}};
  while (!next.empty()) {
    const Subject at = next.back();
    next.pop_back();
    for (const Direction d : {Direction::left, Direction::right, Direction::up, Direction::down}) {
      const Subject to = from(at.kind, at.name, d);
      if (to.kind != Subject::Kind::none && reached.insert(to.name).second) next.push_back(to);
    }
  }
  EXPECT_EQ(reached, (std::set<std::string>{"one", "two", "a", "b", "c", "d"}));
}

}  // namespace
}  // namespace headroom::test
