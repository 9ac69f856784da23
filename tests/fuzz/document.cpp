// Any bytes, read as FHIROPS_FUZZED: nothing crashes; what is read is written, read again and equal;
// what strict reading accepts, lenient reading accepts with the same value; the fast reader changes nothing.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fhirops/definitions.hpp"
#include "fhirops/fhirops.hpp"
#include "fhirops/validate/validate.hpp"

namespace {

using fhirops::borrowed;
using fhirops::from_json;
using fhirops::read_options;
using fhirops::to_json;
using fhirops::write_options;

template <fhirops::Storage S>
using fuzzed = fhirops::FHIROPS_FUZZED;

void require(bool holds) {
  if (!holds) std::abort();
}

// What was read is what the general reader alone gives.
template <class T>
void is_general(const fhirops::result<T>& read, std::string_view text, read_options options) {
  const auto general = fhirops::detail::from_json_general<T>(text, options);
  require(read.has_value() == general.has_value());
  require(read.issues() == general.issues());
  require(!read || (*read == *general && to_json(*read) == to_json(*general)));
}

template <class T>
void round_trip(const T& value, read_options options) {
  for (const std::size_t indent : {std::size_t{0}, std::size_t{2}}) {
    const std::string text = to_json(value, write_options{}.pretty(indent));
    if (text.empty()) continue;  // nothing to write
    const auto again = from_json<T>(text, options);
    // Deeper than the limit by the one level that lenient reading adds for an item that was not an array.
    if (!again && !again.issues().empty() && again.issues().front().code == fhirops::issue_type::too_costly) continue;
    require(again.has_value());
    require(to_json(*again) == to_json(value));
  }
  static_cast<void>(fhirops::validate(value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto strict = from_json<fuzzed<fhirops::owned>>(text);
  const auto lenient = from_json<fuzzed<fhirops::owned>>(text, read_options{}.lenient().keep_unknown());
  is_general(strict, text, {});
  is_general(lenient, text, read_options{}.lenient().keep_unknown());
  if (strict) {
    require(lenient.has_value());
    require(*strict == *lenient);
    round_trip(*strict, read_options{});
  }
  if (lenient) round_trip(*lenient, read_options{}.lenient().keep_unknown());
  const auto views = from_json<fuzzed<borrowed>>(text, read_options{}.lenient());
  require(views.has_value() == from_json<fuzzed<fhirops::owned>>(text, read_options{}.lenient()).has_value());
  is_general(views, text, read_options{}.lenient());
  if (views) static_cast<void>(to_json(*views));
  for (const fhirops::issue& each : lenient.issues()) require(!each.text.empty() && each.offset <= size);
  return 0;
}
