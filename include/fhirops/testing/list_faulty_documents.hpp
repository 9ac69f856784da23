#pragma once
// The lists of testing/faulty_documents.hpp.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/testing/faulty_document.hpp"
#include "fhirops/testing/faulty_documents.hpp"
#include "fhirops/testing/faulty_json.hpp"
#include "fhirops/testing/unmarked.hpp"

namespace fhirops::fixtures::detail {

template <class Document>
std::vector<Document> faulty_documents<Document>::against_rules() {
  using enum issue_type;
  const marked_document documents[] = {
      {"an element that is missing", "Bundle", R"(@{"resourceType":"Bundle"})", {{required, "Bundle", ""}}},
      {"a parameter without a name",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[@{"valueString":"x"}]})",
       {{required, "Parameters.parameter[0]", "/parameter/0"}}},
      {"a code that the binding does not have",
       "Bundle",
       R"({"resourceType":"Bundle","type":@"heap"})",
       {{code_invalid, "Bundle.type", "/type"}}},
      {"a day that the calendar does not have",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[{"name":"a","valueDate":@"2023-02-29"}]})",
       {{value, "Parameters.parameter[0].value", "/parameter/0/valueDate"}}},
      {"a time without a zone",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[{"name":"a","valueDateTime":@"2023-10-12T09:51:50"}]})",
       {{value, "Parameters.parameter[0].value", "/parameter/0/valueDateTime"}}},
      {"an id with a blank", "Parameters", R"({"resourceType":"Parameters","id":@"a b"})", {{value, "Parameters.id", "/id"}}},
      {"a positiveInt of nought",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[{"name":"a","valuePositiveInt":@0}]})",
       {{value, "Parameters.parameter[0].value", "/parameter/0/valuePositiveInt"}}},
      {"a uuid in capitals",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[{"name":"a","valueUuid":@"urn:uuid:0AACA7CD-67C3-48DD-A8C4-0CCEECB5D276"}]})",
       {{value, "Parameters.parameter[0].value", "/parameter/0/valueUuid"}}},
      {"inv-1: neither value nor resource nor parts",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[@{"name":"a"}]})",
       {{invariant, "Parameters.parameter[0]", "/parameter/0"}}},
      {"inv-1: a value and parts",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[@{"name":"a","valueString":"x","part":[{"name":"b","valueString":"y"}]}]})",
       {{invariant, "Parameters.parameter[0]", "/parameter/0"}}},
      {"per-1: an end before its start",
       "Parameters",
       R"({"resourceType":"Parameters","parameter":[{"name":"a","valuePeriod":@{"start":"2024","end":"2023"}}]})",
       {{invariant, "Parameters.parameter[0].value", "/parameter/0/valuePeriod"}}},
      {"bdl-1: a total in a collection",
       "Bundle",
       R"(@{"resourceType":"Bundle","type":"collection","total":3})",
       {{invariant, "Bundle", ""}}},
      {"bdl-5: an entry of nothing",
       "Bundle",
       R"({"resourceType":"Bundle","type":"collection","entry":[@{"fullUrl":"urn:uuid:0aaca7cd-67c3-48dd-a8c4-0cceecb5d276"}]})",
       {{invariant, "Bundle.entry[0]", "/entry/0"}}},
  };
  return unmarked_all<Document>(documents, reported_by::validate);
}

template <class Document>
std::vector<Document> faulty_documents<Document>::no_report_jobs() {
  using enum issue_type;
  struct row {
    std::string_view what;
    std::string_view entry;
    std::vector<marked_issue> issues;
  };
  const std::string_view parameter = "Bundle.entry[0].resource.parameter[0]";
  const std::string_view pointer = "/entry/0/resource/parameter/0";
  const row rows[] = {
      {"a resource other than Parameters",
       R"({"resource":@{"resourceType":"Patient","id":"1"}})",
       {{structure, "Bundle.entry[0].resource", "/entry/0/resource"}}},
      {"an entry without a resource", R"(@{"fullUrl":"1"})", {{required, "Bundle.entry[0]", "/entry/0"}}},
      {"a job without an id",
       R"({"resource":@{"resourceType":"Parameters","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"}]}]}})",
       {{required, "Bundle.entry[0].resource", "/entry/0/resource"}}},
      {"a job without its status",
       R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[@{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"}]}]}})",
       {{required, parameter, pointer}}},
      {"a part of another type",
       R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueCode":@"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"}]}]}})",
       {{value, "Bundle.entry[0].resource.parameter[0].part[2].value", "/entry/0/resource/parameter/0/part/2/valueCode"}}},
      {"a part that the operation does not have",
       R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"},{"name":@"priority","valueInteger":1}]}]}})",
       {{structure, "Bundle.entry[0].resource.parameter[0].part[5].name", "/entry/0/resource/parameter/0/part/5/name"}}},
      {"a part twice",
       R"({"fullUrl":"1","resource":{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},@{"name":"userId","valueString":"v"},{"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"}]}]}})",
       {{structure, "Bundle.entry[0].resource.parameter[0].part[2]", "/entry/0/resource/parameter/0/part/2"}}},
      {"a fullUrl of another job",
       R"({"fullUrl":"2","resource":@{"resourceType":"Parameters","id":"1","parameter":[{"name":"reportJob","part":[{"name":"reportClass","valueString":"c"},{"name":"userId","valueString":"u"},{"name":"status","valueString":"DONE"},{"name":"parameters","resource":{"resourceType":"Parameters"}},{"name":"created","valueDateTime":"2023"}]}]}})",
       {{value, "Bundle.entry[0].resource", "/entry/0/resource"}}},
  };
  std::vector<Document> all;
  for (const row& each : rows)
    all.push_back(unmarked<Document>(each.what, "Bundle",
                                     R"({"resourceType":"Bundle","type":"collection","entry":[)" + std::string(each.entry) + "]}",
                                     reported_by::read_report_jobs, each.issues, issue_severity::error));
  return all;
}

template <class Document>
std::vector<Document> faulty_documents<Document>::all() {
  std::vector<Document> all = faulty_json<Document>::not_json();
  for (auto more : {&faulty_json<Document>::not_fhir_json, &against_rules, &no_report_jobs})
    for (Document& each : more()) all.push_back(std::move(each));
  return all;
}

}  // namespace fhirops::fixtures::detail
