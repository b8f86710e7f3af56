// A row put to the test: replications until its figures are as sharp as wanted, or the budget ends.
#pragma once

#include <string>
#include <vector>

#include "studies/intervals.h"
#include "tests/theory/families/experiment.h"

namespace headroom::theory {

struct Effort {
  int pilots = 10;  ///< Replications before the rest is planned from them.
  int mostReplications = 400;
  double customers = 1e5;           ///< Requests of one replication at a moderate load.
  double events = 5e6;              ///< About the most a row may cost.
  double relativeHalfWidth = 0.02;  ///< Wanted of every figure, at 95 %.
  unsigned jobs = 1;
};

struct Measured {
  Figure figure;
  MeanEstimate estimate;        ///< With its 95 % half-width.
  double familyHalf = 0;        ///< Half-width at the level of the whole family.
  bool agrees = false;          ///< Theory within the family half-width and the figure's slack.
  double relativeHalf() const;  ///< 95 % half-width over the figure; 0 for a figure of 0.
};

struct Trial {
  std::string missing;  ///< Not expressed: what is missing. Empty otherwise.
  std::vector<Measured> figures;
  std::vector<std::pair<std::string, std::string>> left;
  int replications = 0;
  Span span;            ///< Of one replication.
  double warmUp = 0;    ///< MSER-5 of the pilots, in seconds; what is dropped is span.from.
  bool settled = true;  ///< Whether MSER-5 found the warm-up inside what is dropped.
  bool exact = false;   ///< Without chance: one run.
  bool heavyTail = false;
};

/// `figures`: how many the whole family has, `level`: the chance that any of them is wrong though
/// all are right (Bonferroni).
Trial put(const Row& row, const Effort& effort, std::size_t figures, double level);

/// Figures of all rows that can be expressed.
std::size_t figuresIn(const std::vector<Row>& rows);

}  // namespace headroom::theory
