// How far a series of runs is, and how long it will take yet: one line that is written over.
#pragma once

#include <chrono>
#include <ostream>
#include <string>

namespace headroom {

class Progress {
 public:
  /// Says nothing unless `shown`. `runs` of about the same length will follow.
  Progress(std::ostream& err, bool shown, std::size_t runs);
  ~Progress() { erase(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void label(std::string text) { label_ = std::move(text); }
  void update(double shareOfRun);
  void endRun() { ++done_; }
  void erase();

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& err_;
  bool shown_;
  bool visible_ = false;
  std::size_t runs_;
  std::size_t done_ = 0;
  std::string label_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point lastShown_ = start_;
};

/// "3 s", "2 min"; from the share done and the time it took.
std::string timeLeft(double secondsSoFar, double shareDone);

}  // namespace headroom
