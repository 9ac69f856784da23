#pragma once
// Converts what an operation's function returns to a response (https://hl7.org/fhir/R4/operations.html#response).

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "fhirops/core/owner.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/indented.hpp"
#include "fhirops/http/media_type.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/http/status.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/operation/binding.hpp"
#include "fhirops/operation/bound_member.hpp"
#include "fhirops/operation/checked_binding.hpp"
#include "fhirops/operation/natural.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/to_parameters.hpp"
#include "fhirops/resource/binary.hpp"

namespace fhirops::http {
namespace detail {

template <class T>
inline constexpr bool is_result = false;
template <class T>
inline constexpr bool is_result<result<T>> = true;
template <class T>
inline constexpr bool is_any_variant = false;
template <class... T>
inline constexpr bool is_any_variant<std::variant<T...>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
concept AnyResource = JsonValue<T> && (fhirops::detail::is_any_resource<T> || T::fhir_type >= type_id::Parameters);

template <class Op, class T>
constexpr bool is_answer() {
  if constexpr (is_result<T>)
    return is_answer<Op, typename T::value_type>();
  else if constexpr (is_any_variant<T>)
    return []<class... Each>(std::type_identity<std::variant<Each...>>) {
      return (is_answer<Op, Each>() && ...);
    }(std::type_identity<T>());
  else
    return std::same_as<T, typename Op::Response> || std::same_as<T, refusal> || std::same_as<T, response> ||
           (answers_resource<Op> && (AnyResource<T> || ChunkSource<T>));
}

}  // namespace detail

/// What the function that answers an operation may return:
///
/// - the operation's `Response`;
/// - if the answer is a bare resource (`answers_resource`): that resource, or its JSON text in pieces;
/// - a `refusal`, or a complete `response` made by the host, such as 202 with a `Content-Location`;
/// - a `result` of one of these: its errors become an OperationOutcome, with a status that fits the first error;
/// - a `std::variant` of several of these.
template <class T, class Op>
concept AnswerOf = detail::is_answer<Op, std::remove_cvref_t<T>>();

namespace detail {

// The pieces of a body, and the objects that they may refer to.
template <class Source>
class kept_chunks {
 public:
  kept_chunks(fhirops::detail::owner<kept_call> kept, Source source) : kept_(std::move(kept)), source_(std::move(source)) {}
  [[nodiscard]] std::string_view next() { return source_.next(); }
  [[nodiscard]] bool failed() const noexcept
    requires requires(const Source& source) { static_cast<bool>(source.failed()); }
  {
    return static_cast<bool>(source_.failed());
  }

 private:
  fhirops::detail::owner<kept_call> kept_;
  Source source_;
};

// Whether the answer may be a Binary, which has its own media type.
template <class T>
inline constexpr bool may_be_binary = std::same_as<T, Binary<>> || fhirops::detail::AnyResourceMember<T>;
template <class... T>
inline constexpr bool may_be_binary<std::variant<T...>> = (may_be_binary<T> || ...);
template <class Op>
inline constexpr bool may_answer_binary = answers_resource<Op> && []<class... Param>(const parameter_table<Param...>&) {
  return (may_be_binary<typename fhirops::detail::occurrence<fhirops::detail::member_type<Param, typename Op::Response>>::item> ||
          ...);
}(fhirops::detail::table_value<typename Op::Response>);

// Whether the answer's only parameter is a resource this time: with `Any<>` it may also be a value.
template <class T>
bool holds_resource(const T& member) {
  if constexpr (is_optional<T>)
    return !member.has_value() || holds_resource(*member);
  else if constexpr (is_any_variant<T>)
    return std::visit([](const auto& each) { return holds_resource(each); }, member);
  else
    return fhirops::detail::ResourceMember<T>;
}

// Reading a Binary returns its content, unless the client asks for FHIR's own format in `Accept`
// (https://hl7.org/fhir/R4/binary.html#rest).
template <Storage S>
response with_binary(const exchange& with, const Binary<S>& binary) {
  const std::string_view type = binary.contentType;
  const auto named = parse_media_range(type);
  std::optional<std::vector<std::uint8_t>> bytes = binary.data.decode();
  if (!named || !bytes || !is_header_value(type)) return with.with_resource(200, binary);
  const acceptance accept = with.accepted();
  const preference native = accept.of(named->type, named->subtype);
  const preference fhir = accept.of("application", "fhir+json");
  const preference old = accept.of("application", "json+fhir");
  const bool by_name = (fhir.closeness >= 3 && fhir.quality > 0 && fhir.quality >= native.quality) ||
                       (old.closeness >= 3 && old.quality > 0 && old.quality >= native.quality);
  if (by_name || (native.quality == 0 && with.takes_json())) return with.with_resource(200, binary);
  if (native.quality == 0) return with.not_acceptable();
  response answer = with.begin(200);
  // The content may be anything, so a browser must not run it with the rights of this server's origin.
  exchange::add(answer, "Content-Security-Policy", "default-src 'none'; sandbox");
  with.set_content(answer, std::string(type), std::string(bytes->begin(), bytes->end()));
  return answer;
}

template <class T>
response with_bare(const exchange& with, const T& resource) {
  if constexpr (is_optional<T>) {
    return resource.has_value() ? with_bare(with, *resource) : with.nothing();
  } else if constexpr (is_any_variant<T>) {
    return std::visit([&with](const auto& each) { return with_bare(with, each); }, resource);
  } else if constexpr (!fhirops::detail::ResourceMember<T>) {
    return with.nothing();  // only resources are sent bare
  } else {
    if constexpr (fhirops::detail::is_any_resource<T>) {
      if (const auto* binary = resource.template get_if<Binary<storage_of<T>>>()) return with_binary(with, *binary);
    } else if constexpr (T::fhir_type == type_id::Binary) {
      return with_binary(with, resource);
    }
    if (!with.takes_json()) return with.not_acceptable();
    return with.with_resource(200, resource);
  }
}

// `kept` holds everything that the value may refer to.
template <class Op, class T>
response respond(const exchange& with, fhirops::detail::owner<kept_call>& kept, T&& value) {
  using Value = std::remove_cvref_t<T>;
  if constexpr (is_result<Value>) {
    if (!value) return with.refuse(status_of(value.issues()), value.issues());
    return respond<Op>(with, kept, *std::forward<T>(value));
  } else if constexpr (is_any_variant<Value>) {
    return std::visit([&]<class Each>(Each&& each) { return respond<Op>(with, kept, std::forward<Each>(each)); },
                      std::forward<T>(value));
  } else if constexpr (std::same_as<Value, response>) {
    response answer = std::forward<T>(value);
    with.complete(answer);
    return answer;
  } else if constexpr (std::same_as<Value, refusal>) {
    return with.refuse(std::forward<T>(value));
  } else if constexpr (std::same_as<Value, typename Op::Response>) {
    if constexpr (answers_resource<Op>) {
      std::optional<response> answer;
      fhirops::detail::for_each_param(fhirops::detail::table_value<Value>, [&]<class Param>(const param_details&) {
        if (holds_resource(value.*Param::member)) answer = with_bare(with, value.*Param::member);
      });
      if (answer) return *std::move(answer);
    }
    if (!with.takes_json()) return with.not_acceptable();
    return with.with_parameters(to_parameters(value));
  } else if constexpr (AnyResource<Value>) {
    return with_bare(with, value);
  } else {
    if (!with.takes_json()) return with.not_acceptable();
    response answer = with.begin(200);
    kept_chunks<Value> pieces(std::move(kept), std::forward<T>(value));
    with.set_content(answer, with.asks().pretty ? body(indented(std::move(pieces))) : body(std::move(pieces)));
    return answer;
  }
}

}  // namespace detail
}  // namespace fhirops::http
