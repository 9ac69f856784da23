// The reference's examples of FHIR's types, each between its marks: docs/reference/examples.dox shows them.

#include <chrono>
#include <cstdint>
#include <fhirops/fhirops.hpp>

#include "expect.hpp"

int main() {
  using namespace fhirops;
  {
    //! [Address]
    const Address<> value{.line = {"Rådhuspladsen 1"}, .city = "København", .postalCode = "1550", .country = "DK"};
    expect_same(to_json(value), R"({"line":["Rådhuspladsen 1"],"city":"København","postalCode":"1550","country":"DK"})");
    //! [Address]
  }
  {
    //! [Age]
    const Age<> value{.value = "42.0", .unit = "år", .system = "http://unitsofmeasure.org", .code = "a"};
    expect_same(to_json(value), R"({"value":42.0,"unit":"år","system":"http://unitsofmeasure.org","code":"a"})");
    //! [Age]
  }
  {
    //! [Distance]
    const Distance<> value{.value = "42.0", .unit = "km", .system = "http://unitsofmeasure.org", .code = "km"};
    expect_same(to_json(value), R"({"value":42.0,"unit":"km","system":"http://unitsofmeasure.org","code":"km"})");
    //! [Distance]
  }
  {
    //! [Duration]
    const Duration<> value{.value = "42.0", .unit = "min", .system = "http://unitsofmeasure.org", .code = "min"};
    expect_same(to_json(value), R"({"value":42.0,"unit":"min","system":"http://unitsofmeasure.org","code":"min"})");
    //! [Duration]
  }
  {
    //! [Quantity]
    const Quantity<> value{.value = "42.0", .unit = "kg", .system = "http://unitsofmeasure.org", .code = "kg"};
    expect_same(to_json(value), R"({"value":42.0,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"})");
    //! [Quantity]
  }
  {
    //! [Count]
    const Count<> value{.value = 3, .system = "http://unitsofmeasure.org", .code = "1"};
    expect_same(to_json(value), R"({"value":3,"system":"http://unitsofmeasure.org","code":"1"})");
    //! [Count]
  }
  {
    //! [Annotation]
    const Annotation<> value{.author = "the night nurse", .time = "2024-03-01T02:00:00Z", .text = "slept well"};
    expect_same(to_json(value), R"({"authorString":"the night nurse","time":"2024-03-01T02:00:00Z","text":"slept well"})");
    //! [Annotation]
  }
  {
    //! [Attachment]
    const Attachment<> value{.contentType = "application/pdf", .url = "https://fhir.example.org/Binary/7", .title = "Report"};
    expect_same(to_json(value),
                R"({"contentType":"application/pdf","url":"https://fhir.example.org/Binary/7","title":"Report"})");
    //! [Attachment]
  }
  {
    //! [CodeableConcept]
    const CodeableConcept<> value{.coding = {{.system = "http://loinc.org", .code = "4548-4"}}, .text = "HbA1c"};
    expect_same(to_json(value), R"({"coding":[{"system":"http://loinc.org","code":"4548-4"}],"text":"HbA1c"})");
    //! [CodeableConcept]
  }
  {
    //! [Coding]
    const Coding<> value{.system = "http://loinc.org", .code = "4548-4", .display = "HbA1c"};
    expect_same(to_json(value), R"({"system":"http://loinc.org","code":"4548-4","display":"HbA1c"})");
    //! [Coding]
  }
  {
    //! [ContactDetail]
    const ContactDetail<> value{.name = "Help desk", .telecom = {{.system = "phone", .value = "+45 12 34 56 78"}}};
    expect_same(to_json(value), R"({"name":"Help desk","telecom":[{"system":"phone","value":"+45 12 34 56 78"}]})");
    //! [ContactDetail]
  }
  {
    //! [ContactPoint]
    const ContactPoint<> value{.system = "phone", .value = "+45 12 34 56 78", .use = "work"};
    expect_same(to_json(value), R"({"system":"phone","value":"+45 12 34 56 78","use":"work"})");
    //! [ContactPoint]
  }
  {
    //! [Contributor]
    const Contributor<> value{.type = "author", .name = "Anna"};
    expect_same(to_json(value), R"({"type":"author","name":"Anna"})");
    //! [Contributor]
  }
  {
    //! [DataRequirement]
    const DataRequirement<> value{.type = "Observation", .codeFilter = {{.path = "code"}}, .limit = 10};
    expect_same(to_json(value), R"({"type":"Observation","codeFilter":[{"path":"code"}],"limit":10})");
    //! [DataRequirement]
  }
  {
    //! [DataRequirementCodeFilter]
    const DataRequirementCodeFilter<> value{.path = "code", .code = {{.code = "4548-4"}}};
    expect_same(to_json(value), R"({"path":"code","code":[{"code":"4548-4"}]})");
    //! [DataRequirementCodeFilter]
  }
  {
    //! [DataRequirementDateFilter]
    const DataRequirementDateFilter<> value{.path = "effective", .value = Period<>{.start = "2024"}};
    expect_same(to_json(value), R"({"path":"effective","valuePeriod":{"start":"2024"}})");
    //! [DataRequirementDateFilter]
  }
  {
    //! [DataRequirementSort]
    const DataRequirementSort<> value{.path = "effective", .direction = "descending"};
    expect_same(to_json(value), R"({"path":"effective","direction":"descending"})");
    //! [DataRequirementSort]
  }
  {
    //! [Dosage]
    const Dosage<> value{.text = "one tablet", .asNeeded = true};
    expect_same(to_json(value), R"({"text":"one tablet","asNeededBoolean":true})");
    //! [Dosage]
  }
  {
    //! [DosageDoseAndRate]
    const DosageDoseAndRate<> value{.dose = Quantity<>{.value = 1, .unit = "tablet"}};
    expect_same(to_json(value), R"({"doseQuantity":{"value":1,"unit":"tablet"}})");
    //! [DosageDoseAndRate]
  }
  {
    //! [Element]
    const Element<> value{.id = "a", .extension = {{.url = "http://example.org/why", .value = Code<>("unknown")}}};
    expect_same(to_json(value), R"({"id":"a","extension":[{"url":"http://example.org/why","valueCode":"unknown"}]})");
    //! [Element]
  }
  {
    //! [Expression]
    const Expression<> value{.language = "text/fhirpath", .expression = "Patient.name"};
    expect_same(to_json(value), R"({"language":"text/fhirpath","expression":"Patient.name"})");
    //! [Expression]
  }
  {
    //! [Extension]
    const Extension<> value{.url = "http://example.org/colour", .value = "red"};
    expect_same(to_json(value), R"({"url":"http://example.org/colour","valueString":"red"})");
    //! [Extension]
  }
  {
    //! [HumanName]
    const HumanName<> value{.family = "Hansen", .given = {"Anna", "Marie"}};
    expect_same(to_json(value), R"({"family":"Hansen","given":["Anna","Marie"]})");
    //! [HumanName]
  }
  {
    //! [Identifier]
    const Identifier<> value{.system = "urn:oid:1.2.208.176.1.2", .value = "0101010001"};
    expect_same(to_json(value), R"({"system":"urn:oid:1.2.208.176.1.2","value":"0101010001"})");
    //! [Identifier]
  }
  {
    //! [Meta]
    const Meta<> value{.versionId = "2", .lastUpdated = "2024-03-01T08:00:00Z"};
    expect_same(to_json(value), R"({"versionId":"2","lastUpdated":"2024-03-01T08:00:00Z"})");
    //! [Meta]
  }
  {
    //! [Money]
    const Money<> value{.value = "99.50", .currency = "DKK"};
    expect_same(to_json(value), R"({"value":99.50,"currency":"DKK"})");
    //! [Money]
  }
  {
    //! [Narrative]
    const Narrative<> value{.status = "generated", .div = R"(<div xmlns="http://www.w3.org/1999/xhtml">Anna</div>)"};
    expect_same(to_json(value), R"({"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">Anna</div>"})");
    //! [Narrative]
  }
  {
    //! [ParameterDefinition]
    const ParameterDefinition<> value{.name = "count", .use = "in", .min = 1, .max = "1", .type = "integer"};
    expect_same(to_json(value), R"({"name":"count","use":"in","min":1,"max":"1","type":"integer"})");
    //! [ParameterDefinition]
  }
  {
    //! [Period]
    const Period<> value{.start = "2024-01", .end = "2024-03"};
    expect_same(to_json(value), R"({"start":"2024-01","end":"2024-03"})");
    //! [Period]
  }
  {
    //! [Range]
    const Range<> value{.low = Quantity<>{.value = 4}, .high = Quantity<>{.value = 8}};
    expect_same(to_json(value), R"({"low":{"value":4},"high":{"value":8}})");
    //! [Range]
  }
  {
    //! [Ratio]
    const Ratio<> value{.numerator = Quantity<>{.value = 1}, .denominator = Quantity<>{.value = 128}};
    expect_same(to_json(value), R"({"numerator":{"value":1},"denominator":{"value":128}})");
    //! [Ratio]
  }
  {
    //! [Reference]
    const Reference<> value{.reference = "Patient/1", .display = "Anna"};
    expect_same(to_json(value), R"({"reference":"Patient/1","display":"Anna"})");
    //! [Reference]
  }
  {
    //! [RelatedArtifact]
    const RelatedArtifact<> value{.type = "documentation", .url = "https://example.org/guide"};
    expect_same(to_json(value), R"({"type":"documentation","url":"https://example.org/guide"})");
    //! [RelatedArtifact]
  }
  {
    //! [SampledData]
    const SampledData<> value{.origin = Quantity<>{.value = 0}, .period = 10, .dimensions = 1, .data = "2 4 6"};
    expect_same(to_json(value), R"({"origin":{"value":0},"period":10,"dimensions":1,"data":"2 4 6"})");
    //! [SampledData]
  }
  {
    //! [Signature]
    const Signature<> value{.when = "2024-03-01T08:00:00Z", .who = Reference<>{.reference = "Practitioner/1"}};
    expect_same(to_json(value), R"({"when":"2024-03-01T08:00:00Z","who":{"reference":"Practitioner/1"}})");
    //! [Signature]
  }
  {
    //! [Timing]
    const Timing<> value{.repeat = TimingRepeat<>{.frequency = 2, .period = 1, .periodUnit = "d"}};
    expect_same(to_json(value), R"({"repeat":{"frequency":2,"period":1,"periodUnit":"d"}})");
    //! [Timing]
  }
  {
    //! [TimingRepeat]
    const TimingRepeat<> value{.bounds = Period<>{.start = "2024"}, .frequency = 2, .period = 1, .periodUnit = "d"};
    expect_same(to_json(value), R"({"boundsPeriod":{"start":"2024"},"frequency":2,"period":1,"periodUnit":"d"})");
    //! [TimingRepeat]
  }
  {
    //! [TriggerDefinition]
    const TriggerDefinition<> value{.type = "named-event", .name = "admitted"};
    expect_same(to_json(value), R"({"type":"named-event","name":"admitted"})");
    //! [TriggerDefinition]
  }
  {
    //! [UsageContext]
    const UsageContext<> value{.code = Coding<>{.code = "age"}, .value = Range<>{.low = Quantity<>{.value = 18}}};
    expect_same(to_json(value), R"({"code":{"code":"age"},"valueRange":{"low":{"value":18}}})");
    //! [UsageContext]
  }
  {
    //! [Binary]
    const Binary<> value{.id = "7", .contentType = "text/plain", .data = "SGVq"};
    expect_same(to_json(value), R"({"resourceType":"Binary","id":"7","contentType":"text/plain","data":"SGVq"})");
    //! [Binary]
  }
  {
    //! [Bundle]
    Bundle<> bundle{.type = "collection"};
    bundle.entry.push_back({.fullUrl = "urn:uuid:7c1b1b62-9d5f-4d0e-8d0a-0f4d2f0f6a01", .resource = Parameters<>{.id = "a"}});
    for (const Parameters<>& each : resources<Parameters<>>(bundle)) expect_same(each.id, "a");
    //! [Bundle]
  }
  {
    //! [BundleEntry]
    const BundleEntry<Parameters<>> value{.fullUrl = "urn:uuid:7c1b1b62-9d5f-4d0e-8d0a-0f4d2f0f6a01",
                                          .resource = Parameters<>{.id = "a"}};
    expect_same(value.resource->id, "a");
    //! [BundleEntry]
  }
  {
    //! [BundleEntryRequest]
    const BundleEntryRequest<> value{.method = "GET", .url = "Patient/1"};
    expect_same(to_json(value), R"({"method":"GET","url":"Patient/1"})");
    //! [BundleEntryRequest]
  }
  {
    //! [BundleEntryResponse]
    const BundleEntryResponse<> value{.status = "200 OK", .etag = "W/\"2\""};
    expect_same(to_json(value), R"({"status":"200 OK","etag":"W/\"2\""})");
    //! [BundleEntryResponse]
  }
  {
    //! [BundleEntrySearch]
    const BundleEntrySearch<> value{.mode = "match", .score = "0.9"};
    expect_same(to_json(value), R"({"mode":"match","score":0.9})");
    //! [BundleEntrySearch]
  }
  {
    //! [BundleLink]
    const BundleLink<> value{.relation = "next", .url = "https://fhir.example.org/?page=2"};
    expect_same(to_json(value), R"({"relation":"next","url":"https://fhir.example.org/?page=2"})");
    //! [BundleLink]
  }
  {
    //! [OperationDefinition]
    const OperationDefinition<> value{.name = "Ping", .status = "active", .kind = "operation", .code = "ping"};
    expect_same(to_json(value),
                R"({"resourceType":"OperationDefinition","name":"Ping","status":"active","kind":"operation","code":"ping"})");
    //! [OperationDefinition]
  }
  {
    //! [OperationDefinitionOverload]
    const OperationDefinitionOverload<> value{.parameterName = {"code", "system"}};
    expect_same(to_json(value), R"({"parameterName":["code","system"]})");
    //! [OperationDefinitionOverload]
  }
  {
    //! [OperationDefinitionParameter]
    const OperationDefinitionParameter<> value{.name = "count", .use = "in", .min = 0, .max = "1", .type = "integer"};
    expect_same(to_json(value), R"({"name":"count","use":"in","min":0,"max":"1","type":"integer"})");
    //! [OperationDefinitionParameter]
  }
  {
    //! [OperationDefinitionParameterBinding]
    const OperationDefinitionParameterBinding<> value{.strength = "required",
                                                      .valueSet = "http://hl7.org/fhir/ValueSet/request-priority"};
    expect_same(to_json(value), R"({"strength":"required","valueSet":"http://hl7.org/fhir/ValueSet/request-priority"})");
    //! [OperationDefinitionParameterBinding]
  }
  {
    //! [OperationDefinitionParameterReferencedFrom]
    const OperationDefinitionParameterReferencedFrom<> value{.source = "count"};
    expect_same(to_json(value), R"({"source":"count"})");
    //! [OperationDefinitionParameterReferencedFrom]
  }
  {
    //! [OperationOutcome]
    const OperationOutcome<> value{.issue = {{.severity = "error", .code = "throttled"}}};
    expect_same(to_json(value), R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"throttled"}]})");
    //! [OperationOutcome]
  }
  {
    //! [OperationOutcomeIssue]
    const OperationOutcomeIssue<> value{.severity = "error", .code = "value", .expression = {"Parameters.parameter[0]"}};
    expect_same(to_json(value), R"({"severity":"error","code":"value","expression":["Parameters.parameter[0]"]})");
    //! [OperationOutcomeIssue]
  }
  {
    //! [Parameters]
    const Parameters<> value{.parameter = {{.name = "count", .value = 10}, {.name = "code", .value = Code<>("final")}}};
    expect_same(
        to_json(value),
        R"({"resourceType":"Parameters","parameter":[{"name":"count","valueInteger":10},{"name":"code","valueCode":"final"}]})");
    //! [Parameters]
  }
  {
    //! [ParametersParameter]
    const ParametersParameter<> value{.name = "coding", .part = {{.name = "code", .value = Code<>("final")}}};
    expect_same(to_json(value), R"({"name":"coding","part":[{"name":"code","valueCode":"final"}]})");
    //! [ParametersParameter]
  }
  {
    //! [json_text]
    RawResource<> patient{.resourceType = "Patient", .json = R"({"resourceType": "Patient")"};
    expect(!patient.json.is_valid(), "a brace is missing");
    patient.json = R"({"resourceType": "Patient"})";
    expect_same(to_json(patient), R"({"resourceType":"Patient"})");
    //! [json_text]
  }
  {
    //! [RawResource]
    const RawResource<> value{.resourceType = "Patient", .json = R"({"resourceType":"Patient","active":true})"};
    expect_same(to_json(value), R"({"resourceType":"Patient","active":true})");
    //! [RawResource]
  }
  {
    //! [Resource]
    Resource<> any = Parameters<>{.id = "a"};
    if (const auto* parameters = any.get_if<Parameters<>>()) expect_same(parameters->id, "a");
    expect(any.type() == type_id::Parameters && !any.is<Binary<>>(), "it knows what it holds");
    //! [Resource]
  }
  {
    //! [Value]
    Value<> value = Period<>{.start = "2024"};
    if (const auto* period = value.get_if<Period<>>()) expect_same(period->start, "2024");
    value = 10;  // an integer; text is a string, true a boolean
    expect(value.is<Integer<>>() && value.type() == type_id::integer, "it knows what it holds");
    //! [Value]
  }
  {
    //! [Base64Binary]
    const std::uint8_t bytes[]{'H', 'e', 'j'};
    const auto value = Base64Binary<>::encode(bytes);
    expect_same(value, "SGVq");
    expect(value.decode()->size() == 3 && !Base64Binary<>("SGV").ok(), "three bytes");
    //! [Base64Binary]
  }
  {
    //! [Boolean]
    const Boolean<> value = true;
    expect(value.ok() && *value.value && Boolean<>().empty(), "true is there");
    //! [Boolean]
  }
  {
    //! [Canonical]
    const Canonical<> value = "http://example.org/vs|2.0";
    expect_same(value.url(), "http://example.org/vs");
    expect_same(value.version(), "2.0");
    //! [Canonical]
  }
  {
    //! [Code]
    expect(Code<>("final").ok() && !Code<>(" final").ok(), "no white space around a code");
    //! [Code]
  }
  {
    //! [Date]
    const Date<> value = "2024-02-29";
    expect(value.ok() && value.precision() == time_precision::day && value.to_days(), "a day of the calendar");
    expect(!Date<>("2023-02-29").ok() && Date<>("2023-02").ok(), "no such day; a month is fine");
    //! [Date]
  }
  {
    //! [DateTime]
    const DateTime<> value = "2024-03-01T09:00:00+01:00";
    expect(value.to_sys() == std::chrono::sys_days(std::chrono::year(2024) / 3 / 1) + std::chrono::hours(8), "a moment");
    expect_same(DateTime<>(*value.to_sys<std::chrono::seconds>(), std::chrono::hours(1)), value);
    //! [DateTime]
  }
  {
    //! [Decimal]
    const Decimal<> value = "1.00";
    expect(value != Decimal<>("1.0") && compare(value, Decimal<>("1.0")) == 0, "another text, the same number");
    expect(value.to_double() == 1.0 && !Decimal<>("1.").ok(), "a double where it is asked for");
    //! [Decimal]
  }
  {
    //! [Id]
    expect(Id<>("a-1.B").ok() && !Id<>("a_1").ok(), "letters, digits, - and ., at most 64");
    //! [Id]
  }
  {
    //! [Instant]
    expect(Instant<>("2024-03-01T09:00:00.5+01:00").to_sys() && !Instant<>("2024-03-01").ok(), "to the second, with a zone");
    //! [Instant]
  }
  {
    //! [Integer]
    const Integer<> value = 10;
    expect(value == 10 && value.ok() && !Integer<>(3000000000).ok(), "32 bits are allowed, more can be held");
    //! [Integer]
  }
  {
    //! [Markdown]
    expect_same(Markdown<>("*slept well*"), "*slept well*");
    //! [Markdown]
  }
  {
    //! [Oid]
    expect(Oid<>("urn:oid:1.2.208").ok() && !Oid<>("1.2.208").ok(), "the prefix belongs to it");
    //! [Oid]
  }
  {
    //! [PositiveInt]
    expect(PositiveInt<>(1).ok() && !PositiveInt<>(0).ok(), "from 1");
    //! [PositiveInt]
  }
  {
    //! [String]
    String<> value = "Anna";
    value.element = Element<>{.id = "a"};  // `_name` in JSON
    expect(value == "Anna" && value.ok() && !String<>("").ok(), "there are no empty strings");
    //! [String]
  }
  {
    //! [Time]
    expect(Time<>("14:35:00").since_midnight() == std::chrono::minutes(875) && !Time<>("24:00:00").ok(), "a time of day");
    //! [Time]
  }
  {
    //! [UnsignedInt]
    expect(UnsignedInt<>(0).ok() && !UnsignedInt<>(-1).ok(), "from 0");
    //! [UnsignedInt]
  }
  {
    //! [Uri]
    expect(Uri<>("Patient/1").ok() && !Uri<>("a b").ok(), "absolute or relative, no blanks");
    //! [Uri]
  }
  {
    //! [Url]
    expect(Url<>("https://fhir.example.org").ok(), "an address");
    //! [Url]
  }
  {
    //! [Uuid]
    expect(Uuid<>("urn:uuid:7c1b1b62-9d5f-4d0e-8d0a-0f4d2f0f6a01").ok() && !Uuid<>("7c1b1b62-9d5f-4d0e-8d0a-0f4d2f0f6a01").ok(),
           "the prefix belongs to it");
    //! [Uuid]
  }
  {
    //! [Xhtml]
    expect_same(Xhtml<>("<div>Anna</div>"), "<div>Anna</div>");
    //! [Xhtml]
  }
  return 0;
}
