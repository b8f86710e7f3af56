#include "cli/cli.h"

int main(int argc, char** argv) {
  headroom::Console console = headroom::systemConsole();
  return headroom::runCli(argc, argv, console);
}
