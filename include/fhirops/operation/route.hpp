#pragma once
// Finds the operation that a request calls, or the reason why there is none (https://hl7.org/fhir/R4/operations.html#executing).

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/operation/operation.hpp"

namespace fhirops {

/// A call, as stated by a URL and a method: `[base]/type/id/$name`.
struct operation_call {
  /// The name, with or without `$`.
  std::string_view name;
  /// The type of resource; empty at the system level.
  std::string_view type{};
  /// The id of the resource; empty at the system and type levels.
  std::string_view id{};
  /// `GET`, `HEAD` or `POST`; methods are case-sensitive.
  std::string_view verb = "POST";
};

/// Whether a call matches an operation, and if not, why.
enum class routing : unsigned char {
  /// The operation was found and called.
  found,
  /// No operation has this name.
  unknown_name,
  /// The operation is not defined at this level, or not for this resource type.
  wrong_level,
  /// The operation may not be called with this method.
  wrong_verb
};

namespace detail {

// What routing needs to know about an operation.
struct routed_operation {
  const operation_info* info;
  bool allows_get;
};
template <class Op>
inline constexpr routed_operation routed{&Op::info, allows_get<Op>};
template <class... Op>
inline constexpr std::array<routed_operation, sizeof...(Op)> routed_operations{routed<Op>...};

constexpr routing match(const routed_operation& operation, const operation_call& call) noexcept {
  const operation_info& info = *operation.info;
  std::string_view name = call.name;
  if (name.starts_with('$')) name.remove_prefix(1);
  if (name != info.code) return routing::unknown_name;
  bool here = call.type.empty() && call.id.empty() && info.system;
  if (!call.type.empty() && (call.id.empty() ? info.type : info.instance)) {
    for (const std::string_view type : info.resource) here = here || is_kind_of(call.type, type);
  }
  if (!here) return routing::wrong_level;
  const bool get = call.verb == "GET" || call.verb == "HEAD";
  return call.verb == "POST" || (get && operation.allows_get) ? routing::found : routing::wrong_verb;
}

// Returns the index of the matching operation in `at`; otherwise the reason that came nearest to a match.
constexpr routing find_operation(std::span<const routed_operation> operations, const operation_call& call,
                                 std::size_t& at) noexcept {
  routing nearest = routing::unknown_name;
  for (at = 0; at < operations.size(); ++at) {
    const routing how = match(operations[at], call);
    if (how == routing::found) return how;
    if (how > nearest) nearest = how;
  }
  return nearest;
}

// The methods that may call an operation at this URL, for the header `Allow`; empty if there is no operation.
constexpr std::string_view allowed_methods(std::span<const routed_operation> operations, operation_call call) noexcept {
  call.verb = "POST";
  std::size_t at = 0;
  if (find_operation(operations, call, at) != routing::found) return {};
  return operations[at].allows_get ? "GET, HEAD, POST" : "POST";
}

}  // namespace detail

/// The operations of a server, known at compile time.
template <Operation... Ops>
struct operation_table {
  static_assert((detail::checked_operation<Ops>::value && ...));
  /// The number of operations.
  static constexpr std::size_t size = sizeof...(Ops);

  /// Calls `f` with `std::type_identity<Op>` for the operation that is called, and returns `found`; otherwise returns the reason
  /// that came nearest to a match. Throws only what `f` throws.
  ///
  /// Complexity: linear in the number of operations.
  template <class F>
  static constexpr routing route(const operation_call& call, F&& f) {
    std::size_t wanted = 0;
    const routing how = detail::find_operation(detail::routed_operations<Ops...>, call, wanted);
    if (how != routing::found) return how;
    [[maybe_unused]] std::size_t at = 0;
    ((at++ == wanted ? void(f(std::type_identity<Ops>())) : void()), ...);
    return how;
  }

  /// The methods that may call an operation at this URL, for the header `Allow`; empty if there is no operation.
  [[nodiscard]] static constexpr std::string_view allow(operation_call call) {
    return detail::allowed_methods(detail::routed_operations<Ops...>, call);
  }

  /// Calls `f` with `std::type_identity<Op>` for each operation in turn, for example to build a CapabilityStatement.
  template <class F>
  static constexpr void for_each(F&& f) {
    (f(std::type_identity<Ops>()), ...);
  }
};

/// Explains why a call matches no operation, for use in an OperationOutcome.
///
///     const routing how = operations::route(call, []<class T>(std::type_identity<T>) {});
///     const issue why = explain(how, call);
[[nodiscard]] inline issue explain(routing why, const operation_call& call) {
  std::string name(call.name);
  if (!name.starts_with('$')) name.insert(name.begin(), '$');
  issue found;
  found.code = issue_type::not_supported;
  if (why == routing::unknown_name)
    found.text = detail::shortened_text(name) + " is not an operation of this server";
  else if (why == routing::wrong_level)
    found.text = name + " cannot be called " +
                 (call.type.empty() ? "at the system level" : "on " + std::string(call.type) + (call.id.empty() ? "" : "/[id]"));
  else
    found.text = name + " cannot be called with " + std::string(call.verb);
  return found;
}

}  // namespace fhirops
