// The main function of every program of Catch2 tests, compiled once: version 2 of Catch2 takes long to compile.

#define CATCH_CONFIG_RUNNER
#include "support/catch.hpp"

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
