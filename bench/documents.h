// Documents the benchmarks run, loaded through the door users take.
#pragma once

#include <string>

#include "models/spec/load.h"

namespace headroom::bench {

/// Loads document text; ends the program with the diagnostics when it is not valid.
LoadedVariant loadText(const std::string& text);
LoadedVariant loadFlagship(const std::string& variant);

/// One flow into an instance of `servers` workers, exponential work, for `seconds`.
std::string mmcDocument(int servers, double rate, double serviceSeconds, double seconds);
/// A gateway of 1 ms; an application of 16 cores, exponential work of 8 ms; a cache of 0.5 ms with
/// room for 900 of 1 000 equally popular keys; behind it a database of 8 connections, exponential
/// queries of 35 ms. At 1 800/s the cores are busy for 90 % of the time, the database for 79 %.
std::string threeTierDocument(double rate, double seconds);

/// The three models of the comparison, sized by how many requests they see.
std::string mm1Document(double requests);    ///< "A": rho 0.8, 800/s.
std::string mm16Document(double requests);   ///< "B": rho 0.9, 1 440/s.
std::string tiersDocument(double requests);  ///< "C": 1 800/s.

}  // namespace headroom::bench
