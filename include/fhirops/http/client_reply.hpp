#pragma once
// Reads the typed answer of an operation, or issues, from an HTTP response (https://hl7.org/fhir/R4/operations.html#response,
// https://hl7.org/fhir/R4/http.html#Status-Codes, https://hl7.org/fhir/R4/async.html).

#include <utility>

#include "fhirops/http/client_options.hpp"
#include "fhirops/http/reply.hpp"  // IWYU pragma: export
#include "fhirops/http/reply_reader.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/from_parameters.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/resource/parameters.hpp"

namespace fhirops::http {
namespace detail {

// Whether an answer that may be a bare resource may also be a value.
template <class T, class... Param>
constexpr bool may_answer_value(const parameter_table<Param...>&) {
  return (fhirops::detail::may_be_value<typename fhirops::detail::occurrence<fhirops::detail::member_type<Param, T>>::item> ||
          ...);
}

template <Operation Op>
reply<Op> read_reply(const client_options& client, const received& got, const reply_head* before) {
  using Response = typename Op::Response;
  static_assert(fhirops::detail::owns_text<Response>::value,
                "fhirops: a reply keeps no text of what was received: the Response must own it (std::string, owned storage)");
  reply<Op> out;
  reply_reader reader(client, got, out, before);
  Parameters<> sent;
  constexpr bool may_be_value = may_answer_value<Response>(fhirops::detail::table_value<Response>);
  if (!reader.read(answers_resource<Op>, may_be_value, sent)) return out;
  auto read = from_parameters<Response>(sent, reader.reading());
  if (!read && reader.has_other_form(sent)) read = from_parameters<Response>(sent, reader.reading());
  reader.finish(read.has_value(), read.issues());
  if (read) out.answer = *std::move(read);
  return out;
}

}  // namespace detail

/// Reads a response to a call of the operation `Op`: its answer, or the reason why there is none. Any bytes are accepted as a
/// response. An OperationOutcome is read into issues whatever the status; if it is itself the answer, it is both. If the body is
/// not FHIR's JSON, or was cut off, the issue states the status and the beginning of the body.
///
/// The answer is not checked by the rules of R4: `validate(to_parameters(*reply.answer))` does that. Complexity: linear in the
/// size of the body, within the limits of `client.reading`. Throws only `std::bad_alloc`.
///
///     const auto reply = http::read_reply<hl7::ValueSetExpand>(clinic, {.status = 200, .headers = headers, .body = body});
///     if (!reply) return report(reply.found);
template <Operation Op>
[[nodiscard]] reply<Op> read_reply(const client_options& client, const received& got) {
  return detail::read_reply<Op>(client, got, nullptr);
}

}  // namespace fhirops::http
