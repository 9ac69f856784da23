// tenant: a bound struct of another host, which shares nothing with ReportJob, streamed both ways beside it. Prints one
// JSON object: of each row the nanoseconds a byte. The rows take turns, and the least time of all turns counts. `mixed`
// has optional members and items of lists at random; without it all are there, as in the jobs.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "jobs.hpp"
#include "rows.hpp"

namespace hospital {

enum class Urgency { routine, urgent, asap, stat };
constexpr auto fhir_codes(const Urgency*) {
  return fhirops::enum_codes<Urgency>(
      {{Urgency::routine, "routine"}, {Urgency::urgent, "urgent"}, {Urgency::asap, "asap"}, {Urgency::stat, "stat"}});
}

template <fhirops::Storage S>
struct Stay {
  using storage = S;
  using string = typename S::string;

  string number{};
  string patient{};
  string ward{};
  fhirops::Code<S> status{};
  std::optional<Urgency> urgency{};
  fhirops::DateTime<S> admitted{};
  std::optional<fhirops::DateTime<S>> left{};
  std::chrono::sys_time<std::chrono::milliseconds> recorded{};
  std::int32_t bed{};
  std::optional<std::uint32_t> floor{};
  fhirops::Decimal<S> weight{};
  bool isolated = false;
  std::optional<string> note{};
  std::vector<string> diagnoses{};
};
template <fhirops::Storage S>
constexpr auto fhir_parameters(const Stay<S>*) {
  using namespace fhirops;
  using self = Stay<S>;
  return parameters(param<"patient", &self::patient>{}, param<"ward", &self::ward>{}, param<"status", &self::status>{},
                    param<"urgency", &self::urgency>{}, param<"admitted", &self::admitted>{}, param<"left", &self::left>{},
                    param<"recorded", &self::recorded>{}, param<"bed", &self::bed>{}, param<"floor", &self::floor>{},
                    param<"weight", &self::weight>{}, param<"isolated", &self::isolated>{}, param<"note", &self::note>{},
                    param<"diagnosis", &self::diagnoses>{});
}
template <fhirops::Storage S>
constexpr auto fhir_entry(const Stay<S>*) {
  return fhirops::parameters_entry<"stay", &Stay<S>::number>{.type = "searchset"};
}

}  // namespace hospital

namespace {

using namespace fhirops;
using bench::row;
using jobs = std::vector<ReportJob<>>;
using stays = std::vector<hospital::Stay<owned>>;

std::size_t sink = 0;  // so that nothing is optimised away

stays make_stays(std::size_t count, bool mixed) {
  std::mt19937_64 random(42);
  const auto below = [&random](std::uint64_t end) { return random() % end; };
  const auto there = [mixed, below] { return !mixed || below(2) == 0; };
  stays made(count);
  for (auto& each : made) {
    each.number = std::to_string(1000000000 + below(1000000000)) + "-4f6b-9a7e-stay";
    each.patient = "Patient/" + std::to_string(1000000000 + below(1000000000)) + "-8d21-4c3a";
    each.ward = "Cardiology, ward " + std::to_string(1 + below(9));
    each.status = below(2) == 0 ? "finished" : "in-progress";
    if (there()) each.urgency = static_cast<hospital::Urgency>(below(4));
    each.admitted = "2023-10-12T09:51:50+02:00";
    if (there()) each.left.emplace("2023-10-14T16:20:00+02:00");
    each.recorded += std::chrono::milliseconds(1700000000000 + static_cast<std::int64_t>(below(100000000000)));
    each.bed = static_cast<std::int32_t>(below(400));
    if (there()) each.floor = static_cast<std::uint32_t>(below(12));
    each.weight = std::to_string(40 + below(70)) + "." + std::to_string(below(10));
    each.isolated = below(5) == 0;
    if (there()) each.note = "Allergic to penicillin; walks with help.";
    for (std::size_t n = mixed ? below(4) : 1; n > 0; --n) each.diagnoses.emplace_back("I21.1 Acute myocardial infarction");
  }
  return made;
}

template <class T>
void add_reading(std::vector<row>& rows, const std::string& name, const std::string& text) {
  rows.push_back({name, text.size(), [&text] { sink += read_entries<T>(std::string_view(text)).value().size(); }});
}
// The rows of these structs, whose text they keep.
template <class Owned, class Borrowed>
void add_rows(std::vector<row>& rows, const std::string& name, const std::vector<Owned>& all, std::string& text) {
  for (const std::string_view piece : json_chunks(all)) text += piece;
  rows.push_back({"write/" + name, text.size(), [&all] {
                    for (const std::string_view piece : json_chunks(all)) sink += piece.size();
                  }});
  add_reading<Owned>(rows, "read/" + name, text);
  add_reading<Borrowed>(rows, "read_borrowed/" + name, text);
}

}  // namespace

int main() {
  constexpr std::size_t count = 1000;
  const jobs ours = bench::make_jobs(count, false);
  const stays plain = make_stays(count, false);
  const stays mixed = make_stays(count, true);
  std::string texts[3];
  std::vector<row> rows;
  add_rows<ReportJob<>, ReportJob<Parameters<borrowed>>>(rows, "report_job", ours, texts[0]);
  add_rows<hospital::Stay<owned>, hospital::Stay<borrowed>>(rows, "another", plain, texts[1]);
  add_rows<hospital::Stay<owned>, hospital::Stay<borrowed>>(rows, "another_mixed", mixed, texts[2]);
  bench::take_turns(rows, 200);
  std::printf("{");
  bench::print(rows, 4, bench::nanoseconds_a_byte);
  std::printf("}\n");
  return sink == 0 ? 1 : 0;
}
