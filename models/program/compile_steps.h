// The part of compile() that turns steps into instructions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/program/model.h"
#include "models/spec/profiles.h"
#include "models/spec/samples.h"

namespace headroom {

/// Numbers of everything with a name.
struct Names {
  const SystemSpec* system = nullptr;
  std::map<std::string, std::uint32_t> parts, flows, keys, segments, monitors;
  std::vector<Profile> profiles;                     ///< As Model::profiles.
  std::vector<std::vector<std::string>> operations;  ///< By part, sorted.
  std::vector<std::vector<std::string>> pools;       ///< By part: callees, sorted.

  std::int32_t operationOf(std::uint32_t part, const std::string& name) const;
  std::int32_t poolOf(std::uint32_t part, const std::string& callee) const;
};

/// (compile_limit.cpp)
LimitModel compileLimit(const LimitSpec& spec, const Names& names, std::uint32_t part);

/// Compiles every operation of every part, and each flow's call of its entry.
void compilePrograms(const SystemSpec& system, const Names& names, const SampleFiles& samples,
                     Model& model);

}  // namespace headroom
