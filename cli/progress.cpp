#include "cli/progress.h"

#include <fmt/format.h>

#include <cmath>

#include "report/text.h"

namespace headroom {
namespace {

constexpr std::chrono::milliseconds kLeastPause{100};
constexpr std::size_t kLabelWidth = 44;
constexpr const char* kEraseLine = "\r\x1b[K";

}  // namespace

Progress::Progress(std::ostream& err, bool shown, std::size_t runs)
    : err_(err), shown_(shown), runs_(runs) {}

void Progress::update(double shareOfRun) {
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - lastShown_ < kLeastPause) return;
  lastShown_ = now;
  visible_ = true;
  const double share = (static_cast<double>(done_) + shareOfRun) / static_cast<double>(runs_);
  const double soFar = std::chrono::duration<double>(now - start_).count();
  err_ << kEraseLine
       << fmt::format("{}  {:.0f} %  {}", clip(printable(label_), kLabelWidth), share * 100,
                      timeLeft(soFar, share))
       << std::flush;
}

void Progress::erase() {
  if (visible_) err_ << kEraseLine << std::flush;
  visible_ = false;
}

std::string timeLeft(double secondsSoFar, double shareDone) {
  if (!(shareDone > 0)) return {};
  const double left = secondsSoFar / shareDone * (1 - shareDone);
  if (left < 90) return fmt::format("about {:.0f} s left", std::ceil(left));
  return fmt::format("about {:.0f} min left", std::ceil(left / 60));
}

}  // namespace headroom
