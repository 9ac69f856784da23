// One way of reading or writing against another, over all documents of others, the beginnings of a hundred of them, and
// documents that were changed at random: values, issues, positions.

#include <algorithm>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/report_jobs.hpp>
#include <rapidjson/prettywriter.h>
#include <rapidjson/writer.h>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/catch.hpp"
#include "support/changes.hpp"
#include "support/documents.hpp"
#include "support/general.hpp"
#include "support/issues.hpp"
#include "support/json_tree.hpp"

using namespace fhirops;

namespace {

// --- reading

// How often there was a value, and how often none.
std::size_t accepted = 0;
std::size_t refused = 0;

// Empty where all is right, else what is not.
template <class T>
std::string difference_of(const result<T>& read, const result<T>& other) {
  if (read.has_value() != other.has_value())
    return "one has a value: " + test::lines_of(read.issues()) + "and " + test::lines_of(other.issues());
  if (read.issues() != other.issues()) return test::lines_of(read.issues()) + "and " + test::lines_of(other.issues());
  if (read && !(*read == *other)) return to_json(*read) + " and " + to_json(*other);
  return {};
}
template <class T>
std::string fault_of_verdict(std::string_view text, const result<T>& read) {
  for (const issue& each : read.issues())
    if (each.offset > text.size() || each.line == 0 || each.column == 0 || each.text.empty())
      return "an issue without a position: " + test::lines_of(read.issues());
  if (read.has_value() == read.issues().has_errors())
    return "a value beside an error, or neither: " + test::lines_of(read.issues());
  return {};
}

// Borrowed, the same; and of the text itself, or of what the result keeps.
template <class Borrowed, class Owned>
std::string fault_of_borrowed(std::string_view text, read_options options, const result<Owned>& in_owned) {
  const auto read = from_json<Borrowed>(text, options);
  if (std::string fault = difference_of(read, test::read_generally<Borrowed>(text, options)); !fault.empty())
    return "borrowed, and generally: " + fault;
  if (read.issues() != in_owned.issues())
    return "borrowed: " + test::lines_of(read.issues()) + "owned: " + test::lines_of(in_owned.issues());
  if (read.has_value() != in_owned.has_value()) return "borrowed or owned alone has a value";
  if (read && to_json(*read) != to_json(*in_owned)) return "borrowed, another value: " + to_json(*read);
  return {};
}

// In both storages, strictly and leniently, from_json and the general reader; `way` says which of these are compared
// once more, as all of them take long.
template <template <class> class T>
std::string fault_of(std::string_view text, std::size_t way) {
  using Owned = T<owned>;
  using Borrowed = T<borrowed>;
  const read_options lenient = way % 3 == 0 ? read_options{}.lenient().keep_unknown() : read_options{}.lenient();
  const auto strictly = from_json<Owned>(text);
  const auto leniently = from_json<Owned>(text, lenient);
  ++(strictly ? accepted : refused);
  if (std::string fault = difference_of(strictly, test::read_generally<Owned>(text)); !fault.empty())
    return "strictly, and generally: " + fault;
  if (std::string fault = fault_of_verdict(text, strictly); !fault.empty()) return fault;
  if (way % 2 == 0)
    if (std::string fault = difference_of(leniently, test::read_generally<Owned>(text, lenient)); !fault.empty())
      return "leniently, and generally: " + fault;
  if (std::string fault = fault_of_verdict(text, leniently); !fault.empty()) return fault;
  if (strictly)
    if (std::string fault = difference_of(strictly, leniently); !fault.empty()) return "strictly, and leniently: " + fault;
  if (way % 4 == 1)
    if (std::string fault = fault_of_borrowed<Borrowed>(text, read_options{}, strictly); !fault.empty()) return fault;
  if (way % 4 == 3)
    if (std::string fault = fault_of_borrowed<Borrowed>(text, lenient, leniently); !fault.empty()) return fault;
  if constexpr (std::is_same_v<Owned, Parameters<>>) {
    if (const auto fast = test::read_as_written<Owned>(text)) {
      if (!strictly) return "as written there is a value: " + to_json(*fast) + test::lines_of(strictly.issues());
      if (!strictly.issues().empty()) return "as written nothing is reported: " + test::lines_of(strictly.issues());
      if (!(*fast == *strictly)) return "as written, another value: " + to_json(*fast);
    }
  }
  return {};
}

// --- writing

struct pieces {
  std::string all{};
  void write(const char* bytes, std::ptrdiff_t size) { all.append(bytes, static_cast<std::size_t>(size)); }
};

template <class T>
std::string fault_in_writing(const T& value) {
  const std::string text = to_json(value);
  const write_options pretty = write_options{}.pretty();
  const std::string indented = to_json(value, pretty);
  std::string string = "before";
  std::ostringstream stream;
  pieces sink;
  if (write_json(value, string) != write_report{.bytes = text.size()} || string != "before" + text) return "to a string";
  if (write_json(value, stream) != write_report{.bytes = text.size()} || stream.str() != text) return "to a stream";
  if (write_json(value, sink) != write_report{.bytes = text.size()} || sink.all != text) return "in pieces";
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  if (!accept(value, writer) || std::string_view(buffer.GetString(), buffer.GetSize()) != text)
    return "as events: " + std::string(buffer.GetString());
  rapidjson::StringBuffer pretty_buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> pretty_writer(pretty_buffer);
  pretty_writer.SetIndent(' ', 2);
  if (!accept(value, pretty_writer) || std::string_view(pretty_buffer.GetString(), pretty_buffer.GetSize()) != indented)
    return "as events, indented";
  return test::json_difference(text, indented);
}

// What is written is the same value: compact and indented, in either storage.
template <template <class> class T>
std::string fault_of_round_trip(std::string_view text) {
  const read_options options = read_options{}.lenient().keep_unknown();
  const auto read = from_json<T<owned>>(text, options);
  if (!read) return {};
  if (std::string fault = fault_in_writing(*read); !fault.empty()) return "written " + fault;
  const std::string written = to_json(*read);
  const std::string indented = to_json(*read, write_options{}.pretty());
  const auto of_text = from_json<T<borrowed>>(text, options);
  if (to_json(*of_text) != written) return "borrowed, written otherwise";
  for (const std::string& each : {written, indented}) {
    const auto again = from_json<T<owned>>(each, options);
    if (!again) return "not read again: " + test::lines_of(again.issues());
    if (to_json(*again) != written) return "read again, another value: " + to_json(*again);
    if (&each == &written && !(*again == *read) && difference(*again, *read) &&
        test::json_difference(difference(*again, *read)->left, difference(*again, *read)->right) != "")
      return "read again, another value: " + to_string(*difference(*again, *read));
  }
  return {};
}

template <class S>
using ParametersBundle = Bundle<Parameters<S>>;

struct document {
  std::string name;
  std::string text;
  enum class kind { parameters, jobs, other } type = kind::other;
};
using kind = document::kind;

std::vector<document> documents() {
  std::vector<document> all;
  for (const auto& path : test::documents()) {
    document each{path.filename().string(), test::read_file(path.string())};
    const auto read = from_json<Resource<>>(each.text, read_options{}.lenient());
    REQUIRE(read);
    if (read->is<Parameters<>>()) each.type = kind::parameters;
    if (each.name == "get-report-job-status.json") each.type = kind::jobs;
    all.push_back(std::move(each));
  }
  return all;
}
// As a server writes them: what the fast reader is made for.
void add_compact(std::vector<document>& all) {
  std::vector<document> compact;
  for (const document& each : all)
    if (each.type != kind::other)
      compact.push_back(
          {each.name + ", compact", to_json(*from_json<Resource<>>(each.text, read_options{}.lenient())), each.type});
  fixtures::random_source random(test::seed());
  for (int i = 0; i < 5; ++i)
    compact.push_back({"jobs " + std::to_string(i),
                       to_json(get_report_job_status(fixtures::odd_jobs(1 + random.below(2), random))), kind::jobs});
  all.insert(all.end(), compact.begin(), compact.end());
}

std::string fault_of(kind type, std::string_view text, std::size_t way) {
  if (type == kind::parameters) return fault_of<Parameters>(text, way);
  if (type == kind::jobs) return fault_of<ParametersBundle>(text, way);
  return fault_of<Resource>(text, way);
}

std::string fault_of_round_trip(kind type, std::string_view text) {
  if (type == kind::parameters) return fault_of_round_trip<Parameters>(text);
  if (type == kind::jobs) return fault_of_round_trip<ParametersBundle>(text);
  return fault_of_round_trip<Resource>(text);
}

}  // namespace

TEST_CASE("documents written by others are the same in every way of reading and writing", "[json][differential]") {
  std::vector<document> all = documents();
  CHECK(all.size() >= 206);
  add_compact(all);
  std::size_t parameters = 0;
  for (const document& each : all) {
    CAPTURE(each.name);
    // Of what is long, and of all alike, not each in every way.
    for (const std::size_t way : {6U, 7U, 1U}) {
      if (way == 6 || each.text.size() < 8000) CHECK(fault_of(each.type, each.text, way) == "");
    }
    CHECK(fault_of_round_trip(each.type, each.text) == "");
    if (each.type == kind::other) continue;
    ++parameters;
    if (parameters % 3 == 0) CHECK(fault_of<Resource>(each.text, parameters) == "");
  }
  CHECK(parameters >= 200);
  // What others wrote is taken by the fast reader, or this compares the general reader with itself.
  detail::text_pool pool;
  CHECK(std::ranges::count_if(
            all, [&pool](const document& each) { return test::read_fast<Resource<>>(each.text, pool).has_value(); }) >= 250);
  CHECK(std::ranges::count_if(all, [&pool](const document& each) {
          return test::read_fast<Resource<borrowed>>(each.text, pool).has_value();
        }) >= 250);
}

TEST_CASE("every prefix of a hundred documents is the same in every way of reading", "[json][differential]") {
  std::vector<document> all = documents();
  add_compact(all);
  std::erase_if(all, [](const document& each) { return each.type == kind::other; });
  std::ranges::stable_sort(all, {}, [](const document& each) { return each.text.size(); });
  REQUIRE(all.size() >= 100);
  std::size_t count = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    const std::string_view text = all[i].text;
    for (std::size_t size = 0; size <= text.size(); ++size, ++count) {
      const std::string fault = fault_of(all[i].type, text.substr(0, size), size);
      if (fault.empty()) continue;
      CAPTURE(all[i].name, text.substr(0, size));
      FAIL_CHECK(fault);
      break;
    }
  }
  CHECK(count > 10000);
}

TEST_CASE("documents changed at random are the same in every way of reading", "[json][differential]") {
  CAPTURE(test::seed());
  std::vector<document> all = documents();
  add_compact(all);
  std::erase_if(
      all, [](const document& each) { return each.text.size() > 450 && (each.type != kind::jobs || each.text.size() > 1500); });
  test::changes changes(test::seed());
  std::size_t shown = 0;
  const std::size_t rounds = test::times(10000);
  accepted = refused = 0;
  for (std::size_t i = 0; i < rounds && shown < 5; ++i) {
    const document& each = all[changes.random().below(all.size())];
    const std::string text = changes.changed(each.text);
    const std::string fault = fault_of(each.type, text, i);
    if (fault.empty()) continue;
    ++shown;
    CAPTURE(each.name, text);
    FAIL_CHECK(fault);
  }
  // Of both there is enough.
  CHECK(accepted > rounds / 8);
  CHECK(refused > rounds / 4);
}
