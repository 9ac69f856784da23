// The invariants of times: which hold, and which do not.

#include <fhirops/fhirops.hpp>
#include <string>

#include "support/checked.hpp"

using namespace fhirops;
using test::check_rule;
using test::checked;
using test::lines;

TEST_CASE("per-1: the start is not after the end", "[validate][rules]") {
  check_rule<Period<>>(
      "per-1",
      {R"({"start":"2024-01-01","end":"2024-01-02"})", R"({"start":"2024","end":"2024"})",
       R"({"start":"2024-01-01T10:00:00Z","end":"2024-01-01T10:00:00Z"})",
       // The same moment, and one after the other, whatever the clocks show.
       R"({"start":"2024-01-01T10:00:00Z","end":"2024-01-01T12:00:00+02:00"})",
       R"({"start":"2024-01-01T10:00:00+02:00","end":"2024-01-01T09:00:00Z"})",
       R"({"start":"2024-01-01T10:00:00.5Z","end":"2024-01-01T10:00:00.50Z"})", R"({"start":"2024-01-01"})",
       R"({"end":"2024-01-01"})", R"({"start":"2024-01-01","_end":{"extension":[{"url":"u","valueCode":"unknown"}]}})",
       // Not known, as only the missing part would tell.
       R"({"start":"2024-05","end":"2024"})", R"({"start":"2024-05-31","end":"2024-05"})",
       R"({"start":"2024-05-31T23:59:59Z","end":"2024-05-31"})",
       // A day has no time zone: where it is over depends on the place.
       R"({"start":"2024-06-01T10:00:00Z","end":"2024-05-31"})"},
      {R"({"start":"2024-01-02","end":"2024-01-01"})", R"({"start":"2024","end":"2023"})",
       R"({"start":"2024-01-01T10:00:00Z","end":"2024-01-01T11:59:59+02:00"})",
       R"({"start":"2024-01-01T10:00:00.51Z","end":"2024-01-01T10:00:00.5Z"})",
       // Known all the same: the year is over.
       R"({"start":"2024-01","end":"2023"})", R"({"start":"2024-01-03T00:00:00Z","end":"2024-01-01"})"});
}

TEST_CASE("per-1 does not compare invalid dates", "[validate][rules]") {
  CHECK(checked<Period<>>(R"({"start":"2024-02-30","end":"2024-01-01"})") == lines{"error value Period.start /start"});
}

TEST_CASE("the invariants of Timing.repeat", "[validate][rules]") {
  check_rule<TimingRepeat<>>("tim-1",
                             {R"({"duration":5,"durationUnit":"min"})", R"({"durationUnit":"min"})", R"({"count":1})",
                              R"({"duration":5,"_durationUnit":{"extension":[{"url":"u","valueCode":"unknown"}]}})"},
                             {R"({"duration":5})", R"({"_duration":{"extension":[{"url":"u","valueCode":"unknown"}]}})",
                              R"({"duration":5,"periodUnit":"d"})"});
  check_rule<TimingRepeat<>>("tim-2", {R"({"period":1,"periodUnit":"d"})", R"({"periodUnit":"d"})"},
                             {R"({"period":1})", R"({"period":1,"durationUnit":"d"})"});
  check_rule<TimingRepeat<>>("tim-4",
                             {R"({"duration":0,"durationUnit":"h"})", R"({"duration":-0.0,"durationUnit":"h"})",
                              R"({"duration":0.5,"durationUnit":"h"})",
                              R"({"_duration":{"extension":[{"url":"u","valueCode":"unknown"}]},"durationUnit":"h"})"},
                             {R"({"duration":-1,"durationUnit":"h"})", R"({"duration":-1e-9,"durationUnit":"h"})"});
  check_rule<TimingRepeat<>>("tim-5", {R"({"period":0,"periodUnit":"d"})"}, {R"({"period":-0.001,"periodUnit":"d"})"});
  check_rule<TimingRepeat<>>("tim-6", {R"({"period":1,"periodMax":2,"periodUnit":"d"})"}, {R"({"periodMax":2})"});
  check_rule<TimingRepeat<>>("tim-7", {R"({"duration":1,"durationMax":2,"durationUnit":"h"})"}, {R"({"durationMax":2})"});
  check_rule<TimingRepeat<>>("tim-8", {R"({"count":1,"countMax":2})"}, {R"({"countMax":2})"});
  check_rule<TimingRepeat<>>("tim-10", {R"({"timeOfDay":["08:00:00"]})", R"({"when":["AC","HS"]})"},
                             {R"({"timeOfDay":["08:00:00"],"when":["AC"]})"});
}

TEST_CASE("tim-9: an offset is from an event, and not from a meal as such", "[validate][rules]") {
  check_rule<TimingRepeat<>>("tim-9",
                             {R"({"offset":30,"when":["AC"]})", R"({"offset":30,"when":["ACM","PCV"]})", R"({"when":["C"]})",
                              R"({"offset":30,"when":["HS"]})"},
                             {R"({"offset":30})", R"({"offset":30,"timeOfDay":["08:00:00"]})"});
  for (const std::string meal : {"C", "CM", "CD", "CV"}) {
    const std::string alone = R"({"offset":30,"when":[")" + meal + R"("]})";
    const std::string beside = R"({"offset":30,"when":["AC",")" + meal + R"("]})";
    check_rule<TimingRepeat<>>("tim-9", {}, {alone, beside});
  }
}

TEST_CASE("the rules of a timing are reported where it is", "[validate][rules]") {
  CHECK(checked<Timing<>>(R"({"event":["2024"],"repeat":{"boundsPeriod":{"start":"2024","end":"2023"},"period":1}})") ==
        lines{"tim-2 error invariant Timing.repeat /repeat", "per-1 error invariant Timing.repeat.bounds /repeat/boundsPeriod"});
  CHECK(checked<Dosage<>>(R"({"timing":{"repeat":{"duration":-1,"countMax":3}}})") ==
        lines{"tim-1 error invariant Dosage.timing.repeat /timing/repeat",
              "tim-4 error invariant Dosage.timing.repeat /timing/repeat",
              "tim-8 error invariant Dosage.timing.repeat /timing/repeat"});
}
