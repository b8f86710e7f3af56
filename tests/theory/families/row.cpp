#include "tests/theory/families/row.h"

#include <stdexcept>

#include "models/notation/json_parse.h"

namespace headroom::theory {
namespace {

[[noreturn]] void lacks(const Row& row, const std::string& parameter) {
  throw std::runtime_error(row.id + " (" + row.model + ") has no parameter \"" + parameter + "\"");
}

std::vector<double> numbersIn(const JsonValue& array) {
  std::vector<double> out;
  for (const JsonValue& item : array.items) out.push_back(item.number);
  return out;
}

}  // namespace

double Row::number(const std::string& parameter) const {
  const JsonValue* value = params.find(parameter);
  if (value == nullptr || !value->isNumber()) lacks(*this, parameter);
  return value->number;
}

const std::string& Row::text(const std::string& parameter) const {
  const JsonValue* value = params.find(parameter);
  if (value == nullptr || !value->isString()) lacks(*this, parameter);
  return value->text;
}

std::vector<double> Row::numbers(const std::string& parameter) const {
  const JsonValue* value = params.find(parameter);
  if (value == nullptr || !value->isArray()) lacks(*this, parameter);
  return numbersIn(*value);
}

std::vector<std::vector<double>> Row::matrix(const std::string& parameter) const {
  const JsonValue* value = params.find(parameter);
  if (value == nullptr || !value->isArray()) lacks(*this, parameter);
  std::vector<std::vector<double>> out;
  for (const JsonValue& line : value->items) out.push_back(numbersIn(line));
  return out;
}

std::vector<Row> readRows(const std::string& path) {
  Diagnostics diagnostics;
  const std::optional<JsonValue> document = readJsonFile(path, diagnostics);
  if (!document || document->find("cases") == nullptr)
    throw std::runtime_error(path + " holds no cases");
  std::vector<Row> rows;
  for (const JsonValue& item : document->find("cases")->items) {
    Row row;
    row.id = item.find("id")->text;
    row.model = item.find("model")->text;
    row.params = *item.find("params");
    for (const JsonMember& metric : item.find("metrics")->members)
      if (metric.value.isNumber()) row.metrics[metric.key] = metric.value.number;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace headroom::theory
