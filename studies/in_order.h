// Independent jobs on several threads, their results taken in order: what is made of them does not
// depend on how many threads there were, nor on which was first.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace headroom {

/// What `-j` means when it is left out: the threads the machine runs at once.
inline unsigned defaultJobs() { return std::max(1U, std::thread::hardware_concurrency()); }

/// Calls produce(i) for i in 0..count-1 on at most `jobs` threads, and consume(i, result) on the
/// calling thread, in the order of i. No more than 2 * jobs results wait at a time. The first
/// exception, by i, of either is thrown once all threads have come to rest; later ones are dropped.
/// `idle` is called on the calling thread about ten times a second while it waits.
template <class Result>
class InOrder {
 public:
  using Produce = std::function<Result(std::size_t)>;
  using Consume = std::function<void(std::size_t, Result&&)>;

  InOrder(std::size_t count, Produce produce, Consume consume, std::function<void()> idle = {})
      : count_(count),
        produce_(std::move(produce)),
        consume_(std::move(consume)),
        idle_(std::move(idle)) {}

  void run(unsigned jobs) {
    if (jobs <= 1 || count_ <= 1) {
      for (std::size_t i = 0; i < count_; ++i) consume_(i, produce_(i));
      return;
    }
    window_ = std::size_t{2} * jobs;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < std::min<std::size_t>(jobs, count_); ++t)
      threads.emplace_back([this] { work(); });
    std::exception_ptr failure;
    try {
      takeAll();
    } catch (...) {
      failure = std::current_exception();
      stop();
    }
    for (std::thread& thread : threads) thread.join();
    if (failure) std::rethrow_exception(failure);
  }

 private:
  struct Made {
    std::optional<Result> result;
    std::exception_ptr failure;
  };

  void work() {
    for (;;) {
      std::size_t index = 0;
      {
        std::unique_lock lock{mutex_};
        changed_.wait(lock,
                      [this] { return stopped_ || next_ >= count_ || next_ < taken_ + window_; });
        if (stopped_ || next_ >= count_) return;
        index = next_++;
      }
      Made made;
      try {
        made.result = produce_(index);
      } catch (...) {
        made.failure = std::current_exception();
      }
      const std::scoped_lock lock{mutex_};
      made_.emplace(index, std::move(made));
      changed_.notify_all();
    }
  }

  void takeAll() {
    for (std::size_t i = 0; i < count_; ++i) {
      Made made = take(i);
      if (made.failure) std::rethrow_exception(made.failure);
      consume_(i, std::move(*made.result));
    }
  }

  Made take(std::size_t index) {
    std::unique_lock lock{mutex_};
    while (!made_.contains(index)) {
      changed_.wait_for(lock, std::chrono::milliseconds{100});
      if (!idle_) continue;
      lock.unlock();
      idle_();
      lock.lock();
    }
    Made made = std::move(made_.at(index));
    made_.erase(index);
    ++taken_;
    changed_.notify_all();
    return made;
  }

  void stop() {
    const std::scoped_lock lock{mutex_};
    stopped_ = true;
    changed_.notify_all();
  }

  std::size_t count_;
  Produce produce_;
  Consume consume_;
  std::function<void()> idle_;
  std::size_t window_ = 1;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, Made> made_;
  std::size_t next_ = 0;
  std::size_t taken_ = 0;
  bool stopped_ = false;
};

}  // namespace headroom
