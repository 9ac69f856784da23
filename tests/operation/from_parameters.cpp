// From Parameters to a bound struct: all faults at once, each with its path.

#include "fhirops/operation/from_parameters.hpp"

#include "operation/clinic.hpp"
#include "support/catch.hpp"
#include "support/issues.hpp"

using namespace fhirops;

namespace {

using lines = std::vector<std::string>;
using Request = clinic::Admit::Request;

Parameters<> read(const std::string& parameters) {
  const auto all =
      from_json<Parameters<>>(R"({"resourceType":"Parameters","parameter":[)" + parameters + "]}", read_options{}.lenient());
  REQUIRE(all);
  return *all;
}
// What a request must have.
const std::string needed = R"({"name":"ward","valueString":"7"},{"name":"bed","valueInteger":3},{"name":"code","valueCode":"a"},)"
                           R"({"name":"dose","part":[{"name":"drug","valueString":"x"}]},)"
                           R"({"name":"dose","part":[{"name":"drug","valueString":"y"}]})";

result<Request> with(const std::string& parameters, read_options options = {}) {
  return from_parameters<Request>(read(needed + ',' + parameters), options);
}
// `needed` holds five parameters: what comes with it is the sixth.
void reported_as(const std::string& severity, const std::string& parameter, const std::string& reported, const std::string& text,
                 read_options options) {
  CAPTURE(parameter, options.is_strict(), options.drops_wrong_types());
  const auto asked = with(parameter, options);
  CHECK(asked.has_value() == (severity == "warning"));
  CHECK(test::reported(asked.issues()) == lines{severity + " " + reported});
  REQUIRE(asked.issues().size() == 1);
  CHECK(asked.issues()[0].text == text);
  CHECK(asked.issues()[0].line == 0);
}
constexpr read_options strict{};
constexpr read_options lenient = read_options{}.lenient();
constexpr read_options dropping = read_options{}.lenient().drop_wrong_types();

// An error in any reading.
void refused(const std::string& parameter, const std::string& reported, const std::string& text) {
  for (const read_options& options : {strict, lenient, dropping}) reported_as("error", parameter, reported, text, options);
}
// An error, but where the host says that it may be dropped.
void wrong(const std::string& parameter, const std::string& reported, const std::string& text) {
  for (const read_options& options : {strict, lenient, read_options{}.drop_wrong_types()})
    reported_as("error", parameter, reported, text, options);
  reported_as("warning", parameter, reported, text, dropping);
}
// An error, and leniently a warning.
void ignored_leniently(const std::string& parameter, const std::string& reported, const std::string& text) {
  reported_as("error", parameter, reported, text, strict);
  reported_as("warning", parameter, reported, text, lenient);
}

}  // namespace

TEST_CASE("a correct request is read without an issue", "[operation][from_parameters]") {
  const auto asked = from_parameters<Request>(read(needed));
  REQUIRE(asked);
  CHECK(asked.issues().empty());
  CHECK(asked->ward == "7");
  CHECK(asked->doses.size() == 2);
  // In any order.
  const auto turned = from_parameters<clinic::Dose>(
      read(R"({"name":"taken","valueBoolean":true},{"name":"drug","valueString":"x"},{"name":"taken","valueBoolean":false})"));
  REQUIRE(turned);
  CHECK(*turned == clinic::Dose{.drug = "x", .taken = {true, false}});
}

TEST_CASE("each kind of fault has its code and path", "[operation][from_parameters]") {
  const std::string here = "Parameters.parameter[5]";
  ignored_leniently(R"({"name":"colour","valueCode":"red"})", "structure " + here + ".name /parameter/5/name",
                    "\"colour\" is not a known parameter: remove it");
  ignored_leniently(R"({"name":"Ward","valueString":"x"})", "structure " + here + ".name /parameter/5/name",
                    "\"Ward\" is not a known parameter: did you mean \"ward\"?");
  ignored_leniently(R"({"name":"bed","valueInteger":3})", "structure " + here + " /parameter/5",
                    "the parameter \"bed\" appears more than once: send it once");
  refused(R"({"name":"bed","valueInteger":4})", "structure " + here + " /parameter/5",
          "the parameter \"bed\" appears more than once: send it once");
  wrong(R"({"name":"urgent","valueString":"true"})", "value " + here + ".value /parameter/5/valueString",
        "the parameter \"urgent\" has valueString, but needs valueBoolean");
  wrong(R"({"name":"period","valueString":"2023"})", "value " + here + ".value /parameter/5/valueString",
        "the parameter \"period\" has valueString, but needs valuePeriod");
  wrong(R"({"name":"urgent","part":[{"name":"x","valueBoolean":true}]})", "structure " + here + " /parameter/5",
        "the parameter \"urgent\" has parts only, but needs valueBoolean");
  wrong(R"({"name":"urgent"})", "structure " + here + " /parameter/5",
        "the parameter \"urgent\" is empty: it needs valueBoolean");
  wrong(R"({"name":"urgent","resource":{"resourceType":"Patient"}})", "value " + here + ".resource /parameter/5/resource",
        "the parameter \"urgent\" has a Patient resource, but needs valueBoolean");
  wrong(R"({"name":"first","valueString":"x"})", "value " + here + ".value /parameter/5/valueString",
        "the parameter \"first\" has valueString, but needs parts");
  wrong(R"({"name":"first","resource":{"resourceType":"Parameters"}})", "value " + here + ".resource /parameter/5/resource",
        "the parameter \"first\" has a Parameters resource, but needs parts");
  wrong(R"({"name":"patient","valueReference":{"reference":"Patient/1"}})",
        "value " + here + ".value /parameter/5/valueReference",
        "the parameter \"patient\" has valueReference, but needs a resource");
  wrong(R"({"name":"patient","resource":{"resourceType":"Group"}})", "value " + here + ".resource /parameter/5/resource",
        "the parameter \"patient\" has a Group resource, but needs a Patient resource");
  wrong(R"({"name":"photo","resource":{"resourceType":"Patient"}})", "value " + here + ".resource /parameter/5/resource",
        "the parameter \"photo\" has a Patient resource, but needs a Binary resource");
  wrong(R"({"name":"plan","part":[{"name":"drug","valueString":"x"}]})", "structure " + here + " /parameter/5",
        "the parameter \"plan\" has parts only, but needs a Parameters resource");
  wrong(R"({"name":"reason","valueCode":"c"})", "value " + here + ".value /parameter/5/valueCode",
        "the parameter \"reason\" has valueCode, but needs valueBoolean, valueString or valueCoding");
  wrong(R"({"name":"either","valueString":"c"})", "value " + here + ".value /parameter/5/valueString",
        "the parameter \"either\" has valueString, but needs valueCode or valueQuantity");
  wrong(R"({"name":"anything","part":[{"name":"x","valueBoolean":true}]})", "structure " + here + " /parameter/5",
        "the parameter \"anything\" has parts only, but needs a value");
  wrong(R"({"name":"level","valueInteger":300})", "value " + here + ".value /parameter/5/valueInteger",
        "300 is out of range: it must be from -128 to 127");
  refused(R"({"name":"first","part":[{"name":"drug","valueString":"x"}],"valueString":"y"})",
          "invariant " + here + " /parameter/5",
          "inv-1: a parameter must have one of value, resource and part, not several: keep one");
}

TEST_CASE("a missing parameter is an error in lenient reading too", "[operation][from_parameters]") {
  for (const read_options& options : {read_options{}, read_options{}.lenient()}) {
    const auto none = from_parameters<Request>(Parameters<>(), options);
    CHECK_FALSE(none);
    CHECK(test::reported(none.issues()) == lines{"error required Parameters ", "error required Parameters ",
                                                 "error required Parameters ", "error required Parameters "});
    REQUIRE(none.issues().size() == 4);
    CHECK(none.issues()[0].text == "the parameter \"ward\" is missing");
    CHECK(none.issues()[1].text == "the parameter \"bed\" is missing");
    CHECK(none.issues()[2].text == "the parameter \"code\" is missing");
    CHECK(none.issues()[3].text == "the parameter \"dose\" is missing");
  }
}

TEST_CASE("lists have their limits", "[operation][from_parameters]") {
  const std::string code = R"({"name":"code","valueCode":"b"})";
  CHECK(with(code + ',' + code));
  const auto many = with(code + ',' + code + ',' + code);
  CHECK(test::reported(many.issues()) == lines{"error structure Parameters "});
  REQUIRE(many.issues().size() == 1);
  CHECK(many.issues()[0].text == "the parameter \"code\" appears 4 times: it may appear at most 3 times");
  const auto all = with(code + ',' + code + ',' + code, read_options{}.lenient());
  REQUIRE(all);
  CHECK(all->codes.size() == 4);

  const auto few = from_parameters<Request>(read(needed.substr(0, needed.rfind(",{\"name\":\"dose\""))));
  REQUIRE(few.issues().size() == 1);
  CHECK(test::reported(few.issues()[0]) == "error required Parameters ");
  CHECK(few.issues()[0].text == "the parameter \"dose\" appears 1 time: it must appear at least 2 times");
}

TEST_CASE("all faults are reported at once, at every depth", "[operation][from_parameters]") {
  const auto wrong = from_parameters<Request>(read(
      R"({"name":"bed","valueString":"3"},{"name":"colour","valueCode":"red"},{"name":"code"},)"
      R"({"name":"dose","part":[{"name":"drug","valueCode":"x"},{"name":"times","valueInteger":1},)"
      R"({"name":"times","valueInteger":2},{"name":"size","valueInteger":2}]},)"
      R"({"name":"dose","part":[{"name":"taken","valueString":"yes"}]},)"
      R"({"name":"plan","resource":{"resourceType":"Parameters","parameter":[{"name":"drug","part":[{"name":"x","valueBoolean":true}]}]}})"));
  CHECK_FALSE(wrong);
  const std::string at = "Parameters.parameter";
  CHECK(test::reported(wrong.issues()) ==
        lines{
            "error value " + at + "[0].value /parameter/0/valueString",
            "error structure " + at + "[1].name /parameter/1/name",
            "error structure " + at + "[2] /parameter/2",
            "error value " + at + "[3].part[0].value /parameter/3/part/0/valueCode",
            "error structure " + at + "[3].part[2] /parameter/3/part/2",
            "error structure " + at + "[3].part[3].name /parameter/3/part/3/name",
            "error value " + at + "[4].part[0].value /parameter/4/part/0/valueString",
            "error required " + at + "[4] /parameter/4",
            "error structure " + at + "[5].resource.parameter[0] /parameter/5/resource/parameter/0",
            "error required Parameters ",
        });
  CHECK(wrong.issues().back().text == "the parameter \"ward\" is missing");
}

TEST_CASE("lenient reading takes text of another text type, and ignores unexpected parameters", "[operation][from_parameters]") {
  const std::string sent =
      R"({"name":"first","part":[{"name":"drug","valueCode":"x"},{"name":"often","valueString":"2"}]},{"name":"more","valueString":"x"})";
  const auto asked = with(sent, lenient);
  REQUIRE(asked);
  REQUIRE(asked->first);
  CHECK(asked->first->drug == "x");
  CHECK(test::reported(asked.issues()) ==
        lines{"warning value Parameters.parameter[5].part[0].value /parameter/5/part/0/valueCode",
              "warning structure Parameters.parameter[5].part[1].name /parameter/5/part/1/name",
              "warning structure Parameters.parameter[6].name /parameter/6/name"});
}

TEST_CASE("a required parameter must be valid in lenient reading too", "[operation][from_parameters]") {
  // `needed` with one parameter changed, and the error that it is in every reading.
  const auto refused_as = [](const std::string& from, const std::string& to, const std::string& reported) {
    std::string changed = needed;
    const std::size_t at = changed.find(from);
    REQUIRE(at != std::string::npos);
    changed.replace(at, from.size(), to);
    CAPTURE(changed);
    for (const read_options& options : {strict, lenient, dropping}) {
      const auto asked = from_parameters<Request>(read(changed), options);
      CHECK_FALSE(asked);
      lines errors;
      for (const issue& each : asked.issues())
        if (each.is_error()) errors.push_back(each.text);
      REQUIRE_FALSE(errors.empty());
      CHECK(errors.back() == reported);
    }
  };
  const std::string bed = R"({"name":"bed","valueInteger":3})";
  refused_as(bed + ",", "", "the parameter \"bed\" is missing");
  refused_as(bed, R"({"name":"bed","valueString":"3"})", "the parameter \"bed\" has valueString, but needs valueInteger");
  refused_as(bed, R"({"name":"bed","valueDecimal":3})", "the parameter \"bed\" has valueDecimal, but needs valueInteger");
  refused_as(bed, R"({"name":"bed","valueInteger":3000000000})",
             "3000000000 is out of range: it must be from -2147483648 to 2147483647");
  refused_as(bed, R"({"name":"bed"})", "the parameter \"bed\" is empty: it needs valueInteger");
  refused_as(bed, R"({"name":"bed","part":[{"name":"x","valueInteger":3}]})",
             "the parameter \"bed\" has parts only, but needs valueInteger");
  refused_as(bed, R"({"name":"bed","_valueInteger":{"id":"x"}})",
             "the parameter \"bed\" has valueInteger with extensions only, but needs a value");
  refused_as(bed, R"({"name":"Bed","valueInteger":3})", "the parameter \"bed\" is missing");
  const std::string ward = R"({"name":"ward","valueString":"7"})";
  refused_as(ward, R"({"name":"ward","valueInteger":7})", "the parameter \"ward\" has valueInteger, but needs valueString");
  refused_as(ward, R"({"name":"ward","_valueString":{"id":"x"}})",
             "the parameter \"ward\" has valueString with extensions only, but needs a value");
}

TEST_CASE("an item of a list counts only if it was accepted", "[operation][from_parameters]") {
  const std::string code = R"({"name":"code","valueCode":"a"})";
  const auto at = needed.find(code);
  const auto changed = [&](const std::string& to) { return std::string(needed).replace(at, code.size(), to); };
  // All that there are are dropped: none is left of at least one.
  for (const std::string items :
       {R"({"name":"code","valueInteger":1})", R"({"name":"code","valueInteger":1},{"name":"code","valueBoolean":true})"}) {
    const auto none = from_parameters<Request>(read(changed(items)), dropping);
    CHECK_FALSE(none);
    REQUIRE_FALSE(none.issues().empty());
    CHECK(none.issues().front().severity == issue_severity::warning);
    CHECK(test::reported(none.issues().back()) == "error required Parameters ");
    CHECK(none.issues().back().text == "the parameter \"code\" is missing");
    CHECK_FALSE(from_parameters<Request>(read(changed(items)), lenient));
  }
  const auto one = from_parameters<Request>(read(changed(R"({"name":"code","valueInteger":1},)" + code)), dropping);
  REQUIRE(one);
  CHECK(one->codes == std::vector<Code<>>{"a"});
  CHECK_FALSE(from_parameters<Request>(read(changed(R"({"name":"code","valueInteger":1},)" + code)), lenient));
  // Two doses are the least.
  const std::string dose = R"({"name":"dose","part":[{"name":"drug","valueString":"y"}]})";
  const auto few = from_parameters<Request>(
      read(std::string(needed).replace(needed.find(dose), dose.size(), R"({"name":"dose","valueString":"y"})")), dropping);
  CHECK_FALSE(few);
  CHECK(few.issues().back().text == "the parameter \"dose\" appears 1 time: it must appear at least 2 times");
}

TEST_CASE("if a parameter appears twice where one is allowed, neither is chosen", "[operation][from_parameters]") {
  const std::string yes = R"({"name":"urgent","valueBoolean":true})";
  const std::string no = R"({"name":"urgent","valueBoolean":false})";
  for (const read_options& options : {strict, lenient, dropping}) {
    CHECK_FALSE(with(yes + ',' + no, options));
    CHECK_FALSE(with(no + ',' + yes, options));
    CHECK(with(yes + ',' + yes, options).has_value() == !options.is_strict());
  }
  CHECK(*with(yes + ',' + yes + ',' + yes, lenient)->urgent);
  // One that was dropped is none.
  const std::string text = R"({"name":"urgent","valueString":"false"})";
  CHECK_FALSE(with(text + ',' + yes, lenient));
  const auto one = with(text + ',' + yes, dropping);
  REQUIRE(one);
  CHECK(one->urgent == true);
}

TEST_CASE("a parameter without a name is an error, not an unknown parameter", "[operation][from_parameters]") {
  for (const read_options& options : {strict, lenient, dropping}) CHECK_FALSE(with(R"({"valueBoolean":true})", options));
}

TEST_CASE("no more issues are listed than the options say", "[operation][from_parameters]") {
  std::string many = needed;
  for (int i = 0; i < 300; ++i) many += R"(,{"name":"x","valueBoolean":true})";
  CHECK(from_parameters<Request>(read(many)).issues().size() == 101);
  CHECK(from_parameters<Request>(read(many), read_options{}.max_issues(3)).issues().size() == 4);
}

TEST_CASE("a variant holds the alternative whose type was given", "[operation][from_parameters]") {
  const auto given = [](const std::string& value) {
    const auto asked = with(R"({"name":"reason",)" + value + '}');
    REQUIRE(asked);
    REQUIRE(asked->reason);
    return asked->reason->index();
  };
  CHECK(given(R"("valueBoolean":false)") == 0);
  CHECK(given(R"("valueString":"x")") == 1);
  CHECK(given(R"("valueCoding":{"code":"x"})") == 2);
}

TEST_CASE("a struct that borrows refers to the Parameters", "[operation][from_parameters]") {
  ReportJob<Parameters<borrowed>> job;
  const std::string long_text(100, 'x');
  job.id = "1";
  job.reportClass = job.userId = job.status = long_text;
  job.created = "2023";
  const auto parameters = to_parameters<owned>(job);
  const auto back = from_parameters<ReportJob<Parameters<borrowed>>>(parameters);
  REQUIRE(back);
  const auto* text = parameters.parameter[0].value.get_if<String<>>();
  REQUIRE(text != nullptr);
  CHECK(back->reportClass.data() == text->text.data());
}

TEST_CASE("a report job is read like any other struct", "[operation][from_parameters]") {
  const auto wrong = from_parameters<ReportJob<>>(read(
      R"({"name":"reportClass","valueCode":"x"},{"name":"binary","valueString":"x"},{"name":"created","valueDate":"2023"})"));
  CHECK(test::reported(wrong.issues()) == lines{"error value Parameters.parameter[0].value /parameter/0/valueCode",
                                                "error value Parameters.parameter[1].value /parameter/1/valueString",
                                                "error value Parameters.parameter[2].value /parameter/2/valueDate",
                                                "error required Parameters ", "error required Parameters ",
                                                "error required Parameters "});
}

namespace {

// Text that counts how often it was copied.
struct counted {
  std::string text{};
  static inline int copies = 0;

  counted() = default;
  explicit counted(std::string_view of) : text(of) {}
  counted(const counted& other) : text(other.text) { ++copies; }
  counted(counted&&) noexcept = default;
  counted& operator=(const counted& other) {
    text = other.text;
    ++copies;
    return *this;
  }
  counted& operator=(counted&&) noexcept = default;
  ~counted() = default;
  operator std::string_view() const noexcept { return text; }  // NOLINT(google-explicit-constructor): as text does
};
struct Counting {
  counted one{};
  std::optional<counted> maybe{};
  std::vector<counted> many{};
};
constexpr auto fhir_parameters(const Counting*) {
  return parameters(param<"one", &Counting::one>{}, param<"maybe", &Counting::maybe>{}, param<"many", &Counting::many>{});
}

}  // namespace

TEST_CASE("values that are read are moved to their members, and to the caller", "[operation][from_parameters]") {
  counted::copies = 0;
  const auto from_body = from_parameters<Counting>(
      read(R"({"name":"one","valueString":"a"},{"name":"maybe","valueString":"b"},{"name":"many","valueString":"c"})"));
  REQUIRE(from_body);
  CHECK(from_body->maybe->text == "b");
  CHECK(from_body->many[0].text == "c");
  CHECK(counted::copies == 0);
  const auto from_url = from_query<Counting>("one=a&maybe=b&many=c");
  REQUIRE(from_url);
  CHECK(from_url->one.text == "a");
  CHECK(counted::copies == 0);
  CHECK(to_parameters(*from_url).parameter.size() == 3);
  CHECK(counted::copies == 0);
}

TEST_CASE("repetitions of a single parameter are compared with the first one that was not dropped",
          "[operation][from_parameters]") {
  const std::string text = R"({"name":"urgent","valueString":"false"})";
  const std::string yes = R"({"name":"urgent","valueBoolean":true})";
  const auto severities = [](const std::string& parameters, const read_options& options) {
    std::string all;
    for (const issue& each : with(parameters, options).issues()) (all += to_string(each.severity)) += ' ';
    return all;
  };
  CHECK(severities(text + ',' + yes + ',' + yes, dropping) == "warning warning ");
  CHECK(severities(text + ',' + text + ',' + yes + ',' + text, dropping) == "warning warning error ");
  CHECK(severities(yes + ',' + text, dropping) == "error ");
  CHECK(severities(text + ',' + text, lenient) == "error warning ");
}

namespace {

struct Kept {
  Code<> code{};
  Period<> period{};
};
constexpr auto fhir_parameters(const Kept*) { return parameters(param<"code", &Kept::code>{}, param<"period", &Kept::period>{}); }

}  // namespace

TEST_CASE("owned members are read from borrowed Parameters, and a wrong type is reported with the needed one",
          "[operation][from_parameters]") {
  const std::string good =
      R"({"resourceType":"Parameters","parameter":[{"name":"code","valueCode":"a"},{"name":"period","valuePeriod":{"start":"2024"}}]})";
  const auto read = from_json<Parameters<borrowed>>(good);
  const auto kept = from_parameters<Kept>(*read).value();
  CHECK(kept.code == "a");
  CHECK(kept.period.start == "2024");

  const std::string bad =
      R"({"resourceType":"Parameters","parameter":[{"name":"code","valueBoolean":true},{"name":"period","valueBoolean":true}]})";
  const auto other = from_json<Parameters<borrowed>>(bad);
  std::string found;
  for (const issue& each : from_parameters<Kept>(*other).issues()) found += each.text + '\n';
  CHECK(found ==
        "the parameter \"code\" has valueBoolean, but needs valueCode\n"
        "the parameter \"period\" has valueBoolean, but needs valuePeriod\n");
}
