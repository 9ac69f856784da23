#pragma once
// What the page of rules says of each rule, in words: its tables are made of this, of the rules of validate/rules.hpp,
// and of R4's own list (tests/data/r4).

#include <string_view>

namespace test {

struct rule_words {
  std::string_view name;  // R4's key, or the function's
  std::string_view asks;
};

inline constexpr rule_words invariant_words[] = {
    {"age-1", "a value has a code, the system is UCUM if there is one, and the value is above 0"},
    {"att-1", "data says its contentType"},
    {"bdl-1", "total appears only in a searchset or a history"},
    {"bdl-2",
     "entry.search appears only in a searchset; reported at the entry, or once at the Bundle where all entries have one"},
    {"bdl-3",
     "every entry of a batch, transaction or history has a request, no entry of another type has; reported at the entry, or once "
     "at the Bundle where all entries are wrong"},
    {"bdl-4",
     "every entry of a batch-response, transaction-response or history has a response, no entry of another type has; reported as "
     "bdl-3 is"},
    {"bdl-5", "a resource, a request or a response is there"},
    {"bdl-7",
     "outside of a history, no two entries have the same fullUrl and meta.versionId; a Bundle without a type is not a history; "
     "reported at each entry that repeats one before it"},
    {"bdl-8", "a fullUrl is not of one version"},
    {"bdl-9", "a document has an identifier with system and value"},
    {"bdl-10", "a document has a timestamp"},
    {"bdl-11", "the first resource of a document is a Composition"},
    {"bdl-12", "the first resource of a message is a MessageHeader"},
    {"cnt-3",
     "a value has a code, which is \"1\"; the system is UCUM if there is one; and the value is not a fraction, however it is "
     "written (1.5, 15e-1), and has no point (1.0)"},
    {"cpt-2", "a value says what system it is of"},
    {"dis-1", "a value has a code, and the system is UCUM if there is one"},
    {"dom-2", "what is contained contains nothing itself; reported at the contained resource, as are the next three"},
    {"dom-3", "what is contained is referred to, or refers to what contains it"},
    {"dom-4", "what is contained has no meta.versionId and no meta.lastUpdated"},
    {"dom-5", "what is contained has no meta.security"},
    {"dom-6", "there is a narrative for people"},
    {"drq-1", "a path or a searchParam: exactly one of the two"},
    {"drq-2", "a path or a searchParam: exactly one of the two"},
    {"drt-1", "a code is of UCUM, and has a value"},
    {"ele-1", "an element has a value, or something in it beside its id"},
    {"exp-1", "an expression or a reference to one"},
    {"ext-1", "a value, or extensions inside: exactly one of the two"},
    {"inv-1", "a value, a resource or parts: exactly one of the three; asked of parts too"},
    {"opd-0", "a name that can be one in code: A-Z, then A-Z, a-z, 0-9 and _, 255 at most"},
    {"opd-1", "a type or parts"},
    {"opd-2", "only a parameter of the type string has a searchType"},
    {"opd-3", "only a parameter of the type Reference or canonical has a targetProfile"},
    {"per-1", "the start is not after the end"},
    {"qty-3", "a code has the system that it is of"},
    {"rat-1", "numerator and denominator, or neither of them and an extension"},
    {"ref-1", "what begins with # is the id of a contained resource"},
    {"rng-2", "low is not more than high"},
    {"sqty-1",
     "a SimpleQuantity has no comparator: `Range.low` and `high`, `SampledData.origin`, `Dosage.doseAndRate.dose[x]` and "
     "`rate[x]`, `Dosage.maxDosePerAdministration` and `maxDosePerLifetime`"},
    {"tim-1", "a duration has a durationUnit"},
    {"tim-2", "a period has a periodUnit"},
    {"tim-4", "a duration is not below 0"},
    {"tim-5", "a period is not below 0"},
    {"tim-6", "a periodMax has a period"},
    {"tim-7", "a durationMax has a duration"},
    {"tim-8", "a countMax has a count"},
    {"tim-9", "an offset has a when, and none that is a meal as such (C, CM, CD, CV)"},
    {"tim-10", "timeOfDay or when, not both"},
    {"trd-1", "data or timing, not both"},
    {"trd-2", "a condition has data"},
    {"trd-3", "a named-event has a name, a periodic one a timing, one of data has data"},
    {"txt-1", "the XHTML that R4 allows: formatting, links and images, nothing that acts"},
    {"txt-2", "something to read or see in it"},
};

// What R4 asks for without a key, in the order of the rows.
inline constexpr rule_words keyless_words[] = {
    {"has_one_level_of_parts", "no parts in parts: reported at the first level too many"},
    {"has_absolute_full_url", "a fullUrl is an absolute URI"},
    {"has_full_url_of_id", "the id in a fullUrl of R4's RESTful form (http or https, then type and id) is that of the resource"},
    {"has_full_url_of_type", "the type in it is that of the resource"},
    {"has_id_of_full_url", "beside it the resource has an id, unless the request is a POST"},
    {"has_full_url", "there is a fullUrl beside a resource, unless the request is a POST or the Bundle is a response"},
    {"has_resource_where_needed", "each entry of a document, message, searchset or collection has a resource"},
    {"has_score_in_range", "a score is from 0 to 1"},
    {"has_http_status", "a status begins with three digits"},
};

// Of value sets whose codes are not all listed, or not all that there is to say.
inline constexpr rule_words value_set_words[] = {
    {"all-types", "R4's 213: data types, resources, Type and Any"},
    {"currencies", "ISO 4217 as of R4; another code of three capitals is a warning, as the list has grown since"},
    {"mimetypes", "the form type/subtype, perhaps with parameters"},
};

}  // namespace test
