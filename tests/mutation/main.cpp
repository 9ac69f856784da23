// The main function of the mutated test programs, in the place of tests/support/main.cpp. FHIROPS_MUTANT chooses the mutant;
// FHIROPS_REACHED names a file, which gets a line for each test case: its seconds of the processor, the mutants that it reached,
// its name.

#define CATCH_CONFIG_RUNNER
#include "support/catch.hpp"

#include <cstdlib>
#include <ctime>
#include <fstream>

#include "fhirops/mutation.hpp"

namespace {

struct reached_listener : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;

  void testCaseStarting(const Catch::TestCaseInfo& info) override {
    TestEventListenerBase::testCaseStarting(info);
    fhirops_mutation::reached.fill(0);
    started_ = std::clock();
  }
  void testCaseEnded(const Catch::TestCaseStats& stats) override {
    TestEventListenerBase::testCaseEnded(stats);
    const char* path = std::getenv("FHIROPS_REACHED");
    if (path == nullptr) return;
    const double taken = static_cast<double>(std::clock() - started_) / CLOCKS_PER_SEC;
    std::ofstream file(path, std::ios::app);
    file << taken << '\t';
    for (unsigned i = 0; i < fhirops_mutation::most; ++i)
      if (fhirops_mutation::reached[i] != 0) file << i << ' ';
    file << '\t' << stats.testInfo.name << '\n';
  }

 private:
  std::clock_t started_ = 0;
};

CATCH_REGISTER_LISTENER(reached_listener)

}  // namespace

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
