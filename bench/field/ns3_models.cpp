// The three models on the core of ns-3: its simulator, its events and its random variables.
//
// Usage: headroom_bench_ns3 mm1|mm16|tiers REQUESTS
// Prints one line of JSON: answered, mean_s, se_s (of the mean, by batch means), cpu_s.
#include <ns3/double.h>
#include <ns3/nstime.h>
#include <ns3/object.h>
#include <ns3/random-variable-stream.h>
#include <ns3/rng-seed-manager.h>
#include <ns3/simulator.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <list>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using ns3::Seconds;
using ns3::Simulator;
using ns3::Time;

/// Mean, and its standard error from means of twenty batches in a row.
class Sojourns {
 public:
  explicit Sojourns(std::uint64_t requests) : batch_(requests < 20 ? 1 : requests / 20) {}
  void record(double seconds) {
    if (counts_.back() == batch_ && counts_.size() < 20) {
      sums_.push_back(0);
      counts_.push_back(0);
    }
    sums_.back() += seconds;
    ++counts_.back();
  }
  void print(double cpuSeconds) const {
    double sum = 0;
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      sum += sums_[i];
      count += counts_[i];
    }
    const double mean = sum / static_cast<double>(count);
    double squares = 0;
    for (std::size_t i = 0; i < sums_.size(); ++i)
      squares += std::pow(sums_[i] / static_cast<double>(counts_[i]) - mean, 2);
    const auto batches = static_cast<double>(sums_.size());
    std::printf("{\"answered\": %llu, \"mean_s\": %.9g, \"se_s\": %.9g, \"cpu_s\": %.6g}\n",
                static_cast<unsigned long long>(count), mean,
                std::sqrt(squares / (batches - 1) / batches), cpuSeconds);
  }

 private:
  std::uint64_t batch_;
  std::vector<double> sums_{0};
  std::vector<std::uint64_t> counts_{0};
};

class Exponential {
 public:
  explicit Exponential(double meanSeconds)
      : variable_(ns3::CreateObject<ns3::ExponentialRandomVariable>()) {
    variable_->SetAttribute("Mean", ns3::DoubleValue(meanSeconds));
  }
  Time draw() { return Seconds(variable_->GetValue()); }

 private:
  ns3::Ptr<ns3::ExponentialRandomVariable> variable_;
};

class Queue {
 public:
  Queue(int servers, double rate, double service, std::uint64_t requests)
      : seen(requests), idle_(servers), left_(requests), gap_(1 / rate), service_(service) {
    Simulator::Schedule(gap_.draw(), &Queue::arrive, this);
  }
  Sojourns seen;

 private:
  void arrive() {
    if (--left_ > 0) Simulator::Schedule(gap_.draw(), &Queue::arrive, this);
    if (idle_ == 0) {
      line_.push_back(Simulator::Now());
    } else {
      --idle_;
      Simulator::Schedule(service_.draw(), &Queue::leave, this, Simulator::Now());
    }
  }
  void leave(Time arrived) {
    seen.record((Simulator::Now() - arrived).GetSeconds());
    if (line_.empty()) {
      ++idle_;
    } else {
      Simulator::Schedule(service_.draw(), &Queue::leave, this, line_.front());
      line_.pop_front();
    }
  }

  std::deque<Time> line_;
  int idle_;
  std::uint64_t left_;
  Exponential gap_, service_;
};

/// Least recently used goes first.
class Cache {
 public:
  Cache(std::size_t capacity, std::uint32_t keys) : capacity_(capacity) {
    for (std::uint32_t key = 0; key < keys && places_.size() < capacity; ++key) fill(key);
  }
  bool lookUp(std::uint32_t key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return false;
    order_.splice(order_.begin(), order_, found->second);
    return true;
  }
  void fill(std::uint32_t key) {
    if (lookUp(key)) return;
    if (places_.size() == capacity_) {
      places_.erase(order_.back());
      order_.pop_back();
    }
    order_.push_front(key);
    places_[key] = order_.begin();
  }

 private:
  std::size_t capacity_;
  std::list<std::uint32_t> order_;
  std::unordered_map<std::uint32_t, std::list<std::uint32_t>::iterator> places_;
};

struct Request {
  Time arrived;
  std::uint32_t key;
};

class Tiers {
 public:
  explicit Tiers(std::uint64_t requests) : seen(requests), left_(requests) {
    Simulator::Schedule(gap_.draw(), &Tiers::arrive, this);
  }
  Sojourns seen;

 private:
  static constexpr std::uint32_t kKeys = 1000;

  void arrive() {
    if (--left_ > 0) Simulator::Schedule(gap_.draw(), &Tiers::arrive, this);
    const Request request{Simulator::Now(), key_->GetInteger(0, kKeys - 1)};
    Simulator::Schedule(Seconds(0.001), &Tiers::leaveGateway, this, request);
  }
  void leaveGateway(Request request) {
    if (cores_ == 0) return coresLine_.push_back(request);
    --cores_;
    Simulator::Schedule(work_.draw(), &Tiers::leaveCores, this, request);
  }
  void leaveCores(Request request) {
    Simulator::Schedule(Seconds(0.0005), &Tiers::leaveCache, this, request);
    if (coresLine_.empty()) {
      ++cores_;
    } else {
      Simulator::Schedule(work_.draw(), &Tiers::leaveCores, this, coresLine_.front());
      coresLine_.pop_front();
    }
  }
  void leaveCache(Request request) {
    if (cache_.lookUp(request.key)) return answer(request);
    if (connections_ == 0) return databaseLine_.push_back(request);
    --connections_;
    Simulator::Schedule(query_.draw(), &Tiers::leaveDatabase, this, request);
  }
  void leaveDatabase(Request request) {
    cache_.fill(request.key);
    answer(request);
    if (databaseLine_.empty()) {
      ++connections_;
    } else {
      Simulator::Schedule(query_.draw(), &Tiers::leaveDatabase, this, databaseLine_.front());
      databaseLine_.pop_front();
    }
  }
  void answer(const Request& request) {
    seen.record((Simulator::Now() - request.arrived).GetSeconds());
  }

  Cache cache_{900, kKeys};
  std::deque<Request> coresLine_, databaseLine_;
  int cores_ = 16, connections_ = 8;
  std::uint64_t left_;
  Exponential gap_{1 / 1800.0}, work_{0.008}, query_{0.035};
  ns3::Ptr<ns3::UniformRandomVariable> key_ = ns3::CreateObject<ns3::UniformRandomVariable>();
};

template <class Model>
void simulate(Model& model) {
  const std::clock_t began = std::clock();
  Simulator::Run();
  model.seen.print(static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
  Simulator::Destroy();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string name = argv[1];
  const std::uint64_t requests = std::strtoull(argv[2], nullptr, 10);
  ns3::RngSeedManager::SetSeed(20250101);
  if (name == "tiers") {
    Tiers tiers{requests};
    simulate(tiers);
  } else {
    Queue queue = name == "mm1" ? Queue{1, 800, 0.001, requests} : Queue{16, 1440, 0.01, requests};
    simulate(queue);
  }
  return 0;
}
