// request: the request of an operation that shares nothing with $get-report-job-status ($validate-code of R4), from its text to a
// struct and back, beside RapidJSON by hand: a SAX handler that knows the parameters, and a Writer. Prints one JSON object: of each
// row MB/s. The rows take turns, and the least time of all turns counts.

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fhirops/fhirops.hpp>
#include <fhirops/hl7/operations/code_system_validate_code.hpp>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "rows.hpp"

namespace {

using namespace fhirops;
using Request = hl7::CodeSystemValidateCode::Request;

std::size_t sink = 0;  // so that nothing is optimised away

// What a host would write for itself.
struct by_hand {
  std::string url, code, version, display, date, displayLanguage;
  bool abstract = false;
};

constexpr std::string_view names[] = {"url", "code", "version", "display", "date", "displayLanguage"};
constexpr const char* keys[] = {"valueUri", "valueCode", "valueString", "valueString", "valueDateTime", "valueCode"};
constexpr std::string by_hand::* members[] = {&by_hand::url,     &by_hand::code, &by_hand::version,
                                              &by_hand::display, &by_hand::date, &by_hand::displayLanguage};

struct handler : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, handler> {
  by_hand value{};
  std::size_t parameter = std::size(names);
  enum class at { other, name, text, truth } next = at::other;

  bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    const std::string_view key(text, size);
    next = key == "name" ? at::name : key == "valueBoolean" ? at::truth : key.starts_with("value") ? at::text : at::other;
    return true;
  }
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (next == at::name)
      parameter = static_cast<std::size_t>(std::find(std::begin(names), std::end(names), std::string_view(text, size)) - names);
    else if (next == at::text && parameter < std::size(names))
      (value.*members[parameter]).assign(text, size);
    return true;
  }
  bool Bool(bool truth) {
    if (next == at::truth) value.abstract = truth;
    return true;
  }
};
by_hand read_by_hand(const std::string& text) {
  handler found;
  rapidjson::Reader reader;
  rapidjson::StringStream stream(text.c_str());
  if (!reader.Parse(stream, found)) std::abort();
  return found.value;
}
std::string written_by_hand(const by_hand& value) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> writer(out);
  writer.StartObject();
  writer.Key("resourceType");
  writer.String("Parameters");
  writer.Key("parameter");
  writer.StartArray();
  const auto open = [&writer](std::string_view name, const char* key) {
    writer.StartObject();
    writer.Key("name");
    writer.String(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    writer.Key(key);
  };
  for (std::size_t i = 0; i < std::size(names); ++i) {
    const std::string& text = value.*members[i];
    if (i == 5) {
      open("abstract", "valueBoolean");
      writer.Bool(value.abstract);
      writer.EndObject();
    }
    open(names[i], keys[i]);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return {out.GetString(), out.GetSize()};
}

std::vector<Request> make_requests(std::size_t count) {
  std::vector<Request> made(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(100000 + i * 7919 % 900000);
    made[i].url = "http://terminology.example/CodeSystem/" + number;
    made[i].code = number + "-" + std::to_string(i % 10);
    made[i].version = "2026-11-" + std::to_string(10 + i % 20);
    made[i].display = "Acute myocardial infarction of the wall number " + number;
    made[i].date.emplace("2026-11-28T01:02:03+01:00");
    made[i].abstract = i % 2 == 0;
    made[i].displayLanguage = "da";
  }
  return made;
}

}  // namespace

int main() {
  const std::vector<Request> requests = make_requests(1000);
  std::vector<std::string> texts;
  std::vector<by_hand> others;
  std::size_t bytes = 0;
  for (const Request& each : requests) {
    texts.push_back(to_json(each));
    others.push_back(read_by_hand(texts.back()));
    bytes += texts.back().size();
    // They are compared only if they do the same.
    if (written_by_hand(others.back()) != texts.back() || from_json<Request>(texts.back()).value() != each) return 1;
  }
  std::vector<bench::row> rows{
      {"request read/rapidjson_sax", bytes,
       [&] {
         for (const std::string& each : texts) sink += read_by_hand(each).code.size();
       }},
      {"request read/fhirops", bytes,
       [&] {
         for (const std::string& each : texts) sink += from_json<Request>(each)->code->text.size();
       }},
      {"request read/fhirops_by_parameters", bytes,
       [&] {
         for (const std::string& each : texts)
           sink += from_parameters<Request>(*from_json<Parameters<>>(each))->code->text.size();
       }},
      {"request write/rapidjson_writer", bytes,
       [&] {
         for (const by_hand& each : others) sink += written_by_hand(each).size();
       }},
      {"request write/fhirops", bytes,
       [&] {
         for (const Request& each : requests) sink += to_json(each).size();
       }},
      {"request write/fhirops_by_parameters", bytes,
       [&] {
         for (const Request& each : requests) sink += to_json(to_parameters(each)).size();
       }},
  };
  bench::take_turns(rows, 200);
  std::printf("{\"requests\": %zu, \"bytes\": %zu, \"rows\": {", texts.size(), bytes);
  bench::print(rows, 1, bench::megabytes_a_second);
  std::printf("}}\n");
  return sink == 0 ? 1 : 0;
}
