#pragma once
// The words for each rule on the page of rules, whose tables are made of these, of the rules of validate/rules.hpp,
// and of R4's own list (tests/data/r4).

#include <string_view>

namespace test {

struct rule_words {
  std::string_view name;  // R4's key, or the function's
  std::string_view asks;
};

inline constexpr rule_words invariant_words[] = {
    {"age-1", "a value has a code, the system is UCUM if there is one, and the value is above 0"},
    {"att-1", "if there is data, there is a contentType"},
    {"bdl-1", "total appears only in a searchset or a history"},
    {"bdl-2", "entry.search appears only in a searchset; reported at the entry, or once at the Bundle if all entries have one"},
    {"bdl-3",
     "every entry of a batch, transaction or history has a request, and no entry of another type does; reported at the "
     "entry, or once at the Bundle if all entries are wrong"},
    {"bdl-4",
     "every entry of a batch-response, transaction-response or history has a response, and no entry of another type does; "
     "reported like bdl-3"},
    {"bdl-5", "an entry has a resource, a request or a response"},
    {"bdl-7",
     "except in a history, no two entries have the same fullUrl and meta.versionId; a Bundle without a type is not a "
     "history; reported at each entry that repeats an earlier one"},
    {"bdl-8", "a fullUrl has no version"},
    {"bdl-9", "a document has an identifier with system and value"},
    {"bdl-10", "a document has a timestamp"},
    {"bdl-11", "the first resource of a document is a Composition"},
    {"bdl-12", "the first resource of a message is a MessageHeader"},
    {"cnt-3",
     "a value has a code, which is \"1\"; the system is UCUM if there is one; and the value is not a fraction, however it is "
     "written (1.5, 15e-1), and has no point (1.0)"},
    {"cpt-2", "a value has a system"},
    {"dis-1", "a value has a code, and the system is UCUM if there is one"},
    {"dom-2", "a contained resource contains no others; reported at the contained resource, like the next three"},
    {"dom-3", "a contained resource is referred to, or refers to the resource that contains it"},
    {"dom-4", "a contained resource has no meta.versionId and no meta.lastUpdated"},
    {"dom-5", "a contained resource has no meta.security"},
    {"dom-6", "there is a narrative for human readers"},
    {"drq-1", "there is either a path or a searchParam"},
    {"drq-2", "there is either a path or a searchParam"},
    {"drt-1", "a code is from UCUM, and there is a value"},
    {"ele-1", "an element has a value, or content in addition to its id"},
    {"exp-1", "there is an expression, or a reference to one"},
    {"ext-1", "there is either a value, or nested extensions"},
    {"inv-1", "there is exactly one of value, resource and parts; parts are checked too"},
    {"opd-0", "the name can be used in code: A-Z, then A-Z, a-z, 0-9 and _, at most 255 characters"},
    {"opd-1", "there is a type, or there are parts"},
    {"opd-2", "only a parameter of the type string has a searchType"},
    {"opd-3", "only a parameter of the type Reference or canonical has a targetProfile"},
    {"per-1", "the start is not after the end"},
    {"qty-3", "a code has a system"},
    {"rat-1", "there are both numerator and denominator, or neither of them but an extension"},
    {"ref-1", "a reference that begins with # is the id of a contained resource"},
    {"rng-2", "low is not greater than high"},
    {"sqty-1",
     "a SimpleQuantity has no comparator: `Range.low` and `high`, `SampledData.origin`, `Dosage.doseAndRate.dose[x]` and "
     "`rate[x]`, `Dosage.maxDosePerAdministration` and `maxDosePerLifetime`"},
    {"tim-1", "a duration has a durationUnit"},
    {"tim-2", "a period has a periodUnit"},
    {"tim-4", "a duration is not negative"},
    {"tim-5", "a period is not negative"},
    {"tim-6", "a periodMax has a period"},
    {"tim-7", "a durationMax has a duration"},
    {"tim-8", "a countMax has a count"},
    {"tim-9", "an offset has a when, which is not just a meal (C, CM, CD, CV)"},
    {"tim-10", "there is a timeOfDay or a when, but not both"},
    {"trd-1", "there is data or a timing, but not both"},
    {"trd-2", "if there is a condition, there is data"},
    {"trd-3", "a named-event has a name, a periodic one has a timing, one about data has data"},
    {"txt-1", "the XHTML is what R4 allows: formatting, links and images, but nothing active"},
    {"txt-2", "there is something to read or see"},
};

// The requirements of R4 without a key, in the order of the rows.
inline constexpr rule_words keyless_words[] = {
    {"has_one_level_of_parts", "parts have no parts: reported at the first level that is too deep"},
    {"has_absolute_full_url", "a fullUrl is an absolute URI"},
    {"has_full_url_of_id", "the id in a fullUrl of R4's RESTful form (http or https, then type and id) is that of the resource"},
    {"has_full_url_of_type", "the type in such a fullUrl is that of the resource"},
    {"has_id_of_full_url", "with such a fullUrl the resource has an id, unless the request is a POST"},
    {"has_full_url", "an entry with a resource has a fullUrl, unless the request is a POST or the Bundle is a response"},
    {"has_resource_where_needed", "each entry of a document, message, searchset or collection has a resource"},
    {"has_score_in_range", "a score is from 0 to 1"},
    {"has_http_status", "a status begins with three digits"},
};

// Value sets whose codes are not all listed, or need an explanation.
inline constexpr rule_words value_set_words[] = {
    {"all-types", "R4's 213: data types, resources, Type and Any"},
    {"currencies", "ISO 4217 as of R4; another code of three capital letters is a warning, as the list has grown since"},
    {"mimetypes", "the form type/subtype, optionally with parameters"},
};

}  // namespace test
