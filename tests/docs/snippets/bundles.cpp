// docs/how-to/bundles.md: structs of any operation as a Bundle, streamed both ways.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expect.hpp"

//! [visit]
namespace ward {

struct Visit {
  std::string number;  // identifies the visit: the id of its entry, not a parameter
  fhirops::Reference<> patient;
  fhirops::Decimal<> weight;
  std::optional<fhirops::Coding<>> reason;
  std::vector<std::string> notes;
  bool urgent = false;

  friend bool operator==(const Visit&, const Visit&) = default;
};

// Which member holds which parameter.
constexpr auto fhir_parameters(const Visit*) {
  using namespace fhirops;
  return parameters(param<"patient", &Visit::patient>{}, param<"weight", &Visit::weight>{}, param<"reason", &Visit::reason>{},
                    param<"note", &Visit::notes>{}, param<"urgent", &Visit::urgent>{});
}

// How a visit appears in a Bundle.
constexpr auto fhir_entry(const Visit*) {
  using namespace fhirops;
  return parameters_entry<"visit", &Visit::number>{
      .type = "collection",             // the Bundle's type
      .title = "visit",                 // its name in issues
      .fullUrl = full_url::urn_uuid{},  // unless the call says otherwise
  };
}

}  // namespace ward
//! [visit]

//! [declared]
// In the header of the struct: units that include it do not compile the readers.
extern template fhirops::result<std::vector<ward::Visit>> fhirops::read_entries<ward::Visit>(std::string_view,
                                                                                             fhirops::read_options);
extern template fhirops::result<std::vector<ward::Visit>> fhirops::from_bundle<ward::Visit>(
    const fhirops::Bundle<fhirops::Parameters<>>&, fhirops::read_options);
extern template fhirops::result<ward::Visit> fhirops::from_parameters<ward::Visit>(const fhirops::Parameters<>&,
                                                                                   fhirops::read_options);
//! [declared]
//! [defined]
// In one source:
template fhirops::result<std::vector<ward::Visit>> fhirops::read_entries<ward::Visit>(std::string_view, fhirops::read_options);
template fhirops::result<std::vector<ward::Visit>> fhirops::from_bundle<ward::Visit>(
    const fhirops::Bundle<fhirops::Parameters<>>&, fhirops::read_options);
template fhirops::result<ward::Visit> fhirops::from_parameters<ward::Visit>(const fhirops::Parameters<>&, fhirops::read_options);
//! [defined]

namespace {

//! [entry_chunks]
// What `json_chunks` returns, of whatever range and filter.
template <class... Of>
std::size_t bytes_of(fhirops::entry_chunks<Of...> chunks) {
  std::size_t bytes = 0;
  for (const std::string_view piece : chunks) bytes += piece.size();
  return bytes;
}
//! [entry_chunks]

}  // namespace

int main() {
  using namespace fhirops;
  using ward::Visit;
  std::vector<Visit> visits(3);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    visits[i].number = std::to_string(i);
    visits[i].patient.reference = "Patient/" + std::to_string(i);
    visits[i].weight = "72.50";
    visits[i].urgent = i == 1;
  }

  //! [value]
  // As a value, and back.
  const auto bundle = to_bundle(visits);
  const auto back = from_bundle<Visit>(bundle);
  if (!back) std::cout << to_string(back.issues().front()) << '\n';
  //! [value]
  expect(back && *back == visits, "nothing is lost");

  //! [pieces]
  // As text in pieces, straight from the structs; the same bytes as to_json(to_bundle(visits)).
  std::string sent;
  auto chunks = json_chunks(visits, 16384);
  for (std::string_view piece = chunks.next(); !piece.empty(); piece = chunks.next()) sent += piece;
  //! [pieces]
  expect(sent == to_json(bundle), "the chunks are the Bundle");
  expect(bytes_of(json_chunks(visits, 100, full_url::id{})) < sent.size(), "shorter URLs");

  //! [select]
  // Only some of them: select with a function from a struct to bool, or with a bool member.
  const auto heavy = to_bundle(visits, [](const Visit& visit) { return visit.notes.size() > 10; });
  std::string urgent;
  const write_report report = write_json(visits, &Visit::urgent, urgent);
  if (!report.complete) std::cout << "the client is gone\n";
  //! [select]
  expect(heavy.entry.empty() && read_entries<Visit>(urgent)->size() == 1, "one is urgent");

  //! [read]
  // Back from the text: all at once, or one by one, in memory that does not grow with their number.
  const auto read = read_entries<Visit>(sent);
  std::size_t seen = 0;
  const issues found = for_each_entry<Visit>(sent, [&seen](Visit&& visit) { seen += visit.urgent; });
  //! [read]
  expect(read && *read == visits && found.empty() && seen == 1, "as they were");

  //! [moved]
  // Structs that are no longer needed are moved from: no text is copied except for the fullUrl.
  const auto answer = to_bundle(std::move(visits));
  //! [moved]
  expect(answer == bundle, "the same");

  //! [entries]
  // Entries that need no conversion: a page of a search, with the elements before its entries.
  Bundle<> page;
  page.type = "searchset";
  page.total = 2;
  page.link.emplace_back().relation = "self";
  page.link.back().url = "https://fhir.example.org/Binary?_count=2";
  std::vector<BundleEntry<>> matches(2);
  for (BundleEntry<>& match : matches) {
    match.resource = Binary<>{.contentType = "text/plain"};
    match.search.emplace().mode = "match";
  }
  std::string answered;
  for (const std::string_view piece : json_chunks(page, matches)) answered += piece;

  // And back, one by one.
  std::size_t binaries = 0;
  const issues faults =
      for_each_entry<BundleEntry<>>(answered, [&binaries](BundleEntry<>&& entry) { binaries += entry.resource.is<Binary<>>(); });
  //! [entries]
  expect(faults.empty() && binaries == 2, "both come back");
  std::string pushed;
  expect(write_json(page, matches, pushed).complete && pushed == answered, "the same, pushed");

  //! [policy]
  constexpr full_url::policy policy = full_url::base{"https://fhir.example.org"};
  static_assert(policy.is_base() && policy.url() == "https://fhir.example.org" && full_url::policy().is_id());
  //! [policy]
  //! [concepts]
  static_assert(BoundEntry<Visit> && EntryRange<std::vector<Visit>> && EntryFilter<bool Visit::*, std::vector<Visit>>);
  static_assert(ReadableEntry<Visit> && ReadableEntry<BundleEntry<>>);
  static_assert(BundleItem<Binary<>> && BundleItemRange<std::vector<BundleEntry<>>>);
  //! [concepts]

  const issues wrong = for_each_entry<Visit>(
      R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1"}]})", [](Visit&&) {});
  std::cout << to_string(wrong.front()) << '\n';
}
