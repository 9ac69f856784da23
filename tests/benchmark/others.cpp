// nlohmann::json, and simdjson on demand to owned and to borrowed jobs.

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "jobs.hpp"

namespace {

void nlohmann_parse(benchmark::State& state) {
  const std::string& text = bench::text(bench::count_of(state));
  bench::measure(state, [&text] { benchmark::DoNotOptimize(nlohmann::json::parse(text)); });
}
void nlohmann_dump(benchmark::State& state) {
  const auto value = nlohmann::json::parse(bench::text(bench::count_of(state)));
  bench::measure(state, [&value] { benchmark::DoNotOptimize(value.dump()); });
}

std::string_view text_of(simdjson::ondemand::object& object, std::string_view key) { return object[key].get_string().value(); }

template <class String>
void on_demand(benchmark::State& state) {
  const simdjson::padded_string text(bench::text(bench::count_of(state)));
  std::size_t count = 0;
  bench::measure(state, [&] {
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document = parser.iterate(text);
    std::vector<bench::plain_job<String>> jobs;
    for (simdjson::ondemand::object entry : document["entry"].get_array()) {
      auto& job = jobs.emplace_back();
      simdjson::ondemand::object resource = entry["resource"].get_object();
      job.id = String(text_of(resource, "id"));
      for (simdjson::ondemand::object parameter : resource["parameter"].get_array()) {
        for (simdjson::ondemand::object part : parameter["part"].get_array()) {
          const std::string_view name = text_of(part, "name");
          if (name == "reportClass") {
            job.reportClass = String(text_of(part, "valueString"));
          } else if (name == "userId") {
            job.userId = String(text_of(part, "valueString"));
          } else if (name == "status") {
            job.status = String(text_of(part, "valueString"));
          } else if (name == "binary") {
            simdjson::ondemand::object reference = part["valueReference"].get_object();
            job.binary = String(text_of(reference, "reference"));
          } else if (name == "parameters") {
            for (simdjson::ondemand::object each : part["resource"]["parameter"].get_array()) {
              const std::string_view key = text_of(each, "name");
              job.parameters.emplace_back(String(key), String(text_of(each, "valueString")));
            }
          } else if (name == "created") {
            job.created = String(text_of(part, "valueDateTime"));
          } else if (name == "started") {
            job.started = String(text_of(part, "valueDateTime"));
          } else if (name == "ended") {
            job.ended = String(text_of(part, "valueDateTime"));
          }
        }
      }
    }
    count = jobs.size();
    benchmark::DoNotOptimize(jobs.data());
  });
  if (count != bench::count_of(state)) state.SkipWithError("wrong jobs");
}

BENCHMARK(nlohmann_parse)->Name("read/nlohmann")->Arg(1000)->Arg(100000);
BENCHMARK(nlohmann_dump)->Name("write/nlohmann")->Arg(1000)->Arg(100000);
BENCHMARK(on_demand<std::string>)->Name("read/simdjson")->Arg(1)->Arg(1000)->Arg(100000);
BENCHMARK(on_demand<std::string_view>)->Name("read_borrowed/simdjson")->Arg(1)->Arg(1000)->Arg(100000);

}  // namespace
