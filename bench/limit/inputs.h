// What a hand-written loop draws: literally the engine's random numbers, so that a loop and the
// engine simulate the same requests and must agree to the nanosecond.
//
// Keys and salts are read off the compiled model once, before the loop; arrivals and draws are
// those of models/traffic and sim/, so both sides pay the same for them.
#pragma once

#include <cstdint>
#include <memory>

#include "models/program/model.h"

namespace headroom::bench {

/// The first workload's requests of replication 0: when each arrives, and the root of its draws.
class Requests {
 public:
  explicit Requests(const Model& model);
  /// kNever at and after the end of the run.
  Time nextArrival() {
    const Time at = process_.next(*curve_);
    return at < end_ ? at : kNever;
  }
  /// Of the n-th request to arrive, counted from 0.
  sim::Key key(std::uint64_t n) const { return sim::derive(requests_, salt_, n); }
  /// The last instant of the run; its events count.
  Time end() const { return end_; }

 private:
  ArrivalProcess process_;
  const LoadCurve* curve_;
  sim::Key requests_;
  std::uint64_t salt_;
  Time end_;
};

/// M/M/c: one flow into an instance whose operation is one work step, with `servers` workers.
struct QueueInputs {
  explicit QueueInputs(const Model& model);
  Duration service(sim::Key request) const {
    return sim::draw(*work, sim::derive(sim::derive(request, call, 1), workSalt));
  }

  Requests requests;
  int servers = 0;
  const sim::Distribution* work = nullptr;
  std::uint64_t call = 0, workSalt = 0;
};

/// The three tiers of documents.h.
struct TiersInputs {
  explicit TiersInputs(const Model& model);
  /// The key of the request's visit to the application.
  sim::Key visit(sim::Key request) const {
    return sim::derive(sim::derive(request, flowCall, 1), gatewayCall, 1);
  }
  Duration appWork(sim::Key visit) const { return sim::draw(*work, sim::derive(visit, workSalt)); }
  Duration query(sim::Key visit) const {
    return sim::draw(*queryTime, sim::derive(sim::derive(visit, databaseCall, 1), querySalt));
  }
  /// Which of the cache's keys the request asks for.
  std::uint64_t wanted(sim::Key request) const {
    return keys->base + keys->popularity->draw(sim::derive(request, keys->salt).bits);
  }

  Requests requests;
  Duration gatewayDelay{}, cacheDelay{};
  int cores = 0, connections = 0;
  const CacheModel* cache = nullptr;
  sim::Key cacheKey;  ///< Of the draws of its first contents.
  const sim::Distribution* work = nullptr;
  const sim::Distribution* queryTime = nullptr;
  const KeySet* keys = nullptr;
  const std::vector<KeySet>* allKeys = nullptr;
  std::uint64_t flowCall = 0, gatewayCall = 0, databaseCall = 0, workSalt = 0, querySalt = 0;
};

}  // namespace headroom::bench
