// Time and memory in proportion, whatever comes: each shape of input is made of n parts and of 8 n, and what is done
// with it may take 16 times the work at most (docs/reference/options.md, "Time and memory"). Where the fast reader takes the
// small text, but not the large one (which is too deep for it, or of too much memory), that is asked of the general reader.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <fhirops/interop/rapidjson.hpp>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "work.hpp"

using namespace fhirops;

namespace {

int failures = 0;
int shapes = 0;

std::string times(std::size_t n, std::string_view part, std::string_view between = {}) {
  std::string all;
  all.reserve(n * (part.size() + between.size()));
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0) all += between;
    all += part;
  }
  return all;
}
// The part with its number where it has a `%`.
std::string numbered(std::size_t n, std::string_view part, std::string_view between = {}) {
  std::string all;
  for (std::size_t i = 0; i < n; ++i) {
    if (i > 0) all += between;
    for (const char c : part) c == '%' ? void(all += std::to_string(i)) : void(all += c);
  }
  return all;
}

// `make(n)` gives what `use` is called with; only the latter is counted. Where it is `bounded` it takes no more memory
// than 40 times the text.
// `general` does the same without the fast reader.
template <class Make, class Use, class General = std::nullptr_t>
void grows(const std::string& name, std::size_t n, Make make, Use use, bool bounded = false, General general = {}) {
  ++shapes;
  const auto cost = [&](std::size_t size, const auto& work) {
    auto input = make(size);
    growth::restart();
    work(input);
    const growth::counted done = growth::so_far();
    if constexpr (std::is_same_v<decltype(input), std::string>) {
      // A short text has a hundred issues all the same, and those of checking beside those of reading.
      constexpr std::size_t short_text = std::size_t{192} << 10U;
      if (bounded && done.peak > 40 * input.size() + short_text) {
        ++failures;
        std::printf("FAILED %s: %zu bytes of memory for a text of %zu\n", name.c_str(), done.peak, input.size());
      }
    }
    return done.work;
  };
  const auto small = cost(n, use);
  const auto large = cost(8 * n, use);
  const double factor = static_cast<double>(large) / static_cast<double>(small);
  bool ok = factor <= 16;
  if constexpr (!std::is_null_pointer_v<General>) {
    if (!ok) {
      // Read twice, and no more than that.
      const auto alone = cost(8 * n, general);
      ok = large >= alone && large <= 2 * alone && alone <= 16 * cost(n, general);
    }
  }
  if (!ok) ++failures;
  if (!ok || std::getenv("GROWTH_ALL") != nullptr)
    std::printf("%s %s: 8 times the input took %.1f times the work (%llu)\n", ok ? "ok" : "FAILED", name.c_str(), factor,
                static_cast<unsigned long long>(large));
}

const std::vector<std::pair<std::string, read_options>> ways{
    {"strict", read_options{}}, {"lenient", read_options{}.lenient()}, {"kept", read_options{}.lenient().keep_unknown()}};

// Read in each way, owned and borrowed; what there is, checked, located, written, compared and reported.
template <class R = Resource<>>
void reads(const std::string& name, std::size_t n, auto make) {
  for (const auto& [way, options] : ways) {
    grows(
        name + ", owned, " + way, n, make,
        [&options](const std::string& text) { static_cast<void>(from_json<R>(text, options)); }, true,
        [&options](const std::string& text) { static_cast<void>(detail::from_json_general<R>(text, options)); });
    if constexpr (std::is_same_v<R, Resource<>>) {
      grows(
          name + ", borrowed, " + way, n, make,
          [&options](const std::string& text) {
            static_cast<void>(from_json<Resource<borrowed>>(std::string_view(text), options));
          },
          true,
          [&options](const std::string& text) {
            static_cast<void>(detail::from_json_general<Resource<borrowed>>(text, options));
          });
    }
  }
  grows(name + ", used", n, make, [](const std::string& text) {
    auto read = from_json<R>(text, read_options{}.lenient());
    issues found = read.issues();
    if (read) {
      found = validate(*read);
      locate(found, text);
      static_cast<void>(to_json(*read, write_options{}.pretty()));
      const R copy = *read;
      static_cast<void>(difference(copy, *read));
    }
    static_cast<void>(to_json(to_outcome(found)));
  });
}

std::string parameters(const std::string& inside) { return R"({"resourceType":"Parameters",)" + inside + '}'; }
std::string patient(const std::string& inside) { return R"({"resourceType":"Patient",)" + inside + '}'; }
std::string bundle(const std::string& entries) {
  return R"({"resourceType":"Bundle","type":"collection","entry":[)" + entries + "]}";
}

// ---- reading, and all that follows

void documents() {
  const auto with = [](std::string_view before, std::string_view part, std::string_view after) {
    return [=](std::size_t n) { return std::string(before) + numbered(n, part, ",") + std::string(after); };
  };
  constexpr std::string_view open = R"({"resourceType":"Parameters","parameter":[)";
  for (const std::string_view item :
       {R"({})", R"({"a":1})", R"(null)", R"("")", R"(1)", R"([])", R"({"name":"a"})", R"({"id":"a"})",
        R"({"name":"%","valueString":"%"})", R"({"name":"a","valuePeriod":{}})", R"({"name":"a","valuePeriod":{"id":"a"}})",
        R"({"name":"a","part":[{}]})", R"({"name":"a","resource":{}})", R"({"name":"a","resource":{"a":{}}})",
        R"({"name":"a","valueReference":{"reference":"#%"}})", R"({"name":"\u0061","_name":{"id":"\u0062"}})",
        R"({"valueDate":"2024-13-45"})"})
    reads("parameters: " + std::string(item), 300, with(open, item, "]}"));
  for (const std::string_view item :
       {R"({})", R"({"fullUrl":"urn:uuid:%"})", R"({"fullUrl":"a"})", R"({"resource":{"resourceType":"Patient","id":"%"}})",
        R"({"resource":{"id":"%","resourceType":"Patient"}})", R"({"link":[{}]})",
        R"({"fullUrl":"http://a.b/Patient/%","resource":{"a":[{}],"resourceType":"Patient","meta":{"versionId":"1"}}})",
        R"({"fullUrl":"http://a.b/x","resource":{"resourceType":"Patient","meta":{"versionId":"%"}}})"})
    reads("entries: " + std::string(item), 200, with(R"({"resourceType":"Bundle","entry":[)", item, "]}"));
  for (const std::string_view member :
       {R"("%":1)", R"("a":1)", R"("":[])", R"("a":{"b":"#"})", R"("\u0061":"\u0062")", R"("\ud800":"\ud800")"}) {
    reads("untyped members: " + std::string(member), 400, with(R"({"resourceType":"Patient",)", member, "}"));
    reads("unknown members: " + std::string(member), 400, with(R"({"resourceType":"Parameters",)", member, "}"));
  }
  reads("one element again and again", 300,
        with(R"({"resourceType":"Parameters",)", R"("parameter":[{"name":"a"}],"id":"a","_id":{"id":"a"})", "}"));
  reads("two types of a value", 300,
        with(R"({"resourceType":"Parameters","parameter":[{)", R"("valueCode":"a","valuePeriod":{"id":"a"})", "}]}"));
  reads("resourceType last", 300, [](std::size_t n) {
    return "{\"parameter\":[" + times(n, R"({"name":"a","part":[{"name":"b"}]})", ",") + R"(],"resourceType":"Parameters"})";
  });
  reads("resourceType last at each of many levels", 300, [](std::size_t n) {
    std::string text =
        "{\"parameter\":[" + times(n, R"({"name":"p","valueString":"x"})", ",") + R"(],"resourceType":"Parameters"})";
    for (int level = 0; level < 60; ++level)
      text = R"({"parameter":[{"name":"a","resource":)" + text + R"(}],"resourceType":"Parameters"})";
    return text;
  });
  reads("arrays of one name again and again", 300, [](std::size_t n) {
    return parameters(R"("parameter":[{"name":"a","valueHumanName":{"given":[)" + times(20, R"("a")", ",") + ']' +
                      times(n, R"(,"given":[null])") + times(n, R"(,"_given":[null])") + "}}]");
  });
  reads("resources without a type", 300, with(R"({"resourceType":"Bundle","entry":[)", R"({"resource":{"a":{"b":{}}}})", "]}"));
  for (const std::string_view items : {R"("a")", "null", "1", R"("")", R"("\u0061")", "{}", R"({"id":"a"})"})
    for (const std::string_view others : {"null", R"({"id":"a"})", "{}"})
      reads("names and siblings: " + std::string(items) + ' ' + std::string(others), 300, [=](std::size_t n) {
        return parameters(R"("parameter":[{"name":"a","valueHumanName":{"given":[)" + times(n, items, ",") + R"(],"_given":[)" +
                          times(n, others, ",") + "]}}]");
      });
  reads("white space", 4000,
        [](std::size_t n) { return parameters(times(n, " \n\t") + R"("id":)" + times(n, "\r\n") + R"("a")"); });
  reads("one long text", 4000, [](std::size_t n) { return parameters(R"("id":")" + times(n, "x") + '"'); });
  reads("one long text with escapes", 2000,
        [](std::size_t n) { return parameters(R"("id":")" + times(n, R"(\u00e6\n)") + '"'); });
  reads("one long text that is not UTF-8", 2000, [](std::size_t n) { return parameters(R"("id":")" + times(n, "\xFF") + '"'); });
  reads("one long number", 2000,
        [](std::size_t n) { return parameters(R"("parameter":[{"name":"a","valueDecimal":1)" + times(n, "0") + "}]"); });
  reads("many faults under a long name", 400,
        [](std::size_t n) { return parameters('"' + times(n * 10, "\xC3\xA6") + "\":[" + times(n, "{\"\":null}", ",") + ']'); });
  reads("many faults in a resource of a long type", 400,
        [](std::size_t n) { return "{\"resourceType\":\"" + times(n * 10, "x") + "\",\"a\":[" + times(n, "{}", ",") + "]}"; });
  reads("long wrong values", 100, [](std::size_t n) {
    return parameters("\"parameter\":[" + times(100, R"({"name":"a","valueDecimal":)" + ('"' + times(n, "x") + "\"}"), ",") +
                      ']');
  });
  reads("long names nested, and faults at the bottom", 10, [](std::size_t n) {
    return parameters(times(n, '"' + std::string(300, 'a') + "\":{") + times(100, "\"\":1", ",") + times(n, "}"));
  });
  reads("a narrative of many tags", 200, [](std::size_t n) {
    return R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid"}],"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">)" +
           times(n, R"(<p class=\"a\" id=\"b\" style=\"color:red\">a&amp;<a href=\"http://a.b\">b</a><!-- c --></p>)") +
           R"(</div>"}})";
  });
  for (const std::string_view part :
       {"<p>", "&", "&amp;", "<!--", "<![CDATA[", "<![CDATA[x]]>", "</p>", "<p a='", " a=\\\"b\\\"", "]]>", "&#x41;", "<b><i>"})
    for (const bool tag : {false, true})
      reads("a narrative of many " + std::string(part) + (tag ? " in a tag" : ""), 300, [=](std::size_t n) {
        return R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\")" +
               std::string(tag ? "" : ">") + times(n, part) + R"(</div>"}})";
      });
  for (const std::string_view part : {"style=\\\"%\\\"", "a%=\\\"b\\\"", "class%=\\\"b\\\""})
    reads("a narrative with many attributes " + std::string(part), 200, [=](std::size_t n) {
      return R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\" )" +
             numbered(n, part, " ") + R"(>x</div>"}})";
    });
  reads("a long style, a long address", 300, [](std::size_t n) {
    return R"({"resourceType":"OperationOutcome","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\" style=\")" +
           times(n, "color:red;/**/") + R"(\"><a href=\")" + times(n, "&#x20;a") + R"(\">x</a></div>"}})";
  });
  reads("many references to one contained resource", 300, [](std::size_t n) {
    return R"({"resourceType":"OperationOutcome","contained":[{"resourceType":"Patient","x":[)" + times(n, R"("#")", ",") +
           R"(],"id":"a"}],"extension":[)" + times(n, R"({"url":"http://a.b","valueReference":{"reference":"#a"}})", ",") + "]}";
  });
  reads("a contained resource of a long id that refers up", 300, [](std::size_t n) {
    return R"({"resourceType":"OperationOutcome","contained":[{"resourceType":"Parameters","id":")" + times(n * 10, "x") +
           R"(","parameter":[)" + times(n, R"({"name":"a","valueReference":{"reference":"#"}})", ",") + "]}]}";
  });
  reads("many contained resources and references to them", 200, [](std::size_t n) {
    return R"({"resourceType":"OperationOutcome","contained":[)" + numbered(n, R"({"resourceType":"Patient","id":"%"})", ",") +
           R"(],"extension":[)" + numbered(n, R"({"url":"http://a.b","valueReference":{"reference":"#%"}})", ",") + "]}";
  });
  reads("an answer of jobs", 60, [](std::size_t n) {
    return bundle(numbered(
        n,
        R"({"fullUrl":"%","resource":{"resourceType":"Parameters","id":"%","parameter":[{"name":"reportJob","part":[{"name":"status","valueString":"DONE"}]}]}})",
        ","));
  });
  for (const auto& [name, part, end] : std::vector<std::tuple<std::string, std::string, std::string>>{
           {"arrays", "[", "]"},
           {"objects", R"({"a":)", "}"},
           {"objects of one resource", R"({"resourceType":"Bundle","entry":[{"resource":)", "}]}"}})
    reads("nested " + name + " as deep as they may", 11,
          [part = part, end = end](std::size_t n) { return patient("\"a\":" + times(n, part) + '1' + times(n, end)); });
  reads("nested parts", 11, [](std::size_t n) {
    return parameters(R"("parameter":[{"name":"a",)" + times(n, R"("part":[{"name":"a",)") + R"("valueCode":"a")" +
                      times(n, "}]") + "}]");
  });
  // To the writer, each of these takes a look at the whole depth below it, which is limited.
  reads("nested parts without a name", 10, [](std::size_t n) {
    return parameters("\"parameter\":[" +
                      times(n, '{' + times(40, R"("part":[{)") + R"("valueCode":"a")" + times(40, "}]") + '}', ",") + ']');
  });
  reads("nested extensions", 11, [](std::size_t n) {
    return parameters(R"("parameter":[{"name":"a",)" + times(n, R"("extension":[{"url":"a",)") + R"("id":"a")" + times(n, "}]") +
                      "}]");
  });
  for (const std::string_view broken : {"{", "[", "\"", "\\", ",", "}", "1", "{\"a\":", "/* */"})
    reads("broken: " + std::string(broken), 2000, [=](std::size_t n) { return times(n, broken); });
}

// ---- every repeated element of every type, by the tables

void each_type(const detail::type_info<owned>& info, std::set<const void*>& seen,
               std::vector<const detail::type_info<owned>*>& all) {
  if (!seen.insert(&info).second) return;
  all.push_back(&info);
  for (const auto& f : info.fields)
    if (f.kind == detail::shape::complex) each_type(f.info(), seen, all);
}
void repeated_elements() {
  std::set<const void*> seen;
  std::vector<const detail::type_info<owned>*> all;
  for (std::size_t i = 1; i <= value_type_count; ++i)
    if (const auto* info = detail::value_info<owned>(static_cast<type_id>(i))) each_type(*info, seen, all);
  for (const std::string_view name : {"Parameters", "Bundle", "OperationOutcome", "OperationDefinition", "Binary"})
    each_type(*detail::resource_info<owned>(name), seen, all);
  int elements = 0;
  for (const auto* info : all) {
    for (const auto& f : info->fields) {
      if (!f.many) continue;
      ++elements;
      std::vector<std::string> items{"{}", R"({"id":"a"})", "null", R"("")", "1"};
      if (detail::is_primitive(f.kind)) items = {R"("a")", R"("%")", "null", "1", R"("")"};
      if (f.kind == detail::shape::resource)
        items = {R"({"resourceType":"Patient"})", R"({"resourceType":"Parameters","id":"%"})", "{}"};
      for (const std::string& item : items) {
        for (const bool lenient : {false, true}) {
          const std::string name =
              std::string(info->name) + '.' + std::string(f.name) + ": " + item + (lenient ? ", lenient" : ", strict");
          const auto make = [&](std::size_t n) {
            return (info->is_resource ? "{\"resourceType\":\"" + std::string(info->name) + "\"," : std::string("{")) + '"' +
                   std::string(f.name) + "\":[" + numbered(n, item, ",") + "]}";
          };
          grows(
              name, 30, make,
              [&](const std::string& text) {
                detail::block_handle held;
                void* object = held.append(*info->ops);
                read_options options;
                options.strict(!lenient);
                detail::reading done = detail::read_text<owned>(text, {info, object, nullptr}, options);
                if (done.failed) return;
                detail::checker<owned> check(info->name, validate_options{});
                const detail::step<owned> root{};
                if (info->is_resource)
                  check.known(*info, object, root);
                else
                  check.element(*info, object, root);
                issues found = check.finish();
                locate(found, text);
                const detail::block_handle copy = held;
                static_cast<void>(copy == held);
              },
              true);
        }
      }
    }
  }
  if (elements < 60) {
    ++failures;
    std::printf("FAILED: only %d repeated elements\n", elements);
  }
}

// ---- streaming

constexpr std::string_view job =
    R"({"fullUrl":"%","resource":{"resourceType":"Parameters","id":"%","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2024-01-01"}]}]}})";

void streams() {
  const auto one_by_one = [](std::size_t bytes) {
    return [bytes](const std::string& text) {
      std::vector<std::string_view> buffers;
      for (std::size_t at = 0; at < text.size(); at += bytes) buffers.push_back(std::string_view(text).substr(at, bytes));
      std::size_t count = 0;
      static_cast<void>(for_each_report_job(buffers, [&count](ReportJob<>&&) { ++count; }));
    };
  };
  const auto many = [](std::size_t n) { return bundle(numbered(n, job, ",")); };
  const auto huge = [](std::size_t n) {
    return bundle(R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[)" +
                  times(n, R"({"name":"a","valueString":"b"})", ",") + "]}}");
  };
  const auto huge_text = [](std::size_t n) { return bundle(R"({"fullUrl":")" + times(n, "x\\n") + "\"}"); };
  const auto huge_member = [](std::size_t n) { return R"({"a":[)" + times(n, "{},") + R"(1],"resourceType":"Bundle"})"; };
  const auto spaces = [](std::size_t n) { return bundle(times(n, " \n") + "{}" + times(n, "\n ")); };
  const auto escapes = [](std::size_t n) { return bundle("{\"a\":\"" + times(n, "\\\\") + "\"}"); };
  const auto faults = [](std::size_t n) { return bundle(times(n, "{}", ",\n")); };
  for (const std::size_t bytes : {1U, 7U, 64U, 4096U}) {
    const std::string in = " in buffers of " + std::to_string(bytes);
    grows("jobs" + in, 20, many, one_by_one(bytes));
    grows("a huge entry" + in, 200, huge, one_by_one(bytes));
    grows("a huge text" + in, 2000, huge_text, one_by_one(bytes));
    grows("a huge member" + in, 1000, huge_member, one_by_one(bytes));
    grows("white space" + in, 1000, spaces, one_by_one(bytes));
    grows("escapes" + in, 2000, escapes, one_by_one(bytes));
    grows("faulty entries" + in, 50, faults, one_by_one(bytes));
  }
  for (const auto& [name, make] : std::vector<std::pair<std::string, std::string (*)(std::size_t)>>{
           {"jobs", many}, {"a huge entry", huge}, {"faulty entries", faults}})
    grows(name + " at once", 50, make, [](const std::string& text) { static_cast<void>(read_report_jobs(text)); }, true);
  grows(
      "jobs to chunks", 100,
      [](std::size_t n) { return std::vector<ReportJob<>>(n, ReportJob<>{.id = "1", .userId = "u", .status = "DONE"}); },
      [](const std::vector<ReportJob<>>& jobs) {
        auto chunks = json_chunks(jobs, for_user{"u"});
        while (!chunks.next().empty()) {
        }
      });
  grows(
      "jobs to a Bundle and back", 50,
      [](std::size_t n) { return std::vector<ReportJob<>>(n, ReportJob<>{.id = "1", .userId = "u", .status = "DONE"}); },
      [](const std::vector<ReportJob<>>& jobs) { static_cast<void>(report_jobs(get_report_job_status(jobs))); });
}

// ---- looking up

void lookups() {
  const auto entries = [](std::size_t n) {
    auto read = from_json<Bundle<>>(bundle(numbered(
        n, R"({"fullUrl":"http://a.b/Patient/%","resource":{"resourceType":"Patient","id":"%","meta":{"versionId":"1"}}})",
        ",")));
    for (std::size_t i = 0; i < n; ++i) read->link.push_back({.relation = "self", .url = "http://a.b"});
    return *std::move(read);
  };
  for (const std::string_view reference : {"Patient/x", "http://a.b/Patient/0/_history/2", "urn:uuid:1", "#a"})
    grows("resolve " + std::string(reference), 200, entries,
          [reference](const Bundle<>& all) { static_cast<void>(resolve(all, all.entry[0], reference)); });
  grows("next_page", 200, entries, [](const Bundle<>& all) { static_cast<void>(next_page(all)); });
  grows("resources", 200, entries, [](const Bundle<>& all) {
    for (const auto& each : resources<RawResource<>>(all)) static_cast<void>(each);
  });
  const auto many = [](std::size_t n) {
    Parameters<> all;
    for (std::size_t i = 0; i < n; ++i) all.parameter.push_back({.name = "a", .value = String<>("b")});
    return all;
  };
  grows("get, find_all", 200, many, [](const Parameters<>& all) {
    static_cast<void>(get<String<>>(all, "b"));
    static_cast<void>(get<String<>>(all, "a"));
    for (const auto& each : find_all(all, "a")) static_cast<void>(each);
  });
  grows(
      "many issues located", 200,
      [](std::size_t n) { return parameters("\"parameter\":[" + times(n, "\n{\"id\":\"a\"}", ",") + ']'); },
      [](const std::string& text) {
        const auto read = from_json<Parameters<>>(text);
        issues found = validate(*read, validate_options{}.max_issues(1'000'000));
        locate(found, text);
        static_cast<void>(to_json(to_outcome(found)));
      });
  grows(
      "many issues listed", 200, [](std::size_t n) { return patient(times(n, "\n\"a\":{}", ",")); },
      [](const std::string& text) {
        static_cast<void>(to_outcome(from_json<Resource<>>(text, read_options{}.max_issues(1'000'000)).issues()));
      });
  grows(
      "a DOM", 200,
      [](std::size_t n) {
        rapidjson::Document document;
        document.Parse(parameters("\"parameter\":[" + times(n, R"({"name":"a","value":{"x":[1.5]}})", ",") + ']').c_str());
        return document;
      },
      [](const rapidjson::Document& document) {
        static_cast<void>(from_rapidjson<Parameters<>>(document, read_options{}.lenient().keep_unknown()));
      });
}

// ---- operations and HTTP

struct Asked {
  std::string text{};
  std::vector<std::string> code{};
};
constexpr auto fhir_parameters(const Asked*) { return parameters(param<"text", &Asked::text>{}, param<"code", &Asked::code>{}); }

void requests() {
  for (const std::string_view piece : {"code=%", "code=%25", "x%=1", "code", "&", "text=a", "_x=1", "code=%25zz"})
    grows(
        "a query of many " + std::string(piece), 100, [piece](std::size_t n) { return '?' + numbered(n, piece, "&"); },
        [](const std::string& query) { static_cast<void>(from_query<Asked>(query, read_options{}.lenient())); });
  for (const std::string_view item :
       {R"({"name":"code","valueString":"%"})", R"({"name":"x%"})", R"({"name":"code"})", R"({"name":"text","valueString":"a"})"})
    grows(
        "a struct of many " + std::string(item), 200,
        [item](std::size_t n) {
          return *from_json<Parameters<>>(parameters("\"parameter\":[" + numbered(n, item, ",") + ']'), read_options{}.lenient());
        },
        [](const Parameters<>& sent) {
          for (const read_options& options : {read_options{}, read_options{}.lenient()})
            static_cast<void>(from_parameters<Asked>(sent, options));
        });
  const http::service service{http::options{.software = "growth", .date = "2026", .max_target = 1'000'000},
                              http::on<ehealth::GetReportJobStatus>([](const no_parameters&, const http::call&) {
                                return json_chunks(std::vector<ReportJob<>>());
                              })};
  const auto ask = [&service](std::vector<http::header> headers, std::string_view target, std::string_view body = {}) {
    http::response answer = service({body.empty() ? "GET" : "POST", target, headers, body}, http::user{"u"});
    while (!answer.content.next().empty()) {
    }
  };
  for (const std::string_view value :
       {"text/html,", "application/fhir+json;q=0.%,", ";", "a=\"", "\\", "a/b;c=\"d\",", ",", "q=", "handling=lenient,"})
    for (const std::string_view name : {"Accept", "Prefer", "Content-Type"})
      grows(
          "a header " + std::string(name) + " of many " + std::string(value), 100,
          [value](std::size_t n) { return numbered(n, value); },
          [&, name](const std::string& long_value) {
            ask({{name, long_value}}, "/$get-report-job-status", name == "Content-Type" ? "{}" : "");
          });
  grows(
      "many headers", 100, [](std::size_t n) { return n; },
      [&](std::size_t n) { ask(std::vector<http::header>(n, {"Accept", "text/html"}), "/$get-report-job-status"); });
  for (const std::string_view part : {"/", "%25", "a=b&", "_format=json&", "&", "%zz"})
    for (const std::string_view before : {"/", "/$get-report-job-status?"})
      grows(
          "a target of many " + std::string(part), 200, [=](std::size_t n) { return std::string(before) + times(n, part); },
          [&](const std::string& target) { ask({}, target); });
  for (const std::string_view item : {"{}", R"({"name":"a"})"})
    grows(
        "a body of many " + std::string(item), 100,
        [item](std::size_t n) { return parameters("\"parameter\":[" + times(n, item, ",") + ']'); },
        [&](const std::string& body) { ask({{"Content-Type", "application/fhir+json"}}, "/$get-report-job-status", body); });
}

}  // namespace

int main() {
  documents();
  repeated_elements();
  streams();
  lookups();
  requests();
  std::printf("%d shapes, %d failures\n", shapes, failures);
  return failures == 0 ? 0 : 1;
}
