// RapidJSON by hand, as its experts would: a Writer that gets each token, a SAX handler with a state for
// each place, and the Document.

#include <benchmark/benchmark.h>
#include <rapidjson/document.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>
#include <vector>

#include "jobs.hpp"

namespace {

namespace rj = rapidjson;

template <class Writer>
void put(Writer& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rj::SizeType>(text.size()));
}
template <class Writer>
void part(Writer& writer, std::string_view name, std::string_view key, std::string_view value) {
  writer.StartObject();
  writer.Key("name");
  put(writer, name);
  writer.Key(key.data(), static_cast<rj::SizeType>(key.size()));
  put(writer, value);
  writer.EndObject();
}

template <class Writer>
void write_answer(Writer& writer, const std::vector<bench::job>& jobs) {
  writer.StartObject();
  writer.Key("resourceType");
  writer.String("Bundle");
  writer.Key("type");
  writer.String("collection");
  writer.Key("entry");
  writer.StartArray();
  for (const bench::job& job : jobs) {
    writer.StartObject();
    writer.Key("fullUrl");
    put(writer, job.id);
    writer.Key("resource");
    writer.StartObject();
    writer.Key("resourceType");
    writer.String("Parameters");
    writer.Key("id");
    put(writer, job.id);
    writer.Key("parameter");
    writer.StartArray();
    writer.StartObject();
    writer.Key("name");
    writer.String("reportJob");
    writer.Key("part");
    writer.StartArray();
    part(writer, "reportClass", "valueString", job.reportClass);
    part(writer, "userId", "valueString", job.userId);
    part(writer, "status", "valueString", job.status);
    writer.StartObject();
    writer.Key("name");
    writer.String("binary");
    writer.Key("valueReference");
    writer.StartObject();
    writer.Key("reference");
    put(writer, job.binary->reference);
    writer.EndObject();
    writer.EndObject();
    writer.StartObject();
    writer.Key("name");
    writer.String("parameters");
    writer.Key("resource");
    writer.StartObject();
    writer.Key("resourceType");
    writer.String("Parameters");
    writer.Key("parameter");
    writer.StartArray();
    for (const auto& each : job.parameters.parameter) part(writer, each.name, "valueString", bench::parameter_text(each));
    writer.EndArray();
    writer.EndObject();
    writer.EndObject();
    part(writer, "created", "valueDateTime", job.created);
    part(writer, "started", "valueDateTime", *job.started);
    part(writer, "ended", "valueDateTime", *job.ended);
    writer.EndArray();
    writer.EndObject();
    writer.EndArray();
    writer.EndObject();
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
}

void write_by_hand(benchmark::State& state, bool mixed) {
  const auto& jobs = bench::jobs(bench::count_of(state), mixed);
  rj::StringBuffer buffer;
  bench::measure(state, [&] {
    buffer.Clear();
    rj::Writer<rj::StringBuffer> writer(buffer);
    write_answer(writer, jobs);
    benchmark::DoNotOptimize(buffer.GetString());
  });
  if (buffer.GetSize() != bench::text(jobs.size(), mixed).size()) state.SkipWithError("wrong text");
}

// Where it is, by the depth of objects, the last key, and the first letters of the part's name.
class handler : public rj::BaseReaderHandler<rj::UTF8<>, handler> {
 public:
  std::vector<bench::plain_job<std::string>> jobs;

  bool Default() { return true; }
  bool StartObject() { return ++depth_ > 0; }
  bool EndObject(rj::SizeType) {
    if (--depth_ == 1) {
      jobs.push_back(std::move(now_));
      now_ = {};
    }
    return true;
  }
  bool Key(const char* text, rj::SizeType size, bool) {
    const std::string_view name(text, size);
    key_ = name == "name"            ? key::name
           : name == "valueString"   ? key::string
           : name == "valueDateTime" ? key::time
           : name == "reference"     ? key::reference
           : name == "id"            ? key::id
                                     : key::other;
    return true;
  }
  bool String(const char* text, rj::SizeType size, bool) {
    if (depth_ == 3 && key_ == key::id) {
      now_.id.assign(text, size);
    } else if (depth_ == 5) {
      if (key_ == key::name)
        part_ = size > 0 ? text[0] : '\0';
      else if (key_ == key::string)
        (part_ == 'r' ? now_.reportClass : part_ == 'u' ? now_.userId : now_.status).assign(text, size);
      else if (key_ == key::time)
        (part_ == 'c' ? now_.created : part_ == 'e' ? now_.ended : now_.started).assign(text, size);
    } else if (depth_ == 6 && key_ == key::reference) {
      now_.binary.assign(text, size);
    } else if (depth_ == 7) {
      if (key_ == key::name)
        name_.assign(text, size);
      else if (key_ == key::string)
        now_.parameters.emplace_back(name_, std::string(text, size));
    }
    return true;
  }

 private:
  enum class key : unsigned char { name, string, time, reference, id, other };

  bench::plain_job<std::string> now_{};
  std::string name_;
  int depth_ = 0;
  key key_ = key::other;
  char part_ = '\0';
};

template <unsigned Flags>
void read_by_hand(benchmark::State& state, bool mixed, bool pretty) {
  const std::string& text = bench::text(bench::count_of(state), mixed, pretty);
  std::size_t count = 0;
  bench::measure(state, [&] {
    rj::MemoryStream stream(text.data(), text.size());
    rj::Reader reader;
    handler all;
    if (!reader.Parse<Flags>(stream, all)) state.SkipWithError("not read");
    count = all.jobs.size();
    benchmark::DoNotOptimize(all.jobs.data());
  });
  if (count != bench::count_of(state)) state.SkipWithError("wrong jobs");
}

// The answer as a Document, made and written.
rj::Value text_value(std::string_view text) {
  return rj::Value(rj::StringRef(text.data(), static_cast<rj::SizeType>(text.size())));
}
rj::Value part_value(std::string_view name, const char* key, std::string_view value, rj::Document::AllocatorType& memory) {
  rj::Value part(rj::kObjectType);
  part.AddMember("name", text_value(name), memory);
  part.AddMember(rj::StringRef(key), text_value(value), memory);
  return part;
}
void write_document(benchmark::State& state) {
  const auto& jobs = bench::jobs(bench::count_of(state));
  rj::StringBuffer buffer;
  bench::measure(state, [&] {
    rj::Document answer(rj::kObjectType);
    auto& memory = answer.GetAllocator();
    rj::Value entries(rj::kArrayType);
    entries.Reserve(static_cast<rj::SizeType>(jobs.size()), memory);
    for (const bench::job& job : jobs) {
      rj::Value parts(rj::kArrayType);
      parts.Reserve(8, memory);
      parts.PushBack(part_value("reportClass", "valueString", job.reportClass, memory), memory);
      parts.PushBack(part_value("userId", "valueString", job.userId, memory), memory);
      parts.PushBack(part_value("status", "valueString", job.status, memory), memory);
      rj::Value reference(rj::kObjectType);
      reference.AddMember("reference", text_value(job.binary->reference), memory);
      rj::Value binary(rj::kObjectType);
      binary.AddMember("name", "binary", memory).AddMember("valueReference", reference, memory);
      parts.PushBack(binary, memory);
      rj::Value inner(rj::kArrayType);
      for (const auto& each : job.parameters.parameter)
        inner.PushBack(part_value(each.name, "valueString", bench::parameter_text(each), memory), memory);
      rj::Value request(rj::kObjectType);
      request.AddMember("resourceType", "Parameters", memory).AddMember("parameter", inner, memory);
      rj::Value parameters(rj::kObjectType);
      parameters.AddMember("name", "parameters", memory).AddMember("resource", request, memory);
      parts.PushBack(parameters, memory);
      parts.PushBack(part_value("created", "valueDateTime", job.created, memory), memory);
      parts.PushBack(part_value("started", "valueDateTime", *job.started, memory), memory);
      parts.PushBack(part_value("ended", "valueDateTime", *job.ended, memory), memory);
      rj::Value outer(rj::kObjectType);
      outer.AddMember("name", "reportJob", memory).AddMember("part", parts, memory);
      rj::Value list(rj::kArrayType);
      list.PushBack(outer, memory);
      rj::Value resource(rj::kObjectType);
      resource.AddMember("resourceType", "Parameters", memory).AddMember("id", text_value(job.id), memory);
      resource.AddMember("parameter", list, memory);
      rj::Value entry(rj::kObjectType);
      entry.AddMember("fullUrl", text_value(job.id), memory).AddMember("resource", resource, memory);
      entries.PushBack(entry, memory);
    }
    answer.AddMember("resourceType", "Bundle", memory).AddMember("type", "collection", memory);
    answer.AddMember("entry", entries, memory);
    buffer.Clear();
    rj::Writer<rj::StringBuffer> writer(buffer);
    answer.Accept(writer);
    benchmark::DoNotOptimize(buffer.GetString());
  });
  if (buffer.GetSize() != bench::text(jobs.size()).size()) state.SkipWithError("wrong text");
}

void parse_document(benchmark::State& state) {
  const std::string& text = bench::text(bench::count_of(state));
  bench::measure(state, [&text] {
    rj::Document document;
    document.Parse(text.data(), text.size());
    benchmark::DoNotOptimize(document["entry"].Size());
  });
}

// The same checks as ours: UTF-8, and no recursion that hostile depth could overflow the stack with.
constexpr unsigned checked = rj::kParseIterativeFlag | rj::kParseValidateEncodingFlag;

void write_plain(benchmark::State& state) { write_by_hand(state, false); }
void write_mixed(benchmark::State& state) { write_by_hand(state, true); }
void read_plain(benchmark::State& state) { read_by_hand<0>(state, false, false); }
void read_checked(benchmark::State& state) { read_by_hand<checked>(state, false, false); }
void read_mixed(benchmark::State& state) { read_by_hand<0>(state, true, false); }
void read_mixed_checked(benchmark::State& state) { read_by_hand<checked>(state, true, false); }
void read_pretty_checked(benchmark::State& state) { read_by_hand<checked>(state, false, true); }

BENCHMARK(write_plain)->Name("write/rapidjson_writer")->Arg(1)->Arg(1000)->Arg(100000)->Arg(1000000);
BENCHMARK(write_document)->Name("write/rapidjson_document")->Arg(1000)->Arg(100000);
BENCHMARK(write_mixed)->Name("write_mixed/rapidjson_writer")->Arg(1000);
BENCHMARK(read_plain)->Name("read/rapidjson_sax")->Arg(1)->Arg(1000)->Arg(100000);
BENCHMARK(read_checked)->Name("read/rapidjson_sax_checked")->Arg(1)->Arg(1000)->Arg(100000);
BENCHMARK(read_mixed)->Name("read_mixed/rapidjson_sax")->Arg(1000);
BENCHMARK(read_mixed_checked)->Name("read_mixed/rapidjson_sax_checked")->Arg(1000);
BENCHMARK(read_pretty_checked)->Name("read_pretty/rapidjson_sax_checked")->Arg(1000)->Arg(100000);
BENCHMARK(parse_document)->Name("read/rapidjson_document")->Arg(1000)->Arg(100000);

}  // namespace
