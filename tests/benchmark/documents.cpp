// documents FILE...: documents written by others, read, checked and written, beside libraries that know JSON alone.
// Prints one JSON object: of each row the bytes a microsecond, that is, MB/s. Rivals and ours take turns, and the least
// time of all turns counts.

#include <cstddef>
#include <cstdio>
#include <fhirops/fhirops.hpp>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rows.hpp"

namespace {

using namespace fhirops;
using bench::row;

std::size_t sink = 0;  // so that nothing is optimised away

std::size_t total(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  return bytes;
}

// Every document read into a value of its own, and let go.
template <class Read>
std::function<void()> each_of(const std::vector<std::string>& texts, Read read) {
  return [&texts, read] {
    for (const std::string& text : texts) sink += read(text);
  };
}

std::vector<row> reading(const std::vector<std::string>& texts) {
  const std::size_t bytes = total(texts);
  return {
      {"read/rapidjson_document", bytes,
       each_of(texts,
               [](const std::string& text) {
                 rapidjson::Document document;
                 document.Parse<rapidjson::kParseDefaultFlags>(text.data(), text.size());
                 return static_cast<std::size_t>(document.IsObject());
               })},
      {"read/rapidjson_document_checked", bytes,
       each_of(texts,
               [](const std::string& text) {
                 rapidjson::Document document;
                 document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(text.data(), text.size());
                 return static_cast<std::size_t>(document.IsObject());
               })},
      {"read/nlohmann", bytes, each_of(texts, [](const std::string& text) { return nlohmann::json::parse(text).size(); })},
      {"read/simdjson_dom", bytes,
       [&texts, parser = std::make_shared<simdjson::dom::parser>()] {
         for (const std::string& text : texts) sink += static_cast<std::size_t>(parser->parse(text).error() == simdjson::SUCCESS);
       }},
      {"read/fhirops_owned", bytes,
       each_of(texts, [](const std::string& text) { return static_cast<std::size_t>(from_json<Resource<>>(text).has_value()); })},
      {"read/fhirops_borrowed", bytes,
       each_of(
           texts,
           [](const std::string& text) { return static_cast<std::size_t>(from_json<Resource<borrowed>>(text).has_value()); })},
      {"read/fhirops_owned_validated", bytes,
       each_of(texts, [](const std::string& text) { return validate(*from_json<Resource<>>(text)).size(); })},
  };
}

// The same resources in memory, written and checked; `values` and `documents` outlive the rows.
struct in_memory {
  std::vector<Resource<>> values;
  std::vector<rapidjson::Document> documents;
  std::vector<std::string> written;
  std::size_t bytes = 0;  // of what is written
};
void add_writing(std::vector<row>& rows, const std::string& type, const in_memory& all, const std::vector<std::string>& texts) {
  rows.push_back({"write " + type + "/rapidjson_writer", all.bytes, [&all] {
                    for (const rapidjson::Document& each : all.documents) {
                      rapidjson::StringBuffer out;
                      rapidjson::Writer<rapidjson::StringBuffer> writer(out);
                      each.Accept(writer);
                      sink += out.GetSize();
                    }
                  }});
  rows.push_back({"write " + type + "/fhirops", all.bytes, [&all] {
                    for (const Resource<>& each : all.values) sink += to_json(each).size();
                  }});
  // What no writer can go below: new strings with the same text.
  rows.push_back({"write " + type + "/copy", all.bytes, [&all] {
                    for (const std::string& each : all.written) sink += std::string(each).size();
                  }});
  rows.push_back({"validate " + type + "/rapidjson_document", total(texts), each_of(texts, [](const std::string& text) {
                    rapidjson::Document document;
                    document.Parse<rapidjson::kParseDefaultFlags>(text.data(), text.size());
                    return static_cast<std::size_t>(document.IsObject());
                  })});
  rows.push_back({"validate " + type + "/fhirops", total(texts), [&all] {
                    for (const Resource<>& each : all.values) sink += validate(each).size();
                  }});
}

}  // namespace

int main(int count, char** files) {
  std::vector<std::string> texts;
  std::map<std::string, std::vector<std::string>> by_type;
  std::map<std::string, in_memory> values;
  for (int i = 1; i < count; ++i) {
    std::ifstream file(files[i], std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    auto read = from_json<Resource<>>(text);
    if (!read) continue;  // a document that is there to be refused
    const std::string type(to_string(read->type()));
    in_memory& all = values[type];
    all.written.push_back(to_json(*read));
    all.bytes += all.written.back().size();
    all.values.push_back(std::move(*read));
    all.documents.emplace_back();
    all.documents.back().Parse(text.data(), text.size());
    by_type[type].push_back(text);
    texts.push_back(std::move(text));
  }
  std::vector<row> rows = reading(texts);
  for (const auto& [type, all] : values) add_writing(rows, type, all, by_type[type]);
  bench::take_turns(rows, 30);

  std::printf("{\"documents\": %zu, \"bytes\": %zu, \"rows\": {", texts.size(), total(texts));
  bench::print(rows, 1, bench::megabytes_a_second);
  std::printf("}}\n");
  return sink == 0 ? 1 : 0;
}
