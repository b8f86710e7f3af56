// Measured durations from CSV files.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "models/spec/check.h"
#include "models/spec/walk.h"

namespace headroom {
namespace {

constexpr std::uintmax_t kMaxCsvBytes = 64 * 1024 * 1024;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == ',')
      out.emplace_back();
    else if (c != '"' && c != '\r' && c != ' ')
      out.back() += c;
  }
  return out;
}

bool number(const std::string& text, double& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(out);
}

/// Reads one column; the problem, or "" with the values in `out`.
std::string readColumn(std::istream& in, const EmpiricalSpec& spec, std::vector<Duration>& out) {
  std::string line;
  if (!std::getline(in, line)) return "the file is empty";
  const std::vector<std::string> header = cells(line);
  std::size_t column = 0;
  double value = 0;
  const bool hasHeader = !number(header[0], value);
  if (!spec.column.empty()) {
    const auto found = std::find(header.begin(), header.end(), spec.column);
    if (found == header.end())
      return fmt::format("there is no column \"{}\"{}; there: {}", spec.column,
                         didYouMean(spec.column, header), listNames(header));
    column = static_cast<std::size_t>(found - header.begin());
  }
  const auto take = [&](const std::vector<std::string>& row, std::size_t at) -> std::string {
    if (column >= row.size() || !number(row[column], value) || value < 0 ||
        value * toSeconds(spec.unit) > 86400.0 * 366)
      return fmt::format("line {}: \"{}\" is no duration (a number from 0 on, times \"unit\")", at,
                         column < row.size() ? row[column] : "");
    out.push_back(fromSeconds(value * toSeconds(spec.unit)));
    return "";
  };
  std::size_t at = 1;
  if (!hasHeader && spec.column.empty())
    if (std::string problem = take(header, at); !problem.empty()) return problem;
  while (std::getline(in, line)) {
    ++at;
    if (line.empty() || line == "\r") continue;
    if (std::string problem = take(cells(line), at); !problem.empty()) return problem;
  }
  return out.empty() ? "there is no value in it" : "";
}

}  // namespace

std::string sampleKey(const EmpiricalSpec& spec) {
  return fmt::format("{}\n{}\n{}", spec.file, spec.column, spec.unit.count());
}

void readSamples(const ScenarioSpec& scenario, const std::string& directory, SampleFiles& samples,
                 Findings& findings) {
  StepVisitor visitor;
  visitor.distribution = [&](const DistributionSpec& d, const std::string&, const std::string& at) {
    const auto* spec = std::get_if<EmpiricalSpec>(&d.law);
    if (spec == nullptr || samples.contains(sampleKey(*spec))) return;
    const std::filesystem::path named = findings.placeOf(at).file;
    const std::filesystem::path base =
        named.has_parent_path() ? named.parent_path() : std::filesystem::path(directory);
    const std::filesystem::path path = base / spec->file;
    const auto fail = [&](const std::string& problem) {
      findings.error("E_IO", at + "/empirical/file",
                     fmt::format("found \"{}\"; {}", spec->file, problem));
    };
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return fail("there is no such file");
    if (std::filesystem::file_size(path, error) > kMaxCsvBytes)
      return fail("it is larger than 64 MiB");
    std::ifstream in(path);
    if (!in) return fail("it cannot be read");
    std::vector<Duration> values;
    if (const std::string problem = readColumn(in, *spec, values); !problem.empty())
      return fail(problem);
    std::sort(values.begin(), values.end());
    samples[sampleKey(*spec)] = std::make_shared<const std::vector<Duration>>(std::move(values));
  };
  walkSystem(scenario.system, visitor);
  for (std::size_t i = 0; i < scenario.workload.size(); ++i) {
    const std::optional<DistributionSpec>& gaps = scenario.workload[i].gaps;
    const std::string at = fmt::format("/workload/{}/gaps", i);
    if (!gaps) continue;
    visitor.distribution(*gaps, "", at);
    const auto* empirical = std::get_if<EmpiricalSpec>(&gaps->law);
    if (empirical != nullptr && !samples.contains(sampleKey(*empirical))) continue;
    if (!(sim::meanSeconds(toDistribution(*gaps, samples)) > 0))
      findings.error("E_RANGE", at, "found gaps of 0s; allowed: a law with a mean above 0s");
  }
}

}  // namespace headroom
