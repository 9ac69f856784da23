#pragma once
// The part of a service that does not depend on its operations: finds the operation of a request among rows, and describes what
// the server can do.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "fhirops/core/owner.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops::http::detail {

// A call of an operation, and the object that its request is read into.
struct made_call {
  fhirops::detail::owner<kept_call> kept;
  fhirops::detail::bound_target<owned> target;
};

// What a service provides to the engine for each of its operations.
struct service_row {
  request_form form;
  made_call (*make)();
  response (*answer)(const void* service, const exchange& with, fhirops::detail::owner<kept_call>& kept);
  OperationDefinition<> (*define)();
  bool may_answer_binary;
};

// Refers to the tables of one service. It is a template only so that the compiled form has its members in one unit; they are
// defined in http/service_engine_members.hpp.
template <Storage S>
class basic_service_engine {
 public:
  // The rows of all lists are in the same order; `modes` is empty if no operation is answered later.
  constexpr basic_service_engine(const options& server, const void* service, std::span<const operation_info> infos,
                                 std::span<const fhirops::detail::routed_operation> routed, std::span<const service_row> rows,
                                 std::span<const async_mode> modes) noexcept
      : server_(&server), service_(service), infos_(infos), routed_(routed), rows_(rows), modes_(modes) {}

  [[nodiscard]] response answer(const request& asked, const user& who, host_value host, const async_starter* starter) const;
  [[nodiscard]] bool handles(const request& asked) const;
  [[nodiscard]] response refuse(const request& asked, refusal why) const;

 private:
  response respond(exchange& with, const user& who, host_value host, const async_starter* starter) const;
  response call(std::size_t at, exchange& with, const user& who, host_value host, const async_starter* starter) const;
  response metadata(const exchange& with, bool has_async) const;
  response search(exchange& with) const;
  response published(const exchange& with, std::string_view id) const;
  [[nodiscard]] OperationDefinition<> published_as(std::size_t at, std::string_view id) const;
  [[nodiscard]] const operation_info* find_definition(std::string_view id) const noexcept;
  [[nodiscard]] std::string url_of(std::string_view id) const;

  const options* server_;
  const void* service_;
  std::span<const operation_info> infos_;
  std::span<const fhirops::detail::routed_operation> routed_;
  std::span<const service_row> rows_;
  std::span<const async_mode> modes_;
};

using service_engine = basic_service_engine<owned>;

}  // namespace fhirops::http::detail

#ifndef FHIROPS_COMPILED
#include "fhirops/http/service_engine_members.hpp"  // IWYU pragma: export
#endif
