// headroom_bench: Google Benchmark's options, and
//   --agree   runs no benchmark; exit code 1 when a hand-written loop and the engine disagree.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <string_view>

#include "bench/engine_bench.h"

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view{argv[1]} == "--agree")
    return headroom::bench::countDisagreements() == 0 ? 0 : 1;
  headroom::bench::registerEngineBenchmarks();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  if (benchmark::RunSpecifiedBenchmarks() == 0) {
    std::fputs("no benchmark of that name\n", stderr);
    return 2;
  }
  return 0;
}
