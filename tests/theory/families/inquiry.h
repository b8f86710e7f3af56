// What an experiment asks of its runs: assertions over the measured span, whose limits do not
// matter, in the order in which their measurements will stand in the outcome.
#pragma once

#include <string>
#include <vector>

#include "tests/theory/families/experiment.h"

namespace headroom::theory {

using Value = std::function<double(const Outcome&)>;
using Values = std::map<std::string, decltype(Figure::value)>;

class Inquiry {
 public:
  /// A metric of a flow; `threshold` as in an assertion ("p(99)>0s", ">0/s").
  Value flow(const std::string& name, const std::string& metric, const std::string& threshold);
  /// A metric of a part, or of its `resource`.
  Value part(const std::string& name, const std::string& metric, const std::string& threshold,
             const std::string& resource = "");
  /// The assertions as a JSON array.
  std::string text(const Span& span) const;

 private:
  Value ask(const std::string& fields);
  std::vector<std::string> asked_;
};

/// "0.1s", to the nanosecond.
std::string secondsText(double seconds);
/// "9.9/s".
std::string rateText(double perSecond);
std::string exponential(double mean);

/// A document: `flows`, `parts` and `keys` are members of their objects, `workload` of its array.
/// A part named "marker" fails at a rate during the measured span, so that phases cut it out.
std::string documentOf(const std::string& flows, const std::string& parts,
                       const std::string& workload, const Inquiry& inquiry, const Span& span,
                       const std::string& keys = "");
/// One flow's load at a constant rate; `more` are further fields, each with its comma before.
std::string loadOf(const std::string& flow, double rate, const Span& span,
                   const std::string& more = "");
/// Share of the measured span during which all servers of a resource were busy.
Value allBusy(const std::string& part, const std::string& resource);
/// Visits a part was offered in the whole run, per second.
Value visitRate(const std::string& part);

/// Adds the figures a row has a value for; what it has besides is left, with `why`.
void compare(const Row& row, const Values& values, const std::string& why, Experiment& experiment);

/// T_p50, ... T_p999 of a flow; with a constant service, Wq_p50, ... besides.
void addQuantiles(const std::string& flow, double constantService, Values& values);

}  // namespace headroom::theory
