// A row of reference data: a model of queueing theory, its parameters, and what theory says of it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/notation/json_value.h"

namespace headroom::theory {

struct Row {
  std::string id;
  std::string model;  ///< "M/M/c", "tandem 2x M/M/1", ...
  JsonValue params;
  std::map<std::string, double> metrics;

  bool has(const std::string& parameter) const { return params.find(parameter) != nullptr; }
  /// Throws std::runtime_error when the row has no such parameter, or none of this kind.
  double number(const std::string& parameter) const;
  const std::string& text(const std::string& parameter) const;
  std::vector<double> numbers(const std::string& parameter) const;
  std::vector<std::vector<double>> matrix(const std::string& parameter) const;
};

/// {"cases": [{"id", "model", "params", "metrics"}, ...]}; other members are not looked at.
std::vector<Row> readRows(const std::string& path);

}  // namespace headroom::theory
